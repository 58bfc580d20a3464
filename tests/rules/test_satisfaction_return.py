"""The regulator's return: every field once, in order, and each filled by something."""

from collections import Counter

import pytest

from putright.rules.reading import RulesDataError, packaged_text
from putright.rules.satisfaction_return import form_names, parse, return_form
from putright.rules.satisfaction_return.reader import PACKAGE

NAME = "2024-25"


def test_the_form_has_the_fields_of_the_data_dictionary() -> None:
    """438: 35 a survey three times, 1 of publication, 48 of records, 102, 80 and 102
    of tenants in rented homes, of shared owners, and of both together."""
    form = return_form(NAME)
    assert form is not None
    counted = Counter(one.section for one in form.fields)
    assert counted == {
        "1a": 35,
        "1b": 35,
        "1c": 35,
        "2": 1,
        "3": 48,
        "4": 102,
        "5": 80,
        "6": 102,
    }
    assert len({one.name for one in form.fields}) == len(form.fields)


def test_the_dictionarys_own_spelling_is_kept() -> None:
    form = return_form(NAME)
    assert form is not None
    names = {one.name for one in form.fields}
    assert {"Resopnses_Postal_b", "TP02_Fiter_No_LCRA", "RP01 _Applies"} <= names
    assert "TP02_VS_LCHO" not in names
    assert "TP04_NADK_LCRA" not in names


def test_a_later_year_gets_the_latest_form_read_and_says_which() -> None:
    form = return_form("2025-26")
    assert form is not None
    assert form.read_for == form_names()[-1] == NAME
    assert return_form("2023-24") is None


def test_a_line_that_is_no_field_is_named() -> None:
    """A slip in the data stops the program when it starts, not when it submits."""
    text = packaged_text(PACKAGE, NAME)
    with pytest.raises(RulesDataError, match="Repairs_WIP"):
        parse(text.replace("given:repairs_closed", "guessed:repairs_closed"), NAME)
