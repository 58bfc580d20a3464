"""The program answering on this machine, for programs that call it from outside."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from putright.apps.complaints import triggers


@pytest.fixture(scope="module")
def _guards_again(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Put the journal's guards back once a file's tests are over."""
    yield
    with django_db_blocker.unblock():
        triggers.make(connection)


@pytest.fixture
def served(_guards_again: None, live_server: LiveServer) -> Iterator[str]:
    """Give the address of the program; cases written are taken away afterwards."""
    triggers.make(connection)
    yield live_server.url
    triggers.drop(connection)
