"""What the trips share: the house, built once for the tests of one file; a count."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.trips.house import House


fuzzed: list[int] = []
"""The status of every answer to junk; how many there were ends the report."""


@pytest.fixture(autouse=True)
def _count_junk(request: pytest.FixtureRequest) -> Iterator[None]:
    """Put down with each test how often junk was sent, and how it was answered."""
    fuzzed.clear()
    yield
    if fuzzed:
        worst = max(fuzzed)
        request.node.user_properties.append(("fuzzed", (len(fuzzed), worst)))


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> "Iterator[House]":
    """A house with something behind every door; whatever a test changes is undone."""
    from tests.trips.house import standing

    with django_db_blocker.unblock(), standing() as built:
        yield built
