"""The regulator's published workbook of a year's returns, as rows of counts.

Columns are found by their headings, never by their place. Cells are handed on as they
stand: what is a number, and what a code of the regulator's, is judged with the counts.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from putright.core.measures.counts import ANSWERS, NOT_APPLICABLE, OVER
from putright.core.tabular import TableError
from putright.rules.satisfaction_measures import MeasureYear, Workbook

Sheet = Sequence[tuple[int, Sequence[str]]]
"""The rows of a sheet that hold text: the line, and its cells."""

ABOUT = ("landlord", "landlord_code", "landlord_type", "size", "region")
"""What identifies a landlord, and what it is compared by."""
COLUMNS = (
    *ABOUT,
    "year",
    "stock_type",
    "measure",
    *OVER,
    *ANSWERS,
    NOT_APPLICABLE,
    "published",
    "applies",
    "sheet",
    "line",
)
"""`applies`: whether the landlord said that it owned homes that the measure is for."""

_ABOUT_HEADINGS = {
    "landlord": "Landlord name",
    "landlord_code": "Landlord code",
    "landlord_type": "Landlord type",
    "size": "Landlord group size",
    "region": "Landlord predominant region",
}
_BLANK = re.compile(r"|\[[XZU]\]")
_SPACES = re.compile(r"[\s\u200b]+")
_FOOTNOTES = re.compile(r"\)\s*[0-9,\s]+$")
_CODE = re.compile(
    r"(?:(LCRA|LCHO|Combined) - )?(.*)\(([A-Z]{2}[0-9]{2}(?: [0-9])?)"
    r"(?: (Numerator|Denominator))?\)"
)
_ANSWER = re.compile(
    r"Number of respondents who report (?:that they are )?"
    r"(very satisfied|fairly satisfied|neither|fairly dissatisfied|very dissatisfied"
    r"|'not applicable/ don't know')"
)
_ANSWERS = {
    "very satisfied": "very_satisfied",
    "fairly satisfied": "fairly_satisfied",
    "neither": "neither",
    "fairly dissatisfied": "fairly_dissatisfied",
    "very dissatisfied": "very_dissatisfied",
    "'not applicable/ don't know'": NOT_APPLICABLE,
}


class Cell(NamedTuple):
    """What one column of a sheet holds: of which stock type and measure, and what."""

    stock_type: str
    measure: str
    what: str


class NoLayoutError(ValueError):
    """The layout of a year's workbook is not known here."""


def layout_of(year: MeasureYear) -> Workbook:
    """Give the sheets of a year's workbook. Raises NoLayoutError."""
    if year.workbook is None:
        raise NoLayoutError(
            f"How the regulator's workbook of {year.name} is laid out is not known."
        )
    return year.workbook


def rows_of(
    year: MeasureYear, read: Callable[[str], Sheet]
) -> Iterator[dict[str, str]]:
    """Give a row for each measure that a landlord returned anything for.

    `read` gives a sheet by its name. Raises TableError, which names the sheet, the
    line and the column, where a heading is missing, a landlord stands twice in a
    sheet, or two sheets say different things of one landlord.
    """
    book = layout_of(year)
    known: dict[str, tuple[str, ...]] = {}
    sheets = [(name, stock) for stock, name in book.perception.items()]
    for name, stock in [*sheets, (book.management, "")]:
        line, headings, body = _parted(name, read(name))
        about = _about(name, line, headings)
        cells = _cells(year, headings, stock)
        _need_all(name, line, year, cells, stock)
        for at, row in _landlords(name, body, about, known):
            landlord = dict(zip(ABOUT, (row[place] for place in about), strict=True))
            common = landlord | {"year": year.name, "sheet": name, "line": str(at)}
            yield from _rows(common, row, cells)


def _parted(name: str, sheet: Sheet) -> tuple[int, list[str], Sheet]:
    """Part a sheet into the line of its headings, the headings, and what follows."""
    first = _ABOUT_HEADINGS["landlord"]
    for place, (line, cells) in enumerate(sheet):
        if cells and cells[0].strip() == first:
            headings = [_FOOTNOTES.sub(")", _said(cell)) for cell in cells]
            return line, headings, sheet[place + 1 :]
    raise TableError(0, name, "", f"No row of this sheet starts with “{first}”.")


def _said(cell: str) -> str:
    return _SPACES.sub(" ", cell).strip()


def _about(name: str, line: int, headings: Sequence[str]) -> tuple[int, ...]:
    places = []
    for wanted in _ABOUT_HEADINGS.values():
        place = next((i for i, h in enumerate(headings) if h.startswith(wanted)), None)
        if place is None:
            raise TableError(line, name, "", f"No heading starts with “{wanted}”.")
        places.append(place)
    return tuple(places)


def _cells(
    year: MeasureYear, headings: Sequence[str], stock: str
) -> Mapping[Cell, int]:
    """Find what each column holds; `stock` is that of the sheet, blank for none."""
    found: dict[Cell, int] = {}
    for place, heading in enumerate(headings):
        cell = _cell(year, heading, stock)
        if cell is not None:
            found.setdefault(cell, place)
    return found


def _cell(year: MeasureYear, heading: str, stock: str) -> Cell | None:
    coded = _CODE.fullmatch(heading)
    if coded is None:
        return None
    own, words, code, over = coded.groups()
    measure = year.measures.get(code.replace(" ", "_"))
    if measure is None:
        return None
    stock_type = stock or ("combined" if own == "Combined" else own)
    stock_type = stock_type or measure.stock_types[0]
    return Cell(stock_type, measure.code, _what(words, over))


def _what(words: str, over: str | None) -> str:
    if over is not None:
        return over.lower()
    answer = _ANSWER.match(words)
    if answer is not None:
        return _ANSWERS[answer[1]]
    return "applies" if words.startswith("Did you own") else "published"


def _need_all(
    name: str,
    line: int,
    year: MeasureYear,
    cells: Mapping[Cell, int],
    stock: str,
) -> None:
    """Refuse a sheet that lacks a column which a measure needs."""
    for measure in year.perception if stock else year.management:
        wanted = ["published", *(ANSWERS if stock else OVER)]
        if measure.not_applicable:
            wanted.append(NOT_APPLICABLE)
        for stock_type in measure.stock_types:
            if stock and stock_type != stock:
                continue
            for what in wanted:
                if Cell(stock_type, measure.code, what) not in cells:
                    why = f"There is no column for {measure.code} {stock_type}: {what}."
                    raise TableError(line, name, "", why)


def _landlords(
    name: str,
    body: Sheet,
    about: Sequence[int],
    known: dict[str, tuple[str, ...]],
) -> Iterator[tuple[int, Sequence[str]]]:
    """Give each landlord's row, held against what other sheets say of it."""
    seen: dict[str, int] = {}
    for line, row in body:
        said = tuple(row[place].strip() for place in about)
        code = said[1]
        if not code:
            raise TableError(line, f"{name}, landlord code", "", "No code is given.")
        if code in seen:
            why = f"This landlord stands on line {seen[code]} already."
            raise TableError(line, f"{name}, landlord code", code, why)
        seen[code] = line
        before = known.setdefault(code, said)
        for what, old, new in zip(ABOUT, before, said, strict=True):
            if old != new:
                why = f"Another sheet says “{old}” of {code}. Correct one of the two."
                raise TableError(line, f"{name}, {what}", new, why)
        yield line, row


def _rows(
    common: Mapping[str, str], row: Sequence[str], cells: Mapping[Cell, int]
) -> Iterator[dict[str, str]]:
    """Give a landlord's rows of one sheet, but for those where nothing was returned."""
    grouped: dict[tuple[str, str], dict[str, str]] = {}
    for cell, place in cells.items():
        group = grouped.setdefault((cell.stock_type, cell.measure), {})
        group[cell.what] = row[place].strip()
    for (stock_type, measure), texts in grouped.items():
        if all(_BLANK.fullmatch(text) for text in texts.values()):
            continue
        made = dict.fromkeys(COLUMNS, "") | texts | dict(common)
        yield made | {"stock_type": stock_type, "measure": measure}
