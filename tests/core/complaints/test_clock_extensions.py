"""Extensions of a stage (6.4, 6.15): which count, and the date to beat they leave."""

from datetime import date

import pytest
from msgspec.structs import replace
from tests.core.complaints.clock_cases import day, stage, verdict

# Stage 1, acknowledged 9 October 2024: answer by Wednesday 23 October, at most by
# Wednesday 6 November.
EXTENSIONS = [
    # told, extended to, responded: verdict
    ("2024-10-23 Wednesday", "2024-11-06 Wednesday", "2024-10-23 Wednesday", "met"),
    ("2024-10-24 Thursday", "2024-11-07 Thursday", "2024-10-23 Wednesday", "met"),
    ("", "", "2024-10-24 Thursday", "late"),
    ("2024-10-16 Wednesday", "", "2024-10-24 Thursday", "late"),
    ("2024-10-16 Wednesday", "2024-10-30 Wednesday", "2024-10-31 Thursday", "late"),
    ("2024-10-16 Wednesday", "2024-10-22 Tuesday", "2024-10-24 Thursday", "late"),
    (
        "2024-10-23 Wednesday",
        "2024-11-06 Wednesday",
        "2024-11-06 Wednesday",
        "met_with_extension",
    ),
    (
        "2024-10-24 Thursday",  # told a day late
        "2024-11-06 Wednesday",
        "2024-10-24 Thursday",
        "late_extension_invalid",
    ),
    (
        "2024-10-16 Wednesday",
        "2024-11-07 Thursday",  # a day past the limit
        "2024-10-24 Thursday",
        "late_extension_invalid",
    ),
    ("", "2024-11-06 Wednesday", "2024-10-24 Thursday", "extension_unverified"),
    ("", "2024-11-07 Thursday", "2024-10-24 Thursday", "late_extension_invalid"),
]


@pytest.mark.parametrize(("told", "extended", "responded", "found"), EXTENSIONS)
def test_6_4_an_extension_counts_if_told_in_time_and_within_10_days(
    told: str, extended: str, responded: str, found: str
) -> None:
    dates = stage(
        1,
        "2024-10-07 Monday",
        "2024-10-09 Wednesday",
        responded,
        told=told,
        extended=extended,
    )
    assert verdict(dates).response == found


@pytest.mark.parametrize(
    ("extended", "found"),
    [
        ("2024-12-04 Wednesday", "met_with_extension"),
        ("2024-12-05 Thursday", "late_extension_invalid"),
    ],
)
def test_6_15_stage_2_may_be_extended_by_20_days(extended: str, found: str) -> None:
    dates = stage(
        2,
        "2024-10-07 Monday",
        "2024-10-09 Wednesday",
        "2024-12-04 Wednesday",
        told="2024-11-06 Wednesday",
        extended=extended,
    )
    assert verdict(dates).response == found


@pytest.mark.parametrize(
    ("told", "found", "to_beat"),
    [
        ("2024-10-23 Wednesday", "met_with_extension", "2024-11-20 Wednesday"),
        ("2024-10-24 Thursday", "late_extension_invalid", "2024-10-23 Wednesday"),
        ("", "extension_unverified", "2024-10-23 Wednesday"),
    ],
)
def test_6_4_and_5_9_past_the_limit_for_good_reason_counts_if_told_in_time(
    told: str, found: str, to_beat: str
) -> None:
    dates = stage(
        1,
        "2024-10-07 Monday",
        "2024-10-09 Wednesday",
        told=told,
        extended="2024-11-20 Wednesday",
        lifted=True,
    )
    assert verdict(dates).date_to_beat == day(to_beat)
    answered = replace(dates, responded_on=day("2024-11-20 Wednesday"))
    assert verdict(answered).response == found


@pytest.mark.parametrize(
    ("told", "extended", "to_beat"),
    [
        ("", "", "2024-10-23 Wednesday"),
        ("2024-10-23 Wednesday", "2024-11-06 Wednesday", "2024-11-06 Wednesday"),
        ("2024-10-24 Thursday", "2024-11-06 Wednesday", "2024-10-23 Wednesday"),
        ("", "2024-11-06 Wednesday", "2024-10-23 Wednesday"),
        ("2024-10-16 Wednesday", "2024-11-07 Thursday", "2024-10-23 Wednesday"),
        ("2024-10-16 Wednesday", "2024-10-21 Monday", "2024-10-23 Wednesday"),
    ],
)
def test_6_4_the_date_to_beat_of_an_open_stage(
    told: str, extended: str, to_beat: str
) -> None:
    dates = stage(
        1,
        "2024-10-07 Monday",
        "2024-10-09 Wednesday",
        told=told,
        extended=extended,
    )
    last = day(to_beat)
    assert last is not None
    on_the_day = verdict(dates, as_at=last)
    assert (on_the_day.response, on_the_day.date_to_beat) == ("open_in_time", last)
    assert on_the_day.working_days is None
    assert on_the_day.acknowledge_to_beat is None
    day_after = date.fromordinal(last.toordinal() + 1)
    assert verdict(dates, as_at=day_after).response == "open_overdue"
