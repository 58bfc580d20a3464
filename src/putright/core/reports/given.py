"""What a report is built from: figures answered, the register, assessment, learning.

Plain values: whoever gathers them has asked the database, and nothing here does.
"""

import datetime as dt
from collections.abc import Mapping

import msgspec

from putright.core.calendar import Span
from putright.core.figures import Cell, Figure
from putright.core.reports.values import Source

Labels = tuple[str, ...]
NOW = "now"
BEFORE = "before"
LAST_YEAR = "last year"
TREND = "trend"


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A figure answered for a period: its total, and its splits by their names.

    `left_out`: how many for each reason. `overlaps`: the splits in which a case is
    listed more than once.
    """

    figure: Figure
    span: Span
    total: Cell
    left_out: Mapping[str, int] = {}
    by: Mapping[str, Mapping[Labels, Cell]] = {}
    overlaps: tuple[str, ...] = ()

    def cell(self, split: str = "", labels: Labels = ()) -> Cell:
        """Give a cell of a split, or the total. A label that no row has counts none."""
        if not split:
            return self.total
        found = self.by[split].get(labels)
        return _nothing(self.total) if found is None else found

    def source(self, split: str = "", labels: Labels = ()) -> Source:
        """Say where a cell comes from."""
        return Source(
            figure=self.figure.code,
            first=self.span.first,
            last=self.span.last,
            split=split,
            labels=labels,
        )

    def part(self, name: str, split: str = "", labels: Labels = ()) -> Source:
        """Say where a part of a figure comes from: `met`, `of` or `difference`.

        Its code is the figure's, a dot and the part: no figure, since a source's number
        is that figure's value.
        """
        whole = self.source(split, labels)
        return msgspec.structs.replace(whole, figure=f"{whole.figure}.{name}")


def _nothing(total: Cell) -> Cell:
    """Give the cell of no rows at all, of the same form as a total."""
    if total.denominator is None:
        return Cell(value=0, numerator=0, denominator=None)
    return Cell(value=None, numerator=0, denominator=0)


class Improvement(msgspec.Struct, frozen=True, kw_only=True):
    """A service improvement of one case: what it was about, and what staff wrote of it.

    `key` is the same for the same case each time, and does not name it. `words` are
    empty where they were erased.
    """

    key: str
    on: dt.date
    category: str = ""
    words: str = ""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint handling failure order or notice of the Ombudsman's register."""

    key: str
    type: str
    issued_on: dt.date
    about: str
    complied_on: dt.date | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What the Ombudsman published about the landlord. `yearly`: its annual report."""

    title: str
    kind: str
    on: dt.date
    address: str = ""
    yearly: bool = False


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """What the register of the Ombudsman's findings adds up to in a period (8.1, 9.7).

    `findings`: each finding in words, to how many. `notified_by`, `determined_by`: by
    quarter. Rates are numerator and denominator: findings on the merits.
    """

    span: Span
    notified: int = 0
    determinations: int = 0
    findings: Mapping[str, int] = {}
    maladministration: tuple[int, int] = (0, 0)
    severe: tuple[int, int] = (0, 0)
    left_out: int = 0
    orders: int = 0
    recommendations: int = 0
    pence: int = 0
    overdue: int = 0
    notified_by: Mapping[str, int] = {}
    determined_by: Mapping[str, int] = {}
    failures: tuple[Failure, ...] = ()
    publications: tuple[Published, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written down for the period."""
        counted = self.notified + self.determinations
        return not (counted or self.failures or self.publications)


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """A provision of the self-assessment, with the answer that a person gave."""

    number: str
    requirement: str
    answer: str = ""
    action: str = ""
    owner: str = ""
    by_when: dt.date | None = None


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """The year's self-assessment (8.1 a), and where it was published (8.2)."""

    year: str
    edition: str
    signed: bool
    provisions: tuple[Provision, ...]
    approved_on: dt.date | None = None
    minute: str = ""
    published_on: dt.date | None = None
    published_at: str = ""
    response_at: str = ""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """All that a report is built from.

    `edition` is the Code edition it is written under; `only` is set where it counts
    that edition's cases alone. `records_from`: the first day that any record came in;
    None where there is none. `figures`: by window and code. `unlisted`: improvements
    beside those listed here.
    """

    first: dt.date
    last: dt.date
    as_at: dt.date
    edition: str
    landlord: str
    program: str
    figures: Mapping[tuple[str, str], Answered]
    only: bool = False
    records_from: dt.date | None = None
    register: Register | None = None
    register_before: Register | None = None
    assessment: Assessed | None = None
    improvements: tuple[Improvement, ...] = ()
    unlisted: int = 0

    def of(self, code: str, window: str = NOW) -> Answered:
        """Give a figure of a window. KeyError for one that was not asked."""
        return self.figures[window, code]

    @property
    def span(self) -> Span:
        """Give the report's period."""
        return Span(self.first, self.last)

    @property
    def ended(self) -> bool:
        """Whether the whole period had passed when the records were judged."""
        return self.as_at >= self.last
