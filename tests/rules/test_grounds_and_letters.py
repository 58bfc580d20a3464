"""Grounds of refusal, remedies, and what each letter has to say."""

import re

import pytest

from putright.rules.handling_code import edition, edition_names

CODE_2024 = edition("housing-2024")
KINDS = (
    "acknowledgement_1",
    "acknowledgement_2",
    "clarification",
    "update",
    "extension_1",
    "extension_2",
    "refusal",
    "stage_2_refusal",
    "stage_1_response",
    "stage_2_response",
    "service_request",
)


def required(kind: str) -> list[str]:
    return [part.code for part in CODE_2024.letters[kind].required]


def cited(kind: str, code: str) -> str:
    parts = CODE_2024.letters[kind].parts
    return next(part.source for part in parts if part.code == code)


@pytest.mark.parametrize("name", edition_names())
def test_every_edition_knows_the_same_grounds_and_letters(name: str) -> None:
    found = edition(name)
    codes = [ground.code for ground in found.grounds]
    assert codes == [
        *("too_old", "legal_proceedings", "already_considered", "other_route")
    ]
    assert tuple(found.letters) == KINDS
    assert found.remedies == CODE_2024.remedies


@pytest.mark.parametrize(
    ("code", "needs"),
    [
        ("too_old", ("discretion",)),
        ("legal_proceedings", ("court_filed_on",)),
        ("already_considered", ("earlier_case",)),
        ("other_route", ("route",)),
    ],
)
def test_2_2_a_ground_names_the_fact_it_rests_on(
    code: str, needs: tuple[str, ...]
) -> None:
    ground = CODE_2024.ground(code)
    assert ground is not None
    assert ground.needs == needs
    assert "2.2" in ground.source


def test_2_2_what_is_no_ground_is_not_found() -> None:
    assert CODE_2024.ground("vexatious") is None


def test_5_11_no_escalation_is_refused_for_age() -> None:
    allowed = [g.code for g in CODE_2024.grounds if 2 in g.stages]
    assert allowed == ["legal_proceedings", "already_considered", "other_route"]


@pytest.mark.parametrize(
    ("name", "months"), [("housing-2022", "6 months"), ("housing-2024", "12 months")]
)
def test_2_3_the_ground_of_age_says_its_editions_months(name: str, months: str) -> None:
    ground = edition(name).ground("too_old")
    assert ground is not None
    assert months in ground.says
    assert str(edition(name).age_limit_months) == months.split()[0]


def test_7_1_only_words_need_no_date() -> None:
    dateless = [r.code for r in CODE_2024.remedies if r.dateless]
    assert dateless == ["apology", "acknowledgement", "explanation"]


def test_7_1_the_kinds_of_remedy_the_code_lists_are_all_there() -> None:
    codes = {remedy.code for remedy in CODE_2024.remedies}
    listed = {"apology", "acknowledgement", "explanation", "action", "compensation"}
    assert listed | {"changed_decision", "record_correction", "policy_change"} <= codes
    assert {"repair", "training", "other"} <= codes


def test_6_9_the_stage_1_response_has_its_seven_parts() -> None:
    assert required("stage_1_response") == [
        *("stage", "definition", "decision", "reasons", "remedy"),
        *("outstanding_actions", "how_to_escalate"),
    ]
    letters = [
        re.search(r"6\.9 ([a-g])", cited("stage_1_response", code))
        for code in required("stage_1_response")
    ]
    assert [found and found[1] for found in letters] == list("abcdefg")


def test_6_19_the_stage_2_response_has_its_seven_parts() -> None:
    assert required("stage_2_response") == [
        *("stage", "definition", "decision", "reasons", "remedy"),
        *("outstanding_actions", "ombudsman_contact"),
    ]
    letters = [
        re.search(r"6\.19 ([a-g])", cited("stage_2_response", code))
        for code in required("stage_2_response")
    ]
    assert [found and found[1] for found in letters] == list("abcdefg")


@pytest.mark.parametrize("kind", ["acknowledgement_1", "acknowledgement_2"])
def test_5_6_and_5_7_an_acknowledgement_says_what_it_takes_on(kind: str) -> None:
    assert required(kind) == [
        *("stage", "definition", "outcomes_sought", "ours_and_not_ours")
    ]


@pytest.mark.parametrize(
    ("kind", "provision"), [("extension_1", "6.5"), ("extension_2", "6.16")]
)
def test_6_5_and_6_16_an_extension_gives_the_ombudsmans_details(
    kind: str, provision: str
) -> None:
    assert required(kind) == ["reason", "new_date", "ombudsman_contact"]
    assert provision in cited(kind, "ombudsman_contact")


@pytest.mark.parametrize("kind", ["extension_1", "extension_2"])
def test_5_9_an_extension_past_its_limit_says_how_often_we_write(kind: str) -> None:
    needs = {part.code: part.need for part in CODE_2024.letters[kind].parts}
    assert needs["update_interval"] == "past_limit"


@pytest.mark.parametrize("kind", ["refusal", "stage_2_refusal"])
def test_2_4_a_refusal_gives_reasons_and_the_way_to_the_ombudsman(kind: str) -> None:
    assert required(kind) == [
        *("decision", "reasons", "ombudsman_right", "ombudsman_contact")
    ]


def test_every_part_of_every_letter_cites_a_provision_there_is() -> None:
    for kind, letter in CODE_2024.letters.items():
        assert letter.kind == kind
        codes = [part.code for part in letter.parts]
        assert len(set(codes)) == len(codes)
        for part in letter.parts:
            numbers = re.findall(r"\b\d\.\d+\b", part.source)
            assert numbers, part
            assert all(number in CODE_2024.provisions for number in numbers)


def test_3_7_each_letter_about_a_complaint_has_room_for_the_ombudsman() -> None:
    for kind in KINDS:
        if kind not in ("clarification", "service_request"):
            parts = [part.code for part in CODE_2024.letters[kind].parts]
            assert "ombudsman_contact" in parts, kind
