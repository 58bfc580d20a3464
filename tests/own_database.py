"""A database that only one test has, for what commits or runs in processes of its own.

On SQLite it is a file in the test's own folder; on PostgreSQL another database of the
cluster that the tests run on.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


def address_of(name: str) -> str:
    """Give the address of another database of the tests' cluster."""
    parts = urlsplit(os.environ["PUTRIGHT_DATABASE_URL"])
    return parts._replace(path=f"/{name}").geturl()


@contextmanager
def own_database() -> Iterator[str]:
    """Make a database and give its address, "" on SQLite; drop it afterwards."""
    with two_roles() as (address, _):
        yield address


@contextmanager
def two_roles() -> Iterator[tuple[str, str]]:
    """Make a database, and a role for the program beside the one that owns it.

    Gives the owner's address and the program's; "" and "" on SQLite.
    """
    address = os.environ.get("PUTRIGHT_DATABASE_URL", "")
    if not address:
        yield "", ""
        return
    name = f"own_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as server:
        _do(server, "CREATE DATABASE {}", name)
        _do(server, "CREATE ROLE {} LOGIN", name)
        try:
            owner = address_of(name)
            yield owner, owner.replace("//app@", f"//{name}@")
        finally:
            _do(server, "DROP DATABASE {} WITH (FORCE)", name)
            _do(server, "DROP ROLE {}", name)


def _do(
    server: "psycopg.Connection[tuple[object, ...]]", what: LiteralString, name: str
) -> None:
    server.execute(sql.SQL(what).format(sql.Identifier(name)))
