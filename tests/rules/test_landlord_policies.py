"""Landlords' own policies: their targets, and which of the Code's stages theirs are."""

import re
from datetime import date

import pytest

from putright.rules.handling_code import edition
from putright.rules.landlord_policies import (
    UnknownPolicyError,
    parse,
    policy,
    policy_names,
)
from putright.rules.reading import RulesDataError

OWN = """
title = "Ours"
edition = "housing-2024"
in_force_from = 2025-01-01

[[targets]]
own_stage = "stage 1"
clock = "respond"
working_days = 8
counted_from = "acknowledged"
source = "Our policy, 4.1"
"""


def test_the_policies_that_come_with_the_program() -> None:
    assert policy_names() == ("code-only", "three-stage-2022", "two-stage-2022")
    for name in policy_names():
        assert policy(name) is policy(name)
        assert edition(policy(name).edition)


def test_the_codes_own_times_have_no_targets_beside_them() -> None:
    found = policy("code-only")
    assert found.targets == ()
    assert found.grounds == ()
    assert found.stage_names == {"stage 1": 1, "stage 2": 2}
    assert found.in_force_from is None


def test_5_2_informal_and_formal_were_both_the_codes_stage_1() -> None:
    found = policy("three-stage-2022")
    assert found.stage_names == {"informal": 1, "formal": 1, "internal review": 2}
    assert found.code_stage(" Internal  Review ") == 2
    assert found.code_stage("stage 0") is None


def test_the_three_stages_had_3_15_and_20_working_days() -> None:
    found = policy("three-stage-2022")
    days = [(t.own_stage, t.stage, t.clock, t.working_days) for t in found.targets]
    assert days == [
        ("informal", 1, "respond", 3),
        ("formal", 1, "respond", 15),
        ("internal review", 2, "respond", 20),
    ]
    assert all(t.counted_from == "started" and t.unsure for t in found.targets)


def test_the_target_of_a_stage_split_in_two_needs_the_landlords_name_of_it() -> None:
    found = policy("three-stage-2022")
    assert found.targets_for(1) == ()
    assert [t.working_days for t in found.targets_for(1, "Formal")] == [15]
    assert [t.working_days for t in found.targets_for(2)] == [20]
    assert found.targets_for(1, "internal review") == ()


def test_the_two_stages_counted_both_answers_from_receipt() -> None:
    found = policy("two-stage-2022")
    days = [(t.stage, t.clock, t.working_days, t.counted_from) for t in found.targets]
    assert days == [
        (1, "acknowledge", 5, "started"),
        (1, "respond", 10, "started"),
        (2, "respond", 20, "started"),
    ]
    assert found.in_force_from == date(2022, 12, 1)


def test_6_12_no_past_policy_makes_a_ground_of_wanting_reasons() -> None:
    codes = {g.code for name in policy_names() for g in policy(name).grounds}
    assert codes == {
        *("councillor_conduct", "statutory_appeal"),
        *("not_our_service", "government_policy"),
    }


def test_every_target_and_ground_cites_its_source() -> None:
    for name in policy_names():
        sources = [target.source for target in policy(name).targets]
        sources += [ground.source for ground in policy(name).grounds]
        assert all(re.search(r"20\d\d", source) for source in sources)


def test_a_past_policy_ended_before_the_code_became_statutory() -> None:
    for name in ("three-stage-2022", "two-stage-2022"):
        assert policy(name).in_force_to == date(2024, 3, 31)
        assert policy(name).edition == "housing-2022"


def test_a_landlords_own_policy_can_be_read() -> None:
    found = parse(OWN, "ours")
    assert found.name == "ours"
    assert [(t.stage, t.working_days) for t in found.targets] == [(1, 8)]


def test_an_unknown_policy_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UnknownPolicyError, match=r"'ours'.*code-only.*two-stage-2022"):
        policy("ours")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"housing-2024"', '"housing-2021"', "edition: is 'housing-2021'"),
        ('"stage 1"', '"stage 3"', "own_stage: is 'stage 3'"),
        ('"respond"', '"reply"', "clock: is 'reply'; it should be one of acknowledge"),
        ("= 8", "= 0", "working_days: is 0"),
        ("= 8", "= true", "working_days: is True"),
        ("= 8", '= "8"', "working_days: is '8'"),
        ('"acknowledged"', '"logged"', "counted_from: is 'logged'"),
        ('"Our policy, 4.1"', '" "', "source: is ' '"),
        ('clock = "respond"', 'clock = "acknowledge"', "is counted from started"),
        (
            "[[targets]]",
            "stage_names.Formal = 1\n[[targets]]",
            "write it in lower case",
        ),
        ("[[targets]]", "stage_names.formal = 3\n[[targets]]", "stages are 1 and 2"),
        ("[[targets]]", "in_force_to = 2024-01-01\n[[targets]]", "lies before"),
        ("[[targets]]", "targets = 3\n[other]", "targets: is 3; it should be a list"),
        ("[[targets]]", "[target]", "target: is not a name known here"),
    ],
)
def test_a_policy_that_can_not_be_right_is_refused_in_plain_words(
    old: str, new: str, message: str
) -> None:
    with pytest.raises(RulesDataError) as caught:
        parse(OWN.replace(old, new), "ours")
    assert str(caught.value).startswith("ours: ")
    assert message in str(caught.value)


def test_two_targets_for_one_clock_are_refused() -> None:
    twice = OWN + OWN[OWN.index("[[targets]]") :]
    with pytest.raises(RulesDataError, match="'stage 1' has two for respond"):
        parse(twice, "ours")
