"""The clock of one stage: due dates and verdicts, provision by provision.

Weekdays stand beside the dates, so that each line can be checked on a wall calendar.
"""

from datetime import date

import pytest
from tests.core.complaints.clock_cases import CALENDAR, day, stage, verdict

from putright.core.calendar import OutsideCalendarError
from putright.core.complaints.clocks import (
    ClockProblem,
    StageDates,
    due_dates,
    proof,
)
from putright.rules import handling_code

VECTORS = [
    # received, acknowledge by, acknowledged, stage 1: by, limit, backstop; 2: by, limit
    "2024-10-07 Monday|2024-10-14 Monday|2024-10-09 Wednesday"
    "|2024-10-23 Wednesday|2024-11-06 Wednesday|2024-10-28 Monday"
    "|2024-11-06 Wednesday|2024-12-04 Wednesday",
    "2024-10-12 Saturday|2024-10-18 Friday|2024-10-18 Friday"
    "|2024-11-01 Friday|2024-11-15 Friday|2024-11-01 Friday"
    "|2024-11-15 Friday|2024-12-13 Friday",
    "2024-12-19 Thursday|2024-12-30 Monday|2024-12-24 Tuesday"
    "|2025-01-10 Friday|2025-01-24 Friday|2025-01-14 Tuesday"
    "|2025-01-24 Friday|2025-02-21 Friday",
    "2025-04-14 Monday|2025-04-23 Wednesday|2025-04-17 Thursday"
    "|2025-05-06 Tuesday|2025-05-20 Tuesday|2025-05-08 Thursday"
    "|2025-05-20 Tuesday|2025-06-18 Wednesday",
    "2025-06-02 Monday|2025-06-09 Monday|2025-06-13 Friday"
    "|2025-06-27 Friday|2025-07-11 Friday|2025-06-23 Monday"
    "|2025-07-11 Friday|2025-08-08 Friday",
    "2026-05-04 Monday|2026-05-11 Monday|2026-05-11 Monday"
    "|2026-05-26 Tuesday|2026-06-09 Tuesday|2026-05-26 Tuesday"
    "|2026-06-09 Tuesday|2026-07-07 Tuesday",
    "2026-12-21 Monday|2026-12-30 Wednesday|2026-12-23 Wednesday"
    "|2027-01-11 Monday|2027-01-25 Monday|2027-01-14 Thursday"
    "|2027-01-25 Monday|2027-02-22 Monday",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_6_2_6_3_6_4_6_14_6_15_due_dates_over_weekends_and_bank_holidays(
    vector: str,
) -> None:
    started, by, acknowledged, first_by, first_limit, backstop, by_2, limit_2 = (
        vector.split("|")
    )
    first = verdict(stage(1, started, acknowledged))
    assert first.acknowledge_by == day(by)
    assert first.respond_by == day(first_by)
    assert first.extension_limit == day(first_limit)
    assert first.backstop == day(backstop)
    second = verdict(stage(2, started, acknowledged))
    assert second.acknowledge_by == day(by)
    assert second.respond_by == day(by_2)
    assert second.extension_limit == day(limit_2)


@pytest.mark.parametrize(
    ("acknowledged", "found"),
    [
        ("2024-10-07 Monday", "met"),
        ("2024-10-14 Monday", "met"),  # the 5th working day
        ("2024-10-15 Tuesday", "late"),
    ],
)
@pytest.mark.parametrize("number", [1, 2])
def test_6_2_and_6_11_acknowledge_within_5_working_days(
    number: int, acknowledged: str, found: str
) -> None:
    dates = stage(number, "2024-10-07 Monday", acknowledged)
    assert verdict(dates).acknowledgement == found


@pytest.mark.parametrize(
    ("as_at", "found"),
    [("2024-10-14 Monday", "open_in_time"), ("2024-10-15 Tuesday", "open_overdue")],
)
def test_6_2_an_acknowledgement_not_yet_made_is_judged_on_the_day(
    as_at: str, found: str
) -> None:
    asked = day(as_at)
    assert asked is not None
    result = verdict(stage(1, "2024-10-07 Monday"), as_at=asked)
    assert result.acknowledgement == found
    assert result.acknowledge_to_beat == date(2024, 10, 14)


def test_6_2_an_answer_within_5_days_is_its_own_acknowledgement() -> None:
    result = verdict(stage(1, "2024-10-07 Monday", "", "2024-10-14 Monday"))
    assert (result.acknowledgement, result.response) == ("met", "met")


def test_6_2_an_answer_alone_after_5_days_cannot_tell_of_an_acknowledgement() -> None:
    dates = stage(1, "2024-10-07 Monday", "", "2024-10-15 Tuesday")
    assert verdict(dates).acknowledgement == "cannot_tell"
    # In a complete record, what is not written down was not done.
    assert verdict(dates, complete=True).acknowledgement == "late"


@pytest.mark.parametrize(
    ("number", "responded", "found"),
    [
        (1, "2024-10-09 Wednesday", "met"),  # answered as it was acknowledged
        (1, "2024-10-23 Wednesday", "met"),  # the 10th working day
        (1, "2024-10-24 Thursday", "late"),
        (2, "2024-11-06 Wednesday", "met"),  # the 20th working day
        (2, "2024-11-07 Thursday", "late"),
    ],
)
def test_6_3_and_6_14_the_time_to_answer_runs_from_the_acknowledgement(
    number: int, responded: str, found: str
) -> None:
    dates = stage(number, "2024-10-07 Monday", "2024-10-09 Wednesday", responded)
    result = verdict(dates)
    assert result.response == found
    assert result.date_to_beat is None
    assert result.acknowledge_to_beat is None


@pytest.mark.parametrize(
    ("number", "on_time", "day_after"),
    [
        (1, "2024-10-28 Monday", "2024-10-29 Tuesday"),  # 15 working days
        (2, "2024-11-11 Monday", "2024-11-12 Tuesday"),  # 25 working days
    ],
)
def test_6_3_and_6_14_with_no_acknowledgement_the_backstop_is_the_date(
    number: int, on_time: str, day_after: str
) -> None:
    met = verdict(stage(number, "2024-10-07 Monday", "", on_time))
    assert met.respond_by == met.backstop == day(on_time)
    assert met.response == "met"
    late = verdict(stage(number, "2024-10-07 Monday", "", day_after))
    assert late.response == "late"


def test_6_3_a_late_acknowledgement_cannot_hide_delay_from_the_backstop() -> None:
    # Acknowledged on the 9th working day, answered on the 10th after that.
    dates = stage(1, "2025-06-02 Monday", "2025-06-13 Friday", "2025-06-27 Friday")
    result = verdict(dates)
    assert (result.acknowledgement, result.response) == ("late", "met")
    assert result.backstop == date(2025, 6, 23)
    assert result.within_backstop is False
    assert result.working_days == 19


def test_the_backstop_is_met_on_its_day_and_open_cases_have_no_answer_to_it() -> None:
    on_the_day = stage(1, "2024-10-07 Monday", "", "2024-10-28 Monday")
    assert verdict(on_the_day).within_backstop is True
    assert verdict(stage(1, "2024-10-07 Monday")).within_backstop is None


def test_the_day_it_is_asked_never_changes_what_was_answered() -> None:
    dates = stage(
        1, "2024-10-07 Monday", "2024-10-09 Wednesday", "2024-10-23 Wednesday"
    )
    early, late = date(2024, 10, 1), date(2040, 1, 1)
    assert verdict(dates, as_at=early) == verdict(dates, as_at=late)


@pytest.mark.parametrize(
    ("number", "acknowledged", "respond_by", "limit", "backstop"),
    [
        (
            1,  # 10 from the acknowledgement, for the day of logging
            "2023-10-11 Wednesday",
            "2023-10-25 Wednesday",
            "2023-11-08 Wednesday",
            "2023-10-30 Monday",
        ),
        (
            1,  # else 10 from the start
            "",
            "2023-10-23 Monday",
            "2023-11-06 Monday",
            "2023-10-30 Monday",
        ),
        (
            2,  # 20 from the request, acknowledged or not; only 10 more
            "2023-10-11 Wednesday",
            "2023-11-06 Monday",
            "2023-11-20 Monday",
            "2023-11-06 Monday",
        ),
        (
            2,
            "",
            "2023-11-06 Monday",
            "2023-11-20 Monday",
            "2023-11-06 Monday",
        ),
    ],
)
def test_the_edition_of_2022_has_clocks_of_its_own(
    number: int, acknowledged: str, respond_by: str, limit: str, backstop: str
) -> None:
    dates = stage(number, "2023-10-09 Monday", acknowledged)
    result = verdict(dates, "housing-2022")
    assert result.acknowledge_by == date(2023, 10, 16)
    assert result.respond_by == day(respond_by)
    assert result.extension_limit == day(limit)
    assert result.backstop == day(backstop)


@pytest.mark.parametrize("number", [1, 2])
def test_the_councils_code_has_the_lengths_of_2024(number: int) -> None:
    dates = stage(number, "2024-10-07 Monday", "2024-10-09 Wednesday")
    assert verdict(dates, "lgsco-2024") == verdict(dates)


@pytest.mark.parametrize(
    ("acknowledged", "responded", "says"),
    [
        ("2024-10-04 Friday", "", "before it started"),
        ("", "2024-10-04 Friday", "before it started"),
        ("2024-10-09 Wednesday", "2024-10-08 Tuesday", "before it was acknowledged"),
    ],
)
def test_dates_that_contradict_each_other_get_no_verdict(
    acknowledged: str, responded: str, says: str
) -> None:
    with pytest.raises(ClockProblem, match=says) as refused:
        verdict(stage(1, "2024-10-07 Monday", acknowledged, responded))
    assert "October 2024" in str(refused.value)


@pytest.mark.parametrize(
    "dates",
    [
        stage(1, "2014-12-31 Wednesday"),
        stage(1, "2028-12-20 Wednesday"),  # the answer would fall in 2029
        stage(1, "2028-10-02 Monday", "2029-01-02 Tuesday"),
        stage(1, "2028-10-02 Monday", "", "2029-01-02 Tuesday"),
        stage(1, "2028-10-02 Monday", extended="2029-01-02 Tuesday"),
        stage(1, "2028-10-02 Monday", told="2029-01-02 Tuesday"),
    ],
)
def test_a_date_past_the_known_years_gets_no_verdict(dates: StageDates) -> None:
    with pytest.raises(OutsideCalendarError, match="31 December 2028"):
        verdict(dates)


def test_an_extension_told_or_dated_oddly_is_a_verdict_not_a_problem() -> None:
    dates = stage(
        1,
        "2024-10-07 Monday",
        "2024-10-09 Wednesday",
        "2024-10-24 Thursday",
        told="2024-09-02 Monday",
        extended="2024-09-03 Tuesday",
    )
    assert verdict(dates).response == "late"


def test_each_due_date_is_proved_from_its_event_by_its_provision_day_by_day() -> None:
    edition = handling_code.edition("housing-2024")
    dates = stage(1, "2024-12-19 Thursday", "2024-12-24 Tuesday")
    proofs = {p.name: p for p in proof(dates, edition.stages[1], CALENDAR, edition)}
    due = due_dates(dates, edition.stages[1], CALENDAR)
    assert {name: p.due for name, p in proofs.items()} == due._asdict()
    respond = proofs["respond_by"]
    assert respond.counted_from == "Stage 1 was acknowledged"
    assert respond.counted_from_on == date(2024, 12, 24)
    assert (respond.working_days, respond.source) == (
        10,
        "Complaint Handling Code 2024, 6.3",
    )
    assert (respond.edition, respond.calendar) == ("housing-2024", CALENDAR.version)
    assert respond.days[-1].day == date(2025, 1, 10)
    assert "Christmas Day" in respond.days[1].why
    assert proofs["acknowledge_by"].counted_from == "The complaint was received"
    assert proofs["extension_limit"].counted_from_on == due.respond_by


def test_the_proof_of_a_date_with_no_acknowledgement_says_it_is_a_reading() -> None:
    edition = handling_code.edition("housing-2024")
    dates = stage(2, "2024-10-07 Monday")
    respond = proof(dates, edition.stages[2], CALENDAR, edition)[1]
    assert respond.counted_from == "Stage 2 was requested"
    assert (respond.working_days, respond.due) == (25, date(2024, 11, 11))
    assert respond.unsure
