"""The regulator's workbook: found by its headings, handed on as it stands."""

from collections.abc import Callable

import pytest

from putright.core.measures.counts import judge
from putright.core.measures.findings import findings
from putright.core.measures.quartiles import quartiles
from putright.core.measures.returns import COLUMNS, NoLayoutError, Sheet, rows_of
from putright.core.tabular import TableError
from putright.rules.satisfaction_measures import Measure, measure_year

YEAR = measure_year("2024-25")
ABOUT = (
    "Landlord name",
    "Landlord code",
    "Landlord type",
    "Landlord group size (homes owned)",
    "Landlord predominant region",
)
FIVE = (
    *("very satisfied", "fairly satisfied", "neither satisfied nor dissatisfied"),
    *("fairly dissatisfied", "very dissatisfied"),
)
OTTERDALE = ("Otterdale Homes", "L1", "PRP", "<5,000", "North")
WEIR = ("Weir Council", "L2", "LA", "<5,000", "North")
Cells = list[str]


def _perception(measure: Measure) -> tuple[Cells, Cells]:
    words = [f"Number of respondents who report that they are {a}" for a in FIVE]
    heads = [f"Proportion who are satisfied ({measure.code})7"]
    heads += [f"{one} with it\u200b ({measure.code})" for one in words]
    cells = ["75", "2", "1", "0", "1", "0"]
    if measure.not_applicable:
        what = "Number of respondents who report 'not applicable/ don't know'"
        heads.append(f"{what} ({measure.code})")
        cells.append("9")
    return heads, cells


def _management(measure: Measure, stock: str) -> tuple[Cells, Cells]:
    code = measure.code.replace("_", " ")
    own = {"LCRA": "LCRA - ", "LCHO": "LCHO - ", "combined": "Combined - "}
    prefix = own[stock] if measure.code.startswith("CH") else ""
    heads = [f"{prefix}Result ({code})5"]
    heads += [
        f"{prefix}Part ({code} {over})5 " for over in ("Numerator", "Denominator")
    ]
    return heads, ["50", "1", "2"]


def sheets(
    change: Callable[[str, list[Cells]], None] | None = None,
) -> dict[str, Sheet]:
    """Make the four sheets of a workbook with two landlords, every result alike."""
    book = YEAR.workbook
    assert book is not None
    parts: dict[str, list[tuple[Cells, Cells]]] = {
        sheet: [_perception(m) for m in YEAR.perception if stock in m.stock_types]
        for stock, sheet in book.perception.items()
    }
    parts[book.management] = [
        _management(m, stock) for m in YEAR.management for stock in m.stock_types
    ]
    found: dict[str, Sheet] = {}
    for sheet, measures in parts.items():
        heads = [*ABOUT, *(head for one, _ in measures for head in one)]
        cells = [cell for _, one in measures for cell in one]
        rows = [["Notes:"], heads, [*OTTERDALE, *cells], [*WEIR, *cells]]
        if change is not None:
            change(sheet, rows)
        found[sheet] = [(line, row) for line, row in enumerate(rows, start=4)]
    return found


def test_every_measure_of_every_landlord_becomes_a_row() -> None:
    rows = list(rows_of(YEAR, sheets().__getitem__))
    stocks = sum(len(measure.stock_types) for measure in YEAR.measures.values())
    assert len(rows) == 2 * stocks
    assert all(tuple(row) == COLUMNS for row in rows)
    for row in rows:
        judged = judge(row)
        assert judged.status == "ok"
        assert row["line"] in ("6", "7")
        if row["measure"].startswith("TP"):
            assert (judged.result, row["published"]) == ("75.0", "75")
    first = rows[0]
    assert tuple(first[name] for name in COLUMNS[:5]) == OTTERDALE
    assert first["year"] == "2024-25"
    assert {row["not_applicable"] for row in rows if row["measure"] == "TP05"} == {"9"}


def test_codes_are_handed_on_and_what_nobody_returned_is_no_row() -> None:
    def change(sheet: str, rows: list[Cells]) -> None:
        if "Management" in sheet:
            heads = rows[1]
            for place, head in enumerate(heads[5:], start=5):
                if "(CH01 1" in head and "LCHO" in head:
                    rows[2][place] = "[U]" if "Result" in head else "[X]"
                if "(BS05" in head:
                    rows[2][place] = "[E]"

    rows = list(rows_of(YEAR, sheets(change).__getitem__))
    mine = {
        (r["measure"], r["stock_type"]): r for r in rows if r["landlord_code"] == "L1"
    }
    assert ("CH01_1", "LCHO") not in mine
    assert ("CH01_1", "LCRA") in mine
    assert mine["BS05", "combined"]["published"] == "[E]"
    assert "quality review" in judge(mine["BS05", "combined"]).problem


def test_a_missing_heading_is_named_with_its_sheet_and_line() -> None:
    def change(sheet: str, rows: list[Cells]) -> None:
        if "LCHO" in sheet:
            place = rows[1].index("Proportion who are satisfied (TP06)7")
            rows[1][place] = "Something else"

    with pytest.raises(TableError, match=r"Line 5, TSM25_LCHO.*TP06 LCHO: published"):
        list(rows_of(YEAR, sheets(change).__getitem__))


def test_two_sheets_that_disagree_about_a_landlord_are_not_reconciled() -> None:
    def change(sheet: str, rows: list[Cells]) -> None:
        if "Management" in sheet:
            rows[3][2] = "PRP"

    with pytest.raises(
        TableError, match=r"Line 7, TSM25_Management_Info, landlord_type.*“PRP”.*“LA”"
    ):
        list(rows_of(YEAR, sheets(change).__getitem__))


def test_a_landlord_twice_in_a_sheet_is_refused() -> None:
    def change(sheet: str, rows: list[Cells]) -> None:
        rows[3][:5] = OTTERDALE

    with pytest.raises(TableError, match="stands on line 6 already"):
        list(rows_of(YEAR, sheets(change).__getitem__))


def test_a_year_whose_workbook_was_not_seen_is_not_guessed() -> None:
    with pytest.raises(NoLayoutError, match="2023-24"):
        list(rows_of(measure_year("2023-24"), sheets().__getitem__))


def row(landlord: str, code: str, numerator: int, denominator: int) -> dict[str, str]:
    """Make a row of counts of rented homes, of a council in the north."""
    return {
        "landlord": landlord,
        "landlord_type": "LA",
        "region": "North",
        "year": "2024-25",
        "stock_type": "LCRA",
        "measure": code,
        "numerator": str(numerator),
        "denominator": str(denominator),
    }


def test_quartiles_lie_between_two_results_in_proportion() -> None:
    """Of 10, 20, 30 and 50 per cent: 17.5, 25 and 35, and 27.5 on average."""
    rows = [row(f"L{n}", "RP01", n, 100) for n in (50, 10, 30, 20)]
    rows += [row("L9", "RP01", 0, 0), row("L8", "RP01", 2, 1), row("L7", "TP99", 1, 1)]
    found = {(q.among, q.value): q for q in quartiles(rows)}
    assert set(found) == {("all", ""), ("landlord_type", "LA"), ("region", "North")}
    whole = found["all", ""]
    assert whole.results == 4
    edges = (whole.lower, whole.median, whole.upper, whole.mean)
    assert [float(edge) for edge in edges] == [17.5, 25, 35, 27.5]
    assert [whole.quarter(r) for r in (whole.lower, whole.median)] == [1, 2]
    assert whole.quarter(whole.upper + 1) == 4
    assert whole.direction == "down"


def test_the_quartiles_of_a_rate_have_no_better_end() -> None:
    found = quartiles([row("L1", "CH01_1", 5, 100)])
    assert {q.direction for q in found} == {""}
    assert float(found[0].median) == 50


def test_what_does_not_fit_between_a_landlords_rows_is_found() -> None:
    rows = [
        row("L1", "CH01_1", 24, 100),
        row("L1", "CH02_1", 19, 20),
        row("L2", "CH01_1", 24, 100),
        row("L2", "CH02_1", 19, 24),
        row("L2", "CH01_2", 4, 101),
        row("L3", "NM01_1", 4, 100) | {"stock_type": "combined"},
        row("L3", "NM01_2", 5, 100) | {"stock_type": "combined"},
        row("L3", "NM01_2", 5, 100) | {"stock_type": "combined"},
    ]
    assert [(one.landlord, one.what) for one in findings(rows)] == [
        ("L3", "NM01_2 stands twice"),
        (
            "L1",
            "the numerator of CH01_1 is 24 and the denominator of CH02_1 20, "
            "which should be the same",
        ),
        (
            "L2",
            "the denominator of CH01_1 is 100 and the denominator of CH01_2 101, "
            "which should be the same",
        ),
        ("L3", "NM01_2 counts 5 cases, some of the 4 of NM01_1"),
    ]
