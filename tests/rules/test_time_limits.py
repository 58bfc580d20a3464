"""Every time limit of every edition, by name: how long, from when, by what source."""

import pytest

from putright.rules.handling_code import TimeLimit, edition, edition_names

STAGE_1 = "stage 1 response"
STAGE_2 = "stage 2 response"
UNACKNOWLEDGED = ", no acknowledgement recorded"

# Edition, stage, limit: working days, counted from, words its source has to hold.
LIMITS = [
    ("housing-2024", 1, "stage 1 acknowledgement", 5, "started", "6.2"),
    ("housing-2024", 1, STAGE_1, 10, "acknowledged", "6.3"),
    ("housing-2024", 1, STAGE_1 + UNACKNOWLEDGED, 15, "started", "6.2 and 6.3"),
    ("housing-2024", 1, "stage 1 extension", 10, "respond_by", "6.4"),
    ("housing-2024", 1, "stage 1 backstop", 15, "started", "6.2 and 6.3"),
    ("housing-2024", 2, "stage 2 acknowledgement", 5, "started", "6.11"),
    ("housing-2024", 2, STAGE_2, 20, "acknowledged", "6.14"),
    ("housing-2024", 2, STAGE_2 + UNACKNOWLEDGED, 25, "started", "6.11 and 6.14"),
    ("housing-2024", 2, "stage 2 extension", 20, "respond_by", "6.15"),
    ("housing-2024", 2, "stage 2 backstop", 25, "started", "6.11 and 6.14"),
    ("housing-2022", 1, "stage 1 acknowledgement", 5, "started", "2022"),
    ("housing-2022", 1, STAGE_1, 10, "acknowledged", "2022"),
    ("housing-2022", 1, STAGE_1 + UNACKNOWLEDGED, 10, "started", "2022"),
    ("housing-2022", 1, "stage 1 extension", 10, "respond_by", "2022"),
    ("housing-2022", 1, "stage 1 backstop", 15, "started", "2022"),
    ("housing-2022", 2, "stage 2 acknowledgement", 5, "started", "2022"),
    ("housing-2022", 2, STAGE_2, 20, "started", "2022"),
    ("housing-2022", 2, STAGE_2 + UNACKNOWLEDGED, 20, "started", "2022"),
    ("housing-2022", 2, "stage 2 extension", 10, "respond_by", "2022"),
    ("housing-2022", 2, "stage 2 backstop", 20, "started", "2022"),
    ("lgsco-2024", 1, "stage 1 acknowledgement", 5, "started", "LGSCO"),
    ("lgsco-2024", 1, STAGE_1, 10, "acknowledged", "LGSCO"),
    ("lgsco-2024", 1, STAGE_1 + UNACKNOWLEDGED, 15, "started", "LGSCO"),
    ("lgsco-2024", 1, "stage 1 extension", 10, "respond_by", "LGSCO"),
    ("lgsco-2024", 1, "stage 1 backstop", 15, "started", "LGSCO"),
    ("lgsco-2024", 2, "stage 2 acknowledgement", 5, "started", "LGSCO"),
    ("lgsco-2024", 2, STAGE_2, 20, "acknowledged", "LGSCO"),
    ("lgsco-2024", 2, STAGE_2 + UNACKNOWLEDGED, 25, "started", "LGSCO"),
    ("lgsco-2024", 2, "stage 2 extension", 20, "respond_by", "LGSCO"),
    ("lgsco-2024", 2, "stage 2 backstop", 25, "started", "LGSCO"),
]


def limit(name: str, stage: int, wanted: str) -> TimeLimit:
    return next(
        found for found in edition(name).stages[stage].limits if found.name == wanted
    )


@pytest.mark.parametrize(("name", "stage", "wanted", "days", "start", "cites"), LIMITS)
def test_a_limit_has_its_length_its_start_and_its_source(
    name: str, stage: int, wanted: str, days: int, start: str, cites: str
) -> None:
    found = limit(name, stage, wanted)
    assert (found.working_days, found.counted_from) == (days, start)
    assert cites in found.source


def test_no_limit_is_without_its_line_in_this_file() -> None:
    known = {
        (name, stage, found.name)
        for name in edition_names()
        for stage, limits in edition(name).stages.items()
        for found in limits.limits
    }
    assert known == {(name, stage, wanted) for name, stage, wanted, *_ in LIMITS}


@pytest.mark.parametrize(("name", "stage"), [("housing-2024", 1), ("housing-2024", 2)])
def test_the_backstop_is_acknowledgement_and_response_together(
    name: str, stage: int
) -> None:
    limits = edition(name).stages[stage]
    together = limits.acknowledge.working_days + limits.respond.working_days
    assert limits.backstop.working_days == together
    assert limits.respond_unacknowledged.working_days == together


def test_what_was_read_in_full_is_not_marked_and_what_was_not_is() -> None:
    limits = edition("housing-2024").stages.values()
    read = [f for s in limits for f in (s.acknowledge, s.respond, s.extension)]
    assert [f.unsure for f in read] == [""] * 6
    earlier = edition("housing-2022").stages.values()
    assert all(f.unsure for s in earlier for f in s.limits)
    assert limit("lgsco-2024", 2, "stage 2 extension").unsure
