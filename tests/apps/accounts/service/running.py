"""The landlord's sign-in service, running: a real OpenID provider on loopback."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from django.test import Client

from putright.apps.accounts.organisation import SignInService, service

HERE = Path(__file__).parent
NODE = Path(__file__).parents[4] / ".venv" / "bin" / "node"
CLIENT, SECRET = "putright", "a secret of these tests alone"
START = "/sign-in/organisation/"
BACK = "http://localhost/sign-in/organisation/back/"
FILE = """
name = "Otterdale’s account"
scopes = ["profile", "email", "groups"]
group = [
  { is = "complaints-managers", roles = ["manager"] },
  { is = "repairs-desk", roles = ["investigator", "front_line"], team = "repairs" },
  { is = "auditors", roles = ["auditor"] },
]
"""
STEPS = 12
"""Redirects within the service before it sends somebody back, and more."""


@dataclass(frozen=True)
class Running:
    """A running service, and whoever tells it what to say."""

    issuer: str

    def settings(self, more: str = "") -> SignInService:
        """Give the service as a landlord sets it up, with more lines of their file."""
        return service(
            issuer=self.issuer, client_id=CLIENT, secret=SECRET, text=more + FILE
        )

    def says(self, **person: Any) -> None:
        """Let the service answer with this person to whoever signs in next."""
        requests.post(
            f"{self.issuer}/person", json=person, timeout=5
        ).raise_for_status()

    def forges(self, **what: Any) -> None:
        """Let each token from now on be forged so; without anything, none is."""
        self._tell("forge", what)

    def _tell(self, path: str, what: dict[str, Any]) -> None:
        answer = requests.post(f"{self.issuer}/{path}", json=what, timeout=5)
        answer.raise_for_status()


@contextmanager
def running() -> Iterator[Running]:
    """Start the service, and end it by closing its input."""
    with subprocess.Popen(
        [NODE, HERE / "service.mjs", CLIENT, SECRET, BACK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        issuer = process.stdout.readline().strip()
        assert issuer, "the sign-in service did not start: is `make setup` done?"
        try:
            yield Running(issuer)
        finally:
            process.stdin.close()
            process.wait(timeout=10)


def begun(client: Client, query: str = "") -> str:
    """Press the button; give the address at the service that somebody is led to."""
    response = client.get(START + query)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def through(address: str) -> str:
    """Sign in at the service, in a browser of its own; give the way back."""
    browser = requests.Session()
    for _ in range(STEPS):
        answer = browser.get(address, allow_redirects=False, timeout=5)
        assert answer.status_code in (302, 303), answer.text[:300]
        address = urljoin(address, answer.headers["Location"])
        if address.startswith(BACK):
            return address.removeprefix("http://localhost")
    raise AssertionError("the service led round and round")


def whole_trip(client: Client, query: str = "") -> Any:
    """Press the button, sign in there, come back; give what is answered."""
    return client.get(through(begun(client, query)))


def asked(address: str) -> dict[str, str]:
    """Give what an address asks of the service."""
    return {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
