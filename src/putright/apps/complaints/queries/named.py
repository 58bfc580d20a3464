"""What is on file of what a step names: people, homes, and cases its taker may see."""

import datetime

import msgspec
from django.utils import timezone

from putright.apps.accounts import queries as accounts
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context
from putright.core.complaints.decide.on_file import OnFile, named_by


def asked_of(
    context: Context, case: Case, step: s.Step, *, who: str, on: datetime.date
) -> Context:
    """Give the context of a step taken here: which of what it names there is.

    `who` takes the step, on a day: a case that they may not see is as one that is not
    there, so that nobody learns of it. The command line may name any.
    """
    named = named_by(case, step)
    people, places = named.people, named.homes
    found = OnFile(
        people=frozenset(residents.people_referenced(people) if people else ()),
        homes=frozenset(homes.home_ids(places) if places else ()),
        cases=_cases(named.cases, who, on) if named.cases else {},
    )
    return msgspec.structs.replace(context, on_file=found)


def day_of(now: datetime.datetime) -> datetime.date:
    """Give the day that it is in London at a moment."""
    return now.astimezone(timezone.get_default_timezone()).date()


def _cases(references: tuple[str, ...], who: str, on: datetime.date) -> dict[str, bool]:
    user = accounts.person(int(who[1:])) if who[1:].isdecimal() else None
    rows = visible_to(user, on) if user else CaseRow.objects.all()
    found = rows.filter(reference__in=references)
    return dict(found.values_list("reference", "counts"))
