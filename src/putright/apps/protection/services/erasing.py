"""Erasing what two people approved: a record at a time, claimed, safe to do twice."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.complaints.queries import retention as cases
from putright.apps.complaints.services import erasures
from putright.apps.complaints.services import retention as casework
from putright.apps.complaints.services.steps import NoSuchCaseError
from putright.apps.holds import queries as holds
from putright.apps.holds.queries import HeldKind
from putright.apps.holds.services import HeldError
from putright.apps.protection.models import BatchItem, ItemState
from putright.apps.protection.queries import schedule
from putright.apps.protection.queries.kinds import KINDS
from putright.apps.residents import queries as residents
from putright.apps.residents.services import retention as people
from putright.apps.surveys.services import retention as surveys
from putright.core.calendar import add_months

A_ROUND = 200
"""Records erased in one round of the background work."""
STALE = datetime.timedelta(hours=1)
"""After this a record claimed and not settled is taken up again."""


def erase_due(*, now: datetime.datetime) -> int:
    """Erase what is approved and waits; give how many records were settled.

    Each is claimed by a conditional update, so that two workers never take the same,
    and erased in the transaction that says so, so that doing it again erases nothing.
    """
    approved = BatchItem.objects.filter(batch__approved_at__isnull=False)
    waiting = approved.filter(state=ItemState.WAITING)
    stale = approved.filter(state=ItemState.CLAIMED, claimed_at__lt=now - STALE)
    found = [
        *waiting.order_by("id").values_list("pk", "state", "claimed_at")[:A_ROUND],
        *stale.order_by("id").values_list("pk", "state", "claimed_at")[:A_ROUND],
    ]
    return sum(_settled(one, now=now) for one in found if _claimed(*one, now=now))


def _claimed(
    number: int, state: str, since: datetime.datetime | None, *, now: datetime.datetime
) -> bool:
    free = BatchItem.objects.filter(pk=number, state=state, claimed_at=since)
    return bool(free.update(state=ItemState.CLAIMED, claimed_at=now))


def _settled(
    found: tuple[int, str, datetime.datetime | None], *, now: datetime.datetime
) -> bool:
    """Erase one record that was claimed, or say why it was kept."""
    with transaction.atomic():
        item = (
            BatchItem.objects.select_for_update(of=("self",))
            .select_related("batch", "batch__rule")
            .get(pk=found[0])
        )
        if item.state != ItemState.CLAIMED or item.claimed_at != now:
            return False
        item.state, item.settled_at = _outcome(item, now), now
        item.save(update_fields=["state", "settled_at"])
    return True


def _outcome(item: BatchItem, now: datetime.datetime) -> ItemState:
    kind = KINDS.get(item.batch.kind)
    rule = schedule.rule_for(item.batch.kind)
    day = timezone.localtime(now).date()
    if kind is None or not schedule.still_due(kind, rule, item.reference, day):
        return _why_not(item)
    try:
        with transaction.atomic():
            ERASERS[kind.code](item, now)
    except HeldError:
        return ItemState.HELD
    except NoSuchCaseError:
        return ItemState.NOT_DUE
    return ItemState.ERASED


def _why_not(item: BatchItem) -> ItemState:
    """Say whether it is a hold that keeps a record, or that it is due no longer."""
    reference, kind = item.reference, item.batch.kind
    if kind in CASES:
        return ItemState.HELD if cases.is_held(reference) else ItemState.NOT_DUE
    if kind in PEOPLE and holds.standing_on(people=(reference,)).exists():
        return ItemState.HELD
    return ItemState.NOT_DUE


def _case(item: BatchItem, now: datetime.datetime) -> None:
    batch = item.batch
    casework.erase_due_case(
        reference=item.reference,
        reason=f"Retention schedule: {batch.rule.months} months (batch {batch.pk})",
        who=f"u{batch.approved_by_id}",
        now=now,
    )


def _draft(item: BatchItem, now: datetime.datetime) -> None:
    casework.erase_due_draft(letter=int(item.reference), now=now)


def _person(item: BatchItem, now: datetime.datetime) -> None:
    people.erase_due_person(reference=item.reference, now=now)
    erasures.write_down_person(item.reference, now)


def _answers(item: BatchItem, now: datetime.datetime) -> None:
    people.erase_due_answers(reference=item.reference, now=now)


def _survey(item: BatchItem, now: datetime.datetime) -> None:
    surveys.erase_due_survey(number=int(item.reference), now=now)


def _log(item: BatchItem, now: datetime.datetime) -> None:
    first = datetime.date.fromisoformat(f"{item.reference}-01")
    last = add_months(first, 1)
    accounts.erase_log(
        first=_midnight(first),
        before=_midnight(last),
        kept=_subjects_held(),
        reason=f"Retention schedule (batch {item.batch_id})",
        now=now,
    )


def _subjects_held() -> frozenset[str]:
    """Give what the log calls the cases and people that are on hold."""
    named = set(holds.held(HeldKind.PERSON))
    known = residents.people_referenced(named)
    people_held = {f"resident:{one.id}" for one in known.values()}
    return frozenset({*cases.subjects_held(), *people_held})


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


ERASERS: dict[str, Callable[[BatchItem, datetime.datetime], None]] = {
    "complaints": _case,
    "service_requests": _case,
    "other_contacts": _case,
    "drafts": _draft,
    "residents": _person,
    "equality_answers": _answers,
    "surveys": _survey,
    "access_log": _log,
}
"""How each kind is erased."""
CASES = frozenset(code for code, kind in KINDS.items() if kind.of_cases)
PEOPLE = frozenset({"residents", "equality_answers"})
