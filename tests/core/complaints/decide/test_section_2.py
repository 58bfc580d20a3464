"""Refusing a complaint: provisions 2.1 to 2.5."""

from typing import Any

import pytest
from tests.core.complaints.playing import Playing, received

from putright.core.complaints.decide import Settings

RIGHT = {
    "by": "okafor",
    "ground": "other_route",
    "route": "The Tribunal",
    "reason": "Only the level of the charge is disputed",
    "ombudsman_told": True,
}
OLD = {**RIGHT, "ground": "too_old", "discretion": "Weighed: no harm goes on"}


def refuse(**changes: Any) -> list[str]:
    """Give the codes that refuse a refusal made with changes."""
    return received().codes("refuse", "2025-02-05", **{**RIGHT, **changes})


def test_2_1_a_refusal_gives_its_reason() -> None:
    """No one is turned away without being told why."""
    assert refuse(reason="\n ") == ["no_reason"]
    case = received().do("refuse", "2025-02-05", **RIGHT)
    assert case.state == "refused"
    assert case.refusals[0].reason == RIGHT["reason"]


def test_2_2_the_ground_is_listed() -> None:
    """The ground is the Code's or the landlord's policy's; the value is named."""
    assert refuse(ground="trivial") == ["ground_not_listed"]
    (refusal,) = received().refusals(
        "refuse", "2025-02-05", **{**RIGHT, "ground": "trivial"}
    )
    assert "trivial" in str(refusal)
    assert "2.2" in str(refusal)


@pytest.mark.parametrize(
    ("ground", "fact"),
    [
        ("legal_proceedings", {}),
        ("legal_proceedings", {"court_filed_on": "2025-02-06"}),
        ("already_considered", {"earlier_case": " "}),
        ("other_route", {"route": ""}),
    ],
)
def test_2_2_each_ground_needs_its_fact(ground: str, fact: dict[str, str]) -> None:
    """A ground without what it rests on is no ground."""
    assert refuse(ground=ground, **fact) == ["ground_without_fact"]


def test_2_2_a_ground_of_the_landlords_own_policy_has_its_facts() -> None:
    """A landlord's policy may list more, each with what it rests on."""
    own = Settings(extra_grounds={"employment": ("route",), "staff": ()})
    step = {**RIGHT, "ground": "employment"}
    assert received(settings=own).codes(
        "refuse", "2025-02-05", **{**step, "route": ""}
    ) == ["ground_without_fact"]
    assert received(settings=own).do("refuse", "2025-02-05", **step)
    assert received(settings=own).do(
        "refuse", "2025-02-05", **{**step, "ground": "staff", "route": ""}
    )


def _old(issue_on: str = "", aware_on: str = "", on: str = "2025-02-03") -> Playing:
    playing = Playing()
    playing.do("receive", on, issue_on=issue_on, aware_on=aware_on, text="Bath")
    return playing


@pytest.mark.parametrize(
    ("issue_on", "aware_on", "received_on"),
    [
        ("2024-02-03", "", "2025-02-03"),  # the anniversary
        ("", "2024-02-03", "2025-02-03"),
        ("2019-01-01", "2024-06-01", "2025-02-03"),
        ("2024-06-01", "2019-01-01", "2025-02-03"),
        ("2024-02-29", "", "2025-02-28"),  # 28 February for the 29th
        ("", "", "2025-02-03"),  # neither day is known
        ("2025-03-01", "", "2025-02-03"),  # an issue yet to come
    ],
)
def test_2_3_within_twelve_months_it_is_not_too_old(
    issue_on: str, aware_on: str, received_on: str
) -> None:
    """The later of the two days counts, the anniversary included."""
    playing = _old(issue_on, aware_on, received_on)
    assert playing.codes("refuse", "2025-03-10", **OLD) == ["within_twelve_months"]


@pytest.mark.parametrize(
    ("issue_on", "received_on"),
    [("2024-02-03", "2025-02-04"), ("2024-02-29", "2025-03-01")],
)
def test_2_3_a_day_later_it_is(issue_on: str, received_on: str) -> None:
    """And then only with discretion considered."""
    playing = _old(issue_on, "", received_on)
    undiscerning = {**OLD, "discretion": ""}
    assert playing.codes("refuse", "2025-03-10", **undiscerning) == [
        "discretion_not_considered"
    ]
    assert playing.do("refuse", "2025-03-10", **OLD).state == "refused"


def test_2_3_it_is_judged_by_the_day_it_was_received_and_not_refused() -> None:
    """A landlord can't wait until a complaint is too old."""
    playing = _old("2024-02-03")
    assert playing.codes("refuse", "2025-12-10", **OLD) == ["within_twelve_months"]


def test_2_4_a_refusal_tells_of_the_ombudsman() -> None:
    """Only a plain yes is one."""
    assert refuse(ombudsman_told=False) == ["ombudsman_not_told_of_refusal"]
    assert refuse(ombudsman_told="maybe") == ["ombudsman_not_told_of_refusal"]


def test_2_4_ordered_to_accept_it_runs_from_the_first_day() -> None:
    """What was acknowledged and extended before stands."""
    playing = received()
    playing.do("refuse", "2025-02-05", **RIGHT)
    case = playing.do("order_to_accept", "2025-05-06")
    assert case.state == "stage_1_open"
    assert case.stage_1 is not None
    assert case.stage_1.started_on.isoformat() == "2025-02-03"
    assert playing.codes("order_to_accept", "2025-05-06") == ["out_of_turn"]


def test_2_5_no_kind_of_matter_is_excluded_as_a_whole() -> None:
    """All that is wrong with a blanket refusal is told at once."""
    found = refuse(ground="antisocial_behaviour", reason="", ombudsman_told=False)
    assert found == ["no_reason", "ground_not_listed", "ombudsman_not_told_of_refusal"]
