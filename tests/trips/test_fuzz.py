"""Junk in every form, every address and every question: an answer, and never a 500.

The browser of these tests raises what the program lets through, so a fault shows with
its cause. Every request is taken back.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trips.conftest import fuzzed
from tests.trips.doors import DOORS, STEPS
from tests.trips.house import House, as_it_was, parameters, routes
from tests.trips.junk import DIGITS, JUNK, LONG, SCRIPT, ZERO, Form, forms_of, plausible

pytestmark = pytest.mark.django_db

EVERY = "*"
ANSWERS = (200, 301, 302, 400, 403, 404, 405, 413)
OUT = ("account_logout", "mfa_", "health")
PERIOD = ("period", "quarter", "year", "as_at", "split", "stage", "figure", "format")
DAYS = tuple(f"received_from_{part}" for part in ("day", "month", "year"))
LISTS = ("page", "after", "before", "scope", "sort", "from", "next", "more", "clear")
FILTERS = ("due", "state", "handler", "team", "area", "category", "edition", "hazard")
NAMED = ("person", "home", "about", "typed", "entry", "kind", "subject", "q", "words")
ASKED = (*LISTS, *FILTERS, *NAMED, *DAYS, *PERIOD, "vulnerable")
"""Every name that any page reads from its address, and some that none does."""


def answered(response: Any, what: str) -> None:
    """Check an answer: known, not empty, and nothing typed runs in it."""
    fuzzed.append(response.status_code)
    assert response.status_code in ANSWERS, f"{what}: {response.status_code}"
    body = b"".join(response) if response.streaming else response.content
    assert body or response.status_code in (301, 302, 405), f"{what}: nothing was said"
    if "html" in response.headers.get("Content-Type", ""):
        assert SCRIPT.encode() not in body, f"{what}: what was typed would run"


def pages(house: House) -> Iterator[str]:
    """Give every page, each step's, and the correction of each of some entries."""
    for name in parameters():
        if name in DOORS and not name.startswith(OUT):
            yield house.address(name)
    for step in STEPS:
        yield house.address("complaints:step", step_name=step)
    for entry in range(1, 7):
        yield f"{house.address('complaints:step', step_name='mend')}?entry={entry}"


@pytest.fixture(scope="module")
def lists(house: House) -> list[str]:
    """The pages that are not of one case."""
    return [page for page in pages(house) if "/cases/C-" not in page]


@pytest.fixture(scope="module")
def forms(house: House) -> list[Form]:
    """Every form that somebody with all roles is shown, each once."""
    found: dict[tuple[str, str], Form] = {}
    for page in pages(house):
        with as_it_was():
            response = house.client(EVERY).get(page)
        kind = response.headers.get("Content-Type", "")
        if response.status_code != 200 or "html" not in kind:
            continue
        for form in forms_of(page, response.content.decode()):
            if form.sends and "sign-out" not in form.address:
                found[form.address, ",".join(form.fields)] = form
    return list(found.values())


def test_the_forms_are_found(forms: list[Form]) -> None:
    """A reader that found no form would let everything through."""
    assert len(forms) > 80
    assert sum(len(form.fields) for form in forms) > 400


def send(client: Client, form: Form, data: dict[str, Any]) -> None:
    """Send a form and check the answer."""
    with as_it_was():
        response = client.post(form.address, data)
        answered(response, f"POST {form.address} {str(data)[:300]}")


@pytest.mark.parametrize("number", range(len(JUNK)), ids=[repr(j)[:12] for j in JUNK])
def test_every_form_full_of_one_kind_of_junk(
    house: House, forms: list[Form], number: int
) -> None:
    """All fields at once: zero bytes and long numbers in all forms, else in some."""
    client = house.client(EVERY)
    chosen = forms if JUNK[number] in (ZERO, LONG) else forms[number % 5 :: 5]
    for form in chosen:
        send(client, form, dict.fromkeys(form.fields, JUNK[number]))


def test_every_form_sent_empty_and_with_too_much(
    house: House, forms: list[Form]
) -> None:
    """No fields at all; fields nobody asked for; each field many times."""
    client = house.client(EVERY)
    for form in forms:
        send(client, form, {})
        many = {name: ["1", "2", ""] for name in form.fields}
        send(client, form, {"never": "asked", "on_day": "1"} | many)


def mixed(form: Form) -> st.SearchStrategy[dict[str, str]]:
    """Fill a form as somebody might, save for some fields of junk."""
    return st.fixed_dictionaries(
        {
            name: st.one_of(
                st.sampled_from(plausible(name, known)),
                st.sampled_from(plausible(name, known)),
                st.sampled_from(plausible(name, known)),
                st.sampled_from(JUNK),
                st.text(max_size=40),
            )
            for name, known in form.fields.items()
        }
    )


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_forms_filled_in_well_but_for_some_fields(
    house: House, forms: list[Form], data: st.DataObject
) -> None:
    """Where the rest is in order, junk comes further into the program."""
    form = forms[data.draw(st.integers(0, len(forms) - 1))]
    send(house.client(EVERY), form, data.draw(mixed(form)))


@pytest.mark.parametrize("junk", JUNK, ids=[repr(j)[:12] for j in JUNK])
def test_every_question_in_an_address(house: House, junk: str) -> None:
    """Every page is asked with the same junk under every name."""
    client = house.client(EVERY)
    number = JUNK.index(junk)
    for page in list(pages(house))[number % 6 :: 6]:
        with as_it_was():
            response = client.get(page, dict.fromkeys(ASKED, junk))
            answered(response, f"GET {page}?…={junk!r:.40}")


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_single_questions_in_an_address(
    house: House, lists: list[str], data: st.DataObject
) -> None:
    """One or two names with junk; the rest is not asked."""
    page = data.draw(st.sampled_from(lists))
    values = st.one_of(st.sampled_from(JUNK), st.text(max_size=30))
    asked = data.draw(st.dictionaries(st.sampled_from(ASKED), values, max_size=3))
    with as_it_was():
        response = house.client(EVERY).get(page, asked)
        answered(response, f"GET {page} {asked}")


PARTS = (
    "%00",
    "a%00b",
    "0",
    "-1",
    "x" * 500,
    "%F0%9F%98%80",
    "%FF%FE",
    "%ED%A0%80",
    "²",
)


def test_addresses_of_things_that_are_not_there(house: House) -> None:
    """A number of thirty digits is no page; nor is anything else that is nothing."""
    client = house.client(EVERY)
    for name, route in routes().items():
        if "<" not in route or name not in DOORS:
            continue
        for part in (DIGITS, *PARTS):
            address = "/" + re.sub(r"<[^>]+>", part, route)
            for method in ("get", "post") if part in (DIGITS, "%00") else ("get",):
                with as_it_was():
                    response = getattr(client, method)(address)
                    answered(response, f"{method} {address:.200}")
                if part == DIGITS:
                    expected = (301, 404, 405)
                    assert response.status_code in expected, f"{method} {address:.200}"


def test_one_number_too_long_among_right_ones(house: House) -> None:
    """A row of somebody else's, or of thirty digits, below a person who is there."""
    client = house.client(EVERY)
    for name, wanted in parameters().items():
        if len(wanted) < 2 or name not in DOORS:
            continue
        route = routes()[name]
        last = f"<{re.findall(r'<([^>]+)>', route)[-1]}>"
        first = house.address(name)
        head = first.split("/")
        for part in (DIGITS, "999999", "%00"):
            tail = route[route.rindex(last) :].replace(last, part)
            kept = head[: len(head) - tail.count("/") - 1]
            address = "/".join([*kept, tail])
            with as_it_was():
                response = client.get(address)
                answered(response, f"GET {address}")
