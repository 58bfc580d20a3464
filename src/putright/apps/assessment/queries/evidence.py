"""What the records show of each provision: figures, checks of journals, the register.

A value never depends on who looks; the cases behind it do. Figures are added up by the
database. Checks read journals, some hundred at a time: on a page only so many.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from django.db.models import Q, QuerySet

from putright.apps.accounts.models import User
from putright.apps.assessment.models import Assessment
from putright.apps.complaints.queries import counted as cases
from putright.apps.complaints.queries.exporting import BATCH, Opened, open_many
from putright.apps.figures import queries as figures
from putright.apps.governance import queries as governance
from putright.apps.governance.queries import Office
from putright.core.assessment import (
    CHECKS,
    Evidence,
    evidence_of,
    failing,
    figures_of,
    judged,
)
from putright.core.calendar.periods import Span
from putright.core.figures import LEFT_OUT, MET, NOT_MET, Cell
from putright.core.figures.grains import CASE
from putright.rules.handling_code import edition

MOST_ON_PAGE = 2000
"""Cases whose journals a page reads; more are read when it is signed, or by command."""
LISTED = 300
"""Cases of a list that a page shows."""
MOST_MEMBERS = 50_000


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the records show of a provision, in words and in parts.

    `sort` is figure, check or register. `failing` is how many failed, None where it
    says how many and not how well. `opens`: whether there is a list behind it.
    """

    code: str
    sort: str
    title: str
    said: str
    numerator: int | float | None = None
    denominator: int | float | None = None
    failing: int | None = None
    opens: bool = False


class Listed(msgspec.Struct, frozen=True):
    """The cases behind a value that a person may open; how many others there are."""

    title: str
    cases: tuple[tuple[str, str], ...]
    restricted: int = 0
    elsewhere: int = 0
    more: int = 0


class Tally(msgspec.Struct):
    """What a check found over many cases; those that failed by case number."""

    met: int = 0
    not_met: int = 0
    left_out: int = 0
    failed: dict[int, tuple[str, str, bool]] = msgspec.field(default_factory=dict)


def span_of(found: Assessment) -> Span | None:
    """Give the period that an assessment's evidence is taken from."""
    if found.first is None or found.last is None:
        return None
    return Span(found.first, found.last)


def shown(
    provisions: Sequence[str],
    name: str,
    span: Span,
    as_at: datetime.date,
    *,
    most: int | None = MOST_ON_PAGE,
) -> dict[str, list[Shown]]:
    """Give what the records show of some provisions of an edition, as at a day.

    `most` limits how many journals are read; where there are more, checks say so.
    """
    numbering = edition(name).numbering
    known = {one: evidence_of(one, numbering) for one in provisions}
    values = _figures(figures_of(tuple(provisions), numbering), span, as_at)
    checks = _checks(_codes(known.values()), _upto(span, as_at), most)
    register = _register(span, as_at) if any(e.register for e in known.values()) else {}
    return {
        one: [
            *(values[code] for code in evidence.figures if code in values),
            *(checks[code] for code in evidence.checks if code in checks),
            *register.get(one, ()),
        ]
        for one, evidence in known.items()
    }


def _upto(span: Span, as_at: datetime.date) -> Span:
    return Span(span.first, max(span.first, min(span.last, as_at)))


def _codes(found: Iterable[Evidence]) -> list[str]:
    return list(dict.fromkeys(code for one in found for code in one.checks))


def _question(span: Span, as_at: datetime.date) -> figures.Question:
    return figures.Question(first=span.first, last=span.last, as_at=as_at)


def _figures(
    codes: Sequence[str], span: Span, as_at: datetime.date
) -> dict[str, Shown]:
    if not codes:
        return {}
    results = figures.values(codes, _question(span, as_at))
    return {one.figure.code: _figure(one) for one in results}


def _figure(result: figures.Result) -> Shown:
    cell, figure = result.total, result.figure
    fails = failing(figure)
    failed = None
    if fails == "met":
        failed = int(cell.numerator or 0)
    elif fails == "not_met":
        failed = int((cell.denominator or 0) - (cell.numerator or 0))
    return Shown(
        code=figure.code,
        sort="figure",
        title=figure.title,
        said=said(cell, figure.unit),
        numerator=cell.numerator,
        denominator=cell.denominator,
        failing=failed,
        opens=True,
    )


def said(cell: Cell, unit: str) -> str:
    """Say a value with what it is over. Nothing counted is none, never 0%."""
    if cell.hidden:
        return "not shown"
    if cell.value is None:
        return "none"
    if cell.denominator is None:
        if unit == "pounds":
            return f"£{cell.value:,.2f}"
        return f"{cell.value:,}" if unit == "cases" else f"{cell.value:,} {unit}"
    sign = {"percent": "%", "pounds": ""}.get(unit, f" {unit.replace('_', ' ')}")
    front = "£" if unit == "pounds" else ""
    value = f"{front}{cell.value:,.1f}{sign}"
    if cell.numerator is None:
        return f"{value} (over {cell.denominator:,})"
    return f"{value} ({cell.numerator:,} of {cell.denominator:,})"


def _touched(span: Span) -> QuerySet[Any]:
    """Give the cases that were open in a period, or came in during it."""
    return cases.counted(CASE, span.last).rows.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=span.first),
        received_on__lte=span.last,
    )


def _opened(span: Span) -> Iterator[Opened]:
    after = 0
    while rows := list(_touched(span).filter(pk__gt=after).order_by("pk")[:BATCH]):
        after = rows[-1].pk
        yield from open_many(rows)


def tallied(codes: Sequence[str], span: Span) -> dict[str, Tally]:
    """Read the journals of a period's cases, and count what some checks find."""
    tallies = {code: Tally() for code in codes}
    for opened in _opened(span) if codes else ():
        for code, tally in tallies.items():
            found = judged(CHECKS[code], opened.case, span, erased=opened.erased)
            for one in found:
                if one.counted == MET:
                    tally.met += 1
                elif one.counted == LEFT_OUT:
                    tally.left_out += 1
                else:
                    tally.not_met += 1
                    tally.failed[opened.row.pk] = (
                        opened.row.reference,
                        one.why,
                        opened.row.restricted,
                    )
    return tallies


def _checks(codes: Sequence[str], span: Span, most: int | None) -> dict[str, Shown]:
    if most is not None and codes and too_many(span, most):
        words = f"More than {most:,} cases: read when it is signed off"
        return {code: _unread(code, words) for code in codes}
    return {code: _check(code, one) for code, one in tallied(codes, span).items()}


def too_many(span: Span, most: int = MOST_ON_PAGE) -> bool:
    """Give whether a period has more cases than a page reads the journals of."""
    return bool(_touched(span).order_by("pk").values_list("pk")[most : most + 1])


def _unread(code: str, words: str) -> Shown:
    return Shown(code=code, sort="check", title=CHECKS[code].title, said=words)


def _check(code: str, tally: Tally) -> Shown:
    base = tally.met + tally.not_met
    words = "none" if not base else f"{tally.met:,} of {base:,}"
    if tally.left_out:
        words += f"; {tally.left_out:,} can’t be told"
    return Shown(
        code=code,
        sort="check",
        title=CHECKS[code].title,
        said=words,
        numerator=tally.met,
        denominator=base,
        failing=tally.not_met,
        opens=bool(tally.not_met),
    )


def _register(span: Span, as_at: datetime.date) -> Mapping[str, list[Shown]]:
    """Give what the Ombudsman's register and the offices show (8.1, 9.4, 9.5, 9.7)."""
    found = governance.counts(span.first, span.last, as_at)
    rate = found.maladministration
    percent = "none" if rate.percent is None else f"{rate.percent:.1f}%"
    over = f" ({rate.numerator} of {rate.denominator})" if rate.denominator else ""
    determined = _told("determinations", "Determinations", f"{found.determinations}")
    lead = _office(Office.LEAD, as_at)
    return {
        "4.1": [lead],
        "8.1": [
            determined,
            _told("failure_orders", "Failure orders", f"{found.failure_orders}"),
            _told("publications", "Publications about us", f"{found.publications}"),
        ],
        "9.4": [lead],
        "9.5": [_office(Office.MEMBER, as_at)],
        "9.7": [
            determined,
            _told("maladministration", "Maladministration rate", f"{percent}{over}"),
            msgspec.structs.replace(
                _told("orders_overdue", "Orders overdue", f"{found.overdue}"),
                failing=found.overdue,
            ),
        ],
    }


def _told(code: str, title: str, words: str) -> Shown:
    return Shown(code=code, sort="register", title=title, said=words)


def _office(office: Office, day: datetime.date) -> Shown:
    held = governance.in_office(office, day)
    if held is None:
        return _told(office.value, office.label, "nobody is written down")
    minute = f"; {held.minute}" if held.minute else ""
    return _told(office.value, office.label, f"{held.name}{minute}")


def listed(
    code: str, span: Span, as_at: datetime.date, *, viewer: User, day: datetime.date
) -> Listed:
    """Open a figure or a check to its cases: those that failed, or all it counted.

    Only cases that the viewer may open on a day are named. KeyError for a code that is
    neither a figure's nor a check's.
    """
    if code in CHECKS:
        return _listed_check(code, _upto(span, as_at), viewer, day)
    return _listed_figure(code, span, as_at, viewer, day)


def _listed_figure(
    code: str, span: Span, as_at: datetime.date, viewer: User, day: datetime.date
) -> Listed:
    try:
        result = figures.value(code, _question(span, as_at))
    except ValueError as error:
        raise KeyError(code) from error
    found = figures.members(
        code, _question(span, as_at), viewer=viewer, day=day, most=MOST_MEMBERS
    )
    fails = failing(result.figure)
    wanted = {fails} if fails else {MET, NOT_MET}
    mine = [(one.reference, one.why) for one in found.listed if one.counted in wanted]
    return Listed(
        title=result.figure.title,
        cases=tuple(mine[:LISTED]),
        restricted=found.restricted,
        elsewhere=found.elsewhere,
        more=max(len(mine) - LISTED, 0),
    )


def _listed_check(code: str, span: Span, viewer: User, day: datetime.date) -> Listed:
    failed = tallied([code], span)[code].failed
    mine = set(
        cases.seen_by(viewer, day).filter(pk__in=failed).values_list("pk", flat=True)
    )
    others = [one for number, one in failed.items() if number not in mine]
    named = [(one[0], one[1]) for number, one in failed.items() if number in mine]
    return Listed(
        title=CHECKS[code].title,
        cases=tuple(named[:LISTED]),
        restricted=sum(one[2] for one in others),
        elsewhere=sum(not one[2] for one in others),
        more=max(len(named) - LISTED, 0),
    )
