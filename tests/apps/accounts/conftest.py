"""The cast as people who sign in, each with their role."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from tests import cast

from putright.apps.accounts import services
from putright.apps.accounts.models import RoleGrant, User

NOW = cast.on(cast.MONDAY)
LONG_AGO = datetime.date(2020, 1, 6)

Holding = Callable[..., User]
SignedIn = Callable[[User], Client]


def add(colleague: cast.Colleague, *, demonstration: bool = False) -> User:
    """Add one of the cast, without a role."""
    return services.create_user(
        username=colleague.username,
        name=colleague.name,
        email=colleague.email,
        password=cast.PASSWORD,
        demonstration=demonstration,
        by=None,
        now=NOW,
    )


def give(user: User, role: str, *, giver: User, confirmer: User) -> RoleGrant:
    """Give a role as two people do, from long ago."""
    grant = services.grant_role(
        user=user, role=role, by=giver, now=NOW, starts_on=LONG_AGO
    )
    return services.confirm_role(grant=grant, by=confirmer, now=NOW)


@pytest.fixture
def administrator(db: None) -> User:
    """Dilys Marlow, the first administrator, made on the command line."""
    user = add(cast.ADMINISTRATOR)
    services.grant_role(
        user=user, role="administrator", by=None, now=NOW, starts_on=LONG_AGO
    )
    return user


@pytest.fixture
def outsider(db: None) -> User:
    """Rob Tranter, who has no role at all."""
    return add(cast.OUTSIDER)


@pytest.fixture
def holding(administrator: User, outsider: User) -> Holding:
    """Make the cast's stage 1 handler hold a role, over everything or less."""

    def make(role: str, scope: str = "everything", scope_value: str = "") -> User:
        user = add(cast.STAGE_1_HANDLER)
        grant = services.grant_role(
            user=user,
            role=role,
            scope=scope,
            scope_value=scope_value,
            by=administrator,
            now=NOW,
            starts_on=LONG_AGO,
        )
        services.confirm_role(grant=grant, by=outsider, now=NOW)
        return user

    return make


@pytest.fixture
def signed_in() -> SignedIn:
    """Sign a person in, on this machine."""

    def make(user: User) -> Client:
        client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
        response = client.post(
            "/sign-in/", {"login": user.username, "password": cast.PASSWORD}
        )
        assert response.status_code == 302
        return client

    return make
