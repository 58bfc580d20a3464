"""What the trips share: the house, built once for the tests of one file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.trips.house import House


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> "Iterator[House]":
    """A house with something behind every door; whatever a test changes is undone."""
    from tests.trips.house import standing

    with django_db_blocker.unblock(), standing() as built:
        yield built
