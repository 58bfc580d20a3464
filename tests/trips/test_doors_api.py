"""Every address of the API with every role's token at its door, and with none.

And a restricted case looked for through all of them by everyone not named on it.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import cast
from tests.apps.api.calling import Program, secret_for
from tests.apps.complaints import worklists as w
from tests.trips.doors import ROLES, Door
from tests.trips.doors_api import PROGRAMS, SCOPES, STEPS_BY_TOKEN
from tests.trips.furniture import MARK, SECRET_FILE, SECRET_TEXT, SECRET_WORDS
from tests.trips.house import House, as_it_was, parameters
from tests.trips.test_restricted import leaks, text_of

from putright.apps.api.schemas.steps import SHAPES
from putright.apps.api.scopes import SCOPES as ALL_SCOPES
from putright.core.figures import FIGURES

pytestmark = pytest.mark.django_db

EVERY, STRANGER, NAMED = "*", "-", "i"
DAY = w.TODAY.isoformat()
PERIOD = urlencode({"from": "2026-01-01", "to": "2026-12-31"})
QUERY = {"api:programs:figure": PERIOD, "api:programs:members": PERIOD}
NOTE: dict[str, Any] = {"do": "add_note", "date": DAY, "note": "Called"}
BODIES: dict[str, dict[str, Any]] = {
    "api:programs:cases": {"date": DAY, "channel": "email", "text": "No heating"},
    "api:programs:search": {"q": "heating"},
    "api:programs:steps": NOTE,
    "api:programs:letters": {"do": "clarify", "date": DAY, "question": "Which?"},
}
BEHIND_FIGURES = (*(PROGRAMS["api:programs:members"].get or ""), EVERY)
SHUT = (401, 403, 404, 405)


@pytest.fixture(scope="module")
def programs(house: House) -> dict[str, Program]:
    """A program of each person's with every scope, and one without a token."""
    made = {letter: Program(secret_for(user)) for letter, user in house.people.items()}
    return made | {STRANGER: Program("")}


def address(house: House, name: str, **parts: Any) -> str:
    """Give an address of the API as a program asks for it, after `/api`."""
    query = QUERY.get(name, "")
    path = house.address(name, **parts).removeprefix("/api")
    return f"{path}?{query}" if query else path


def asked(program: Program, house: House, name: str, **parts: Any) -> Any:
    with as_it_was():
        answer = program.get(address(house, name, **parts))
        answer.whole = text_of(answer)
    return answer


def sent(program: Program, house: House, name: str, **parts: Any) -> Any:
    path = address(house, name, **parts)
    with as_it_was():
        if name == "api:programs:files":
            file = SimpleUploadedFile("note.txt", b"A note")
            return program.upload(path, {"file": file, "date": DAY})
        return program.post(path, BODIES.get(name, {}))


def knocks(house: House) -> Iterator[tuple[str, str, Door]]:
    for name, door in PROGRAMS.items():
        for method in ("get", "post"):
            yield name, method, door


def test_every_address_is_in_the_table() -> None:
    """A new address is written down with whom it is for, or the build fails."""
    there = {name for name in parameters() if name.startswith("api:programs:")}
    there |= {"api:openapi", "api:nowhere"}
    assert there == set(PROGRAMS)
    assert set(SHAPES) == set(STEPS_BY_TOKEN)


def test_each_role_s_token_opens_what_is_its_own_and_nothing_else(
    house: House, programs: dict[str, Program]
) -> None:
    """A program does what its person may, and no more."""
    problems = []
    for name, method, door in knocks(house):
        may = getattr(door, method)
        for letter in ROLES:
            ask = asked if method == "get" else sent
            status = ask(programs[letter], house, name).status_code
            let_in = status not in SHUT
            if may is None:
                right = status in (404, 405)
            else:
                right = let_in if letter in may else status == 403
            if status >= 500 or not right:
                problems.append(f"{method} {name}: {ROLES[letter]} {status}")
    assert not problems, "\n".join(problems)


def test_without_a_token_nothing_opens_but_the_document(
    house: House, programs: dict[str, Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor with the cookie of somebody who is signed in."""
    monkeypatch.setattr(
        "putright.apps.api.views.program.auth.BAD_TOKENS", "100000/600s"
    )
    signed_in = Program("", client=house.client(EVERY))
    for name, method, door in knocks(house):
        if door.open or getattr(door, method) is None:
            continue
        ask = asked if method == "get" else sent
        for program in (programs[STRANGER], signed_in):
            answer = ask(program, house, name)
            assert answer.status_code == 401, (method, name)
            assert answer.headers["Content-Type"] == "application/problem+json"
    document = programs[STRANGER].client.get("/api/openapi.json")
    assert document.status_code == 200
    assert {name for name, door in PROGRAMS.items() if door.open} == {"api:openapi"}


def test_each_scope_opens_its_own_addresses_and_no_others(house: House) -> None:
    """A token for figures reads no case, whoever it belongs to."""
    for name, (to_read, to_write) in SCOPES.items():
        for method, scopes in (("get", to_read), ("post", to_write)):
            if not scopes:
                continue
            ask = asked if method == "get" else sent
            with as_it_was():
                user = house.people[EVERY]
                enough = Program(secret_for(user, *scopes.split()))
                rest = [one for one in ALL_SCOPES if one not in scopes.split()]
                lacking = Program(secret_for(user, *rest))
                let_in = ask(enough, house, name).status_code
                kept_out = ask(lacking, house, name)
            assert let_in not in SHUT, (method, name, let_in)
            assert kept_out.status_code == 403, (method, name)
            assert kept_out.json()["type"] == "putright:scope"


def test_each_step_is_open_to_its_roles(
    house: House, programs: dict[str, Program]
) -> None:
    """The same roles as on the pages, step by step."""
    problems = []
    path = address(house, "api:programs:steps")
    for step, letters in STEPS_BY_TOKEN.items():
        for letter in ROLES:
            with as_it_was():
                answer = programs[letter].post(path, {"do": step, "date": DAY})
            may = letter in letters
            right = answer.status_code in (201, 422) if may else (403,)
            if may != (answer.status_code != 403) or not right:
                problems.append(f"{step}: {ROLES[letter]} {answer.status_code}")
    assert not problems, "\n".join(problems)


# The restricted case ---------------------------------------------------------------


def reads(house: House, letter: str) -> Iterator[str]:
    """Give every way to ask for lists, figures and files of cases."""
    handler = f"u{house.people[NAMED].pk}"
    for query in (
        "",
        "open=true",
        "late=true",
        "state=refused&state=stage_1_open",
        "kind=service_request",
        f"person={cast.AMINA.reference}",
        f"home={cast.FLAT.reference}",
        "team=repairs",
        f"handler={handler}",
    ):
        yield f"/cases?{query}"
    yield "/register.csv"
    for code in FIGURES if letter in BEHIND_FIGURES else ():
        yield f"/figures/{code}/members?{PERIOD}"


@pytest.mark.parametrize("letter", [*ROLES, EVERY])
def test_no_address_tells_of_a_restricted_case(
    house: House, programs: dict[str, Program], letter: str
) -> None:
    """Every list, figure, file, search and case, asked for by its very reference."""
    if letter == NAMED:
        return
    program = programs[letter]
    told = {}
    for path in reads(house, letter):
        with as_it_was():
            told[path] = leaks(house, text_of(program.get(path)))
    for word in (*SECRET_WORDS, house.secrets["main"], MARK):
        with as_it_was():
            answer = program.post("/cases/search", {"q": word})
        told[word] = leaks(house, text_of(answer), typed=word)
    assert not {path: found for path, found in told.items() if found}
    hidden = house.hidden | {"letter": house.hidden["letter_id"]}
    of_a_case = [n for n in PROGRAMS if "reference" in parameters()[n]]
    for name in of_a_case:
        for ask in (asked, sent):
            answer = ask(program, house, name, **hidden)
            assert answer.status_code in (403, 404, 405), (name, answer.status_code)


def test_the_cases_linked_with_it_keep_it_hidden(
    house: House, programs: dict[str, Program]
) -> None:
    """Their entries name it; a program is told everything else."""
    main = house.secrets["main"]
    with as_it_was():
        listed = programs["m"].get("/cases").json()["cases"]
    for line in listed:
        for part in ("", "/entries", "/letters", "/files"):
            path = f"/cases/{line['reference']}{part}"
            with as_it_was():
                assert not leaks(house, text_of(programs["m"].get(path))), path
    with as_it_was():
        named = [
            text_of(programs[NAMED].get(f"/cases/{line['reference']}/entries"))
            for line in listed
        ]
    assert any(main in one for one in named), "who is named sees which it is"


def test_who_is_named_reads_it_all(house: House, programs: dict[str, Program]) -> None:
    """Hidden from all is not hidden from the one whose work it is."""
    program, main = programs[NAMED], house.secrets["main"]
    with as_it_was():
        assert main in text_of(program.get("/cases"))
        assert SECRET_TEXT in text_of(program.get(f"/cases/{main}"))
        assert SECRET_FILE in text_of(program.get(f"/cases/{main}/files"))
        found = program.post("/cases/search", {"q": SECRET_WORDS[0]})
        assert main in text_of(found)


def test_nobody_puts_a_case_beside_one_that_they_may_not_see(
    house: House, programs: dict[str, Program]
) -> None:
    """A reference guessed is answered as one that is not there."""
    main = house.secrets["main"]
    step = {"do": "mark_duplicate", "date": DAY, "of": main}
    other = {"do": "mark_duplicate", "date": DAY, "of": "C-26-99999"}
    path = address(house, "api:programs:steps")
    with as_it_was():
        first = programs["m"].post(path, step).json()["refusals"][0]["code"]
        second = programs["m"].post(path, other).json()["refusals"][0]["code"]
    assert first == second == "no_such_case"
