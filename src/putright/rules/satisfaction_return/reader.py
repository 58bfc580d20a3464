"""Reads the return of a reporting year from the files beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from putright.rules.reading import Table, packaged_names, packaged_text, parsed
from putright.rules.satisfaction_measures import Measure, MeasureYear, measure_year
from putright.rules.satisfaction_return.values import Field, ReturnForm

PACKAGE = "putright.rules.satisfaction_return"
OF_MEASURE = (
    "applies",
    "numerator",
    "denominator",
    "result",
    "in_time",
    "extended",
    "filter_yes",
    "filter_no",
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
    "not_applicable",
)
FILLS = ("given", "told", "repairs", *OF_MEASURE)
EACH = "*"
"""In place of a measure: the line stands for each measure of the survey."""


def form_names() -> tuple[str, ...]:
    """The years whose form was read, in order."""
    return packaged_names(PACKAGE)


@cache
def return_form(year: str) -> ReturnForm | None:
    """The form of a year, else the latest read before it; None where there is none."""
    known = [name for name in form_names() if name <= year]
    return parse(packaged_text(PACKAGE, known[-1]), known[-1]) if known else None


def parse(text: str, name: str) -> ReturnForm:
    """The form written in `text`, for the year `name`.

    Raises RulesDataError that says where the text is wrong and what should be there.
    """
    table = parsed(text, name)
    lines = table.table("fields")
    spelt = table.table("spelt")
    names = {one: spelt.text(one) for one in spelt.names()}
    fields: list[Field] = []
    for block in table.listed("blocks"):
        fields += _block(block, lines, names, measure_year(name))
        block.done()
    fields = _with_answers(table.table("typed"), fields)
    found = ReturnForm(
        read_for=name,
        title=table.text("title"),
        issuer=table.text("issuer"),
        source=table.text("source"),
        read_on=table.day("read_on"),
        certainty=table.texts("certainty"),
        fields=tuple(fields),
    )
    table.done()
    return found


def _with_answers(typed: Table, fields: list[Field]) -> list[Field]:
    """Give the fields with what a person may type in each."""
    numbers = {name: typed.texts(name) for name in ("whole", "per_cent")}
    words = typed.table("words")
    allowed = {name: words.texts(name) for name in words.names()}
    known = {field.key for field in fields if field.fills in ("given", "told")}
    for name in (*numbers["whole"], *numbers["per_cent"], *allowed):
        if name not in known:
            raise typed.problem("whole", f"{name!r} is no field that is typed.")
    typed.done()
    return [
        replace(
            field,
            words=allowed.get(field.key, ()),
            whole=field.key in numbers["whole"],
            per_cent=field.key in numbers["per_cent"],
        )
        if field.fills in ("given", "told")
        else field
        for field in fields
    ]


def _block(
    block: Table, lines: Table, spelt: Mapping[str, str], year: MeasureYear
) -> Iterator[Field]:
    section = block.text("section")
    stock = block.text("stock_type", default="")
    suffix = block.text("suffix", default="")
    which = block.text("fields")
    written = [
        [part.strip() for part in line.split("|")] for line in lines.texts(which)
    ]
    for parts in written:
        fills, _, key = parts[2].partition(":") if len(parts) == 4 else ("", "", "")
        if fills not in FILLS or not key:
            raise lines.problem(which, f"{' | '.join(parts)!r} is no line of a field.")
    single = [parts for parts in written if not parts[2].endswith(EACH)]
    grid = [parts for parts in written if parts[2].endswith(EACH)]
    for question, name, what, title in single:
        fills, _, key = what.partition(":")
        full = name.replace("{s}", suffix)
        yield Field(section, question, spelt.get(full, full), title, fills, key, stock)
    for measure in year.perception:
        if grid and stock in measure.stock_types:
            yield from _of_measure(grid, measure, section, stock, suffix)


def _of_measure(
    grid: list[list[str]], measure: Measure, section: str, stock: str, suffix: str
) -> Iterator[Field]:
    """Give the fields that a measure of the survey has."""
    for question, name, what, title in grid:
        fills = what.partition(":")[0]
        if fills.startswith("filter_") and not measure.filter:
            continue
        if fills == "not_applicable" and not measure.not_applicable:
            continue
        yield Field(
            section,
            question,
            name.replace("{m}", measure.code).replace("{s}", suffix),
            title.replace("{m}", measure.code),
            fills,
            measure.code,
            stock,
        )
