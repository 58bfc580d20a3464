"""Search: found by anything a caller says, and nothing given away."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Role
from putright.apps.complaints import search
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    w.amina()


@pytest.fixture
def manager() -> User:
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


@pytest.mark.parametrize("stretch", [0, 1, search.STRETCH])
def test_the_newest_are_found_however_few_are_read_through(
    stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "STRETCH", stretch)
    assert search.matching("mould", 2) == []
    others = [(number, "A lift that sticks") for number in (12, 14, 16)]
    search.add_all([(11, "Mould"), (13, "Mould, a lift"), (15, "Mould"), *others])
    assert search.matching("mould", 2) == [15, 13]
    assert search.matching("mould", 9) == [15, 13, 11]
    assert search.matching("lift mould", 9) == [13]
    assert search.matching("boiler", 9) == []


def found(client: Client, asked: str) -> str:
    response = client.post("/search/", {"q": asked})
    assert response.status_code == 200
    return w.words(response.content.decode())


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        ("c-26-00001", "Reference"),
        ("amina", "Name"),
        ("Farrow", "Name"),
        ("heron house", "Address"),
        ("ZZ1 4QQ", "Address"),
        ("zz14qq", "Address"),
        (cast.FLAT.uprn, "Address"),
        ("boilers", "Words of the case"),
    ],
)
def test_a_case_is_found_by_what_a_caller_says(
    manager: User, asked: str, by: str
) -> None:
    reference = w.logged(text="The boiler leaks")
    shown = found(w.signed_in(manager), asked)
    assert reference in shown
    assert by in shown.rsplit(reference, 1)[-1]


def test_a_case_is_found_by_the_name_of_someone_it_affects(manager: User) -> None:
    reference = w.logged(person="P-2", affected=(cast.AMINA.reference,))
    shown = found(w.signed_in(manager), "amina farrow")
    assert reference in shown
    assert "Name of someone affected" in shown


def test_a_restricted_case_is_found_by_nobody_who_is_not_named(manager: User) -> None:
    handler = w.person(cast.STAGE_1_HANDLER, "investigator")
    reference = w.logged(text="The boiler leaks")
    w.restricted_to(reference, handler)
    for asked in (reference, "amina", "heron", "boiler"):
        assert "No case that you may see was found" in found(
            w.signed_in(manager), asked
        )
    assert reference in found(w.signed_in(handler), "boiler")


def test_the_newest_cases_that_may_be_seen_are_found_past_those_that_may_not(
    monkeypatch: pytest.MonkeyPatch, manager: User
) -> None:
    handler = w.person(cast.STAGE_1_HANDLER, "investigator")
    mine = w.logged(text="The boiler leaks")
    for _ in range(3):
        w.restricted_to(w.logged(text="The boiler leaks"), handler)
    reading = "putright.apps.complaints.queries.searching"
    monkeypatch.setattr(f"{reading}.MOST", 2)
    monkeypatch.setattr(f"{reading}.DEPTHS", (1, 2, 50))
    assert mine in found(w.signed_in(manager), "boiler")


def test_what_was_searched_for_is_in_no_address_title_or_log(
    manager: User, caplog: pytest.LogCaptureFixture
) -> None:
    client = w.signed_in(manager)
    with caplog.at_level(logging.DEBUG, logger="putright"):
        html = client.post("/search/", {"q": "Zzqx Marker"}).content.decode()
    assert "Zzqx" not in html.split("</title>")[0]
    assert "Zzqx" not in caplog.text
    assert 'method="post"' in html
    assert "Zzqx" not in client.get("/search/?q=Zzqx").content.decode()


@pytest.mark.parametrize("asked", ["", "   ", '"', "* OR (", "%", "a" * 500, "\x00"])
def test_no_search_is_answered_with_an_error(manager: User, asked: str) -> None:
    response = w.signed_in(manager).post("/search/", {"q": asked})
    assert response.status_code == 200


def test_an_empty_search_says_what_to_do(manager: User) -> None:
    assert "Type what to search for." in found(w.signed_in(manager), "")


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ADMINISTRATOR, ""])
def test_whoever_sees_no_case_does_not_search(role: str) -> None:
    client = w.signed_in(w.person(cast.OUTSIDER, role))
    assert client.get("/search/").status_code == 403
    assert client.post("/search/", {"q": "amina"}).status_code == 403


def test_a_search_asks_the_database_as_often_for_many_as_for_few(
    manager: User,
) -> None:
    client = w.signed_in(manager)
    counts = []
    for more in (5, 45):
        for _ in range(more):
            w.logged(text="The boiler leaks")
        found(client, "boiler")
        with CaptureQueriesContext(connection) as asked:
            found(client, "boiler")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_case_of_another_kind_is_found_too(manager: User) -> None:
    reference = w.logged(kind="service_request", text="Tap drips")
    w.taken(reference, s.AddNote(on=w.MONDAY, note="Rang the plumber"))
    assert reference in found(w.signed_in(manager), "plumber")
