"""The letters in our own words: what they say, in what order, and to whom."""

import pytest
from msgspec.structs import replace
from tests.core.complaints.letters.examples import (
    EDITION,
    KINDS,
    ON,
    READER,
    SENDER,
    facts,
    letter,
)

from putright.core.complaints.letters.compose import compose, paragraph_codes
from putright.core.complaints.letters.values import (
    FindingBlock,
    Kind,
    LetterShapeError,
    Paragraph,
    Provision,
    letter_from_bytes,
    letter_to_bytes,
    plain_text,
)

SEVEN = (
    "stage",
    "definition",
    "decision",
    "reasons",
    "remedy",
    "outstanding_actions",
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_comes_back_from_its_bytes_and_the_bytes_are_the_same(
    kind: Kind,
) -> None:
    made = letter(facts(kind))
    content = letter_to_bytes(made)
    assert letter_from_bytes(content) == made
    assert letter_to_bytes(letter_from_bytes(content)) == content


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a letter"),
        (b"[]", "not a letter"),
        (b'{"shape":1}', "not a letter"),
        (b'{"shape":9}', "shape 9"),
    ],
)
def test_other_bytes_are_no_letter(content: bytes, says: str) -> None:
    with pytest.raises(LetterShapeError, match=says):
        letter_from_bytes(content)


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_that_the_code_requires_is_marked_on_a_block(kind: Kind) -> None:
    made = letter(facts(kind, ground="too_old"))
    answered = {part for block in made.blocks for part in block.parts}
    rule = EDITION.letters[kind]
    assert {part.code for part in rule.parts} - answered <= {"update_interval"}
    assert made.provisions == tuple(Provision(p.code, p.source) for p in rule.parts)


@pytest.mark.parametrize("kind", ["stage_1_response", "stage_2_response"])
def test_6_9_and_6_19_the_parts_stand_in_the_order_of_the_code(kind: Kind) -> None:
    last = "how_to_escalate" if kind == "stage_1_response" else "ombudsman_contact"
    first_seen: list[str] = []
    for block in letter(facts(kind)).blocks:
        first_seen += [part for part in block.parts if part not in first_seen]
    assert [part for part in first_seen if part in (*SEVEN, last)] == [*SEVEN, last]


def test_6_9_each_finding_has_its_decision_reason_and_dated_remedy() -> None:
    findings = [
        block
        for block in letter(facts("stage_1_response")).blocks
        if isinstance(block, FindingBlock)
    ]
    first = findings[0]
    assert first.point == "No heating for nine days"
    assert first.outcome_label.startswith("Upheld")
    assert first.remedies == (
        "Our apology",
        "Payment for the days without heating (£90.00), by 4 November 2024",
    )
    assert [block.outcome for block in findings] == ["upheld", "not_upheld", "not_ours"]


def test_1_2_an_acknowledgement_gives_the_codes_definition_of_a_complaint() -> None:
    text = plain_text(letter(facts("acknowledgement_1")))
    assert "an expression of dissatisfaction, however made" in text
    assert "7 October 2024" in text
    assert "We will send you our full answer by 23 October 2024." in text


def test_5_7_an_acknowledgement_says_what_is_not_ours_and_who_can_help() -> None:
    text = plain_text(letter(facts("acknowledgement_1")))
    assert "Bins that overflow: The council can help you with this." in text
    all_ours = facts("acknowledgement_1", not_ours=(), ours=("a",))
    assert "All of these points are our responsibility." in plain_text(letter(all_ours))


def test_6_12_nobody_is_asked_for_reasons_to_go_to_stage_2() -> None:
    assert "You do not have to give reasons." in plain_text(
        letter(facts("stage_1_response"))
    )
    assert "You do not have to say why you are still unhappy." in plain_text(
        letter(facts("acknowledgement_2"))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_3_7_every_letter_names_the_ombudsman(kind: Kind) -> None:
    assert "Housing Ombudsman Service" in plain_text(letter(facts(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_letters_use_the_words_of_the_field_and_no_others(kind: Kind) -> None:
    text = plain_text(letter(facts(kind, ground="too_old"))).lower()
    for word in ("informal", "stage 0", "stage 3", "gov.uk", "gds", "tbc", "none"):
        assert word not in text
    assert "still to confirm" not in text


def test_own_words_take_the_place_of_ours_and_blank_ones_do_not() -> None:
    own = "Tell us, and Bea Whitlow will take your complaint to stage 2."
    text = plain_text(letter(facts("stage_1_response"), response__to_stage_2=own))
    assert own in text
    assert "Someone who did not give you this answer" not in text
    blank = plain_text(letter(facts("stage_1_response"), response__to_stage_2="  "))
    assert "Someone who did not give you this answer" in blank


@pytest.mark.parametrize("kind", KINDS)
def test_every_paragraph_with_a_code_is_offered_to_the_landlord(kind: Kind) -> None:
    offered = paragraph_codes(kind)
    used = [
        block for block in letter(facts(kind)).blocks if isinstance(block, Paragraph)
    ]
    assert {block.code for block in used if block.code} <= set(offered)
    assert all(offered.values())


def test_what_the_case_says_can_not_be_replaced_by_a_standard_text() -> None:
    reason = facts("refusal").reason
    used = letter(facts("refusal")).blocks
    own = [b for b in used if isinstance(b, Paragraph) and b.text == reason]
    assert [block.code for block in own] == [""]


def test_the_letter_is_dated_and_addressed() -> None:
    made = compose(
        facts("update"),
        EDITION.letters["update"],
        sender=SENDER,
        recipient=replace(READER, name="Ms A & B <x>"),
        on=ON,
    )
    text = plain_text(made)
    assert "21 October 2024" in text
    assert "Dear Ms A & B <x>" in text
    assert "Our reference: C-2024-0014" in text
