"""The satisfaction measures for tenants: what is told, and what is never claimed."""

from datetime import date

import msgspec

from putright.core.measures.told import ToldMeasure, ToldYear
from putright.core.reports.satisfaction import build
from putright.core.reports.values import Highlight, Report, Table

OVERALL = ToldMeasure(
    code="TP01",
    official="TP01",
    name="Overall satisfaction",
    stock_type="LCRA",
    asked=True,
    percent=True,
    status="ok",
    result="71.8",
    numerator="391.72",
    denominator="545.4",
    before="70.1",
    beyond_chance=False,
)
LIFTS = ToldMeasure(
    code="BS05",
    official="BS05",
    name="Lift safety checks",
    stock_type="combined",
    asked=False,
    percent=True,
    status="not_applicable",
    result="",
    numerator="0",
    denominator="0",
    before="",
    beyond_chance=None,
)


def _built(*measures: ToldMeasure, **more: object) -> Report:
    told = ToldYear(
        name="2024-25",
        number=1,
        signed_on=date(2025, 6, 20),
        as_at=date(2025, 6, 18),
        program="0.1.0",
        why="",
        measures=measures,
        approach=[("a", "How many responses there were", "546 responses.")],
        targets=[],
    )
    told = msgspec.structs.replace(told, **more)
    return build(told, landlord="Otterdale Homes", program="0.2.0")


def _rows(report: Report) -> list[list[str]]:
    tables = [block for block in report.blocks() if isinstance(block, Table)]
    return [[cell.text for cell in row] for table in tables for row in table.rows]


def test_a_change_within_chance_is_told_as_no_change() -> None:
    """Tenants are not told of an improvement that nobody can know of."""
    rows = _rows(_built(OVERALL, LIFTS))
    assert rows[0] == [
        "Overall satisfaction",
        "71.8%",
        "545",
        "70.1%",
        "No change beyond chance",
    ]


def test_nothing_counted_is_not_applicable_and_never_0_per_cent() -> None:
    rows = _rows(_built(OVERALL, LIFTS))
    assert rows[1] == ["Lift safety checks", "not applicable", "none", "none"]


def test_a_poster_shows_only_what_has_a_result() -> None:
    missing = msgspec.structs.replace(OVERALL, code="TP02", status="missing")
    blocks = list(_built(OVERALL, missing, LIFTS).blocks())
    large = [block for block in blocks if isinstance(block, Highlight)]
    assert [one.cell.text for one in large] == ["71.8%"]


def test_a_draft_and_a_correction_say_so() -> None:
    assert _built(OVERALL, signed_on=None).subtitle == "Draft, not signed off"
    corrected = _built(OVERALL, number=2, why="A home was left out")
    assert corrected.subtitle == "Correction 1: A home was left out"
    assert _built(OVERALL).subtitle == ""
    assert _built(OVERALL).program == "0.1.0"


def test_several_stock_types_are_told_apart() -> None:
    owners = msgspec.structs.replace(OVERALL, stock_type="LCHO", result="48.0")
    rows = _rows(_built(OVERALL, owners))
    assert [row[0] for row in rows[:2]] == [
        "Overall satisfaction, rented homes",
        "Overall satisfaction, shared ownership homes",
    ]


def test_a_target_and_other_landlords_stand_beside_each_measure() -> None:
    national = ("64.7", "71.8", "78.9")
    aimed = msgspec.structs.replace(OVERALL, target="75", national=national)
    report = _built(aimed, LIFTS, national_of="2023-24")
    table = next(
        block
        for block in report.blocks()
        if isinstance(block, Table) and block.key == "measures.beside"
    )
    (row,) = ([cell.text for cell in cells] for cells in table.rows)
    told = ["Overall satisfaction", "71.8%", "75%", "64.7% to 78.9%, middle 71.8%"]
    assert row == told
    assert "results for 2023-24" in table.notes[-1]
    assert "measures.beside" not in str(_built(OVERALL, LIFTS).sections)
