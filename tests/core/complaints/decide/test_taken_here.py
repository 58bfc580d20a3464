"""What is asked of a step taken here, and not of one that was recorded elsewhere."""

from typing import Any

import pytest
from msgspec.structs import replace
from tests.core.complaints.playing import (
    ANSWER_1,
    UPHELD,
    Playing,
    acknowledged,
    at_stage_2,
    received,
)

from putright.core.complaints.decide.on_file import OnFile

ON_FILE = OnFile(
    people=frozenset({"P-1", "P-2"}),
    homes=frozenset({"H-1"}),
    cases={"C-1": True, "C-9": True, "C-8": False},
)
NOPE = "NOPE"
REFUSED = {
    "by": "okafor",
    "ground": "already_considered",
    "reason": "We answered this in March",
    "ombudsman_told": True,
}
Day = dict[str, str]


def here(playing: Playing) -> Playing:
    """Take the steps that follow on a page: what they name is looked up."""
    playing.context = replace(playing.context, on_file=ON_FILE)
    return playing


def told(playing: Playing, name: str, day: str, /, **fields: Any) -> list[str]:
    """Give each refusal of a step as its code and the value it names."""
    refusals = here(playing).refusals(name, day, **fields)
    return [f"{one.rule.code} {one.value}" for one in refusals]


def test_incomplete_someone_whom_nobody_knows_is_not_put_on_a_case() -> None:
    """A slip of the pen would hide whom a case concerns; not known stays possible."""
    people = {"person": NOPE, "home": NOPE, "affected": ["P-2", "P-X"]}
    found = here(received()).codes("set_people", "2025-02-04", **people)
    assert found == ["no_such_person", "no_such_person", "no_such_home"]
    assert told(received(), "set_people", "2025-02-04", **people) == [
        "no_such_person NOPE",
        "no_such_person P-X",
        "no_such_home NOPE",
    ]
    case = here(received()).do("set_people", "2025-02-04", affected=["P-2"])
    assert (case.person, case.affected) == ("", ("P-2",))
    spoken = {"person": NOPE, "scope": "All of it"}
    assert told(received(), "name_representative", "2025-02-04", **spoken) == [
        "no_such_person NOPE"
    ]


def test_who_came_in_with_a_register_is_not_asked_for_again() -> None:
    """A landlord that keeps its people elsewhere can still change the rest."""
    playing = received()
    playing.do("set_people", "2025-02-04", person="EXT-7", affected=["EXT-8"])
    case = here(playing).do(
        "set_people", "2025-02-05", person="EXT-7", home="H-1", affected=["EXT-8"]
    )
    assert (case.person, case.home) == ("EXT-7", "H-1")


def test_incomplete_an_earlier_case_is_one_that_there_is() -> None:
    """A refusal that leans on nothing would not stand before the Ombudsman."""
    codes = ["no_such_case"]
    refused = {**REFUSED, "earlier_case": NOPE}
    assert here(received()).codes("refuse", "2025-02-05", **refused) == codes
    assert here(at_stage_2()).codes("refuse_stage_2", "2025-02-13", **refused) == codes
    known = {**REFUSED, "earlier_case": "C-8"}
    assert here(received()).do("refuse", "2025-02-05", **known).state == "refused"


def test_order_the_case_that_stays_is_itself_counted() -> None:
    """Else a complaint leaves every count with no case behind it."""
    by = {"by": "sandhu"}
    day = "2025-02-05"
    assert told(received(), "mark_duplicate", day, of="C-7", **by) == [
        "no_such_case C-7"
    ]
    of_none = here(received()).codes("mark_duplicate", day, of="C-8", **by)
    assert of_none == ["duplicate_of_nothing"]
    own = here(received()).codes("mark_duplicate", day, of=" C-1 ", **by)
    assert own == ["out_of_turn"], "nor is it its own duplicate"
    case = here(received()).do("mark_duplicate", day, of="C-9", **by)
    assert (case.duplicate_of, case.counts) == ("C-9", False)


def test_order_a_sum_is_approved_by_someone_else_and_the_sentence_says_so() -> None:
    """It is the landlord's own limit, not a record taken out of the count."""
    playing = received()
    playing.do("assign", "2025-02-04", stage=1, handler="okafor")
    (refusal,) = playing.refusals(
        "approve_compensation", "2025-02-05", by="okafor", stage=1, pence=60000
    )
    assert refusal.rule.code == "sum_by_second_person"
    assert "A sum of money above your landlord's own limit" in str(refusal)
    assert "Code provision" not in str(refusal)


def test_7_3_nothing_is_promised_for_a_day_gone_by() -> None:
    """A promise must not be overdue as it is born."""
    late = {"kind": "repair", "by_when": "2025-02-07"}
    answer = {
        "stage": 1,
        **ANSWER_1,
        "findings": [{**UPHELD[0], "remedies": [late]}],
        "actions": [{"what": "ring her", "by_when": "2025-02-09"}],
    }
    assert told(acknowledged(), "respond", "2025-02-10", **answer) == [
        "promise_in_the_past “repair”, by 7 February 2025",
        "promise_in_the_past “ring her”, by 9 February 2025",
    ]
    back_dated = here(acknowledged()).do("respond", "2025-02-07", **answer)
    assert len(back_dated.open_actions) == 2, "from the answer's own day on"
    assert acknowledged().do("respond", "2025-02-10", **answer), "written elsewhere"


def test_7_3_a_promise_is_neither_added_nor_moved_to_a_day_gone_by() -> None:
    """The promise is named by its words."""
    playing = here(received())
    promise = {"what": "ring her", "by_when": "2025-02-03"}
    added = told(playing, "add_action", "2025-02-04", **promise)
    assert added == ["promise_in_the_past “ring her”, by 3 February 2025"]
    codes = playing.codes("add_action", "2025-02-04", **promise)
    assert codes == ["promise_in_the_past"]
    playing.do("add_action", "2025-02-04", what="ring her", by_when="2025-02-04")
    moved = {"what": "a1", "by_when": "2025-02-04", "reason": "She is away"}
    assert told(playing, "move_action", "2025-02-05", **moved) == [
        "promise_in_the_past “ring her”, by 4 February 2025"
    ]


@pytest.mark.parametrize(
    ("code", "name", "day", "more"),
    [
        ("authority_over", "name_representative", "expires_on", {"person": "P-1"}),
        ("due_before_asked", "request_information", "due_on", {"of": "Repairs"}),
        ("adjustment_review_past", "adjust", "review_on", {"adjustment": "Braille"}),
        ("restriction_review_past", "restrict_contact", "review_on", {}),
    ],
)
def test_a_day_to_come_is_not_before_the_day_of_its_step(
    code: str, name: str, day: str, more: Day
) -> None:
    """Refused the day before, taken on the day itself."""
    given = {
        "what": "The visit's log",
        "scope": "This complaint",
        "need": "Sight loss",
        "evidence": "40 calls a day",
        "restriction": "By e-mail",
        "equality_considered": "No disability is known",
        **more,
    }
    past, same = {**given, day: "2025-02-03"}, {**given, day: "2025-02-04"}
    assert told(received(), name, "2025-02-04", **past) == [f"{code} 3 February 2025"]
    assert here(received()).do(name, "2025-02-04", **same)
    assert received().do(name, "2025-02-04", **past), "recorded elsewhere it stands"


def test_3_6_an_authority_does_not_end_before_it_begins() -> None:
    """It would be over as it is named."""
    spoken = {"person": "P-1", "scope": "All of it", "expires_on": "2025-02-03"}
    found = here(received()).codes("name_representative", "2025-02-04", **spoken)
    assert found == ["authority_over"]


def test_5_8_an_answer_is_not_wanted_before_it_is_asked_for() -> None:
    """It would be overdue at once."""
    asked = {"of": "Repairs", "what": "The log", "due_on": "2025-02-03"}
    found = here(received()).codes("request_information", "2025-02-04", **asked)
    assert found == ["due_before_asked"]


def test_5_10_an_adjustment_goes_on_to_a_review_that_is_to_come() -> None:
    """Reviewed, too."""
    playing = here(received())
    playing.do("adjust", "2025-02-04", adjustment="Braille", review_on="2025-08-04")
    again = {"adjustment": "adj1", "review_on": "2025-02-04"}
    found = playing.codes("review_adjustment", "2025-02-05", **again)
    assert found == ["adjustment_review_past"]
    assert playing.do("review_adjustment", "2025-02-05", adjustment="adj1")


def test_5_14_a_restriction_goes_on_to_a_review_that_is_to_come() -> None:
    """Reviewed, too."""
    playing = here(received())
    made = {"evidence": "40 calls", "restriction": "By e-mail"}
    made |= {"equality_considered": "None known", "review_on": "2025-08-04"}
    playing.do("restrict_contact", "2025-02-04", **made)
    again = {"restriction": "res1", "review_on": "2025-02-04"}
    found = playing.codes("review_restriction", "2025-02-05", **again)
    assert found == ["restriction_review_past"]


def test_incomplete_a_contact_says_what_was_said() -> None:
    """An empty one is no record; one of a register is taken as it came."""
    assert told(received(), "contact", "2025-02-04", note=" ") == ["incomplete note"]
    assert received().do("contact", "2025-02-04", note="")


def test_1_4_a_service_request_closes_with_what_was_done() -> None:
    """Opened and closed, it has both its days; it can still become a complaint."""
    playing = received("service_request")
    assert playing.codes("close", "2025-02-04") == ["out_of_turn"]
    assert playing.codes("close_request", "2025-02-04", done=" ") == ["incomplete"]
    case = playing.do("close_request", "2025-02-04", done="A new washer")
    assert case.closed_on is not None
    assert (case.state, case.closed_on.day) == ("closed", 4)
    assert (case.learning, case.learning_text, case.upheld) == (False, "", False)
    for name in ("close_request", "request_stage_2", "reopen", "close"):
        more = {"done": "Again", "order": "By the Ombudsman"}
        assert playing.codes(name, "2025-02-05", **more) == ["out_of_turn"], name
    playing.do("dissatisfied", "2025-02-06", text="It drips again")
    assert len(playing.last.opens) == 1


def test_1_5_a_closed_complaint_is_not_closed_as_a_request_is() -> None:
    """It closes with learning, and being unhappy with it is stage 2."""
    playing = acknowledged()
    found = [{**UPHELD[0]}]
    playing.do("respond", "2025-02-10", stage=1, findings=found, **ANSWER_1)
    assert playing.codes("close_request", "2025-02-11", done="x") == ["out_of_turn"]
    playing.do("close", "2025-02-11", learning="Order parts early")
    assert playing.codes("dissatisfied", "2025-02-12", text="x") == ["out_of_turn"]
    assert playing.do("request_stage_2", "2025-02-12").state == "stage_2_open"
