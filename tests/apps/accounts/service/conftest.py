"""What the tests of the landlord's sign-in service share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.apps.accounts.conftest import add
from tests.apps.accounts.service.running import Running, running, whole_trip

from putright.apps.accounts.models import RoleGrant, User

CHIDI = {
    "sub": "s-0001",
    "name": cast.STAGE_1_HANDLER.name,
    "email": cast.STAGE_1_HANDLER.email,
    "email_verified": True,
    "preferred_username": "okafor@landlord.example",
    "groups": ["complaints-managers", "everybody"],
}


@pytest.fixture(scope="session")
def provider() -> Iterator[Running]:
    with running() as one:
        yield one


@pytest.fixture(autouse=True)
def _set_up(db: None, provider: Running, settings: Settings) -> None:
    settings.SIGN_IN_SERVICE = provider.settings()
    provider.forges()
    cache.clear()


@pytest.fixture
def browser() -> Client:
    return Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})


@pytest.fixture
def chidi() -> User:
    return add(cast.STAGE_1_HANDLER)


def roles(user: User) -> set[tuple[str, str]]:
    held = RoleGrant.objects.filter(user=user, revoked_at__isnull=True)
    return {(one.role, one.scope_value) for one in held}


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def said(response: Any) -> str:
    return response.content.decode()


def arrives(browser: Client, provider: Running, **changed: Any) -> Any:
    provider.says(**(CHIDI | changed))
    return whole_trip(browser)
