"""Marking a report final, and opening it again."""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.reports.models import Report, State
from putright.apps.reports.queries import checking
from putright.apps.reports.queries import reports as reading
from putright.apps.reports.services.refusing import ReportRefusedError, held
from putright.core.reports import values


@transaction.atomic
def mark_final(
    *,
    number: int,
    by: User | None,
    now: datetime.datetime,
    day: datetime.date,
    program: str,
    reason: str = "",
) -> None:
    """Mark a draft final: its texts are closed from then on, its figures are not yet.

    `reason` is why numbers that differ from their figures stay as they are written.
    Raises ReportRefusedError naming every required part that is missing, by its
    provision, and every such number where no reason is given.
    """
    found = held(number, State.DRAFT)
    made = reading.standing(found, day, program)
    flags = flagged(made)
    refuse_incomplete(made)
    if flags and not reason.strip():
        raise ReportRefusedError(
            f"{' '.join(flags)} Put the texts right, or say why they stay so."
        )
    found.state = State.FINAL
    found.finished_by, found.finished_at = by, now
    found.flags = flags
    found.accepted = reason.strip() if flags else ""
    found.title = made.title
    found.save()


@transaction.atomic
def reopen(*, number: int) -> None:
    """Make a final report a draft again. Raises ReportRefusedError for any other."""
    found = held(number, State.FINAL)
    found.state = State.DRAFT
    found.finished_by = found.finished_at = None
    found.flags, found.accepted = [], ""
    found.save()


def refuse_incomplete(made: values.Report) -> None:
    """Refuse a report that lacks a part which it must have, naming each."""
    missing = checking.missing(made)
    if missing:
        named = " ".join(
            f"{one.number} ({one.title}): {one.missing}" for one in missing
        )
        raise ReportRefusedError(f"A required part is missing. {named}")


def flagged(made: values.Report) -> list[str]:
    """Give each text with a number that differs from its figure, in a sentence."""
    return [one.says for one in checking.flags(made)]


def refuse_new_flags(found: Report, made: values.Report) -> None:
    """Refuse where a number came to differ since the report was marked final."""
    new = [says for says in flagged(made) if says not in found.flags]
    if new:
        raise ReportRefusedError(
            f"Since it was marked final the figures moved. {' '.join(new)} Open it "
            "again and put the texts right."
        )
