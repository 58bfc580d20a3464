"""What a person says of a provision, and what is missing before anyone may sign."""

from datetime import date

import pytest

from putright.core.assessment import (
    Answer,
    carry,
    changed,
    evidence_of,
    on_form,
    problems,
)
from putright.rules.handling_code import edition

CODE = "housing-2024"
FORM = on_form(CODE)


def _answered(**own: object) -> list[Answer]:
    return [
        Answer(provision=number, answer="yes", commentary="Policy, 3.1")
        for number in FORM
        if number not in own
    ]


def test_the_form_has_the_codes_72_rows_in_their_order() -> None:
    assert len(FORM) == 72
    assert (FORM[0], FORM[-1]) == ("1.2", "9.8")


def test_8_1_it_cant_be_signed_with_a_provision_unanswered_and_says_which() -> None:
    answers = [one for one in _answered() if one.provision not in ("6.3", "9.5")]
    (found,) = problems(answers, FORM)
    assert found.says == (
        "It can’t be signed off with 2 provisions without an answer: 6.3, 9.5."
    )


@pytest.mark.parametrize(
    ("lacking", "word"),
    [("action", "action"), ("owner", "owner"), ("by_when", "date")],
)
def test_an_honest_no_needs_an_action_its_owner_and_its_date(
    lacking: str, word: str
) -> None:
    full: dict[str, object] = {
        "action": "Appoint one",
        "owner": "Head of housing",
        "by_when": date(2026, 6, 30),
    }
    full[lacking] = None if lacking == "by_when" else " "
    said = Answer(provision="9.5", answer="no", commentary="None yet", **full)  # type: ignore[arg-type] # a test's own fields
    assert said.lacks == (word,)


def test_a_no_with_all_it_needs_can_be_signed() -> None:
    answers = [one for one in _answered() if one.provision != "9.5"]
    answers.append(
        Answer(
            provision="9.5",
            answer="no",
            commentary="None yet",
            action="Appoint one",
            owner="Head of housing",
            by_when=date(2026, 6, 30),
        )
    )
    assert problems(answers, FORM) == []


def test_a_bare_yes_is_not_enough() -> None:
    assert Answer(provision="1.2", answer="yes").lacks == ("commentary",)
    assert Answer(provision="1.2", answer="yes", evidence="Policy, 2").lacks == ()


def test_a_row_that_is_not_on_the_form_is_named() -> None:
    strange = Answer(provision="1.1", answer="yes", commentary="x")
    (found,) = problems([*_answered(), strange], FORM)
    assert "1.1" in found.says


def test_no_answer_is_carried_forward_only_the_words() -> None:
    before = [
        Answer(provision="6.3", answer="yes", commentary="94%", evidence="Policy, 6")
    ]
    code = edition(CODE)
    rows = {one.answer.provision: one for one in carry(FORM, before, code, code)}
    assert len(rows) == 72
    assert rows["6.3"].answer.answer == ""
    assert rows["6.3"].answer.commentary == "94%"
    assert rows["6.3"].before == "yes"
    assert not any(one.answer.answer for one in rows.values())


def test_a_provision_that_the_old_edition_had_not_is_marked_new() -> None:
    rows = carry(FORM, [], edition(CODE), edition("housing-2022"))
    changes = {one.provision_change for one in rows}
    assert "New provision" in changes


def test_what_changed_is_named_and_an_answer_not_given_is_no_change() -> None:
    then = Answer(provision="6.3", answer="yes", commentary="94%")
    assert changed(Answer(provision="6.3", commentary="94%"), then) == ()
    now = Answer(provision="6.3", answer="no", commentary="88%")
    assert changed(now, then) == ("answer", "commentary")
    assert changed(now, None) == ("new",)


def test_every_provision_with_a_case_or_measure_part_shows_something_or_is_held() -> (
    None
):
    """What the records could show is not left to a person's word."""
    code = edition(CODE)
    silent = {
        number
        for number in FORM
        if {"case", "measure"} & set(code.provisions[number].classes)
        and not evidence_of(number).figures
        and not evidence_of(number).checks
        and not evidence_of(number).register
        and not evidence_of(number).held
        and not evidence_of(number).usual
    }
    assert silent == set()
