"""The landlord's own words: filled in with a few values, and nothing that runs."""

from datetime import date

import pytest
from tests.apps.letters.examples import DRAFTER, NOW
from tests.core.complaints.letters.examples import ON, facts

from putright.apps.letters import queries, services
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.sandbox import TextRefusedError, refuse_text, rendered

KIND, CODE = "stage_1_response", "response.to_stage_2"
VALUES = {"answer_by": "23 October 2024", "handler": "Bea Whitlow"}

ESCAPES = (
    "{{ answer_by.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ answer_by['__class__'] }}",
    "{{ self }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id') }}",
    "{{ answer_by|attr('__class__') }}",
    "{{ range(1000000000) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 }}",
    "{{ answer_by() }}",
    "{{ answer_by ~ handler }}",
    "{{ '%s' % answer_by }}",
    "{% for x in answer_by %}{{ x }}{% endfor %}",
    "{% set x = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% macro a() %}{% endmacro %}",
    "{% block a %}{% endblock %}",
    "{% with a=1 %}{% endwith %}",
    "{% filter upper %}a{% endfilter %}",
    "{% if answer_by is defined %}a{% endif %}",
    "{{ namespace }}",
    "{{ config }}",
    "{{ request }}",
)


@pytest.mark.parametrize("text", ESCAPES)
def test_a_text_that_reaches_for_more_than_values_is_refused(text: str) -> None:
    with pytest.raises(TextRefusedError, match="Line 1"):
        refuse_text(text)
    with pytest.raises(TextRefusedError):
        rendered(text, VALUES)


@pytest.mark.parametrize("text", ["{{ answer_by", "{% if %}", "{{ answer_by }} {% end"])
def test_a_text_with_a_slip_says_on_which_line_it_is(text: str) -> None:
    with pytest.raises(TextRefusedError, match="Line 2"):
        refuse_text(f"Our first line.\n{text}")


@pytest.mark.parametrize("text", ["", "  \n", "a" * 4001])
def test_a_text_that_is_blank_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(TextRefusedError):
        refuse_text(text)


def test_values_and_conditions_are_filled_in_as_text() -> None:
    text = "Answer by {{ answer_by }}{% if handler %}, from {{ handler }}{% endif %}."
    assert rendered(text, VALUES) == "Answer by 23 October 2024, from Bea Whitlow."
    assert rendered(text, {"answer_by": "<b>x</b>"}) == "Answer by <b>x</b>."
    assert rendered("{{ handler }}", {"handler": "{{ 7 * 7 }}"}) == "{{ 7 * 7 }}"


@pytest.mark.django_db
def test_words_are_used_from_their_latest_version_and_all_are_kept() -> None:
    for text in ("Write to us.", "Write to {{ landlord }} about {{ reference }}."):
        services.save_text(
            kind=KIND, code=CODE, text=text, owner="bea", by=DRAFTER, now=NOW
        )
    values = queries.text_values(facts(KIND), landlord="Otterdale Homes", on=ON)
    found = queries.own_words(KIND, values, on=ON)
    assert found.texts == {CODE: "Write to Otterdale Homes about C-2024-0014."}
    assert found.problems == ()
    (record,) = queries.texts_of(KIND, on=ON)
    assert (record.version, record.owner) == (2, "bea")


@pytest.mark.django_db
def test_words_that_expired_are_left_out_and_their_owner_is_told() -> None:
    services.save_text(
        kind=KIND,
        code=CODE,
        text="Old words.",
        owner="bea",
        by=DRAFTER,
        now=NOW,
        expires_on=date(2024, 10, 20),
    )
    found = queries.own_words(KIND, {}, on=ON)
    assert found.texts == {}
    assert [(p.owner, p.code, p.says) for p in found.problems] == [
        ("bea", CODE, "It expired on 20 October 2024.")
    ]
    on_its_last_day = queries.own_words(KIND, {}, on=date(2024, 10, 20))
    assert on_its_last_day.texts == {CODE: "Old words."}


@pytest.mark.django_db
def test_words_for_a_paragraph_that_does_not_exist_are_refused() -> None:
    for kind, code in ((KIND, "response.nothing"), ("poem", CODE)):
        with pytest.raises(LetterRefusedError):
            services.save_text(
                kind=kind, code=code, text="x", owner="bea", by=DRAFTER, now=NOW
            )
    with pytest.raises(LetterRefusedError, match="Line 1"):
        services.save_text(
            kind=KIND, code=CODE, text="{{ os }}", owner="bea", by=DRAFTER, now=NOW
        )
    assert queries.texts_of(on=ON) == ()


@pytest.mark.django_db
def test_withdrawn_words_are_no_longer_used() -> None:
    services.save_text(kind=KIND, code=CODE, text="x", owner="bea", by=DRAFTER, now=NOW)
    services.withdraw_text(kind=KIND, code=CODE, by=DRAFTER, now=NOW)
    assert queries.own_words(KIND, {}, on=ON).texts == {}
