"""What is a complaint: provisions 1.3 to 1.6."""

from datetime import date

import pytest
from tests.core.complaints.playing import Playing, received

from putright.core.complaints import events as e
from putright.core.complaints.decide import Settings


@pytest.mark.parametrize("who", ["representative", "councillor", "mp", "other"])
def test_1_3_whoever_brings_it_has_a_complaint(who: str) -> None:
    """A complaint brought by someone else opens stage 1 like any other."""
    playing = Playing()
    case = playing.do("receive", "2025-02-03", raised_by=who, channel="letter")
    assert (case.state, case.raised_by) == ("stage_1_open", who)


def test_1_3_the_choice_runs_from_the_day_the_dissatisfaction_was_voiced() -> None:
    """A landlord can't gain days by offering the choice late."""
    playing = received("dissatisfaction")
    case = playing.do("offer_choice", "2025-02-12", chose="complaint")
    assert case.stage_1 is not None
    assert case.stage_1.started_on == date(2025, 2, 3)
    assert case.choice_on == date(2025, 2, 12)


def test_1_3_a_landlord_may_set_the_choice_to_run_from_its_own_day() -> None:
    """The lenient reading is a setting."""
    playing = received("dissatisfaction", Settings(choice_backdates=False))
    case = playing.do("offer_choice", "2025-02-12", chose="complaint")
    assert case.stage_1 is not None
    assert case.stage_1.started_on == date(2025, 2, 12)


def test_1_4_a_service_request_has_no_stage() -> None:
    """Teams set on a request do not turn it into a complaint."""
    playing = received("service_request")
    case = playing.do("set_teams", "2025-02-04", stage=1, teams=["Repairs"])
    assert case.stage_1 is None
    assert case.teams == ("Repairs",)
    assert playing.codes("set_teams", "2025-02-04", stage=2, teams=["Repairs"]) == [
        "out_of_turn"
    ]


def test_1_5_dissatisfaction_opens_a_linked_complaint_of_the_same_people() -> None:
    """The new complaint knows the person, home and words; the request stands."""
    playing = Playing()
    playing.do(
        "receive",
        "2025-02-03",
        kind="service_request",
        channel="web",
        text="Tap",
        person="P-1",
        home="H-1",
        area="North",
        affected=["P-2"],
    )
    case = playing.do("dissatisfied", "2025-02-10", text="Nobody came")
    (reference,) = case.linked_complaints
    opened = playing.last.opens[reference]
    assert case.state == "service_request"
    assert (opened.on, opened.kind, opened.linked_to) == (
        date(2025, 2, 10),
        "complaint",
        "C-1",
    )
    assert (opened.person, opened.home, opened.area) == ("P-1", "H-1", "North")
    assert opened.affected == ("P-2",)
    assert opened.words["text"] == "Nobody came"


def test_1_5_a_second_time_it_is_a_contact_and_opens_nothing() -> None:
    """One complaint is enough for one matter."""
    playing = received("service_request")
    playing.do("dissatisfied", "2025-02-10", new_reference="C-2")
    case = playing.do("dissatisfied", "2025-02-11", text="Still nobody")
    assert case.linked_complaints == ("C-2",)
    assert not playing.last.opens
    assert isinstance(playing.last.events[0], e.ContactRecorded)


def test_1_6_a_survey_is_no_complaint_unless_asked_for() -> None:
    """A remark in a survey opens nothing by itself."""
    playing = Playing()
    survey = {"channel": "survey", "text": "Slow repairs"}
    assert playing.codes("receive", "2025-02-03", **survey) == ["survey_not_asked"]
    assert playing.codes("receive", "2025-02-03", **survey, asked="yes") == [
        "survey_not_asked"
    ]
    assert playing.do("receive", "2025-02-03", **survey, asked=True).stage_1
