"""A sign-in: begun anew, ended when it has to, and led nowhere else."""

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.test import Client
from tests import cast
from tests.apps.accounts.conftest import SignedIn

from putright.apps.accounts.models import User

OWN = "a kettle of my own"
HOUR = 3600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the hours by which the clock is put on."""
    on = [0.0]
    now = time.time
    monkeypatch.setattr(
        "putright.apps.accounts.views.safety.time.time", lambda: now() + on[0] * HOUR
    )
    return on


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def key(client: Client) -> str:
    return client.cookies["sessionid"].value


def test_a_session_that_somebody_else_chose_is_not_kept(outsider: User) -> None:
    """Whoever put a session into my browser does not share mine after I sign in."""
    chosen = Client()
    chosen.post("/sign-in/", {"login": "x", "password": "y"})
    session = chosen.session
    session["theirs"] = True
    session.save()
    mine = Client()
    mine.cookies["sessionid"] = session.session_key
    mine.post("/sign-in/", {"login": "tranter", "password": cast.PASSWORD})
    assert is_in(mine)
    assert key(mine) != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_signing_out_ends_the_session_itself(
    outsider: User, signed_in: SignedIn
) -> None:
    """A copy of the cookie is of no use afterwards."""
    client = signed_in(outsider)
    copied = Client()
    copied.cookies = client.cookies.copy()
    assert is_in(copied)
    client.post("/sign-out/")
    assert not is_in(copied)
    assert not Session.objects.exists()


def test_a_new_password_ends_every_other_session(
    outsider: User, signed_in: SignedIn
) -> None:
    """And asks for the old one first."""
    here, elsewhere = signed_in(outsider), signed_in(outsider)
    before = key(here)
    wrong = {"oldpassword": "not it at all", "password1": OWN, "password2": OWN}
    assert here.post("/password/", wrong).status_code == 200
    here.post("/password/", wrong | {"oldpassword": cast.PASSWORD})
    assert is_in(here)
    assert key(here) != before
    assert not is_in(elsewhere)


def test_a_sign_in_that_is_not_used_ends(
    outsider: User, signed_in: SignedIn, clock: list[float]
) -> None:
    client = signed_in(outsider)
    clock[0] = 0.9
    assert is_in(client)
    clock[0] = 1.8
    assert is_in(client)
    clock[0] = 2.9
    assert not is_in(client)


def test_a_sign_in_in_use_ends_at_last(
    outsider: User, signed_in: SignedIn, clock: list[float]
) -> None:
    """Ten hours after it began, however busy somebody was."""
    client = signed_in(outsider)
    for halves in range(20):
        clock[0] = halves / 2
        assert is_in(client), clock
    clock[0] = 10.1
    assert not is_in(client)


def test_what_was_typed_too_late_is_not_lost(
    outsider: User, signed_in: SignedIn, clock: list[float]
) -> None:
    client = signed_in(outsider)
    clock[0] = 2
    answer = client.post("/log/", {"text": "Long words about a boiler"})
    assert "Long words about a boiler" in answer.content.decode()


def test_the_cookie_goes_with_the_browser(outsider: User, signed_in: SignedIn) -> None:
    """On a shared machine nothing is left when the browser is closed."""
    cookie = signed_in(outsider).cookies["sessionid"]
    assert cookie["expires"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert len(cookie.value) >= 32


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "https:elsewhere.example",
        "http:///elsewhere.example",
        " https://elsewhere.example",
        "\x01//elsewhere.example",
        "javascript:alert(1)//elsewhere",
        "https://localhost@elsewhere.example/",
        "https://localhost.elsewhere.example/",
    ],
)
def test_no_sign_in_or_out_leads_elsewhere(outsider: User, elsewhere: str) -> None:
    """A link to our sign-in page is no link to somebody else's."""
    client = Client()
    login = {"login": "tranter", "password": cast.PASSWORD, "next": elsewhere}
    answers: list[Any] = [
        client.get("/sign-in/", {"next": elsewhere}),
        client.post("/sign-in/", login),
        client.get("/sign-in/", {"next": elsewhere}),
        client.get("/sign-in/again/", {"next": elsewhere}),
        client.post("/sign-in/again/", {"password": cast.PASSWORD, "next": elsewhere}),
        client.post("/sign-out/", {"next": elsewhere}),
    ]
    for answer in answers:
        assert "elsewhere" not in answer.headers.get("Location", "")
        if answer.status_code == 200:
            assert 'href="javascript' not in answer.content.decode()


def test_nobody_is_signed_out_by_a_link(outsider: User, signed_in: SignedIn) -> None:
    """Nor by a picture on another site: only the button's form does it."""
    client = signed_in(outsider)
    client.get("/sign-out/")
    assert is_in(client)


def test_a_sign_in_with_a_second_step_is_measured_too(outsider: User) -> None:
    """No way in leads round the limits: see also the one by the landlord's service."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    TOTP.activate(outsider, secret)
    client = Client()
    client.post("/sign-in/", {"login": "tranter", "password": cast.PASSWORD})
    assert "began" not in client.session
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/two-step/authenticate/", {"code": code})
    assert is_in(client)
    assert client.session["began"] == client.session["seen"]
