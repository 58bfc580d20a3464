"""A published figure beside what the records come to now: what changed, and why.

A case counts as changed where it was added, is gone, or counts otherwise than it did.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec

from putright.core import figures
from putright.core.calendar import Span, long_date
from putright.core.figures.wording import NONE, value_words, whole_words
from putright.core.reports.frozen import Kept, KeptCell, Labels, Member
from putright.core.reports.sentences import period_words
from putright.core.reports.values import (
    NUMBER,
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
)

ADDED, GONE, OTHERWISE = "added", "gone", "counts otherwise"
RECORDS, RULES, PROGRAM = "records", "rules", "program"
CAUSES = {
    RECORDS: "the records changed",
    RULES: "the rules or the calendar changed",
    PROGRAM: "the program changed",
}
SECTION = "restated"
WHY = "restated.why"
"""The key of the paragraph in which a person says why."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A case that stands to a figure otherwise than it did: how then, and how now."""

    case: str
    then: tuple[Member, ...]
    now: tuple[Member, ...]

    @property
    def sort(self) -> str:
        """Tell whether it was added, is gone, or counts otherwise."""
        if not self.then:
            return ADDED
        return OTHERWISE if self.now else GONE


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One value, as published and as it is now; None where there was or is no cell."""

    split: str
    labels: Labels
    then: KeptCell | None
    now: KeptCell | None

    @property
    def changed(self) -> bool:
        """Tell whether a reader would see another value."""
        before = self.then.shown if self.then else None
        return before != (self.now.shown if self.now else None)


class Restated(msgspec.Struct, frozen=True, kw_only=True):
    """A published figure beside what it is now.

    `moved`: the cases that changed. `causes`: how many of them for each cause; where a
    value changed and no case did, the cause stands with 0.
    """

    kept: Kept
    lines: tuple[Line, ...]
    moved: tuple[Moved, ...]
    causes: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> Line:
        """Give the figure's total."""
        return next(line for line in self.lines if not line.split)

    @property
    def changed(self) -> bool:
        """Tell whether any value or any case changed."""
        return bool(self.moved) or any(line.changed for line in self.lines)

    def count(self, sort: str) -> int:
        """Count the cases added, gone, or counting otherwise."""
        return sum(one.sort == sort for one in self.moved)


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """What could have changed a figure: cases written to since, versions now."""

    written: Collection[str]
    rules: str
    program: str


def restate(
    kept: Kept, now: Sequence[KeptCell], moved: tuple[Moved, ...], since: Since
) -> Restated:
    """Put a published figure beside its values now; `moved` as `changes` gives it."""
    lines = _lines(kept.cells, now)
    differs = bool(moved) or any(line.changed for line in lines)
    return Restated(
        kept=kept,
        lines=lines,
        moved=moved,
        causes=_causes(kept, moved, since) if differs else (),
    )


def changes(then: Iterable[Member], now: Iterable[Member]) -> tuple[Moved, ...]:
    """Give the cases whose rows in a figure differ, in order of reference."""
    before, after = _by_case(then), _by_case(now)
    return tuple(
        Moved(case=case, then=before.get(case, ()), now=after.get(case, ()))
        for case in sorted({*before, *after})
        if before.get(case) != after.get(case)
    )


def _by_case(members: Iterable[Member]) -> dict[str, tuple[Member, ...]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for one in members:
        found[one.case].append(one)
    return {case: tuple(sorted(rows, key=repr)) for case, rows in found.items()}


def _lines(then: Sequence[KeptCell], now: Sequence[KeptCell]) -> tuple[Line, ...]:
    before = {(one.split, one.labels): one for one in then}
    after = {(one.split, one.labels): one for one in now}
    return tuple(
        Line(split=key[0], labels=key[1], then=before.get(key), now=after.get(key))
        for key in {**before, **after}
    )


def _causes(
    kept: Kept, moved: Sequence[Moved], since: Since
) -> tuple[tuple[str, int], ...]:
    """Say why: a case written to since changed by its records; one that nobody wrote
    to by the rules, or else by the program, where these are other ones now."""
    unwritten = RECORDS
    if kept.rules != since.rules:
        unwritten = RULES
    elif kept.program != since.program:
        unwritten = PROGRAM
    if not moved:
        return ((unwritten, 0),)
    found = dict.fromkeys(CAUSES, 0)
    for one in moved:
        found[RECORDS if one.case in since.written else unwritten] += 1
    return tuple((cause, number) for cause, number in found.items() if number)


def restatement_section(
    title: str, published_on: dt.date, restated: Sequence[Restated]
) -> Section:
    """Give the section in which a report restates an earlier one, figure by figure.

    `title` is the earlier report's. Figures that stand as published are only counted.
    """
    changed = [one for one in restated if one.changed]
    head = (
        f"“{title}” was published on {long_date(published_on)}. Its figures are worked "
        "out here again, for the same days and as at the same day, from the records as "
        "they stand now."
    )
    blocks: tuple[Block, ...] = (Paragraph(text=head),)
    if not changed:
        text = f"None of its {len(restated):,} figures has changed."
        return _section((*blocks, Paragraph(text=text)))
    draft = _drafted(changed, len(restated))
    return _section(
        (*blocks, Paragraph(text=draft, key=WHY, drafted=draft), _table(changed))
    )


def _section(blocks: tuple[Block, ...]) -> Section:
    return Section(key=SECTION, heading="Restated since the last report", blocks=blocks)


def _drafted(changed: Sequence[Restated], many: int) -> str:
    causes = [
        cause for cause in CAUSES if any(cause in dict(r.causes) for r in changed)
    ]
    cases = {one.case for figure in changed for one in figure.moved}
    of = f"{len(changed)} of its {many} figures {_are(len(changed))} restated"
    why = " and ".join(CAUSES[cause] for cause in causes)
    stand = f"{len(cases)} {'case' if len(cases) == 1 else 'cases'}"
    return f"{of}, because {why}. {stand} {_are(len(cases))} counted otherwise."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


COLUMNS = (
    Column(text="Figure"),
    Column(text="Published", kind=NUMBER),
    Column(text="Restated", kind=NUMBER),
    Column(text="Cases added", kind=NUMBER),
    Column(text="Cases gone", kind=NUMBER),
    Column(text="Counted otherwise", kind=NUMBER),
    Column(text="Why"),
)


def _table(changed: Sequence[Restated]) -> Table:
    return Table(
        key=SECTION,
        caption="Figures restated since they were published",
        columns=COLUMNS,
        rows=tuple(_row(one) for one in changed),
        notes=(
            "A split of a figure may have changed where its total did not.",
            "What is published is kept with its cases and is never edited.",
        ),
    )


def _row(one: Restated) -> tuple[Cell, ...]:
    line = one.total
    return (
        Cell(text=titled(one.kept), header=True),
        _value(line.then, one.kept),
        _value(line.now, one.kept),
        *(_count(one.count(sort)) for sort in (ADDED, GONE, OTHERWISE)),
        Cell(text="; ".join(CAUSES[cause] for cause, _ in one.causes)),
    )


def titled(kept: Kept) -> str:
    """Name a figure with its days, and what it was limited to."""
    asked = kept.asked
    days = period_words(Span(asked.first, asked.last))
    limits = "".join(f", {name}: {label}" for name, label in asked.where)
    return f"{kept.title}, {days}{limits}"


def _count(number: int) -> Cell:
    return Cell(text=f"{number:,}" if number else NONE, value=number, unit="cases")


def _value(cell: KeptCell | None, kept: Kept) -> Cell:
    if cell is None or cell.hidden:
        return Cell(text=said(cell, kept))
    return Cell(text=said(cell, kept), value=cell.value, unit=kept.unit)


def said(cell: KeptCell | None, kept: Kept) -> str:
    """Say a published value with what it is over; nothing counted is none, never 0%."""
    if cell is None:
        return NONE
    plain = figures.Cell(
        value=cell.value,
        numerator=cell.numerator,
        denominator=cell.denominator,
        base=cell.base,
        hidden=cell.hidden,
    )
    declared = figures.FIGURES.get(kept.asked.code)
    # A figure that this program no longer declares still has its value and unit.
    text = whole_words(plain, declared) if declared else value_words(plain, kept.unit)
    return NONE if text == "0" else text
