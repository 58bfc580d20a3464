"""The satisfaction measures for tenants: one value for a page and a poster alike."""

from collections.abc import Sequence
from decimal import Decimal

from putright.core.calendar import reporting_year_bounds
from putright.core.measures.numbers import read_count, shown
from putright.core.measures.told import ToldMeasure, ToldYear
from putright.core.reports.values import (
    NUMBER,
    Block,
    Cell,
    Column,
    Heading,
    Highlight,
    Paragraph,
    Report,
    Section,
    Table,
)

KIND = "satisfaction"
TITLE = "How we are doing: the tenant satisfaction measures"
LARGE = ("TP01", "TP02", "TP05", "TP08", "RP02_1", "CH02_1")
"""What a poster shows large, where it has a result."""
STOCK = {
    "LCRA": "rented homes",
    "LCHO": "shared ownership homes",
    "combined": "rented and shared ownership homes",
}
CHANCE = {
    True: "More than chance would do",
    False: "No change beyond chance",
    None: "",
}
UNSURE = "Can’t be told"
OTHERS = (
    "Other landlords: half of all landlords in England lie between the first two "
    "numbers, a quarter are below and a quarter above. As many are below the middle as "
    "above it. These are the results for {}."
)
NO_END = (
    "Complaints and reports of anti-social behaviour are counted for each 1,000 homes. "
    "Neither more nor fewer is better: more may show that it is easy to tell us."
)


def build(told: ToldYear, *, landlord: str, program: str) -> Report:
    """Build it: the largest numbers first, then every measure, then how it was done."""
    first, last = reporting_year_bounds(told.name)
    sections = [
        _large(told),
        _listed(told, "What you told us", asked=True),
        _listed(told, "What our records show", asked=False),
        _beside(told),
        _approach(told),
    ]
    subtitle = "" if told.signed_on else "Draft, not signed off"
    if told.number > 1 and told.why:
        subtitle = f"Correction {told.number - 1}: {told.why}"
    return Report(
        kind=KIND,
        title=TITLE,
        subtitle=subtitle,
        landlord=landlord,
        first=first,
        last=last,
        as_at=told.as_at,
        edition="",
        program=told.program or program,
        sections=tuple(one for one in sections if one is not None),
    )


def _large(told: ToldYear) -> Section | None:
    wanted = [one for one in told.measures if one.code in LARGE and _ok(one)]
    if not wanted:
        return None
    blocks: list[Block] = [
        Highlight(cell=_cell(one), words=_name(one, told.measures)) for one in wanted
    ]
    return Section(
        key="large",
        heading=f"The year to March {told.name[:2]}{told.name[5:]}",
        blocks=tuple(blocks),
    )


def _listed(told: ToldYear, heading: str, *, asked: bool) -> Section:
    mine = [one for one in told.measures if one.asked is asked]
    counted = "Answers" if asked else "Counted"
    columns = [
        Column(text="Measure"),
        Column(text="This year", kind=NUMBER),
        Column(text=counted, kind=NUMBER),
        Column(text="Last year", kind=NUMBER),
    ]
    if asked:
        columns.append(Column(text="Change"))
    rows = [_row(one, told.measures) for one in mine]
    table = Table(
        key=f"measures.{counted.lower()}",
        caption="Measures of the survey" if asked else "Measures of our records",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=() if asked else (NO_END,),
    )
    return Section(key=counted.lower(), heading=heading, blocks=(table,))


def _row(one: ToldMeasure, every: Sequence[ToldMeasure]) -> tuple[Cell, ...]:
    sign = "%" if one.percent else ""
    cells = [
        Cell(text=_name(one, every), header=True),
        _cell(one),
        Cell(text=_counted(one)),
        Cell(text=f"{one.before}{sign}" if one.before else "none"),
    ]
    if one.asked:
        unsure = one.before and one.beyond_chance is None
        cells.append(Cell(text=UNSURE if unsure else CHANCE[one.beyond_chance]))
    return tuple(cells)


def _beside(told: ToldYear) -> Section | None:
    """Put each result beside its target and other landlords, and call none better.

    A table of its own: with these columns too the others would be too wide to print.
    """
    measures = [one for one in told.measures if one.target or one.national]
    if not measures:
        return None
    columns = [Column(text="Measure")]
    heads = ("This year", "Our target", "Other landlords")
    columns += [Column(text=text, kind=NUMBER) for text in heads]
    table = Table(
        key="measures.beside",
        caption="Measures, targets and other landlords",
        columns=tuple(columns),
        rows=tuple(
            (
                Cell(text=_name(one, told.measures), header=True),
                _cell(one),
                Cell(text=_target(one)),
                Cell(text=_others(one)),
            )
            for one in measures
        ),
        notes=(OTHERS.format(told.national_of),) if told.national_of else (),
    )
    heading = "Our targets, and other landlords"
    return Section(key="beside", heading=heading, blocks=(table,))


def _target(one: ToldMeasure) -> str:
    return f"{one.target}{'%' if one.percent else ''}" if one.target else "none"


def _others(one: ToldMeasure) -> str:
    if not one.national:
        return "not known"
    lower, median, upper = (f"{n}{'%' if one.percent else ''}" for n in one.national)
    return f"{lower} to {upper}, middle {median}"


def _ok(one: ToldMeasure) -> bool:
    return one.status == "ok"


def _cell(one: ToldMeasure) -> Cell:
    """Give a result; what has none says so, and never 0%."""
    if not _ok(one):
        words = {"not_applicable": "not applicable"}.get(one.status, "not yet known")
        return Cell(text=words)
    text = f"{one.result}%" if one.percent else one.result
    unit = "percent" if one.percent else "per_1000"
    return Cell(text=text, value=float(one.result), unit=unit)


def _name(one: ToldMeasure, every: Sequence[ToldMeasure]) -> str:
    """Name a measure, and whose homes it is about where it is told for several."""
    several = sum(1 for other in every if other.code == one.code) > 1
    stock = f", {STOCK[one.stock_type]}" if several else ""
    return f"{one.name}{stock}"


def _counted(one: ToldMeasure) -> str:
    if not one.denominator or one.status == "not_applicable":
        return "none"
    if one.asked:
        return _whole(one.denominator)
    return f"{_whole(one.numerator)} of {_whole(one.denominator)}"


def _whole(text: str) -> str:
    number = read_count(text, {}, whole=False)
    return f"{Decimal(shown(number, 0)):,}"


def _approach(told: ToldYear) -> Section | None:
    blocks: list[Block] = []
    for _letter, title, text in told.approach:
        blocks += [Heading(text=title), Paragraph(text=text)]
    for title, text in told.targets:
        blocks.append(Paragraph(text=f"{title}: {text}."))
    if not blocks:
        return None
    return Section(
        key="approach", heading="How we worked these out", blocks=tuple(blocks)
    )
