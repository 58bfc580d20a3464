"""What a program is told when the machine beneath fails: never a page."""

import datetime as dt
import sqlite3
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from tests.apps.api.calling import Program, manager, program_of
from tests.apps.complaints import worklists as w

from putright.apps.api.views.program import auth
from putright.apps.complaints.views import clock
from putright.apps.figures import reading

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"
WORDS = "a word of a case"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    w.freeze(monkeypatch)
    made = program_of(manager())
    made.client.raise_request_exception = False
    return made


def locked(*_args: Any, **_kwargs: Any) -> Any:
    """Fail as Django does where somebody else holds the embedded database."""
    beneath = sqlite3.OperationalError(WORDS)
    beneath.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise OperationalError(WORDS) from beneath


def failed(*_args: Any, **_kwargs: Any) -> Any:
    raise KeyError(WORDS)


def suspicious(*_args: Any, **_kwargs: Any) -> Any:
    raise SuspiciousOperation(WORDS)


def told(answer: Any, status: int, name: str) -> dict[str, Any]:
    """Give the problem that an answer is, told in the API's own way."""
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert WORDS not in answer.content.decode()
    body: dict[str, Any] = answer.json()
    assert (body["type"], body["status"]) == (f"putright:{name}", status)
    return body


def test_a_locked_database_is_a_problem_that_says_when_to_come_back(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "token_of", locked)
    answer = program.get("/cases")
    body = told(answer, 503, "away")
    assert answer["Retry-After"] == "60"
    assert body["title"] == "Something else is writing just now"
    assert "same idempotency key" in body["detail"]


@pytest.mark.parametrize(
    ("fails", "status", "name"),
    [(locked, 503, "away"), (failed, 500, "failed"), (suspicious, 400, "bad_request")],
)
def test_what_fails_before_a_request_comes_to_the_api_is_a_problem_too(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    fails: Any,
    status: int,
    name: str,
) -> None:
    """The work that every page shares knows nothing of programs."""
    monkeypatch.setattr(clock.ClockMiddleware, "process_view", fails)
    answer = program.get("/cases")
    told(answer, status, name)
    assert ("Retry-After" in answer) == (status == 503)
    page = program.client.get("/sign-in/")
    assert (page.status_code, page["Content-Type"][:9]) == (status, "text/html")


def test_a_wrong_clock_refuses_a_step_in_the_same_way(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "CLOCK_CHECKED", True)
    later = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
    monkeypatch.setattr(clock, "last_written", lambda: later)
    body = told(program.post("/cases", {}), 503, "away")
    assert body["title"] == "This machine’s clock is wrong"


def test_what_nobody_foresaw_is_a_problem_and_says_nothing_of_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "token_of", failed)
    body = told(program.get("/cases"), 500, "failed")
    assert "system administrator" in body["detail"]


def test_figures_are_counted_from_the_copy_as_on_pages(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that asks for many does not slow down those who work."""
    period = {"from": "2026-01-01", "to": "2026-03-31"}
    address = "/figures/stage_1_received"
    assert program.get(address, **period).json()["as_of"] is None
    source = reading.Source("default", w.NOW)
    read: list[str | None] = []

    def db_for_read(_self: Any, model: Any, **_hints: Any) -> str | None:
        if model._meta.app_label in reading.COUNTED_FROM:
            read.append(reading._source.get().database)
        return None

    monkeypatch.setattr(reading, "_found", lambda: source)
    monkeypatch.setattr(reading.Router, "db_for_read", db_for_read)
    body = program.get(address, **period).json()
    assert dt.datetime.fromisoformat(body["as_of"]) == w.NOW
    assert "default" in read


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "TAKE"])
def test_a_method_that_nothing_knows_is_a_problem_too(
    program: Program, method: str
) -> None:
    for at in ("/api/v1/cases", "/api/v1/nothing-here"):
        answer = program.client.generic(method, at)
        told(answer, 405, "method")
        assert "GET" in answer["Allow"]
        assert answer["X-Content-Type-Options"] == "nosniff"
