"""The editions of the handling codes: what they hold, and that they hold together."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from putright.rules import handling_code
from putright.rules.handling_code import (
    Edition,
    NoEditionError,
    UnknownEditionError,
    edition,
    edition_names,
    ombudsman_edition_on,
)

ROWS_OF_THE_FORM = {1: 6, 2: 5, 3: 7, 4: 3, 5: 15, 6: 20, 7: 4, 8: 5, 9: 8}
ALL = [edition(name) for name in edition_names()]
CODE_2024 = edition("housing-2024")


def form_numbers() -> list[str]:
    return [
        f"{section}.{place}"
        for section, last in ROWS_OF_THE_FORM.items()
        for place in range(2 if section == 1 else 1, last + 1)
    ]


def in_class(name: str) -> list[str]:
    rows = CODE_2024.provisions.values()
    return [row.number for row in rows if row.on_form and name in row.classes]


def only_class(name: str) -> list[str]:
    rows = CODE_2024.provisions.values()
    return [row.number for row in rows if row.classes == (name,)]


def test_the_form_has_its_72_rows_in_order_and_1_1_is_not_one() -> None:
    found = CODE_2024.provisions
    assert list(found) == ["1.1", *form_numbers()]
    assert [n for n, row in found.items() if row.on_form] == form_numbers()
    assert len(form_numbers()) == 72
    assert found["1.1"].classes == ()


def test_a_provision_is_under_its_own_number_in_a_section_with_a_name() -> None:
    for number, row in CODE_2024.provisions.items():
        assert row.number == number
        assert number.split(".")[0] in CODE_2024.sections
    assert set(CODE_2024.sections) == {str(section) for section in ROWS_OF_THE_FORM}


def test_how_many_rows_can_be_shown_on_a_case_over_many_or_by_a_person() -> None:
    assert len(in_class("case")) == 52
    assert len(only_class("case")) == 21
    assert len(in_class("measure")) == 19
    assert only_class("measure") == ["3.3"]
    assert len(in_class("attested")) == 39


def test_what_only_a_person_can_answer_for() -> None:
    assert only_class("attested") == [
        *("1.2", "3.4", "3.5", "4.1", "5.1", "8.2", "8.3", "8.4"),
        *("9.3", "9.4", "9.5", "9.6", "9.8"),
    ]


@pytest.mark.parametrize(
    ("number", "classes"),
    [
        ("1.4", ("case", "measure", "attested")),
        ("3.1", ("attested", "measure")),
        ("4.2", ("attested", "case")),
        ("6.3", ("case", "measure")),
        ("8.1", ("measure", "attested")),
    ],
)
def test_the_primary_class_comes_first(number: str, classes: tuple[str, ...]) -> None:
    assert CODE_2024.provisions[number].classes == classes


def test_every_summary_is_a_sentence_of_its_own() -> None:
    summaries = [row.summary for row in CODE_2024.provisions.values()]
    assert len(set(summaries)) == 73
    assert all(summary.endswith(".") for summary in summaries)


def test_1_2_the_definition_is_word_for_word_the_statutory_one() -> None:
    assert CODE_2024.definition_of_complaint == (
        "an expression of dissatisfaction, however made, about the standard of "
        "service, actions or lack of action by the landlord, its own staff, or those "
        "acting on its behalf, affecting a resident or group of residents."
    )


def test_1_2_the_definition_of_2022_still_said_organisation() -> None:
    earlier = edition("housing-2022").definition_of_complaint
    assert "by the organisation" in earlier
    assert "an individual resident" in earlier


def test_2_3_the_age_limit_was_six_months_and_is_twelve() -> None:
    limits = {e.name: e.age_limit_months for e in ALL}
    assert limits == {"housing-2022": 6, "housing-2024": 12, "lgsco-2024": 12}
    assert all(e.age_limit_source for e in ALL)


def test_refusals_of_every_edition_are_named_by_the_numbers_of_2024() -> None:
    for each in ALL:
        assert each.numbering == "housing-2024"
        assert each.provisions == CODE_2024.provisions
    others = [e for e in ALL if e is not CODE_2024]
    assert all(e.numbering_note for e in others)
    assert edition("housing-2022").own_provisions == {}
    assert "6.8" in edition("lgsco-2024").own_provisions


def test_every_edition_says_what_is_certain_in_it() -> None:
    for each in ALL:
        assert len(each.certainty) >= 3


def test_editions_of_one_ombudsman_never_share_a_start_or_a_day() -> None:
    for code in {e.ombudsman.code for e in ALL}:
        theirs = [e for e in ALL if e.ombudsman.code == code]
        in_order = sorted(theirs, key=lambda e: e.in_force_from)
        assert len({e.in_force_from for e in theirs}) == len(theirs)
        for earlier, later in pairwise(in_order):
            assert earlier.in_force_to == later.in_force_from - timedelta(days=1)
        assert in_order[-1].in_force_to is None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2022, 4, 1), "housing-2022"),
        (date(2024, 3, 31), "housing-2022"),
        (date(2024, 4, 1), "housing-2024"),
        (date(2026, 11, 30), "housing-2024"),
    ],
)
def test_the_edition_is_that_of_the_day_the_complaint_was_made(
    day: date, name: str
) -> None:
    assert ombudsman_edition_on(day) is edition(name)


def test_a_day_before_the_first_known_edition_is_refused_not_guessed() -> None:
    with pytest.raises(NoEditionError, match=r"2022-03-31.*housing-2022.*2022-04-01"):
        ombudsman_edition_on(date(2022, 3, 31))


def test_an_unknown_edition_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UnknownEditionError) as caught:
        edition("housing-2023")
    message = str(caught.value)
    assert "'housing-2023'" in message
    assert all(name in message for name in edition_names())


@pytest.mark.parametrize("name", ["", "../bank_holidays/england", "housing-2024.toml"])
def test_a_name_is_never_a_path(name: str) -> None:
    with pytest.raises(UnknownEditionError):
        edition(name)


def test_an_edition_is_read_once_and_can_be_a_key() -> None:
    assert edition("housing-2024") is CODE_2024
    assert {CODE_2024: 1}[edition("housing-2024")] == 1


def test_an_edition_can_not_be_changed_by_who_reads_it() -> None:
    with pytest.raises(TypeError):
        CODE_2024.stages[1] = CODE_2024.stages[2]  # type: ignore[index] # on purpose


def test_the_names_are_the_three_known() -> None:
    assert edition_names() == ("housing-2022", "housing-2024", "lgsco-2024")
    assert isinstance(handling_code.edition("lgsco-2024"), Edition)
