"""Which cases a list of bank holidays can move: those that count a day it changes.

Every date and verdict of a stage rests on the days from its start to the latest of its
own dates, and how late an entry was written down on those between its two. Where none
of them counts otherwise than before, nothing can come out otherwise: the journal need
not be read, and the case's row goes on saying by which list it was made.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import ExpressionWrapper, F, IntegerField, Q, QuerySet

from putright.apps.complaints.models import CaseRow, ClockEntryRow, StageRow
from putright.apps.complaints.queries.context import known_calendars
from putright.core.calendar import Calendar, Span
from putright.core.complaints.days_counted import ENDS, STARTS

STRETCH = 20_000
"""Cases looked through at a time."""
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


def stretches(calendar: Calendar) -> Iterator[tuple[int, int]]:
    """Give the first and last number of every stretch with cases behind, in order."""
    place = ExpressionWrapper(F("pk") / STRETCH, output_field=IntegerField())
    rows = CaseRow.objects.filter(otherwise(calendar)).order_by()
    for found in sorted(rows.values_list(place, flat=True).distinct()):
        yield found * STRETCH, (found + 1) * STRETCH - 1


def behind(calendar: Calendar, stretch: tuple[int, int]) -> QuerySet[CaseRow]:
    """Give the cases of a stretch that another calendar made and this may move."""
    return CaseRow.objects.filter(otherwise(calendar), pk__range=stretch)


def movable(
    calendar: Calendar, stretch: tuple[int, int], *, written_down: bool
) -> QuerySet[CaseRow]:
    """Give those of the cases behind that a calendar can move, some perhaps in vain.

    With `written_down` those too of which only how late an entry was written down is
    counted anew. A case whose calendar is not known any more is among them.
    """
    known = known_calendars()
    rows = behind(calendar, stretch).order_by()
    moved = Q(pk__in=[])
    for version in rows.values_list("calendar_version", flat=True).distinct():
        old = known.get(version)
        touched = Q()
        if old is not None:
            touched = _touched(old, calendar, stretch, written_down=written_down)
        moved |= Q(calendar_version=version) & touched
    return rows.filter(moved).order_by("pk")


def _touched(
    old: Calendar, new: Calendar, stretch: tuple[int, int], *, written_down: bool
) -> Q:
    spans = _spans(new, old)
    if not spans:
        return Q(pk__in=[])
    stages = StageRow.objects.filter(_any(_stage, spans) | _untold(old, new))
    found = Q(pk__in=stages.filter(case__pk__range=stretch).values("case"))
    if written_down:
        late = ClockEntryRow.objects.filter(_any(_entry, spans))
        found |= Q(pk__in=late.filter(case__pk__range=stretch).values("case"))
    return found


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
