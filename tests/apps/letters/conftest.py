"""What the tests of letters share."""

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def real_transactions(transactional_db: None) -> Iterator[None]:
    """Commit for real, as the program does, and empty the tables afterwards.

    Emptying is what the journal's guards refuse, so on PostgreSQL they sleep for this
    connection's last moments; it is closed before the next test.
    """
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
