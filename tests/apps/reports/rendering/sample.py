"""A report of an invented landlord with every kind of block, and awkward text."""

from datetime import date

from msgspec.structs import replace

from putright.core.reports.values import (
    NUMBER,
    Bullets,
    Cell,
    Chart,
    Column,
    Heading,
    Highlight,
    Paragraph,
    Part,
    Report,
    Section,
    Series,
    Source,
    Table,
)

AWKWARD = "Ms A & B <x> *y* #panic() $z$ @w \\v _u_ {{ t }} “q” £5 é"
FORMULA = "=SUM(A1:A9)"
LONG_WORD = "Otterdale" * 12
SOURCE = Source(
    figure="stage_1_received", first=date(2024, 4, 1), last=date(2025, 3, 31)
)
LONG_ROWS = 120


def _row(name: str, *cells: Cell) -> tuple[Cell, ...]:
    return (Cell(text=name, header=True), *cells)


def _count(number: int) -> Cell:
    return Cell(text=f"{number:,}", value=number, unit="cases", source=SOURCE)


HIDDEN = Cell(text="not shown")
NONE = Cell(text="none")
COLUMNS = (
    Column(text="Category"),
    Column(text="Stage 1", kind=NUMBER),
    Column(text="Answered in time", kind=NUMBER),
    Column(text="Paid", kind=NUMBER),
)
AWKWARD_TABLE = Table(
    key="awkward",
    caption="Complaints by category: [2024/25] *all* 'teams'",
    columns=COLUMNS,
    rows=(
        _row(
            AWKWARD,
            _count(1240),
            Cell(text="97.5%", value=97.46, unit="percent"),
            Cell(text="£1,250.50", value=1250.5, unit="pounds"),
        ),
        _row(FORMULA, _count(3), HIDDEN, NONE),
        _row(LONG_WORD, _count(0), NONE, HIDDEN),
    ),
    notes=("Base: 1,243 counted in all.", "+44 is no formula: it is a note."),
)
EMPTY_TABLE = replace(
    AWKWARD_TABLE, key="empty", caption="Complaints refused", rows=(), notes=()
)
LONG_TABLE = replace(
    AWKWARD_TABLE,
    key="long",
    caption="Complaints by category: [2024/25] *all* 'teams' and homes",
    rows=tuple(
        _row(f"Patch {number}", _count(number), HIDDEN, NONE)
        for number in range(1, LONG_ROWS + 1)
    ),
    notes=(),
)
WIDE_TABLE = Table(
    key="wide",
    caption="Months",
    columns=(
        Column(text="Area"),
        *(Column(text=f"Month {n}", kind=NUMBER) for n in range(1, 18)),
    ),
    rows=(_row("Otterdale North", *(_count(1000 + n) for n in range(1, 18))),),
)
CHART = Chart(
    key="months",
    title="Answered in time <by month> & by stage",
    says="Stage 1 fell to 71.2% in June 2024; May is not known.",
    shape="line",
    unit="percent",
    labels=("April 2024", "May 2024", "June 2024"),
    series=(
        Series(name="Stage 1", values=(95.5, None, 71.2)),
        Series(name="Stage 2 & <more>", values=(100.0, 90.0, None)),
    ),
    levels=(("Goal", 95.0),),
    marked=(2,),
    table=Table(
        key="months",
        caption="Answered in time, month by month",
        columns=(Column(text="Month"), Column(text="Stage 1", kind=NUMBER)),
        rows=(
            _row("April 2024", Cell(text="95.5%", value=95.5, unit="percent")),
            _row("May 2024", NONE),
            _row("June 2024", Cell(text="71.2%", value=71.2, unit="percent")),
        ),
    ),
)
BARS = replace(CHART, key="bars", title="Stage 1 as bars", shape="bar", levels=())
SECTIONS = (
    Section(
        key="summary",
        heading=f"Summary {AWKWARD}",
        part="8.1a",
        blocks=(
            Highlight(cell=_count(1240), words="complaints at stage 1"),
            Paragraph(text=f"First line {AWKWARD}\nSecond line {LONG_WORD}"),
            Paragraph(
                text="", key="lead", wanted=True, prompt="what the board should know"
            ),
            Bullets(items=(AWKWARD, FORMULA)),
        ),
    ),
    Section(
        key="tables",
        heading="Tables",
        blocks=(
            Heading(text="By category"),
            AWKWARD_TABLE,
            Heading(text="Deeper than it should be", level=6),
            EMPTY_TABLE,
            LONG_TABLE,
            WIDE_TABLE,
        ),
    ),
    Section(key="charts", heading="Charts", blocks=(CHART, BARS)),
)
REPORT = Report(
    kind="annual",
    title=f"Complaints in 2024-25 {AWKWARD}",
    subtitle="Annual complaints performance and service improvement report",
    landlord="Otterdale Homes",
    first=date(2024, 4, 1),
    last=date(2025, 3, 31),
    as_at=date(2025, 5, 9),
    edition="1 April 2024",
    program="0.1.0",
    sections=SECTIONS,
    parts=(
        Part(number="8.1a", title="Self-assessment"),
        Part(number="8.1f", title="Response of the governing body", missing="no text"),
    ),
)
"""Headings, tables, charts, hidden cells, nothing at all, and no final form."""


def many_tables(number: int) -> Report:
    """Give a report with so many sections, each of a table of 40 rows and a chart."""
    return replace(
        REPORT,
        sections=tuple(
            Section(
                key=f"s{n}",
                heading=f"Section {n}",
                blocks=(
                    replace(
                        LONG_TABLE,
                        caption=f"Patches {n}",
                        rows=tuple(
                            _row(f"Patch {row}", _count(row * n), HIDDEN, NONE)
                            for row in range(1, 41)
                        ),
                    ),
                    replace(CHART, title=f"Chart {n}", levels=(("Goal", 50 + n / 2),)),
                ),
            )
            for n in range(1, number + 1)
        ),
    )
