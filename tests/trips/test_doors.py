"""Every page of the program with every role at its door: let in, or sent away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from tests.trips.doors import (
    BY_TWO_PEOPLE,
    DOORS,
    LETTER_ACTS,
    OWN_ACCOUNT,
    PROOFS,
    READS_BY_POST,
    ROLES,
    STEPS,
    Door,
)
from tests.trips.doors_api import PROGRAMS
from tests.trips.house import House, as_it_was, parameters

from putright.apps.accounts.models import Role
from putright.apps.complaints.queries import step_pages

pytestmark = pytest.mark.django_db

STRANGER = "-"
EVERY = "*"
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "([a-z_]+)"')
NO_RECORD = frozenset(
    {
        *("accounts_accesslog", "accounts_savedtyping"),
        *("accounts_session", "putright_cache"),
    }
)
"""Tables that hold who looked and who is signed in, not what happened to anyone."""


@dataclass(frozen=True)
class Answer:
    """What came of knocking, the tables written to, and what was shown."""

    status: int
    where: str
    wrote: frozenset[str]
    shown: bytes

    @property
    def said(self) -> str:
        """Give it in a word or two."""
        if self.status >= 500:
            return "broken"
        if self.status in (403, 404):
            return "refused"
        if self.status == 405:
            return "no such form"
        signing_in = self.where.startswith("/sign-in/") and self.status == 302
        return "sign in first" if signing_in else "let in"


Knocked = dict[tuple[str, str, str], Answer]
"""By page, `get` or `post`, and the letter of a role."""


def knock(client: Client, address: str, method: str) -> Answer:
    """Ask for a page, or send it an empty form, and take back what it changed."""
    wrote: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        found = WRITES.match(sql)
        if found:
            wrote.add(found[1])
        return execute(sql, params, many, context)

    with as_it_was(), connection.execute_wrapper(watch):
        response: Any = getattr(client, method)(address)
        shown = b"".join(response) if response.streaming else response.content
    where = response.headers.get("Location", "")
    return Answer(response.status_code, where, frozenset(wrote - NO_RECORD), shown)


def plainly(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a refusal without its page: thousands are asked for here."""
    return HttpResponse(status=404 if isinstance(exception, Http404) else 403)


@pytest.fixture(scope="module", autouse=True)
def _plain_refusals() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for number in (403, 404):
            patch.setattr(f"putright.config.urls.handler{number}", plainly)
        yield


@pytest.fixture(scope="module")
def knocked(house: House) -> Knocked:
    """Every page asked for, and sent an empty form, by every role and a stranger."""
    return {
        (name, method, letter): knock(
            house.client(letter, raising=False), house.address(name), method
        )
        for name in parameters()
        if name in DOORS
        for method in ("get", "post")
        for letter in (*ROLES, EVERY, STRANGER)
        if _worth_it(DOORS[name], method, letter)
    }


def _worth_it(door: Door, method: str, letter: str) -> bool:
    """Whether an answer can differ: a page that takes no form asks nobody's role."""
    few = ("a", EVERY, STRANGER)
    return letter in few if method == "post" and door.post is None else letter != EVERY


def differs(
    what: str, letter: str, letters: str | None, answer: Answer
) -> Iterator[str]:
    """Say where a door does something else than the table says."""
    shut = ("refused", "no such form") if letters is None else ("refused",)
    expected = ("let in",) if letters and letter in letters else shut
    if answer.said not in expected:
        yield (
            f"{what}: {ROLES[letter] or 'no role'} should be {' or '.join(expected)} "
            f"and is {answer.said} ({answer.status} {answer.where})"
        )


def test_every_page_is_in_the_table() -> None:
    """A new page is written down with whom it is for, or it doesn't open at all."""
    there = set(parameters()) - set(PROGRAMS)
    missing = there - set(DOORS)
    assert not missing, (
        f"These pages have no line in tests/trips/doors.py: {sorted(missing)}. Add "
        "each with the roles it is for, and in PARTS what its address names."
    )
    assert not set(DOORS) - there, f"No such pages: {sorted(set(DOORS) - there)}"


def test_every_role_and_step_is_in_the_table() -> None:
    """A new role or step is written down too."""
    assert {role for role in ROLES.values() if role} == set(Role.values)
    assert {*STEPS, *BY_TWO_PEOPLE} == set(step_pages.STEPS)


def test_each_role_reads_what_is_its_own_and_nothing_else(knocked: Knocked) -> None:
    """Nobody opens a page that is not for them; nobody is shut out of their own."""
    problems = [
        problem
        for (name, method, letter), answer in knocked.items()
        if method == "get" and letter != STRANGER and name not in OWN_ACCOUNT
        for problem in differs(f"GET {name}", letter, DOORS[name].get, answer)
    ]
    assert not problems, "\n".join(problems)


def test_each_role_sends_the_forms_of_its_own_and_no_other(knocked: Knocked) -> None:
    """Nobody changes what is not theirs; a page without a form changes nothing."""
    problems = []
    for (name, method, letter), answer in knocked.items():
        if method == "get" or letter == STRANGER or name in OWN_ACCOUNT:
            continue
        may = DOORS[name].post
        if may is not None:
            if letter != EVERY:
                problems += differs(f"POST {name}", letter, may, answer)
        elif answer.wrote or answer.said == "broken":
            problems.append(f"POST {name}: {letter} wrote {sorted(answer.wrote)}")
    assert not problems, "\n".join(problems)


def test_everyone_looks_after_their_own_way_in_alike(knocked: Knocked) -> None:
    """No role keeps anyone from their own password, second step and sign-out."""
    for name in OWN_ACCOUNT:
        for method in ("get", "post"):
            answers = {
                (answer.status, answer.where)
                for letter in ROLES
                if (answer := knocked.get((name, method, letter)))
            }
            assert len(answers) == 1, f"{method} {name}: {answers}"
            assert answers.pop()[0] in (200, 302, 404, 405), f"{method} {name}"


def test_each_step_is_open_to_its_roles(house: House) -> None:
    """The same holds for each step of a case: for its page, and for taking it."""
    problems: list[str] = []
    sees = DOORS["complaints:case"].get or ""
    for step, letters in {**STEPS, **dict.fromkeys(BY_TWO_PEOPLE, sees)}.items():
        address = house.address("complaints:step", step_name=step)
        for letter in ROLES:
            client = house.client(letter)
            shown = knock(client, address, "get")
            problems += differs(f"GET {step}", letter, letters, shown)
            if letter not in letters:
                sent = knock(client, address, "post")
                problems += differs(f"POST {step}", letter, letters, sent)
    assert not problems, "\n".join(problems)


def test_what_is_done_with_a_letter_is_open_to_its_roles(house: House) -> None:
    """Only those who may approve a letter do."""
    problems: list[str] = []
    for act, letters in LETTER_ACTS.items():
        address = house.address("complaints:letter_act", what=act)
        for letter in ROLES:
            answer = knock(house.client(letter), address, "post")
            problems += differs(f"POST {act}", letter, letters, answer)
    assert not problems, "\n".join(problems)


def test_only_the_listed_pages_are_open_without_signing_in(knocked: Knocked) -> None:
    """Whoever is not signed in meets the sign-in page, whatever they ask or send."""
    problems = []
    for (name, method, letter), answer in knocked.items():
        if letter != STRANGER or DOORS[name].open:
            continue
        page = answer.status == 200 and b'name="password"' in answer.shown
        asked = answer.said == "sign in first" or (method == "post" and page)
        if not asked or answer.wrote:
            problems.append(f"{method.upper()} {name}: {answer.status}")
    assert not problems, "\n".join(problems)


def test_the_open_pages_are_few_and_open(house: House) -> None:
    """The list of open doors grows by decision, never by accident."""
    assert {name for name, door in DOORS.items() if door.open} == {
        "account_login",
        "account_logout",
        "account_inactive",
        "organisation_sign_in",
        "organisation_back",
        "mfa_authenticate",
        "accessibility",
        "privacy",
        "health",
    }
    for name in ("account_login", "accessibility", "privacy", "health"):
        assert house.client(STRANGER).get(reverse(name)).status_code == 200, name


def test_an_auditor_changes_nothing(knocked: Knocked) -> None:
    """An auditor reads: no form of theirs writes a record of anyone or anything."""
    for name in set(DOORS) - OWN_ACCOUNT - READS_BY_POST - PROOFS:
        assert "a" not in (DOORS[name].post or ""), name
    for name in set(DOORS) - OWN_ACCOUNT - PROOFS:
        assert not knocked[name, "post", "a"].wrote, name
    assert not [step for step, letters in STEPS.items() if "a" in letters]
    assert not [act for act, letters in LETTER_ACTS.items() if "a" in letters]


def test_a_board_member_gets_no_case_person_home_or_letter(knocked: Knocked) -> None:
    """The board reads coded fields and figures: no names and no words."""
    closed = (
        "homes:",
        "residents:",
        "letters:",
        "complaints:letter",
        "complaints:case",
    )
    for name, door in DOORS.items():
        if name.startswith(closed):
            assert "b" not in (door.get or "") + (door.post or ""), name
        shown = knocked[name, "get", "b"].shown
        for said in (b"Amina", b"Heron House", b"Heating off", b"C-26-0"):
            assert said not in shown, f"{name} shows {said.decode()} to the board"


def test_the_table_names_only_known_letters() -> None:
    """A slip of the pen in the table would let a door go unwatched."""
    for name, door in DOORS.items():
        assert isinstance(door, Door)
        assert set((door.get or "") + (door.post or "")) <= set(ROLES), name
