"""Opening a case for a page: only for who may see it, and written down."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, reach, signed_in
from putright.apps.accounts.services.log import SUBJECT
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.case_page import Names, names_of
from putright.apps.complaints.queries.cases import (
    OpenCase,
    identity,
    open_case,
    visible_to,
)
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.links import not_shown
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context


@dataclass(frozen=True)
class Opened:
    """A case on someone's screen: its row, its journal, who looks and when."""

    row: CaseRow
    journal: OpenCase
    user: User
    now: datetime
    today: date
    context: Context

    @property
    def case(self) -> Case:
        """Where the case stands."""
        return self.journal.case

    @property
    def seen(self) -> int:
        """How many entries the case has."""
        return len(self.journal.entries)

    @property
    def who(self) -> str:
        """Who looks, as the journal names them."""
        return identity(self.user)

    def may(self, capability: Capability) -> bool:
        """Whether who looks may do this to the case."""
        return may_on(self.user, self.row, capability, self.today)


def may_on(user: User, row: CaseRow, capability: Capability, today: date) -> bool:
    """Whether a person who may see a case may also do something to it."""
    found = reach(user, capability, on=today)
    if found.everything or not found:
        return found.everything
    return visible_to(user, today, capability).filter(pk=row.pk).exists()


def opened_for(
    request: HttpRequest, reference: str, capability: Capability = "see_cases"
) -> Opened:
    """Open a case. Raises Http404 where there is none that this person may see.

    Raises PermissionDenied for who may see it and not do this to it.
    """
    user, now = signed_in(request), timezone.now()
    today = timezone.localdate()
    # No reference holds a NUL, and PostgreSQL would not even look for one.
    rows = visible_to(user, today).filter(reference=reference)
    row = None if "\0" in reference else rows.first()
    if row is None:
        raise Http404
    if capability != "see_cases" and not may_on(user, row, capability, today):
        raise PermissionDenied("Your roles do not include this on this case.")
    return Opened(
        row=row,
        journal=open_case(row),
        user=user,
        now=now,
        today=today,
        context=current_context(),
    )


def names_for(opened: Opened) -> Names:
    """Give the names that a case's page shows; no case that its viewer may not see."""
    names = names_of(opened.journal)
    names.known |= not_shown(opened.journal, opened.user, opened.today)
    return names


def write_down(opened: Opened, kind: str) -> None:
    """Write in the access log that a case, or a file of it, was opened."""
    write_down_row(opened.row, kind, by=opened.user, now=opened.now)


def write_down_row(row: CaseRow, kind: str, *, by: User, now: datetime) -> None:
    """Write in the access log what was opened of a case.

    A restricted case is named by its number alone: who reads the log is not named.
    """
    plain = not row.restricted and SUBJECT.fullmatch(row.reference) is not None
    subject = row.reference if plain else f"case:{row.pk}"
    accounts.record_opening(by=by, kind=kind, now=now, subject=subject)
