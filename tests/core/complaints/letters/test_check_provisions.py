"""The letter checker, provision by provision: what would hold a letter back."""

from dataclasses import replace as changed
from datetime import date

import pytest
from msgspec.structs import replace
from tests.core.complaints.letters.examples import (
    BINS,
    HEATING,
    KINDS,
    RUDENESS,
    facts,
    letter,
    missing,
    remarks,
    weak,
    without,
)

from putright.core.complaints.letters.check import UnknownPartError, check, draft_of
from putright.core.complaints.letters.facts import Action, LetterFacts, Remedy
from putright.core.complaints.letters.required import PARTS
from putright.core.complaints.letters.values import Kind
from putright.rules.handling_code import LetterPart, LetterRule, edition, edition_names

RESPONSES: tuple[tuple[Kind, str], ...] = (
    ("stage_1_response", "6.9"),
    ("stage_2_response", "6.19"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_letter_has_nothing_to_say_against_it(kind: Kind) -> None:
    assert remarks(facts(kind)) == ()


@pytest.mark.parametrize("name", edition_names())
def test_every_part_that_an_edition_requires_can_be_checked(name: str) -> None:
    for rule in edition(name).letters.values():
        assert {part.code for part in rule.parts} <= set(PARTS)


def test_a_part_that_no_check_knows_is_refused_not_passed_over() -> None:
    rule = LetterRule("update", "t", (LetterPart("moon", "t", "s", "Code, 1.1"),))
    with pytest.raises(UnknownPartError, match="moon"):
        check(facts("update"), rule, draft_of(letter(facts("update"))))


# Section 1 and 2 -----------------------------------------------------------
def test_1_4_a_service_request_says_what_was_asked_for() -> None:
    assert missing(facts("service_request", request="")) == {("1.4", "request")}


def test_1_5_a_service_request_says_how_to_complain() -> None:
    of = facts("service_request")
    assert ("1.5", "how_to_complain") in weak(of, without(of, "compla"))


def test_2_3_a_refusal_for_age_says_that_discretion_was_considered() -> None:
    of = facts("refusal", ground="too_old", discretion="")
    assert missing(of) == {("2.3", "discretion")}
    assert missing(facts("refusal", discretion="")) == set()


def test_2_4_a_refusal_gives_its_reasons() -> None:
    assert missing(facts("refusal", reason="")) == {("2.4", "reasons")}


def test_2_4_a_refusal_tells_the_right_to_go_to_the_ombudsman() -> None:
    of = facts("refusal")
    found = missing(of, without(of, "have the right"))
    assert found == {("2.4", "ombudsman_right")}


def test_2_4_a_refusal_gives_the_ombudsmans_contact_details() -> None:
    of = facts("refusal")
    cut = without(of, "0300", "info@", "www.", "PO Box")
    assert missing(of, cut) == {("2.4", "ombudsman_contact")}


def test_2_5_the_same_reason_for_another_case_is_called_boilerplate() -> None:
    of = facts("refusal")
    same = f"  {of.reason.upper()} "
    codes = {(r.level, r.provision, r.code) for r in remarks(of, others=(same,))}
    assert codes == {("weak", "2.5", "boilerplate")}
    assert remarks(of, others=("Another reason altogether.",)) == ()


# Section 5 -----------------------------------------------------------------
@pytest.mark.parametrize("kind", ["acknowledgement_1", "acknowledgement_2"])
def test_5_6_an_acknowledgement_has_the_definition_and_outcomes(kind: Kind) -> None:
    assert missing(facts(kind, definition="")) == {("5.6", "definition")}
    assert missing(facts(kind, points=(), ours=(), not_ours=())) == {
        ("5.6", "definition")
    }
    assert missing(facts(kind, outcomes_sought=())) == {("5.6", "outcomes_sought")}


def test_5_6_a_request_for_clarification_asks_a_question() -> None:
    assert missing(facts("clarification", question=" ")) == {("5.6", "question")}


def test_5_7_every_point_is_said_to_be_ours_or_not_ours() -> None:
    of = facts("acknowledgement_1", ours=("heating",))
    assert missing(of) == {("5.7", "ours_and_not_ours")}
    assert any("rude" in remark.says for remark in remarks(of))


def test_5_9_beyond_the_limit_the_letter_says_how_often_we_write() -> None:
    of = facts("extension_1", update_every_days=None, next_update=None)
    assert missing(of) == set()
    assert missing(replace(of, past_limit=True)) == {("5.9", "update_interval")}


def test_5_9_an_update_says_what_happened_and_when_the_next_comes() -> None:
    assert missing(facts("update", update="")) == {("5.9", "progress")}
    of = facts("update")
    assert missing(of, without(of, "28 October 2024")) == {("5.9", "update_interval")}


def test_5_11_refusing_stage_2_needs_its_reasons_and_the_ombudsman() -> None:
    of = facts("stage_2_refusal", reason="")
    assert missing(of) == {("5.11", "reasons")}
    whole = facts("stage_2_refusal")
    cut = without(whole, "have the right", "0300", "info@", "www.", "PO Box")
    assert missing(whole, cut) == {
        ("5.11", "ombudsman_right"),
        ("5.11", "ombudsman_contact"),
    }


# Section 6 -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "provision"), [("extension_1", "6.4"), ("extension_2", "6.15")]
)
def test_6_4_and_6_15_an_extension_gives_reason_and_new_date(
    kind: Kind, provision: str
) -> None:
    assert missing(facts(kind, reason="")) == {(provision, "reason")}
    assert missing(facts(kind, new_date=None)) == {(provision, "new_date")}


@pytest.mark.parametrize(
    ("kind", "provision"), [("extension_1", "6.5"), ("extension_2", "6.16")]
)
def test_6_5_and_6_16_an_extension_gives_the_ombudsmans_contact_details(
    kind: Kind, provision: str
) -> None:
    of = facts(kind)
    cut = without(of, "0300", "info@", "www.", "PO Box")
    assert missing(of, cut) == {(provision, "ombudsman_contact")}


@pytest.mark.parametrize(
    ("kind", "provision"), [("stage_1_response", "6.7"), ("stage_2_response", "6.18")]
)
def test_6_7_and_6_18_a_point_left_unanswered_holds_the_answer(
    kind: Kind, provision: str
) -> None:
    found = missing(facts(kind, findings=(HEATING, BINS)))
    assert (provision, "decision") in found
    silent = replace(RUDENESS, reason="")
    found = missing(facts(kind, findings=(HEATING, silent, BINS)))
    assert found == {(provision, "reasons")}


@pytest.mark.parametrize(("kind", "provision"), RESPONSES)
def test_6_9_and_6_19_each_of_the_seven_parts_is_missed(
    kind: Kind, provision: str
) -> None:
    of = facts(kind)
    stage = f"stage {of.stage}"
    cuts = {
        "stage": (stage,),
        "definition": ("nobody told you why", "No heating for nine days"),
        "reasons": ("listened to the call",),
        "remedy": ("days without heating",),
        "outstanding_actions": ("new pump",),
    }
    for part, words in cuts.items():
        assert (provision, part) in missing(of, without(of, *words)), part


@pytest.mark.parametrize(("kind", "provision"), RESPONSES)
def test_6_9_and_6_19_the_decision_in_the_letter_is_the_one_recorded(
    kind: Kind, provision: str
) -> None:
    of = facts(kind)
    said = draft_of(letter(of))
    other = changed(said, text=said.text.replace("Upheld: we agree", "We agree"))
    assert missing(of, other) == {(provision, "decision")}


def test_6_9_g_the_stage_1_answer_tells_the_way_to_stage_2() -> None:
    of = facts("stage_1_response")
    assert missing(of, without(of, "stage 2")) == {("6.9", "how_to_escalate")}


def test_6_19_g_the_stage_2_answer_tells_the_way_to_the_ombudsman() -> None:
    of = facts("stage_2_response")
    cut = without(of, "0300", "info@", "www.", "PO Box")
    assert missing(of, cut) == {("6.19", "ombudsman_contact")}


def test_6_9_a_date_changed_in_word_is_noticed() -> None:
    of = facts("stage_1_response")
    said = draft_of(letter(of))
    other = changed(said, text=said.text.replace("8 November", "9 December"))
    assert missing(of, other) == {("6.9", "outstanding_actions")}


def test_6_9_a_reason_put_in_other_words_is_still_a_reason() -> None:
    of = facts("stage_1_response")
    said = draft_of(letter(of)).text
    reworded = said.replace(
        "and the member of staff was polite throughout",
        "and throughout, the staff member stayed polite",
    )
    assert reworded != said
    assert missing(of, changed(draft_of(letter(of)), text=reworded)) == set()


def test_3_7_the_stage_1_answer_without_the_ombudsman_is_weak() -> None:
    of = facts("stage_1_response")
    cut = without(of, "ombudsman", "0300", "PO Box")
    assert missing(of, cut) == set()
    assert ("3.7", "ombudsman_contact") in weak(of, cut)


# Section 7 -----------------------------------------------------------------
def test_7_1_an_upheld_point_with_no_remedy_holds_the_answer() -> None:
    bare = replace(HEATING, remedies=())
    of = facts("stage_1_response", findings=(bare, RUDENESS, BINS))
    assert missing(of) == {("7.1", "remedy")}
    explained = replace(bare, no_remedy_because="You told us you want nothing more.")
    of = facts("stage_1_response", findings=(explained, RUDENESS, BINS))
    assert missing(of) == set()


def test_7_3_a_promise_without_a_date_holds_the_answer() -> None:
    undated = facts("stage_1_response", actions=(Action(what="Fit a new pump"),))
    assert missing(undated) == {("7.3", "outstanding_actions")}
    soon = replace(HEATING, remedies=(Remedy(kind="repair", what="A new pump"),))
    of = facts("stage_1_response", findings=(soon, RUDENESS, BINS))
    assert missing(of) == {("7.3", "remedy")}


def test_7_3_an_apology_is_made_by_the_letter_and_needs_no_date() -> None:
    sorry = replace(HEATING, remedies=(Remedy(kind="apology", what="Our apology"),))
    of = facts("stage_1_response", findings=(sorry, RUDENESS, BINS))
    assert missing(of) == set()


def test_6_3_an_acknowledgement_without_the_date_of_the_answer_is_weak() -> None:
    of: LetterFacts = facts("acknowledgement_1", answer_by=None)
    assert weak(of) == {("6.3", "answer_by")}
    stage_2 = facts("acknowledgement_2", answer_by=date(2024, 11, 6))
    assert weak(stage_2, without(stage_2, "6 November 2024")) == {("6.14", "answer_by")}
