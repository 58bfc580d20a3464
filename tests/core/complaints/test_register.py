"""A row of a register: read or refused by its cell, told as events, given back."""

from collections.abc import Mapping

import pytest

from putright.core.calendar import england_calendar
from putright.core.complaints import events as e
from putright.core.complaints import register as r
from putright.core.complaints.decide import Context
from putright.core.complaints.summary import CaseSummary, summarise

CONTEXT = Context(calendar=england_calendar())
BASE = {"reference": "OTT-7", "kind": "complaint", "received_on": "2024-10-07"}


def imported(unanswered: str = "unknown", /, **cells: str) -> r.Imported:
    facts = r.read_row({**BASE, **cells})
    return r.imported(facts, live=r.is_live(facts, unanswered))


def given_back(**cells: str) -> dict[str, str]:
    one = imported(**cells)
    return r.cells_of(one.case, [event for event, _ in one.events])


def summed(unanswered: str = "unknown", /, **cells: str) -> CaseSummary:
    return summarise(imported(unanswered, **cells).case, CONTEXT)


def refused(**cells: str) -> r.CellRefused:
    with pytest.raises(r.RowRefusedError) as error:
        r.read_row({**BASE, **cells})
    return error.value.first


FULL = {
    "received_on": "2024-10-07T16:40",
    "channel": "email",
    "raised_by": "representative",
    "tenure": "LCRA",
    "area": "Otterdale North",
    "teams": "Repairs; Housing",
    "category": "Repairs",
    "issue": "Heating",
    "subject": "No heating, said =again= and “again”",
    "edition": "housing-2024",
    "own_stage": "formal",
    "body": "Heron House TMO",
    "s1_acknowledged_on": "2024-10-09",
    "s1_extension_told_on": "2024-10-21T09:05",
    "s1_extended_to": "2024-11-04",
    "s1_responded_on": "2024-11-01",
    "s1_outcome": "upheld",
    "s1_handler": "C Okafor",
    "s2_requested_on": "2024-11-20",
    "s2_teams": "Housing",
    "s2_acknowledged_on": "2024-11-22",
    "s2_responded_on": "2024-12-10",
    "s2_outcome": "partially_upheld",
    "s2_handler": "L Penrose",
    "closed_on": "2025-01-06",
    "linked_to": "SR-1",
    "compensation": "1250.50",
    "improvement": "Parts are ordered the same day",
    "Ward officer’s note": "Rang twice",
    "Empty one": "",
}


def test_a_full_row_goes_out_as_it_came_in() -> None:
    """Every cell, a time of day and a column of the landlord's own included."""
    assert given_back(**FULL) == {**BASE, **FULL}


def test_a_full_row_is_told_as_events_in_order_of_date() -> None:
    one = imported(**FULL)
    names = [type(event).__name__ for event, _ in one.events]
    assert names == [
        "Received",
        "Acknowledged",
        "Extended",
        "Responded",
        "StageTwoRequested",
        "TeamsSet",
        "Acknowledged",
        "Responded",
        "Closed",
        "RegisterRowRead",
    ]
    days = [event.on for event, _ in one.events]
    assert days == sorted(days)
    assert one.events[0][1] == "16:40"
    assert one.case.state == "closed"
    assert one.case.imported_compensation == 125050


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"reference": " "}, "reference", "no reference"),
        ({"kind": "grumble"}, "kind", "not one of"),
        ({"kind": ""}, "kind", "no kind"),
        ({"received_on": ""}, "received_on", "no received on"),
        ({"received_on": "31/02/2024"}, "received_on", "no such day"),
        ({"received_on": "last week"}, "received_on", "not a date"),
        ({"channel": "pigeon"}, "channel", "not one of"),
        ({"tenure": "squatter"}, "tenure", "not one of"),
        ({"s1_outcome": "won"}, "s1_outcome", "not one of"),
        ({"edition": "housing-1999"}, "edition", "No edition"),
        ({"compensation": "plenty"}, "compensation", "not an amount"),
        ({"compensation": "-5"}, "compensation", "not an amount"),
        ({"area": "x" * 101}, "area", "at most 100"),
        (
            {"s1_acknowledged_on": "2024-10-04"},
            "s1_acknowledged_on",
            "acknowledged before it was received",
        ),
        (
            {"s1_responded_on": "2024-10-04"},
            "s1_responded_on",
            "answered before it was received",
        ),
        (
            {"s1_acknowledged_on": "2024-10-09", "s1_responded_on": "2024-10-08"},
            "s1_responded_on",
            "answered before it was acknowledged",
        ),
        (
            {"s2_requested_on": "2024-11-20", "s2_acknowledged_on": "2024-11-19"},
            "s2_acknowledged_on",
            "acknowledged before it was requested",
        ),
        (
            {"s2_requested_on": "2024-11-20", "s2_responded_on": "2024-11-19"},
            "s2_responded_on",
            "answered before it was requested",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_its_cell(
    cells: Mapping[str, str], column: str, says: str
) -> None:
    cell = refused(**cells)
    assert cell.column == column
    assert cell.value == cells[column].strip()
    assert says in cell.why


def test_all_that_is_wrong_with_a_row_is_named() -> None:
    cell = refused(kind="grumble", tenure="squatter")
    assert (cell.column, "tenure" in cell.why) == ("kind", True)


def test_no_provision_refuses_a_row() -> None:
    """An extension past its limit and told late, an answer a year late: facts."""
    stage = summed(
        s1_acknowledged_on="2024-12-20",
        s1_extension_told_on="2025-08-01",
        s1_extended_to="2025-09-01",
        s1_responded_on="2025-10-07",
    ).stages[0]
    assert (stage.acknowledgement, stage.response) == ("late", "late")


def test_an_answer_that_is_not_recorded_cannot_be_told_and_is_never_overdue() -> None:
    one = summed(s1_acknowledged_on="2024-10-09")
    assert one.stages[0].response == "cannot_tell"
    assert one.beat_on is None


def test_unanswered_open_makes_a_row_without_an_answer_a_live_case() -> None:
    one = summed("open", s1_acknowledged_on="2024-10-09")
    assert one.stages[0].response is None
    assert str(one.beat_on) == "2024-10-23"


def test_unanswered_open_leaves_closed_refused_and_other_kinds_as_they_are() -> None:
    assert summed("open", closed_on="2024-11-01").beat_on is None
    assert summed("open", refused_on="2024-11-01").beat_on is None
    assert summed("open", kind="compliment").beat_on is None
    facts = r.read_row({**BASE, "kind": "compliment"})
    assert not r.is_live(facts, "open")


@pytest.mark.parametrize("unanswered", ["unknown", "open"])
def test_a_stage_2_asked_for_on_the_day_received_leaves_stage_1_untold(
    unanswered: str,
) -> None:
    first, second = summed(unanswered, s2_requested_on="2024-10-07").stages
    assert first.response == "cannot_tell"
    assert (second.response is None) == (unanswered == "open")


def test_a_stage_2_answered_but_with_no_day_of_its_request_cannot_be_told() -> None:
    second = summed(s1_responded_on="2024-10-10", s2_responded_on="2025-03-01").stages[
        1
    ]
    assert second.response == "cannot_tell"


def test_where_only_the_month_is_known_no_clock_is_told() -> None:
    one = summed(received_precision="month", s1_responded_on="2024-10-30")
    assert one.stages[0].response == "cannot_tell"
    # Received on some day of October: an answer on the 3rd need not be before it.
    facts = r.read_row(
        {**BASE, "received_precision": "month", "s1_responded_on": "2024-10-03"}
    )
    assert facts.month_only


def test_a_refusal_after_stage_1_was_answered_is_of_escalation() -> None:
    one = imported(
        s1_responded_on="2024-10-18",
        s2_requested_on="2024-11-01",
        refused_on="2024-11-05",
        refusal_ground="legal_proceedings",
        refusal_reason="Claim filed",
    )
    assert one.case.state == "stage_1_answered"
    assert one.case.refusals[0].stage == 2
    assert one.case.stage_2 is None


def test_a_refusal_of_escalation_with_no_day_of_the_request_stands() -> None:
    case = imported(s1_responded_on="2024-10-18", refused_on="2024-11-05").case
    assert (case.state, case.refusals[0].stage) == ("stage_1_answered", 2)


def test_a_refusal_before_any_answer_is_of_the_complaint() -> None:
    one = summed(refused_on="2024-10-14", refusal_ground="too_old")
    assert (one.state, one.refused_stage, one.ground) == ("refused", 1, "too_old")
    assert one.stages[0].response == "not_applicable"


def test_a_withdrawn_complaint_that_was_closed_was_not_unanswered() -> None:
    one = summed(withdrawn_on="2024-10-14", closed_on="2024-10-15")
    assert one.state == "closed"
    assert one.stages[0].response == "not_applicable"


@pytest.mark.parametrize(
    "cells",
    [
        {"s1_extension_told_on": "2024-10-21"},
        {"s1_outcome": "upheld"},
        {"s1_handler": "C Okafor"},
        {"s2_teams": "Housing"},
        {"refusal_reason": "Too old"},
        {"kind": "mp_enquiry", "s1_responded_on": "2024-10-18", "raised_by": "mp"},
        {"received_precision": "day"},
        {
            "s1_responded_on": "2024-10-18",
            "s2_requested_on": "2024-11-01",
            "refused_on": "2024-11-05",
            "s2_acknowledged_on": "2024-11-06",
        },
        {"subject": " two spaces  ", "improvement": "=cmd|x"},
    ],
)
def test_what_no_event_holds_goes_out_as_it_came_in(cells: Mapping[str, str]) -> None:
    assert given_back(**cells) == {**BASE, **cells}


def test_uk_dates_and_plain_money_go_out_in_the_registers_way_of_writing() -> None:
    back = given_back(received_on="07/10/2024 9:05", compensation="£1,250")
    assert back["received_on"] == "2024-10-07T09:05"
    assert back["compensation"] == "1250.00"


def test_an_empty_edition_is_the_ombudsmans_of_the_day() -> None:
    assert imported(received_on="2024-03-31").case.edition == "housing-2022"
    assert imported(received_on="2024-04-01").case.edition == "housing-2024"
    assert "edition" not in given_back(received_on="2024-03-31")


def test_a_row_older_than_every_known_edition_is_taken_under_the_first() -> None:
    assert imported(received_on="2019-05-01").case.edition == "housing-2022"


def test_what_people_wrote_is_in_no_payload() -> None:
    one = imported(**{**FULL, "refusal_reason": "A reason"})
    texts = [FULL["subject"], FULL["improvement"], "Rang twice", "A reason"]
    for event, _ in one.events:
        assert not any(text in repr({**_fields(event)}) for text in texts)


def _fields(event: e.Event) -> dict[str, object]:
    return {n: getattr(event, n) for n in event.__struct_fields__ if n != "words"}
