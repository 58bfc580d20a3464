"""Tenant Satisfaction Measures: every landlord's return, and what papers printed

Each result of the regulator's workbook is worked out anew from its counts, to the
decimal shown; where a landlord has none, the workbook's own code says why. Then the
quartiles against the regulator's headlines, and every figure of the councils' papers
that prints its counts: some of those are known to be slips.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from putright.core.measures.counts import judge, read_row
from putright.core.measures.findings import findings
from putright.core.measures.numbers import shown
from putright.core.measures.quartiles import ALL, quartiles
from putright.core.measures.results import outcome
from putright.core.measures.returns import rows_of
from putright.core.tabular import read_sheet
from putright.rules.satisfaction_measures import measure_year
from putright.rules.satisfaction_national import national
from scripts.lines import Line, compared

YEAR = "2024-25"
WORKBOOK = "rsh/2025_TSM_Full_Data_v1.0_FINAL.xlsx"
WITHOUT = {
    "[U]": "the landlord said that it owned no home that the measure is for",
    "[E]": "the regulator took it out after a quality review",
}
"""What the workbook writes where a landlord has no result, and why."""
HEADLINES = {
    ("TP02", "LCRA"): 74,
    ("TP05", "LCRA"): 78,
    ("TP08", "LCRA"): 78,
    ("TP09", "LCRA"): 36,
    ("TP01", "LCHO"): 48,
}
"""Medians of the regulator's headline report, in whole percent."""
PAPERS = (
    "000-tsm-management-information",
    "002-ch01-ch02",
    "004-mi-tables",
    "004-tsm-results",
)
SLIPS = {
    ("000-tsm-management-information", "NM01_2", "q3"): "1.2 for ten cases",
    ("000-tsm-management-information", "NM01_2", "q4"): "1.2 for ten cases",
    ("004-mi-tables", "CH01_1", "result"): "41.42 for 41.44",
    ("004-mi-tables", "CH02_1", "result"): "88.15 for 88.14",
    ("004-tsm-results", "CH01_1", "result"): "41.42 for 41.44",
    ("004-tsm-results", "CH02_1", "result"): "88.15 for 88.14",
    ("004-tsm-results", "CH02_2", "result"): "87.66 for 87.86",
}
"""Figures that the papers print and that do not follow from their counts."""
PARTS = {"stage 1": "1", "stage 2": "2", "non-emergency": "1", "emergency": "2"}
TWO_PARTS = ("CH01", "CH02", "NM01", "RP02")


def prove(data: Path) -> Iterator[Line]:
    """Hold results against what was published. FileNotFoundError for DATA."""
    workbook = (data / WORKBOOK).read_bytes()
    rows = list(
        rows_of(measure_year(YEAR), lambda name: read_sheet(WORKBOOK, workbook, name))
    )
    yield from _returns(rows)
    yield from _headlines(rows)
    yield from _shipped(rows)
    for paper in PAPERS:
        text = (data / "published" / f"{paper}.json").read_text(encoding="utf-8")
        yield from _paper(paper, json.loads(text))


def _returns(rows: list[dict[str, str]]) -> Iterator[Line]:
    printed: Counter[tuple[str, str]] = Counter()
    agreeing: Counter[tuple[str, str]] = Counter()
    without: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        key = (row["measure"], row["stock_type"])
        judged = judge(row)
        published = row["published"]
        if published in WITHOUT:
            explained = published == "[E]" or row["applies"] == "No"
            without[published, explained and judged.status != "ok"] += 1
            continue
        printed[key] += 1
        agreeing[key] += _as_shown(judged.result) == _as_shown(published)
    for (code, stock), total in printed.items():
        what = f"{code} {stock}, landlords' results reproduced"
        yield compared(what, agreeing[code, stock], total)
    for code, why in WITHOUT.items():
        number = without[code, True]
        what = f"{code}, {number} times: {why}; not explained"
        yield compared(what, without[code, False], 0)
    landlords = len({row["landlord_code"] for row in rows})
    what = f"all results of {landlords} landlords reproduced"
    yield compared(what, agreeing.total(), printed.total())
    good = [row for row in rows if judge(row).status != "invalid"]
    yield compared("counts that do not fit each other", len(findings(good)), 0)


def _as_shown(text: str) -> str:
    return text.removesuffix(".0")


def _headlines(rows: list[dict[str, str]]) -> Iterator[Line]:
    medians = {
        (one.measure, one.stock_type): one.median
        for one in quartiles(rows)
        if one.among == ALL
    }
    for (code, stock), printed in HEADLINES.items():
        what = f"{code} {stock}, national median as in the headlines"
        yield compared(what, shown(medians[code, stock], 0), str(printed))


def _shipped(rows: list[dict[str, str]]) -> Iterator[Line]:
    """Hold the quartiles that the rules bring against the results of every landlord."""
    shipped = national(YEAR)
    assert shipped is not None  # the rules have this year's
    worked = {
        (one.measure, one.stock_type, one.among, one.value): (
            one.results,
            *(
                shown(edge, shipped.decimals)
                for edge in (one.lower, one.median, one.upper)
            ),
        )
        for one in quartiles(rows)
        if one.results >= shipped.least
    }
    brought = {
        (one.measure, one.stock_type, one.among, one.value): (
            one.landlords,
            *(str(edge) for edge in (one.lower, one.median, one.upper)),
        )
        for one in shipped.rows
    }
    agreeing = sum(worked.get(key) == row for key, row in brought.items())
    yield compared("quartiles in the rules worked out again", agreeing, len(worked))
    yield compared("quartiles in the rules", len(brought), len(worked))
    landlords = len({row["landlord_code"] for row in rows})
    yield compared("landlords that the rules name", shipped.landlords, landlords)


def _paper(paper: str, table: Mapping[str, Any]) -> Iterator[Line]:
    """Hold each figure that a paper prints with its counts against the counts."""
    year = table["period"]["label"].replace("/", "-")
    for row in table["rows"]:
        code = _code(row)
        for column, cell in row.items():
            counted = isinstance(cell, dict) and {"numerator", "denominator"} <= set(
                cell
            )
            if code and counted and cell["denominator"]:
                yield _figure((paper, code, column), year, cell)


def _code(row: Mapping[str, Any]) -> str:
    said = str(row.get("code_meant") or row.get("code") or "")
    if found := re.fullmatch(r"([A-Z]{2}\d\d)\((\d)\)", said):
        return f"{found[1]}_{found[2]}"
    if said not in TWO_PARTS:
        return said
    part = str(row.get("part") or "1").lower()
    return f"{said}_{PARTS.get(part, part)}"


def _figure(place: tuple[str, str, str], year: str, cell: Mapping[str, Any]) -> Line:
    printed = Fraction(str(cell["value"]))
    said = re.findall(r"\d+(?:\.\d+)?", str(cell["printed"]))
    number = next(text for text in said if Fraction(text) == printed)
    decimals = len(number.partition(".")[2])
    measure = measure_year(year).measures[place[1]]
    counted = read_row(
        {
            "landlord": "",
            "year": year,
            "stock_type": measure.stock_types[0],
            "measure": place[1],
            "numerator": str(cell["numerator"]),
            "denominator": str(cell["denominator"]),
        }
    )
    value = outcome(measure, counted.numerator, counted.base).value
    assert value is not None  # the paper prints what it divides by
    what = f"{place[0]} {place[1]} {place[2]}, as printed"
    slip = SLIPS.get(place, "")
    named = f"{what} (a slip: {slip})" if slip else what
    expected = shown(printed, decimals)
    return compared(named, shown(value, decimals), expected, should=not slip)
