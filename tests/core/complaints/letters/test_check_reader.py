"""The letter checker and the person who reads: safety, adjustments, plain words."""

from dataclasses import replace as changed
from datetime import date

import pytest
from msgspec.structs import replace
from tests.cast import REPRESENTATIVE
from tests.core.complaints.letters.examples import (
    KINDS,
    READER,
    facts,
    letter,
    missing,
    remarks,
    weak,
)

from putright.core.complaints.letters.check import draft_of
from putright.core.complaints.letters.facts import (
    Action,
    Adjustment,
    Representative,
)
from putright.core.complaints.letters.reading import reading_age, syllables
from putright.core.complaints.letters.representing import (
    Authority,
    covers,
    speakers,
)
from putright.core.complaints.letters.values import Kind, prose

OF = facts("acknowledgement_1")


def test_5_10_nothing_is_posted_to_an_address_that_must_not_be_written_to() -> None:
    of = replace(OF, do_not_write=True, safe_contact="email to her sister")
    assert missing(of, draft_of(letter(of), "post")) == {("5.10", "do_not_write")}
    assert missing(of, draft_of(letter(of), "email")) == set()
    held = next(r for r in remarks(of, draft_of(letter(of), "post")))
    assert "email to her sister" in held.do


def test_5_10_the_readers_own_mark_holds_post_as_well() -> None:
    marked = replace(READER, do_not_write=True)
    draft = changed(draft_of(letter(OF), "post"), recipient=marked)
    assert missing(OF, draft) == {("5.10", "do_not_write")}


@pytest.mark.parametrize(
    ("code", "route"),
    [("large_print", ""), ("language:cy", ""), ("email_only", "post"), ("braille", "")],
)
def test_5_10_an_agreed_adjustment_that_is_ignored_is_weak(
    code: str, route: str
) -> None:
    of = replace(OF, adjustments=(Adjustment(code, "As agreed in May"),))
    found = [r for r in remarks(of, draft_of(letter(of), route)) if r.level == "weak"]
    assert [(r.provision, r.code) for r in found] == [("5.10", "adjustment")]
    assert "As agreed in May" in found[0].do


def test_5_10_an_adjustment_that_is_kept_is_not_remarked_on() -> None:
    of = replace(OF, adjustments=(Adjustment("large_print", "18 point"),))
    large = replace(READER, format="large_print")
    assert remarks(of, changed(draft_of(letter(of)), recipient=large)) == ()
    of = replace(OF, adjustments=(Adjustment("no_phone", "Never telephone"),))
    assert remarks(of) == ()


def test_5_10_a_letter_that_speaks_of_a_call_is_weak_where_none_was_agreed() -> None:
    of = replace(OF, adjustments=(Adjustment("no_phone", "Never telephone"),))
    draft = draft_of(letter(of))
    calling = changed(draft, text=f"{draft.text}\nWe will call you on Monday.")
    assert weak(of, calling) == {("5.10", "adjustment")}


def test_5_14_a_letter_that_asks_for_restricted_contact_is_weak() -> None:
    of = replace(OF, restrictions=("One telephone call a week, on Mondays",))
    draft = draft_of(letter(of))
    asking = changed(draft, text=f"{draft.text}\nPlease phone us on Monday.")
    assert weak(of, draft) == set()
    assert weak(of, asking) == {("5.14", "restriction")}


def test_3_6_someone_without_authority_is_not_written_to() -> None:
    sister = Representative(REPRESENTATIVE.name, in_scope=False)
    of = replace(OF, representatives=(sister,))
    to_her = replace(READER, name=REPRESENTATIVE.name)
    draft = changed(draft_of(letter(of)), recipient=to_her)
    assert missing(of, draft) == {("3.6", "representative")}
    assert missing(of) == set()


def test_3_6_a_representative_who_is_left_out_is_remarked_on() -> None:
    sister = Representative(REPRESENTATIVE.name, in_scope=True)
    assert weak(replace(OF, representatives=(sister,))) == {("3.6", "representative")}


def test_3_6_an_authority_that_is_over_or_for_something_else_is_told() -> None:
    """Whoever sends a copy to someone without authority tells them of the case."""
    over = Representative("Gwen", in_scope=True, ended_on=date(2024, 10, 1))
    elsewhere = Representative("Gwen", in_scope=False, scope="Rent only")
    for someone, why in ((over, "ended on 1 October 2024"), (elsewhere, "“Rent only”")):
        of = replace(OF, representatives=(someone,))
        (told,) = (r for r in remarks(of) if r.code == "representative")
        assert (told.level, told.provision) == ("weak", "3.6")
        assert why in told.says
        to_her = changed(draft_of(letter(of)), recipient=replace(READER, name="Gwen"))
        held = next(r for r in remarks(of, to_her) if r.code == "representative")
        assert (held.level, why in held.says) == ("missing", True)


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ("All complaints", True),
        ("Anything to do with the home", True),
        ("Repairs", True),
        ("Rent and service charges", False),
        ("Rent only, not complaints", False),
        ("", False),
    ],
)
def test_3_6_a_scope_is_read_for_complaints_and_for_what_this_one_is_about(
    scope: str, covered: bool
) -> None:
    """In doubt it does not cover: a person looks, before anything is sent."""
    assert covers(scope, ("Repairs", "Missed visit")) == covered


def test_3_6_of_two_authorities_of_one_person_the_one_that_holds_counts() -> None:
    """Renewed, it is not called expired for its older paper."""
    day = date(2024, 10, 7)
    old = Authority(name="Gwen", last_day=date(2024, 9, 30), here=True)
    new = Authority(name="gwen ", scope="All complaints")
    (someone,) = speakers([old, new], (), day)
    assert someone.may_speak
    (over,) = speakers([old], (), day)
    assert (over.may_speak, over.ended_on) == (False, date(2024, 9, 30))
    assert speakers([old], (), date(2024, 9, 30))[0].may_speak, "its last day counts"


def test_1_2_a_letter_about_a_group_says_how_many_others_it_does_not_reach() -> None:
    """Staff decide who else is written to; the letter names nobody."""
    (told,) = (r for r in remarks(replace(OF, also_affected=3)) if r.code == "group")
    assert (told.level, told.provision) == ("weak", "1.2")
    assert "3 other residents are affected" in told.says
    assert remarks(replace(OF, also_affected=0)) == ()


def test_a_letter_to_nobody_is_held() -> None:
    draft = changed(draft_of(letter(OF)), recipient=replace(READER, name=" "))
    assert missing(OF, draft) == {("5.12", "recipient")}


def test_6_6_an_action_with_nobody_beside_it_is_weak() -> None:
    action = replace(facts("stage_1_response").actions[0], owner="")
    of = facts("stage_1_response", actions=(action,))
    assert weak(of) == {("6.6", "action_owner")}
    assert isinstance(action, Action)


def test_6_9_a_text_that_is_hard_to_read_is_weak() -> None:
    hard = (
        "Notwithstanding the aforementioned contractual considerations regarding "
        "responsibility for communal infrastructure maintenance, organisational "
        "accountability necessitates comprehensive investigation of circumstances "
        "surrounding unsatisfactory communication throughout the intervening period "
        "prior to determination of appropriate remedial compensation arrangements."
    )
    of = facts("stage_1_response")
    assert weak(of, changed(draft_of(letter(of)), prose=hard)) == {
        ("6.9", "reading_age")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_words_are_read_with_ease_at_eleven(kind: Kind) -> None:
    age = reading_age(prose(letter(facts(kind))))
    assert age is not None
    assert age <= 11


def test_reading_age_counts_words_sentences_and_syllables() -> None:
    assert [syllables(word) for word in ("cat", "table", "made", "repairing")] == [
        1,
        2,
        1,
        3,
    ]
    assert reading_age("Too short to tell.") is None
    # 40 one-syllable words in 4 sentences of 10: 0.39 x 10 + 11.8 - 15.59 = 0.11
    easy = "The cat sat on the mat by the red door. " * 4
    assert reading_age(easy) == 5.1
