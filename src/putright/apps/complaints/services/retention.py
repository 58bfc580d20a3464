"""Erasing by the retention schedule: a case's words, or a draft that nobody sent."""

import datetime

from django.db import transaction

from putright.apps.accounts.services import record_opening
from putright.apps.complaints.models import CaseRow, StepDraft
from putright.apps.complaints.services.erase import people_of
from putright.apps.complaints.services.erasures import erase_case
from putright.apps.holds import services as holds
from putright.apps.letters import services as letters


@transaction.atomic
def erase_due_case(
    *, reference: str, reason: str, who: str, now: datetime.datetime
) -> None:
    """Erase the words of a case that is due, and log it. Raises as `erase_case`."""
    row = CaseRow.objects.filter(reference=reference).first()
    erase_case(reference=reference, reason=reason, who=who, now=now)
    assert row is not None
    # By its number alone: the log's reader may not be one of those named on it.
    record_opening(by=None, kind="words_erased", subject=f"case:{row.pk}", now=now)


@transaction.atomic
def erase_due_draft(*, letter: int, now: datetime.datetime) -> bool:
    """Erase a draft of a step and the letter written for it; whether there was one.

    Raises HeldError where its case is on hold.
    """
    draft = StepDraft.objects.select_for_update().filter(letter=letter).first()
    if draft is None:
        return False
    row = draft.case
    holds.refuse_held(case=row.reference, people=people_of(row))
    draft.delete()
    letters.erase_draft(letter_id=letter, now=now)
    record_opening(by=None, kind="draft_erased", subject=f"case:{row.pk}", now=now)
    return True
