"""What each answer says to browsers, caches and those who look for the inside."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.trips.doors import DOORS
from tests.trips.house import House, as_it_was, parameters

pytestmark = pytest.mark.django_db

EVERY, STRANGER = "*", "-"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NAMED = ("text/", "application/json", "application/javascript")
INSIDE = ("Traceback", "site-packages", "SELECT ", "django.", "/src/", "SECRET_KEY")


@pytest.fixture(scope="module")
def whole(house: House) -> dict[str, dict[str, Any]]:
    """Ask for every page once as somebody with every role, and once as a stranger."""
    return {letter: asked(house, letter) for letter in (EVERY, STRANGER)}


def asked(house: House, letter: str) -> dict[str, Any]:
    """Give the answer of every page to somebody."""
    found: dict[str, Any] = {}
    with as_it_was():
        for name in parameters():
            if name in DOORS and name != "account_logout":
                address = house.address(name)
                found[name] = house.client(letter, raising=False).get(address)
    return found


@pytest.mark.parametrize("letter", [EVERY, STRANGER])
def test_every_answer_has_its_headers(
    house: House, whole: dict[str, dict[str, Any]], letter: str
) -> None:
    """Pages, files, refusals and errors alike."""
    wrong = []
    answers = dict(whole[letter])
    client = house.client(letter, raising=False)
    answers |= {path: client.get(path) for path in ("/none/", "/cases/none/x/")}
    answers["put"] = client.put("/sign-in/")
    for name, answer in answers.items():
        said = answer.headers
        wrong += [
            f"{name}: {header} is {said.get(header)!r}"
            for header, value in HEADERS.items()
            if said.get(header) != value
        ]
        if "frame-ancestors 'none'" not in said.get("Content-Security-Policy", ""):
            wrong.append(f"{name}: may be framed")
        if "camera=()" not in said.get("Permissions-Policy", ""):
            wrong.append(f"{name}: may use the camera")
        if "Access-Control-Allow-Origin" in said:
            wrong.append(f"{name}: other sites may read it")
        kind = said.get("Content-Type", "")
        if kind.startswith(NAMED[0]) and "charset=utf-8" not in kind.lower():
            wrong.append(f"{name}: {kind!r} names no letters")
        if "public" in said.get("Cache-Control", ""):
            wrong.append(f"{name}: a shared cache may keep it")
    assert not wrong, "\n".join(wrong)


def test_no_page_of_a_person_is_stored(whole: dict[str, dict[str, Any]]) -> None:
    """Nothing of it is on the disk of a shared machine afterwards."""
    wrong = {
        name: answer.headers.get("Cache-Control", "")
        for name, answer in whole[EVERY].items()
        if answer.status_code == 200
        and "no-store" not in answer.headers.get("Cache-Control", "")
    }
    assert not wrong


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config",
        "/.env",
        "/static/",
        "/static/../config/settings.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static/vendor/",
        "/media/",
        "/admin/",
        "/evidence/",
        "/var/putright.sqlite3",
        "/server-status",
    ],
)
def test_nothing_beside_the_pages_is_served(path: str) -> None:
    """No folder, no settings, no database, no source."""
    assert Client().get(path).status_code in (302, 404)
    response = Client().get(path, follow=True)
    assert b"Index of" not in response.content
    assert b"SECRET" not in response.content


def test_an_error_tells_nothing_of_the_inside(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault gives a plain page; the log has its place, and nobody's words."""

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("Amina Farrow's telephone")

    monkeypatch.setattr("putright.apps.accounts.views.pages.queries.teams_of", broken)
    answer = house.client(EVERY, raising=False).get("/account/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert not [one for one in (*INSIDE, "Amina", "RuntimeError") if one in page]
    for path in ("/none/", "/cases/none/", "/account/?x=%00"):
        page = house.client(EVERY, raising=False).get(path).content.decode()
        assert not [one for one in INSIDE if one in page], path


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
def test_a_request_that_is_too_large_is_told_so(house: House) -> None:
    """6 MB of text, or 3,000 fields, are refused before they are read into memory."""
    client = house.client(EVERY, raising=False)
    address = house.address("complaints:log_contact")
    with as_it_was():
        for data in ({"text": "x" * 6_000_000}, {f"f{n}": "1" for n in range(3000)}):
            assert client.post(address, data).status_code == 413


def settings_said(**environment: str) -> dict[str, Any]:
    """Give the program's settings as a landlord's environment makes them."""
    code = (
        "import json; from putright.config import settings as s; print(json.dumps({n:"
        " getattr(s, n) for n in dir(s) if n.isupper() and isinstance(getattr(s, n), "
        "(str, int, bool))}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PUTRIGHT_SECRET_KEY": "k" * 60, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def over_https() -> dict[str, Any]:
    return settings_said(PUTRIGHT_HTTPS="1")


def test_cookies_over_https_are_for_this_host_alone(over_https: dict[str, Any]) -> None:
    """A browser takes a name that begins with __Host- from nobody else."""
    for kind in ("SESSION", "CSRF"):
        assert over_https[f"{kind}_COOKIE_SECURE"] is True
        assert over_https[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert over_https.get(f"{kind}_COOKIE_DOMAIN") is None


def test_over_https_browsers_are_bound_to_it(over_https: dict[str, Any]) -> None:
    """For a year, below the name too; plain addresses lead to https."""
    assert over_https["DEBUG"] is False
    assert over_https["SECURE_SSL_REDIRECT"] is True
    bound = {
        "SECURE_HSTS_SECONDS": over_https["SECURE_HSTS_SECONDS"],
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": over_https["SECURE_HSTS_INCLUDE_SUBDOMAINS"],
        "SECURE_SSL_REDIRECT": True,
    }
    assert bound["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    with override_settings(**bound):
        plain = Client().get("/sign-in/")
        assert plain["Location"].startswith("https://")
        said = Client().get("/sign-in/", secure=True)["Strict-Transport-Security"]
    assert "includeSubDomains" in said
