"""Asking too often is stopped for a minute; nobody who reads pages ever meets it."""

import threading
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.conftest import SignedIn

from putright.apps.accounts.models import User
from putright.apps.accounts.views import asking
from putright.apps.accounts.views.asking import Counter

NOON = 1_700_000_040.0
"""A time with most of its minute before it."""


@pytest.fixture(autouse=True)
def _fresh(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(asking, "_counter", Counter())
    monkeypatch.setattr(asking, "time", lambda: NOON)


def test_whoever_asks_too_often_waits_a_minute(
    outsider: User,
    administrator: User,
    signed_in: SignedIn,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told plainly, by status and header too; others go on meanwhile."""
    client, other = signed_in(outsider), signed_in(administrator)
    settings.ASKS_A_MINUTE = 20
    statuses = [client.get("/account/").status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]
    answer = client.get("/account/")
    assert answer["Retry-After"] == "60"
    assert answer["Cache-Control"] == "no-store"
    assert "You are asking too often" in answer.content.decode()
    assert other.get("/account/").status_code == 200
    monkeypatch.setattr(asking, "time", lambda: NOON + 60)
    assert client.get("/account/").status_code == 200


def test_what_was_typed_is_carried_and_no_password(
    outsider: User, signed_in: SignedIn, settings: Any
) -> None:
    client = signed_in(outsider)
    settings.ASKS_A_MINUTE = 1
    client.get("/account/")
    sent = client.post("/log/", {"text": "Long words about a boiler"})
    assert sent.status_code == 429
    assert "Long words about a boiler" in sent.content.decode()
    secret = client.post("/password/", {"oldpassword": "walnut kettle brig"})
    assert secret.status_code == 429
    assert "walnut kettle brig" not in secret.content.decode()


def test_whoever_is_not_signed_in_is_counted_elsewhere(
    client: Any, settings: Any
) -> None:
    settings.ASKS_A_MINUTE = 1
    assert [client.get("/privacy/").status_code for _ in range(3)] == [200] * 3


def test_counting_asks_the_database_nothing(
    outsider: User, signed_in: SignedIn, settings: Any
) -> None:
    """But once for every tenth of the limit."""
    client = signed_in(outsider)
    client.get("/account/")
    with CaptureQueriesContext(
        connection,
    ) as without:
        client.get("/account/")
    settings.ASKS_A_MINUTE = 300
    for _ in range(29):
        with CaptureQueriesContext(connection) as counted:
            client.get("/account/")
        assert len(counted) == len(without)
    with CaptureQueriesContext(connection) as thirtieth:
        client.get("/account/")
    assert any("putright_cache" in one["sql"] for one in thirtieth)


def test_several_workers_count_together() -> None:
    """A worker of its own memory each: past the limit by a tenth for each at most."""
    workers = [Counter() for _ in range(4)]
    allowed = sum(
        workers[number % 4].allows("person:1", 100, NOON) for number in range(400)
    )
    assert 100 <= allowed <= 100 + 3 * 10
    assert workers[0].allows("person:2", 100, NOON)
    assert workers[0].allows("person:1", 100, NOON + 60)


def test_one_worker_of_many_threads_counts_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []
    monkeypatch.setattr(asking, "_add", lambda key, more: told.append(more) or 0)
    counter = Counter()
    threads = [
        threading.Thread(
            target=lambda: [counter.allows("token:1", 1000, NOON) for _ in range(200)]
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [100] * 8


def test_no_limit_is_none() -> None:
    counter = Counter()
    assert all(counter.allows("person:1", 0, NOON) for _ in range(1000))


def test_the_cache_may_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is emptied when it is full: nobody is shut out, and nothing breaks."""
    monkeypatch.setattr(cache, "add", lambda *_: True)
    counter = Counter()
    assert all(counter.allows("person:1", 10, NOON) for _ in range(5))
