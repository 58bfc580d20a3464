"""The quarterly report: sentences and tables say what the figures say, and of what."""

from datetime import date
from typing import Any

import pytest
from tests.core.reports.making import (
    YEAR,
    built,
    given,
    of,
    rows,
    section,
    table,
    text,
)

from putright.core.figures import values as v
from putright.core.reports.kinds import KINDS
from putright.core.reports.values import Chart, Highlight, Paragraph, Table

WHOLE_YEAR = {"annual", "performance"}
MONTHS = {
    ("2024-10",): v.count(30),
    ("2024-11",): v.count(28),
    ("2024-12",): v.count(0),
}
SPLITS = {("stage_1_received", "month"): MONTHS}
TOTALS = {
    "stage_1_received": v.count(58),
    "stage_2_received": v.count(13),
    "stage_1_answered_in_time": of(54, 55),
    "stage_2_answered_in_time": of(0, 0),
    "stage_1_answered_with_extension": v.count(4),
    ("before", "stage_1_received"): v.count(70),
    ("before", "stage_1_answered_in_time"): of(57, 60),
}


def _days(code: str) -> dict[str, Any]:
    return {"first": YEAR[0], "last": YEAR[1]} if code in WHOLE_YEAR else {}


def test_a_draft_states_its_numbers_with_their_figures() -> None:
    found = text(built("quarterly", TOTALS), "received.summary")
    assert found.text == (
        "58 stage 1 complaints were received in October to December 2024. "
        "13 stage 2 requests were received."
    )
    assert found.drafted == found.text
    assert [(one.text, one.source.figure) for one in found.sources] == [
        ("58", "stage_1_received"),
        ("13", "stage_2_received"),
    ]
    assert found.sources[0].source.first == date(2024, 10, 1)


def test_nothing_counted_is_none_and_never_0_percent() -> None:
    made = built("quarterly")
    said = [
        cell.text
        for block in made.blocks()
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    assert "0.0%" not in said
    assert "0" not in said
    assert "none" in said
    assert text(made, "received.summary").text.startswith("No stage 1 complaints were")
    assert text(made, "compensation.summary").text == (
        "No compensation was offered in the period."
    )


def test_in_time_prints_how_many_of_how_many_and_the_percentage() -> None:
    made = built(
        "quarterly",
        TOTALS,
        left_out={"stage_1_answered_in_time": {"not yet due": 2, "cannot tell": 1}},
    )
    found = table(made, "in-time-by-stage")
    first = rows(found)[0]
    at = [column.text for column in found.columns].index("In time")
    assert first[at : at + 3] == ("54", "55", "98.2%")
    assert rows(found)[1][at : at + 3] == ("none", "none", "none")
    assert any("2 not yet due; 1 cannot tell" in note for note in found.notes)


def test_a_case_of_several_teams_is_once_in_the_total_and_the_table_says_so() -> None:
    made = built(
        "quarterly",
        {"stage_1_received": v.count(10)},
        {
            ("stage_1_received", "team"): {
                ("Housing",): v.count(4),
                ("Repairs",): v.count(8),
                ("",): v.count(1),
            }
        },
        overlaps={"stage_1_received": ("team",)},
    )
    found = table(made, "by-team")
    assert [row[:2] for row in rows(found)] == [
        ("Repairs", "8"),
        ("Housing", "4"),
        ("Not known", "1"),
        ("All, each counted once", "10"),
    ]
    assert any("10 counted in all, which make 13 listings" in n for n in found.notes)
    assert "more than one team" in text(made, "teams.summary").text


def test_an_area_not_known_is_a_row_and_is_said() -> None:
    made = built(
        "quarterly",
        {"stage_1_received": v.count(5)},
        {("stage_1_received", "area"): {("North",): v.count(3), ("",): v.count(2)}},
    )
    assert [row[0] for row in rows(table(made, "by-area"))] == [
        "North",
        "Not known",
        "All",
    ]
    assert text(made, "areas.summary").text == (
        "The area with the most stage 1 complaints was North: 3 of 5. For 2 of them "
        "the area is not known."
    )


def test_a_hidden_cell_is_not_shown_nor_said_nor_linked_with_a_value() -> None:
    made = built(
        "quarterly",
        {"stage_1_received": v.count(9), "stage_1_answered_in_time": of(7, 9)},
        {
            ("stage_1_received", "area"): {("North",): v.HIDDEN, ("South",): v.HIDDEN},
            ("stage_1_answered_in_time", "area"): {("North",): v.HIDDEN},
        },
    )
    found = table(made, "by-area")
    north = next(row for row in found.rows if row[0].text == "North")
    assert north[1].text == "not shown"
    assert north[1].value is None
    assert any("restricted" in note for note in found.notes)
    assert "North" not in text(made, "areas.summary").text


def test_earlier_periods_stand_beside_this_one_without_a_verdict() -> None:
    made = built("quarterly", TOTALS)
    found = text(made, "compared.before").text
    assert (
        "58 stage 1 complaints were received, 12 fewer than the 70 of July to" in found
    )
    assert (
        "54 of 55 (98.2%) were answered in time; in July to September 2024 it" in found
    )
    for verdict in ("better", "worse", "improved", "good", "poor"):
        assert verdict not in found


def test_over_a_handful_it_says_that_one_case_moves_the_percentage() -> None:
    few = {
        **TOTALS,
        "stage_1_answered_in_time": of(3, 4),
        ("before", "stage_1_answered_in_time"): of(4, 4),
    }
    assert (
        "one case moves the percentage"
        in text(built("quarterly", few), "compared.before").text
    )
    many = built("quarterly", TOTALS)
    assert "one case moves" not in text(many, "compared.before").text


def test_a_period_without_records_is_not_compared_and_the_report_says_so() -> None:
    made = built("quarterly", TOTALS)
    found = table(made, "compared-figures")
    assert [column.text for column in found.columns] == [
        "Figure",
        "October to December 2024",
        "July to September 2024",
    ]
    assert any(
        "hold no complaint of October to December 2023" in n for n in found.notes
    )
    begun = built("quarterly", TOTALS, records_from=date(2024, 8, 5))
    notes = table(begun, "compared-figures").notes
    assert any(
        "begin on 5 August 2024, within July to September 2024" in n for n in notes
    )


def test_a_period_that_has_not_ended_is_not_held_against_one_that_has() -> None:
    made = built("quarterly", TOTALS, SPLITS, as_at=date(2024, 11, 20))
    assert not any(
        isinstance(one, Paragraph) for one in section(made, "compared").blocks
    )
    assert "has not ended" in text(made, "received.summary").text
    assert rows(table(made, "received-by-month"))[2][1:] == ("not yet", "not yet")


def test_a_trend_has_limits_a_sentence_and_a_table() -> None:
    values = [50] * 11 + [90]
    months = {
        (f"2024-{number:02d}",): v.count(value)
        for number, value in enumerate(values, 1)
    }
    made = built("quarterly", splits={("trend:stage_1_received", "month"): months})
    chart = next(one for one in made.blocks() if isinstance(one, Chart))
    assert chart.series[0].values == tuple(values)
    assert [name for name, _ in chart.levels] == ["Mean", "Upper limit", "Lower limit"]
    assert "December 2024 lies outside" in chart.says
    assert len(chart.table.rows) == 12
    assert chart.table.notes[0] == "Base: 640 counted in these months."


def test_months_before_the_records_begin_are_gaps_and_not_none() -> None:
    months = {(f"2024-{number:02d}",): v.count(number) for number in range(1, 13)}
    made = built(
        "quarterly",
        splits={("trend:stage_1_received", "month"): months},
        records_from=date(2024, 6, 10),
    )
    chart = next(one for one in made.blocks() if isinstance(one, Chart))
    assert chart.series[0].values == (*[None] * 6, 7, 8, 9, 10, 11, 12)
    assert chart.levels == ()
    assert "6 of 12 months" in chart.says
    assert rows(chart.table)[5] == ("June 2024", "not recorded")


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_can_be_built_of_nothing(code: str) -> None:
    made = built(code, **_days(code))
    assert made.kind == code
    assert made.sections


@pytest.mark.parametrize("code", KINDS)
def test_no_two_things_of_a_report_have_one_key(code: str) -> None:
    made = built(code, **_days(code))
    keys = [one.key for one in made.sections]
    for block in made.blocks():
        if isinstance(block, Chart):
            keys += [block.key, block.table.key]
        elif isinstance(block, Table) or (isinstance(block, Paragraph) and block.key):
            keys.append(block.key)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("code", KINDS)
def test_each_sourced_number_is_its_figure_s_own_value(code: str) -> None:
    """What is frozen is compared by source: a source is the figure, nothing else."""
    asked = given(code, TOTALS if code == "quarterly" else {}, **_days(code))
    made = KINDS[code].build(asked)
    spans = {(a.figure.code, a.span.first): a for a in asked.figures.values()}
    for block in made.blocks():
        cells = []
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row]
        elif isinstance(block, Highlight):
            cells = [block.cell]
        for cell in cells:
            if cell.source is not None and not cell.source.split:
                answered = spans[cell.source.figure, cell.source.first]
                assert cell.value == answered.total.value


def test_each_table_s_rows_fit_its_columns() -> None:
    for code in KINDS:
        for block in built(code, **_days(code)).blocks():
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} <= {len(block.columns)}
