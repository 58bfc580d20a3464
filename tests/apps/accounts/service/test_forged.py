"""A sign-in that is not right in any part brings nobody in."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.apps.accounts.service.conftest import CHIDI, arrives, is_in, said
from tests.apps.accounts.service.running import Running, asked, begun, through

from putright.apps.accounts.models import User


@pytest.mark.parametrize(
    "forged",
    [
        {"claims": {"aud": "another"}},
        {"claims": {"aud": ["putright", "another"], "azp": "another"}},
        {"claims": {"nonce": "of another sign-in"}},
        {"claims": {"nonce": None}},
        {"claims": {"iss": "https://elsewhere.example"}},
        {"claims": {"exp": 1}},
        {"claims": {"iat": 99_999_999_999}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": "s-0009"}},
        {"claims": {"sub": 7}},
        {"key": "foreign"},
        {"header": {"alg": "none"}},
        {"header": {"alg": "HS256"}},
        {"header": {"kid": "k9"}},
        {"userinfo": {"sub": "s-0009"}},
    ],
    ids=str,
)
def test_a_token_that_is_not_right_brings_nobody_in(
    browser: Client, provider: Running, chidi: User, forged: dict[str, Any]
) -> None:
    """For another program, of another sign-in, too old, not signed, of another."""
    provider.forges(**forged)
    response = arrives(browser, provider)
    assert response.status_code == 401
    assert "You are not signed in" in said(response)
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()


def test_a_state_of_nobody_or_of_another_browser_is_refused(
    browser: Client, provider: Running, chidi: User
) -> None:
    """Nobody is signed in as somebody else by following a link."""
    provider.says(**CHIDI)
    way_back = through(begun(browser))
    other = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
    begun(other)
    for client, address in (
        (other, way_back),
        (browser, way_back.replace("state=", "state=x")),
        (browser, way_back.partition("?")[0]),
        (browser, way_back.replace("iss=", "iss=https%3A%2F%2Fx.example&was=")),
    ):
        assert client.get(address).status_code == 401, address
        assert not is_in(client)
    assert browser.get(way_back).status_code == 302


def test_a_code_is_good_once(browser: Client, provider: Running, chidi: User) -> None:
    """Neither by the same way back nor put into another sign-in."""
    provider.says(**CHIDI)
    way_back = through(begun(browser))
    browser.get(way_back)
    browser.post("/sign-out/")
    assert browser.get(way_back).status_code == 401
    state = asked(begun(browser))["state"]
    replayed = (
        f"/sign-in/organisation/back/?code={asked(way_back)['code']}&state={state}"
    )
    assert browser.get(replayed).status_code == 401
    assert not is_in(browser)


def test_a_code_of_somebody_elses_sign_in_does_not_fit(
    browser: Client, provider: Running, chidi: User
) -> None:
    """A stolen code is of no use in another browser: PKCE."""
    provider.says(**CHIDI)
    stolen = asked(through(begun(browser)))["code"]
    other = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
    state = asked(begun(other))["state"]
    address = f"/sign-in/organisation/back/?code={stolen}&state={state}"
    assert other.get(address).status_code == 401
    assert not is_in(other)


def test_giving_up_there_is_told_here(browser: Client, provider: Running) -> None:
    response = arrives(browser, provider, cancels=True)
    assert response.status_code == 401
    assert "Go back and begin it again" in said(response)
