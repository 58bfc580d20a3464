"""Sign-in by the landlord's own service, against a real provider on loopback."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client, override_settings
from pytest_django import Settings
from tests import cast
from tests.apps.accounts.conftest import LONG_AGO, NOW, add, give
from tests.apps.accounts.service.conftest import CHIDI, arrives, is_in, roles, said
from tests.apps.accounts.service.running import (
    Running,
    asked,
    begun,
    running,
    through,
    whole_trip,
)

from putright.apps.accounts import services
from putright.apps.accounts.models import AccessLog, RoleGrant, SavedTyping, User
from putright.apps.accounts.organisation import service as read
from putright.apps.accounts.permissions import can


def test_a_good_trip(browser: Client, provider: Running, chidi: User) -> None:
    """Known by a verified address, linked, in the role of the group, signed in."""
    provider.says(**CHIDI)
    response = whole_trip(browser, "?next=/account/")
    assert response["Location"] == "/account/"
    assert is_in(browser)
    assert "began" in browser.session
    assert roles(chidi) == {("manager", "")}
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid, linked.provider) == (
        chidi,
        "s-0001",
        provider.issuer,
    )
    assert linked.extra_data == {}
    kinds = set(AccessLog.objects.values_list("kind", flat=True))
    assert {"service_linked", "role_given_by_group", "signed_in"} <= kinds


def test_what_is_asked_of_the_service(browser: Client, provider: Running) -> None:
    """PKCE, a state and a nonce of this sign-in; nothing of it from the address."""
    wrong = "?scope=admin&auth_params=state%3Dx%26redirect_uri%3Dhttps%3A//x.example"
    first, second = asked(begun(browser, wrong)), asked(begun(browser))
    assert first["code_challenge_method"] == "S256"
    assert set(first["scope"].split()) == {"openid", "profile", "email", "groups"}
    assert first["redirect_uri"] == "http://localhost/sign-in/organisation/back/"
    assert first["response_type"] == "code"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 16
        assert first[name] != second[name]


def test_the_second_time_it_is_the_subject_that_counts(
    browser: Client, provider: Running, chidi: User
) -> None:
    """A new address at the service is still the same person."""
    arrives(browser, provider)
    browser.post("/sign-out/")
    arrives(browser, provider, email="new@elsewhere.example", email_verified=False)
    assert is_in(browser)
    assert SocialAccount.objects.count() == 1


def test_a_linked_person_has_no_password_here_any_more(
    browser: Client, provider: Running, chidi: User
) -> None:
    """Whom the landlord's service shuts out does not come in by another door."""
    arrives(browser, provider)
    assert "no password here" in said(browser.get("/password/"))
    browser.post("/sign-out/")
    browser.post("/sign-in/", {"login": "okafor", "password": cast.PASSWORD})
    assert not is_in(browser)


def test_roles_follow_the_groups_at_every_sign_in(
    browser: Client, provider: Running, chidi: User
) -> None:
    """Given and taken away; what two people gave by hand stays."""
    giver, confirmer = add(cast.ADMINISTRATOR), add(cast.AUDITOR)
    give(chidi, "coordinator", giver=giver, confirmer=confirmer)
    arrives(browser, provider)
    assert roles(chidi) == {("manager", ""), ("coordinator", "")}
    arrives(browser, provider, groups=["repairs-desk"])
    assert roles(chidi) == {
        ("investigator", "repairs"),
        ("front_line", "repairs"),
        ("coordinator", ""),
    }
    taken = RoleGrant.objects.get(role="manager")
    assert taken.revoked_at is not None
    log = AccessLog.objects.filter(kind="role_taken_by_group")
    assert log.get().subject == f"grant:{taken.pk}"


def test_a_groups_role_ends_a_month_after_the_last_sign_in(
    browser: Client, provider: Running, chidi: User
) -> None:
    """Who never comes back keeps nothing, nor do programs that act as them."""
    arrives(browser, provider)
    grant = chidi.grants.get()
    assert grant.ends_on == grant.starts_on + timedelta(days=30)
    assert can(chidi, "void", on=grant.ends_on)
    assert not can(chidi, "void", on=grant.ends_on + timedelta(days=1))
    RoleGrant.objects.update(ends_on=grant.starts_on)
    arrives(browser, provider)
    grant.refresh_from_db()
    assert grant.ends_on == grant.starts_on + timedelta(days=30)


def test_the_group_is_shown_and_no_administrator_takes_its_role_away(
    browser: Client, provider: Running, chidi: User, administrator: User
) -> None:
    """It would come back by itself: the page says where it is to be taken away."""
    arrives(browser, provider)
    here = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
    here.post("/sign-in/", {"login": "marlow", "password": cast.PASSWORD})
    page = said(here.get(f"/administration/people/{chidi.pk}/"))
    assert "From the group complaints-managers" in page
    assert "Revoke" not in page
    with pytest.raises(services.AccountRefusedError, match="take the person out"):
        services.revoke_role(grant=chidi.grants.get(), by=administrator, now=NOW)


@pytest.mark.parametrize("groups", [[], ["everybody"], None, "nonsense", 7, [7, None]])
def test_nobody_comes_in_without_a_group(
    browser: Client, provider: Running, chidi: User, groups: object
) -> None:
    response = arrives(browser, provider, groups=groups)
    assert response.status_code == 403
    assert "in no group" in said(response)
    assert not is_in(browser)
    assert AccessLog.objects.filter(kind="sign_in_refused").exists()
    assert not SocialAccount.objects.exists()


def test_who_left_every_group_loses_the_roles_with_the_sign_in(
    browser: Client, provider: Running, chidi: User
) -> None:
    arrives(browser, provider)
    browser.post("/sign-out/")
    assert arrives(browser, provider, groups=[]).status_code == 403
    assert roles(chidi) == set()
    assert not is_in(browser)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_nobody_is_known_by_an_address_that_is_not_verified(
    browser: Client, provider: Running, chidi: User, verified: object
) -> None:
    """Whoever can write an address into the service is not yet its owner."""
    response = arrives(browser, provider, email_verified=verified)
    assert response.status_code == 403
    assert "no verified e-mail address" in said(response)
    assert not SocialAccount.objects.exists()
    chidi.refresh_from_db()
    assert chidi.has_usable_password()


def test_an_unknown_person_is_not_made_unless_the_landlord_says_so(
    browser: Client, provider: Running, settings: Settings
) -> None:
    response = arrives(browser, provider)
    assert response.status_code == 403
    assert "Ask a system administrator to add you" in said(response)
    assert not User.objects.exists()
    settings.SIGN_IN_SERVICE = provider.settings("new_people = true\n")
    arrives(browser, provider)
    made = User.objects.get()
    assert (made.username, made.name) == ("okafor", CHIDI["name"])
    assert not made.has_usable_password()
    assert is_in(browser)


def test_no_address_makes_anyone_the_administrator(
    browser: Client, provider: Running, administrator: User
) -> None:
    """The local administrator stays: neither linked, nor without a password."""
    response = arrives(browser, provider, email=administrator.email.upper())
    assert response.status_code == 403
    assert "kept apart" in said(response)
    administrator.refresh_from_db()
    assert administrator.check_password(cast.PASSWORD)


def test_a_second_account_with_the_same_address_is_not_the_same_person(
    browser: Client, provider: Running, chidi: User
) -> None:
    arrives(browser, provider)
    browser.post("/sign-out/")
    assert arrives(browser, provider, sub="s-0002").status_code == 403
    assert not is_in(browser)


def test_whoever_has_left_is_not_let_in_nor_linked(
    browser: Client, provider: Running, chidi: User
) -> None:
    User.objects.update(ends_on=LONG_AGO)
    assert "not in use today" in said(arrives(browser, provider))
    assert not SocialAccount.objects.exists()


def test_a_second_step_turned_on_here_is_asked_here(
    browser: Client, provider: Running, chidi: User
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(chidi, "GEZDGNBVGY3TQOJQ")
    assert arrives(browser, provider)["Location"] == "/two-step/authenticate/"
    assert not is_in(browser)


def test_a_landlord_may_ask_for_a_second_step_there(
    browser: Client, provider: Running, chidi: User, settings: Settings
) -> None:
    """The service must say that it was done, each time."""
    settings.SIGN_IN_SERVICE = provider.settings('methods = ["mfa"]\n')
    response = arrives(browser, provider, amr=["pwd"])
    assert response.status_code == 403
    assert "stronger sign-in" in said(response)
    provider.forges(claims={"amr": ["pwd", "mfa"]})
    arrives(browser, provider)
    assert is_in(browser)


def test_with_the_service_down_the_local_sign_in_still_works(
    browser: Client, chidi: User, settings: Settings, provider: Running
) -> None:
    """A clear page, and the password's way in."""
    gone = read(issuer="http://127.0.0.1:9", client_id="c", secret="s", text=_mapping())
    settings.SIGN_IN_SERVICE = gone
    response = browser.get("/sign-in/organisation/")
    assert response.status_code == 503
    assert "does not answer" in said(response)
    browser.post("/sign-in/", {"login": "okafor", "password": cast.PASSWORD})
    assert is_in(browser)


def test_a_service_that_goes_down_on_the_way_is_told_too(
    browser: Client, provider: Running, settings: Settings
) -> None:
    begun(browser)
    with running() as brief:
        settings.SIGN_IN_SERVICE = brief.settings()
        brief.says(**CHIDI)
        way_back = through(begun(browser))
    assert browser.get(way_back).status_code == 503


def test_an_issuer_that_is_another_than_set_up_is_not_believed(
    browser: Client, provider: Running, settings: Settings
) -> None:
    other = provider.issuer.replace("127.0.0.1", "localhost")
    settings.SIGN_IN_SERVICE = read(
        issuer=other, client_id="putright", secret="s", text=_mapping()
    )
    assert browser.get("/sign-in/organisation/").status_code == 503


def test_the_button_is_there_only_with_a_service(browser: Client) -> None:
    assert "Sign in with Otterdale’s account" in said(browser.get("/sign-in/"))
    with override_settings(SIGN_IN_SERVICE=None):
        assert "Sign in with" not in said(browser.get("/sign-in/"))
        assert browser.get("/sign-in/organisation/").status_code == 404
        assert browser.post("/sign-in/organisation/").status_code == 404
        assert browser.get("/sign-in/organisation/back/").status_code == 404


def test_what_was_typed_waits_until_somebody_is_back(
    browser: Client, provider: Running, chidi: User
) -> None:
    """Whoever signs in there loses no more than whoever has a password here."""
    page = said(browser.post("/log/", {"text": "Long words about a boiler"}))
    assert 'action="/sign-in/organisation/"' in page
    typed = {"typed_path": "/account/", "typed__text": "Long words about a boiler"}
    between = browser.post("/sign-in/organisation/", typed)
    assert between["Refresh"] == "0; url=/sign-in/organisation/"
    answer = arrives(browser, provider)
    assert answer["Location"].startswith("/account/?typed=")
    kept = SavedTyping.objects.get()
    assert (kept.user, "Long+words" in kept.fields) == (chidi, True)
    for wrong in (
        {"typed_path": "//x.example"},
        typed | {"typed__text": "x" * 200_000},
    ):
        other = Client(headers={"host": "localhost"})
        other.post("/sign-in/organisation/", wrong)
        assert "typed_waiting" not in other.session


def test_another_site_does_not_begin_a_sign_in(browser: Client) -> None:
    response = browser.get(
        "/sign-in/organisation/", headers={"sec-fetch-site": "cross-site"}
    )
    assert response["Location"] == "/sign-in/"


def test_asking_too_often_is_stopped(browser: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"organisation": "2/m/ip"}
    settings.SIGN_IN_SERVICE = read(
        issuer="http://127.0.0.1:9", client_id="c", secret="s", text=_mapping()
    )
    answers = [browser.get("/sign-in/organisation/") for _ in range(3)]
    assert [one.status_code for one in answers] == [503, 503, 429]
    assert "Too many tries" in said(answers[-1])


def _mapping() -> str:
    return 'group = [{ is = "g", roles = ["manager"] }]'


def test_whose_account_was_made_anew_is_let_go_and_known_again(
    browser: Client, provider: Running, chidi: User
) -> None:
    arrives(browser, provider)
    assert services.let_go(user=chidi, now=NOW)
    assert roles(chidi) == set()
    assert not services.let_go(user=chidi, now=NOW)
    browser.post("/sign-out/")
    arrives(browser, provider, sub="s-0002")
    assert is_in(browser)
    assert roles(chidi) == {("manager", "")}
