"""Reconcile: 63 printed tables, their answers taken out, against what is known of them

Each table is read without what was worked out about it, and all are held against each
other by the command. To be found: every certain disagreement of figures that a script
could work out again. Not to be found: any certain alarm on a figure that agrees.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.lines import Line, compared

TABLES = "published"
KNOWN = "published/discrepancies.csv"
KINDS = frozenset(
    {"arithmetic", "two-values", "rounding", "total", "carried", "impossible"}
)
ANSWERS = frozenset({"agrees", "recomputed", "obtainable", "checks", "discrepancies"})
WORKED_OUT = frozenset({"truncated", "numerator_implied", "base_implied"})
"""Taken out too: they were worked out from the answers and are printed nowhere."""
IN_A_SENTENCE = {
    "000-06": "a comment says that 5 of 6 were answered",
    "000-16": "both shares stand in sentences, and the 15 replies nowhere",
    "004-08": "“25 to 30 per 1,000” stands in a sentence",
    "004-10": "“8 areas” stands in a sentence",
    "004-15": "the 598 responses stand in a sentence",
    "004-24": "“less than 20%” stands in a sentence",
}
"""Disagreements of which one side stands only in a sentence."""
LONGEST = 10.0
"""Seconds for all tables."""


def prove(data: Path) -> Iterator[Line]:
    """Hold what the command finds to what is known. FileNotFoundError for DATA."""
    tables = _tables(data / TABLES)
    with (data / KNOWN).open(encoding="utf-8-sig", newline="") as file:
        known = [one for one in csv.DictReader(file) if _to_be_found(one)]
    began = time.monotonic()
    findings = _found(list(tables.values()))
    took = time.monotonic() - began
    yield from _by_paper(known, findings)
    for number, why in IN_A_SENTENCE.items():
        there = any(one["id"] == number for one in known)
        yield Line(f"{number} is left out", agrees=there, detail=why)
    yield _alarms(tables, findings)
    quick = took <= LONGEST
    yield Line(f"{len(tables)} tables in {LONGEST:.0f} s", agrees=quick)


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    if not folder.is_dir():
        raise FileNotFoundError(2, "no tables", str(folder))
    files = sorted(folder.glob("*.json"))
    tables = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return {table["id"]: table for table in tables}


def _to_be_found(known: Mapping[str, str]) -> bool:
    return (
        known["certainty"] == "certain"
        and known["recomputed_by_script"] == "yes"
        and known["kind"] in KINDS
    )


def _stripped(given: Any) -> Any:
    """Take the answers out, however deep they stand."""
    if isinstance(given, dict):
        taken = ANSWERS | WORKED_OUT
        return {key: _stripped(one) for key, one in given.items() if key not in taken}
    if isinstance(given, list):
        return [_stripped(one) for one in given]
    return given


def _found(tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run the command as someone would; it ends with 1, for it finds something."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "tables.json"
        file.write_text(json.dumps(_stripped(tables)), encoding="utf-8")
        environment = os.environ | {"PUTRIGHT_HOME": home}
        program = "from putright.config.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", program, "reconcile", str(file), "--json"],
            check=False,
            env=environment,
            capture_output=True,
            text=True,
        )
    if done.returncode != 1:
        raise RuntimeError(f"reconcile ended with {done.returncode}: {done.stderr}")
    findings = json.loads(done.stdout)
    assert isinstance(findings, list)
    return findings


def _by_paper(
    known: list[dict[str, str]], findings: list[dict[str, Any]]
) -> Iterator[Line]:
    """Count by paper what was found of what is to be found."""
    wanted: dict[str, list[str]] = defaultdict(list)
    got: dict[str, list[str]] = defaultdict(list)
    for one in known:
        if one["id"] in IN_A_SENTENCE:
            continue
        wanted[one["id"][:3]].append(one["id"])
        places = PLACES.get(one["id"], {})
        if places and all(_is_there(*place, findings) for place in places.items()):
            got[one["id"][:3]].append(one["id"])
    for paper, ids in sorted(wanted.items()):
        missing = sorted(set(ids) - set(got[paper]))
        detail = f" (not {', '.join(missing)})" if missing else ""
        what = f"paper {paper}: {len(got[paper])} found of {len(ids)}{detail}"
        yield Line(what, agrees=not missing)


Cells = tuple[tuple[str, str], ...]
PLACES: dict[str, dict[str, Cells]] = {
    "000-01": {
        "000-tsm-management-information": (("q3", "1.2"), ("q4", "1.2")),
        "000-tsm-management-information-notes": (("rate", "1.99 (1.2)"),),
    },
    "000-02": {"000-tsm-management-information-notes": (("rate", "3.02 (3.0)"),)},
    "000-03": {"000-tsm-management-information-notes": (("rate", "0.61 (0.6)"),)},
    "000-04": {
        "000-tsm-management-information-notes": (
            ("rate", "0.79 (0.8)"),
            ("rate", "0.39 (0.4)"),
            ("rate", "13.36 (13.4)"),
            ("rate", "22.35 (22.4)"),
            ("rate", "52.50 (52.5)"),
            ("rate", "1.19 (1.2)"),
            ("rate", "1.99 (1.2)"),
        )
    },
    "001-01": {"001-appendix-3-totals": (("printed", "1"),)},
    "001-04": {
        "001-customer-service-standards": (
            ("calls_direct", "46010"),
            ("calls_cc", "37701"),
            ("emails", "16912"),
            ("chats", "1559"),
            ("stage1", "185"),
            ("mp", "33"),
        )
    },
    "001-05": {"001-customer-service-standards": (("stage1_10d", "96%"),)},
    "001-06": {"001-customer-service-standards": (("calls_direct_20s", "91%"),)},
    "001-09": {"001-figures-in-text": (("figure", "90%"),)},
    "002-01": {"002-figures-in-text": (("figure", "51.4%"),)},
    "004-01": {"004-tsm-results": (("result", "87.66%"),)},
    "004-02": {
        "004-tsm-results": (("result", "41.42 per 1000 homes"),),
        "004-mi-tables": (("result", "41.42 per 1,000 homes"),),
    },
    "004-03": {
        "004-tsm-results": (("result", "88.15%"),),
        "004-mi-tables": (("result", "88.15%"),),
    },
    "004-04": {"004-figures-in-text": (("figure", "87.8%"),)},
    "004-06": {
        "004-complaints-by-quarter-leeds": (
            ("q1_in_code", "60.1%"),
            ("q2_in_code", "67.0%"),
            ("q4_in_code", "63.4%"),
        ),
        "004-figures-in-text": (("figure", "65.0%"),),
    },
    "004-07": {"004-bitmo-complaints-trend": (("on_target", "39 out of 45"),)},
    "004-14": {"004-high-rise-ethnicity": (("y2022", ""),)},
    "004-16": {"004-figures-in-text": (("figure", "88%"),)},
    "004-28": {"004-bitmo-kpi": (("y2324", "69.72%"),)},
    "004-29": {"004-bitmo-kpi": (("y2324", "26"),)},
}
"""Where each stands: the tables, and in each the columns and what is printed there.

An empty text is any: the finding is of the column as a whole.
"""


def _is_there(table: str, cells: Cells, findings: list[dict[str, Any]]) -> bool:
    """Say whether a certain finding stands in every one of some cells."""
    certain = [one for one in findings if one["table"] == table and one["certain"]]
    return all(
        any(
            one["column"] == column and (not printed or one["printed"] == printed)
            for one in certain
        )
        for column, printed in cells
    )


def _alarms(
    tables: Mapping[str, dict[str, Any]], findings: list[dict[str, Any]]
) -> Line:
    """Count the certain findings in cells that are known to agree."""
    false = []
    agreeing = sum(
        _agrees(cell)
        for table in tables.values()
        for row in table["rows"]
        for cell in row.values()
    )
    for one in findings:
        if not one["certain"] or one["row_number"] is None:
            continue
        row = tables[one["table"]]["rows"][one["row_number"] - 1]
        if _agrees(row.get(one["column"])) or _adds_up(tables[one["table"]], one):
            false.append(f"{one['table']} {one['row']} {one['column']}")
    what = f"certain alarms on {agreeing} figures that agree, and on checks that hold"
    return compared(what + "".join(f" ({one})" for one in false), len(false), 0)


def _agrees(cell: Any) -> bool:
    if not isinstance(cell, dict):
        return False
    return bool(cell.get("agrees", cell.get("obtainable", False)))


def _adds_up(table: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    """Say whether a sum that was found amiss is one of the table's checks that hold."""
    if finding["kind"] not in ("sum", "cumulative"):
        return False
    held = [one for one in table.get("checks", []) if one.get("agrees")]
    row = str(finding["row"])
    return any(
        str(one["check"]).startswith(row) and str(one["printed"]) == finding["printed"]
        for one in held
        if row and finding["column"] in str(one["check"])
    )
