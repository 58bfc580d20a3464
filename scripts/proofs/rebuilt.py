"""A year's report, rebuilt: a register made to fit its tables gives its tables again

The paper prints totals, not cases. A register is made that fits them: so many of each
own stage, answered within the landlord's own time and the Code's, so many of each area
and team. What the program counts from it is held against each printed number, by the
landlord's own targets and by the Code's.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from putright.core.calendar import england_calendar
from scripts.lines import Line, compared
from scripts.proofs.figures import environment_of, putright

YEAR = ("--from", "2023-04-01", "--to", "2024-03-31", "--as-at", "2024-06-28")
RECEIVED = date(2023, 6, 5)
BEFORE = date(2023, 3, 6)
"""Stage 2 cases came in the year before, so that they are no stage 1 of this one."""
IN_3, IN_5, IN_10, IN_12, IN_18 = 3, 5, 10, 12, 18
HOMES = 5_000
KINDS = ("compliments", "comments", "mp_enquiries")
HEADINGS = (
    "reference",
    "kind",
    "received_on",
    "tenure",
    "area",
    "teams",
    "own_stage",
    "s1_acknowledged_on",
    "s1_responded_on",
    "s2_requested_on",
    "s2_acknowledged_on",
    "s2_responded_on",
)
Row = dict[str, str]
Table = Sequence[Mapping[str, Any]]


def prove(data: Path) -> Iterator[Line]:
    """Hold what is counted against each number. FileNotFoundError for a table."""
    tables = {name: _table(data, name) for name in TABLES}
    with tempfile.TemporaryDirectory() as home:
        _fill(Path(home), tables)
        counted = _counted(home)
    yield from _times(tables["times"], counted)
    yield from _areas(tables["areas"], counted)
    yield from _teams(tables["teams"], tables["others"], counted)
    yield from _measures(tables["measures"], counted)


TABLES = {
    "times": "002-table-1-received-and-response-times",
    "areas": "002-table-2-by-contact-centre-area",
    "teams": "002-table-4-complaints-by-team",
    "others": "002-table-5-compliments-comments-mp-by-team",
    "measures": "002-ch01-ch02",
}


def _table(data: Path, name: str) -> Table:
    file = data / "published" / f"{TABLES[name]}.json"
    rows: Table = json.loads(file.read_text(encoding="utf-8"))["rows"]
    return rows


def _number(cell: Any) -> int:
    """Give what a cell counts: `88 (84.6%)` counts 88."""
    if isinstance(cell, Mapping):
        found = cell.get("numerator")
        return int(found if found is not None else str(cell["printed"]).split()[0])
    return int(cell)


def _fill(home: Path, tables: Mapping[str, Table]) -> None:
    """Make the register, the homes and the landlord's policy of the time."""
    putright(str(home), "init")
    _write(home / "homes.csv", ("home", "stock_type", "owned_from"), _homes())
    putright(str(home), "import", "homes", str(home / "homes.csv"))
    rows = [*_stage_1(tables), *_stage_2(tables), *_others(tables["others"])]
    full = [{"reference": f"X{n}", **row} for n, row in enumerate(rows, 1)]
    lines = [[row.get(name, "") for name in HEADINGS] for row in full]
    _write(home / "register.csv", HEADINGS, lines)
    putright(str(home), "import", "register", str(home / "register.csv"))
    subprocess.run(
        [sys.executable, "-c", ADOPT], check=True, env=environment_of(str(home))
    )


ADOPT = """
import datetime
from importlib import resources
from putright.config.django_setup import load
load()
from putright.apps.complaints.services import policies
policies.adopt(
    text=(resources.files("putright.rules.landlord_policies") / "three-stage-2022.toml")
    .read_text(encoding="utf-8"),
    reason="the policy of that year",
    by=None,
    now=datetime.datetime(2024, 6, 28, tzinfo=datetime.UTC),
)
"""


def _write(
    file: Path, headings: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headings, *rows])


def _homes() -> list[tuple[str, str, str]]:
    return [(f"H{number}", "LCRA", "2010-04-01") for number in range(HOMES)]


def _stage_1(tables: Mapping[str, Table]) -> Iterator[Row]:
    informal, formal = tables["times"][:2]
    days = chain(
        _answers(informal, "informal", IN_3, IN_5, own="within_bdc"),
        _answers(formal, "formal", IN_10, IN_12, own="within_hos"),
    )
    areas = _spread(tables["areas"], "stage_one")
    teams = _teams_of(
        tables["teams"], "stage_one", _number(tables["times"][2]["received"])
    )
    for (own_stage, answer), area, team in zip(days, areas, teams, strict=True):
        yield {
            "kind": "complaint",
            "received_on": RECEIVED.isoformat(),
            "own_stage": own_stage,
            "s1_acknowledged_on": RECEIVED.isoformat(),
            "s1_responded_on": _after(RECEIVED, answer),
            "tenure": "LCRA",
            "area": area,
            "teams": team,
        }


def _answers(
    row: Mapping[str, Any], own_stage: str, soon: int, late: int, *, own: str
) -> Iterator[tuple[str, int]]:
    """So many answered soon enough, the rest late: by the shorter of the two times."""
    met = _number(row[own])
    yield from repeat((own_stage, soon), met)
    yield from repeat((own_stage, late), _number(row["received"]) - met)


def _stage_2(tables: Mapping[str, Table]) -> Iterator[Row]:
    received = _number(tables["times"][3]["received"])
    areas = _spread(tables["areas"], "stage_two")
    teams = _teams_of(tables["teams"], "stage_two", received)
    for area, team in zip(areas, teams, strict=True):
        yield {
            "kind": "complaint",
            "received_on": BEFORE.isoformat(),
            "own_stage": "internal review",
            "s1_acknowledged_on": BEFORE.isoformat(),
            "s1_responded_on": _after(BEFORE, IN_5),
            "s2_requested_on": RECEIVED.isoformat(),
            "s2_acknowledged_on": RECEIVED.isoformat(),
            "s2_responded_on": _after(RECEIVED, IN_18),
            "tenure": "LCRA",
            "area": area,
            "teams": team,
        }


def _others(table: Table) -> Iterator[Row]:
    last = table[-1]
    for kind in KINDS:
        for team in _teams_of(table, kind, _number(last[kind])):
            yield {
                "kind": kind.removesuffix("s").replace("enquirie", "enquiry"),
                "received_on": RECEIVED.isoformat(),
                "teams": team,
            }


def _spread(table: Table, column: str) -> Iterator[str]:
    for row in table:
        if row["area"] != "Total":
            known = "" if row["area"].startswith("Unknown") else row["area"]
            yield from repeat(known, _number(row[column]))


def _teams_of(table: Table, column: str, cases: int) -> list[str]:
    """Give each case its teams: one each, and a second to the first cases of another
    team until every listing is used up."""
    listings = [
        row["team"]
        for row in table
        if not row["team"].startswith("Total")
        for _ in range(_number(row[column]))
    ]
    teams = [[team] for team in listings[:cases]]
    for team in listings[cases:]:
        place = next(n for n, has in enumerate(teams) if has[0] != team and not has[1:])
        teams[place].append(team)
    return [";".join(has) for has in teams]


def _after(day: date, working_days: int) -> str:
    return england_calendar().add_working_days(day, working_days).isoformat()


Counted = dict[str, dict[str, Any]]


def _counted(home: str) -> Counted:
    told = putright(home, "figures", *YEAR, "--by", "area", "--by", "team", "--json")
    found: Counted = {one["code"]: one for one in json.loads(told)}
    for own_stage in ("informal", "formal"):
        limit = ("--where", f"own_stage={own_stage}")
        for one in json.loads(putright(home, "figures", *YEAR, *limit, "--json")):
            found[f"{own_stage} {one['code']}"] = one
    return found


def _times(table: Table, counted: Counted) -> Iterator[Line]:
    for row, prefix, stage in zip(
        table, ("informal ", "formal ", "", ""), (1, 1, 1, 2), strict=True
    ):
        for column, code in (
            ("received", f"stage_{stage}_received"),
            ("within_bdc", f"stage_{stage}_answered_within_own_target"),
            ("within_hos", f"stage_{stage}_answered_in_time"),
        ):
            found = counted[f"{prefix}{code}"]["numerator"]
            what = f"Table 1, {row['stage']}, {column}"
            yield compared(what, found, _number(row[column]))


def _areas(table: Table, counted: Counted) -> Iterator[Line]:
    for row in table:
        for column, code in (
            ("stage_one", "stage_1_received"),
            ("stage_two", "stage_2_received"),
        ):
            area = "" if row["area"].startswith("Unknown") else row["area"]
            cells = counted[code]["by"]["area"]
            found = counted[code] if area == "Total" else cells.get(area, {"value": 0})
            what = f"Table 2, {row['area']}, {column}"
            yield compared(what, found["value"], _number(row[column]))


def _teams(teams: Table, others: Table, counted: Counted) -> Iterator[Line]:
    for number, table, columns in (
        (4, teams, {"stage_one": "stage_1", "stage_two": "stage_2"}),
        (5, others, {kind: kind for kind in KINDS}),
    ):
        for row in table:
            for column, code in columns.items():
                found = _team(counted[f"{code}_received"], row["team"])
                what = f"Table {number}, {row['team']}, {column}"
                yield compared(what, found, _number(row[column]))


def _team(figure: Mapping[str, Any], team: str) -> int:
    cells = figure["by"]["team"]
    if team == "Total":
        return sum(cell["value"] for cell in cells.values())
    if team.startswith("Total"):
        return int(figure["value"])
    return int(cells.get(team, {"value": 0})["value"])


def _measures(table: Table, counted: Counted) -> Iterator[Line]:
    for row, code in zip(table, ("CH01_1", "CH01_2", "CH02_1", "CH02_2"), strict=True):
        printed = str(row["result"]["printed"])
        figure = counted[code]
        shown = f"{figure['value']:.1f}"
        if code.startswith("CH02"):
            share = shown.removesuffix(".0")
            shown = f"{figure['numerator']} ({share}%)"
        yield compared(f"{code}, {row['measure']}", shown, printed)
