"""Which cases a list of bank holidays can move: those that count a day it changes.

Every date and verdict of a stage rests on the days from its start to the latest of its
own dates, and how late an entry was written down on those between its two. Where none
of them counts otherwise than before, nothing can come out otherwise: the journal need
not be read, and the case's row goes on saying by which list it was made.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from putright.apps.complaints.models import CaseRow, ClockEntryRow, StageRow
from putright.apps.complaints.queries.context import known_calendars
from putright.core.calendar import Calendar, Span
from putright.core.complaints.days_counted import ENDS, STARTS

MOST_SPANS = 12


def otherwise(calendar: Calendar) -> Q:
    """Give the rule for a case that another calendar made and this one may move.

    It counts days on both sides of one that differs, or on it; which of them the next
    look tells. As ranges throughout: for “not this one” no index is looked into.
    """
    known = known_calendars()
    found = Q(pk__in=[])
    for version, old in known.items():
        spans = _spans(calendar, old)
        if spans:
            reaching = Q(calendar_version=version, days_to__gte=spans[0].first)
            found |= reaching & _any(_case, spans)
    bounds = sorted({*known, calendar.version})
    found |= Q(calendar_version__lt=bounds[0]) | Q(calendar_version__gt=bounds[-1])
    for before, after in pairwise(bounds):
        found |= Q(calendar_version__gt=before, calendar_version__lt=after)
    return found


def _spans(new: Calendar, old: Calendar) -> Sequence[Span]:
    """Give the days that two calendars count otherwise, in few spans."""
    spans = new.differs(old)
    if len(spans) > MOST_SPANS:
        return (Span(spans[0].first, spans[-1].last),)
    return spans


def _case(span: Span) -> Q:
    return Q(days_from__lte=span.last, days_to__gte=span.first)


class Behind(NamedTuple):
    """A case that another calendar made, by the number of its row; and which did."""

    number: int
    version: str


def behind(calendar: Calendar) -> list[Behind]:
    """Give the cases that another calendar made and this one may move, in order."""
    rows = CaseRow.objects.filter(otherwise(calendar)).order_by()
    return sorted(Behind(*row) for row in rows.values_list("pk", "calendar_version"))


def movable(
    calendar: Calendar, cases: Iterable[Behind], *, written_down: bool
) -> list[int]:
    """Give those of some cases behind that a calendar can move, some perhaps in vain.

    With `written_down` those too of which only how late an entry was written down is
    counted anew. A case whose calendar is not known any more is among them.
    """
    known = known_calendars()
    made_by: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        made_by[case.version].append(case.number)
    found: set[int] = set()
    for version, numbers in made_by.items():
        old = known.get(version)
        if old is None:
            found.update(numbers)
        elif spans := _spans(calendar, old):
            untold = _untold(old, calendar)
            stages = StageRow.objects.filter(_any(_stage, spans) | untold)
            found.update(_cases_of(stages, numbers))
            if written_down:
                late = ClockEntryRow.objects.filter(_any(_entry, spans))
                found.update(_cases_of(late, numbers))
    return sorted(found)


def _cases_of(rows: QuerySet[Any], numbers: Sequence[int]) -> QuerySet[Any, int]:
    of_these = rows.filter(case__in=numbers).order_by()
    return of_these.values_list("case", flat=True).distinct()


def _any(of: Callable[[Span], Q], spans: Sequence[Span]) -> Q:
    return reduce(or_, (of(span) for span in spans))


def _stage(span: Span) -> Q:
    """A stage that may count a day of a span: it begins before its end, and a date
    of it lies after its start."""
    begun = reduce(or_, (Q(**{f"{name}__lte": span.last}) for name in STARTS))
    going_on = reduce(or_, (Q(**{f"{name}__gte": span.first}) for name in ENDS))
    return begun & going_on


def _untold(old: Calendar, new: Calendar) -> Q:
    """Stages with no dates: where other years are known now, they may get some."""
    same = (old.known_from, old.known_to) == (new.known_from, new.known_to)
    return Q(pk__in=[]) if same else Q(respond_by__isnull=True)


def _entry(span: Span) -> Q:
    """An entry of which a day of the span lies between its two days."""
    happened = Q(happened_on__lte=span.last, recorded_on__gte=span.first)
    foretold = Q(recorded_on__lte=span.last, happened_on__gte=span.first)
    return happened | foretold
