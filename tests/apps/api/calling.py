"""A program that calls the API with a token, and the people whose tokens it holds."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import User
from putright.apps.api import services
from putright.apps.api.scopes import SCOPES

HOST = {"host": "localhost"}


def secret_for(user: User, *scopes: str, name: str = "Repairs system") -> str:
    """Make a token for a person and take it; give its secret. All scopes if none."""
    token = services.make_token(
        name=name,
        person=user,
        scopes=scopes or SCOPES,
        expires_on=w.TODAY.replace(day=28),
        by=user,
        now=w.NOW,
        today=w.TODAY,
    )
    return services.take_token(number=token.pk, by=user, now=w.NOW)


@dataclass
class Program:
    """A program with a token; each of its writing requests has a key of its own."""

    secret: str
    keys: int = 0
    client: Client = field(
        default_factory=lambda: Client(REMOTE_ADDR="127.0.0.1", headers=HOST)
    )

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}", **more}

    def get(self, path: str, **query: Any) -> Any:
        """Ask for something."""
        return self.client.get(f"/api{path}", query, headers=self._headers({}))

    def post(self, path: str, body: Any, key: str = "") -> Any:
        """Have something done, under a key or the next one."""
        self.keys += 1
        return self.client.post(
            f"/api{path}",
            json.dumps(body),
            content_type="application/json",
            headers=self._headers({"idempotency-key": key or f"key-{self.keys}"}),
        )

    def upload(self, path: str, data: dict[str, Any], key: str = "") -> Any:
        """Send a file."""
        self.keys += 1
        return self.client.post(
            f"/api{path}",
            data,
            headers=self._headers({"idempotency-key": key or f"key-{self.keys}"}),
        )


def program_of(user: User, *scopes: str) -> Program:
    """Give a program that acts as a person."""
    return Program(secret_for(user, *scopes))


def manager() -> User:
    """A complaints manager, who may do all that a token can be for."""
    return w.person(cast.COMPLAINTS_MANAGER, "manager")
