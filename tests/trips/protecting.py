"""What data protection has behind its doors: a rule, a batch, a hold, a copy."""

from datetime import date
from typing import TYPE_CHECKING, Any

from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.holds import services as holds
from putright.apps.protection.services import batches, copies, schedule

if TYPE_CHECKING:
    from tests.trips.house import House


def protected(manager: User, other: User, house: "House") -> dict[str, Any]:
    """Set a period, propose another, and put a case on hold; start a person's copy."""
    given = {"kind": "other_contacts", "basis": "Minute 4", "now": w.NOW}
    rule = schedule.propose(months=1, by=manager, **given)
    schedule.confirm(number=rule.pk, by=other, now=w.NOW)
    waiting = schedule.propose(months=2, by=manager, **given)
    comment = w.logged(kind="comment", text="Nice tiles", on=date(2026, 1, 5))
    batch = batches.propose(kind="other_contacts", by=manager, now=w.NOW, day=w.TODAY)
    hold = holds.place(
        kind="case",
        reference=comment,
        reason="A claim",
        review_on=date(2026, 9, 1),
        by=manager,
        now=w.NOW,
        today=w.TODAY,
    )
    copy = copies.start(person=cast.AMINA.reference, by=manager, now=w.NOW)
    return {
        "record_kind": "other_contacts",
        "rule": waiting.pk,
        "batch": batch.pk,
        "hold": hold.pk,
        "case_number": CaseRow.objects.get(reference=house.reference).pk,
        "copy": copy.pk,
        "copy_part": "details",
    }
