"""Cases that bear on each other, both ways, and what a viewer may know of them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import OpenCase, visible_to
from putright.core.complaints.case import Case

NOT_SHOWN = "(not shown)"
"""What stands for the reference of a case that its viewer may not see."""

_NAMING = ("reference", "of", "linked_to", "earlier_case")
"""Fields of entries that name another case."""


@dataclass(frozen=True)
class LinkedCase:
    """Another case that bears on this one; of one not seen, only that it is there."""

    reference: str
    how: str
    seen: bool
    subject: str = ""
    state: str = ""


def linked(
    case: Case, back: Sequence[str], seen: Mapping[str, CaseRow]
) -> list[LinkedCase]:
    """Give the cases linked with this one, both ways.

    `back` are those that say they came out of it; `seen` those that the viewer may
    see, by reference: of the others only is said that they are there.
    """
    how: dict[str, str] = {}
    if case.linked_to:
        how[case.linked_to] = "This one came out of it"
    for reference in case.linked_complaints:
        how.setdefault(reference, "A complaint about how this was handled")
    for reference in case.split:
        how.setdefault(reference, "A new issue, split off (6.8)")
    for reference in case.links:
        how.setdefault(reference, "Linked")
    if case.duplicate_of:
        how[case.duplicate_of] = "The same complaint, logged twice"
    for reference in back:
        how.setdefault(reference, "It came out of this one")
    return [_linked(reference, told, seen) for reference, told in how.items()]


def linked_from(row: CaseRow) -> list[str]:
    """Give the references of the cases that say they came out of this one."""
    rows = CaseRow.objects.exclude(linked_to="").filter(linked_to=row.reference)
    return list(rows.order_by("pk").values_list("reference", flat=True)[:50])


def _linked(reference: str, how: str, seen: Mapping[str, CaseRow]) -> LinkedCase:
    row = seen.get(reference)
    if row is None:
        return LinkedCase("", how, seen=False)
    text = getattr(row, "text", None)
    subject = text.subject if text else ""
    return LinkedCase(reference, how, seen=True, subject=subject, state=row.state)


def not_shown(opened: OpenCase, user: User, day: datetime.date) -> dict[str, str]:
    """Give what to say for each case that this one's entries name and nobody sees.

    Nobody: not this person on this day.
    """
    events = [entry.event for entry in opened.entries]
    named = {str(getattr(event, name, "")) for event in events for name in _NAMING}
    named -= {"", opened.case.reference}
    if not named:
        return {}
    rows = visible_to(user, day).filter(reference__in=named)
    hidden = named.difference(rows.values_list("reference", flat=True))
    return dict.fromkeys(hidden, NOT_SHOWN)
