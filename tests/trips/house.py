"""A landlord's house with something behind every door, for the trips to walk through.

One person a role, one open case with a letter, a file and a proposal, and one
restricted case full of marker words that only one person may see. Everything is
invented; the day is fixed.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.apps.complaints import worklists as w
from tests.trips.doors_parts import PARTS
from tests.trips.furniture import furnish

from putright.apps.accounts.models import User


@dataclass
class House:
    """What stands behind the doors: people by letter, and the parts of addresses."""

    people: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    reference: str = ""
    secrets: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, Any] = field(default_factory=dict)

    def client(
        self, letter: str, *, strict: bool = False, raising: bool = True
    ) -> Client:
        """Give a fresh browser, signed in as a role; `-` for nobody."""
        made = Client(
            REMOTE_ADDR="127.0.0.1",
            headers={"host": "localhost"},
            enforce_csrf_checks=strict,
            raise_request_exception=raising,
        )
        if letter != "-":
            made.cookies = self.clients[letter].cookies.copy()
        return made

    def address(self, name: str, **parts: Any) -> str:
        """Give a page's address with the house's own things, or with others."""
        space = name.partition(":")[0] + ":"
        named = PARTS.get(space, {}) | PARTS.get(name, {})
        given = self.things | parts
        wanted = parameters()[name]
        return reverse(name, kwargs={one: given[named.get(one, one)] for one in wanted})


@cache
def parameters() -> dict[str, tuple[str, ...]]:
    """Give every named page, with the names of its address's parts."""
    return {
        name: tuple(re.findall(r"<(?:[a-z]+:)?([a-z0-9_]+)>", route))
        for name, route in routes().items()
    }


@cache
def routes() -> dict[str, str]:
    """Give every named page with its address as written: `codes/<slug:name>/`."""
    return dict(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, space: str, above: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = f"{above}{one.pattern}"
        if isinstance(one, URLPattern):
            yield f"{space}{one.name or route}", route
        else:
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one, inside, route)


@contextmanager
def standing() -> Iterator[House]:
    """Build the house in a transaction that is never kept."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        w.freeze(patch)
        with _quietly():
            yield _furnished(patch)
        transaction.set_rollback(True)


@contextmanager
def committed() -> Iterator[House]:
    """Build the house for every connection to see; whoever asks empties the tables."""
    with pytest.MonkeyPatch.context() as patch:
        w.freeze(patch)
        yield _furnished(patch)


def _furnished(patch: pytest.MonkeyPatch) -> House:
    house = House()
    furnish(house, patch)
    return house


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep refusals out of the log: thousands are wanted here, and none is news."""
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.CRITICAL)
    yield
    log.setLevel(before)


@contextmanager
def as_it_was() -> Iterator[None]:
    """Take back whatever a request changed."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
