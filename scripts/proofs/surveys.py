"""Surveys: each landlord's required sample and margin, as the regulator published them

From the relevant tenant population and the sample alone, in 2024-25.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from putright.core.surveys.accuracy import achieved_margin, required_sample
from putright.rules.satisfaction_measures import measure_year
from scripts.lines import Line, compared

WORKBOOK = "rsh/2025_TSM_Full_Data_v1.0_FINAL.xlsx"
YEAR = "2024-25"
LANDLORDS = {"LCRA": 353, "LCHO": 59, "combined": 2}
"""How many surveyed each stock type, so that none is passed over in silence."""
CLOSE = 1e-9
Landlord = tuple[float, float, float, float]
"""Population, required sample, sample and margin in percentage points."""
HEADINGS = ("relevant tenant population", "required minimum", "total sample", "margin")


def prove(data: Path) -> Iterator[Line]:
    """Work out both for every landlord, from its population and sample alone."""
    path = data / WORKBOOK
    if not path.is_file():
        raise FileNotFoundError(2, "no such file", str(path))
    year = measure_year(YEAR)
    assert year.workbook is not None
    for stock_type, sheet in year.workbook.perception.items():
        rows = list(_rows(path, sheet))
        yield compared(f"{stock_type} landlords", len(rows), LANDLORDS[stock_type])
        required = [
            number
            for number, needed, _, _ in rows
            if abs(required_sample(number, year.accuracy) - needed) > CLOSE * needed
        ]
        yield compared(f"{stock_type} samples required that differ", required, [])
        margins = [
            number
            for number, _, sample, margin in rows
            if not _same(achieved_margin(number, int(sample), year.accuracy), margin)
        ]
        yield compared(f"{stock_type} margins achieved that differ", margins, [])


def _same(ours: float | None, published: float) -> bool:
    return ours is not None and abs(ours - published) < CLOSE * 100


def _rows(path: Path, sheet: str) -> Iterator[Landlord]:
    """Give each landlord's population, required sample, sample and margin."""
    table = pl.read_excel(
        path,
        sheet_name=sheet,
        read_options={"header_row": None},
        infer_schema_length=0,
    )
    places: list[int] = []
    for row in table.iter_rows():
        cells = [str(cell or "").replace("\xa0", " ").casefold() for cell in row]
        if not places:
            found = [_place(cells, words) for words in HEADINGS]
            places = [at for at in found if at is not None]
            places = places if len(places) == len(HEADINGS) else []
            continue
        landlord = _landlord([cells[at] for at in places])
        if landlord is not None:
            yield landlord


def _landlord(cells: list[str]) -> Landlord | None:
    """Read a row: None for no landlord, or one with a code in place of its number."""
    try:
        number, needed, sample, margin = (float(cell) for cell in cells)
    except ValueError:
        return None
    return number, needed, sample, margin


def _place(cells: list[str], words: str) -> int | None:
    found = [at for at, cell in enumerate(cells) if words in cell]
    return found[0] if len(found) == 1 else None
