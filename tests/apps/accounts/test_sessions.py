"""A sign-in: begun anew, ended when it has to, and led nowhere else."""

import datetime
import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.apps.accounts.conftest import SignedIn

from putright.apps.accounts import queries
from putright.apps.accounts.models import AccessLog, Session, User
from putright.apps.accounts.sessions import browser_in_words

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


class TestSeen:
    """People see where they are signed in, and end what is not theirs."""

    PHONE = (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
    )
    DESK = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
        "Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.51"
    )

    def client(self, user: User, agent: str) -> Client:
        client = Client(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT=agent)
        client.post("/sign-in/", {"login": user.username, "password": cast.PASSWORD})
        return client

    def ended(self, client: Client, which: str) -> Any:
        again = "/sign-in/again/?next=/account/sign-ins/end/"
        client.post(again, {"password": cast.PASSWORD})
        return client.post("/account/sign-ins/end/", {"which": which})

    def test_a_person_sees_their_own_sign_ins_in_plain_words(
        self, outsider: User, administrator: User
    ) -> None:
        """The browser, and which is this one; nobody else's, and no key of any."""
        here = self.client(outsider, self.DESK)
        there = self.client(outsider, self.PHONE)
        self.client(administrator, "curl/8.5")
        page = here.get("/account/sign-ins/").content.decode()
        assert "Edge on Windows (this one)" in page
        assert "Safari on an iPhone" in page
        assert page.count('<th scope="row"') == 2
        assert key(here) not in page
        assert key(there) not in page

    def test_no_address_and_no_version_is_kept(self, outsider: User) -> None:
        """What a browser says of itself tells more of a person than is needed."""
        self.client(outsider, self.DESK)
        row = Session.objects.get(user=outsider)
        kept = row.get_decoded()
        said = kept.pop("browser")
        assert said == "Edge on Windows"
        assert "192.0.2.7" not in str(kept)
        assert "Mozilla" not in str(kept)

    def test_a_person_ends_another_sign_in_of_theirs(self, outsider: User) -> None:
        """After the password again; the one they use goes on."""
        here, there = self.client(outsider, ""), self.client(outsider, self.PHONE)
        asked = here.get("/account/sign-ins/end/")
        assert asked["Location"].startswith("/sign-in/again/")
        self.ended(here, "a" * 20)
        assert is_in(there)
        form = here.get("/account/sign-ins/end/").content.decode()
        found = re.search(r'value="([0-9a-f]{20})"', form)
        assert found
        assert self.ended(here, found[1])["Location"] == "/account/sign-ins/"
        assert is_in(here)
        assert not is_in(there)
        assert AccessLog.objects.filter(kind="sign_ins_ended", user=outsider).exists()

    def test_a_person_ends_all_others_or_all(self, outsider: User) -> None:
        here, there = self.client(outsider, ""), self.client(outsider, self.PHONE)
        sent = here.post("/account/sign-ins/end/", {"which": "others"})
        assert is_in(there)
        here.post(sent["Location"], {"password": cast.PASSWORD})
        assert is_in(here)
        assert not is_in(there)
        self.ended(here, "all")
        assert not is_in(here)

    def test_nobody_ends_another_persons(
        self, outsider: User, administrator: User
    ) -> None:
        """A reference of somebody else's sign-in is none here."""
        theirs, mine = self.client(administrator, ""), self.client(outsider, "")
        reference = queries.sign_in_reference(key(theirs))
        assert "over already" in self.ended(mine, reference).content.decode()
        self.ended(mine, "all")
        assert is_in(theirs)

    def test_what_is_over_is_not_listed(
        self, outsider: User, clock: list[float]
    ) -> None:
        """Neither one that was not used, nor one before a new password."""
        self.client(outsider, self.PHONE)
        self.client(outsider, self.DESK)
        outsider.set_password(OWN)
        outsider.save()
        now = timezone.now()
        assert not queries.sign_ins(outsider, now=now)
        outsider.set_password(cast.PASSWORD)
        outsider.save()
        self.client(outsider, self.DESK)
        assert len(queries.sign_ins(outsider, now=now)) == 1
        later = now + datetime.timedelta(hours=2)
        assert not queries.sign_ins(outsider, now=later)

    def test_an_administrator_ends_all_of_a_persons_sign_ins(
        self, outsider: User, administrator: User, signed_in: SignedIn
    ) -> None:
        theirs, mine = self.client(outsider, ""), signed_in(administrator)
        page = mine.get(f"/administration/people/{outsider.pk}/").content.decode()
        assert "End all their sign-ins (1)" in page
        mine.post(f"/administration/people/{outsider.pk}/sign-ins/end/")
        assert not is_in(theirs)
        assert is_in(mine)
        row = AccessLog.objects.get(kind="sign_ins_ended")
        assert (row.user, row.subject) == (administrator, f"user:{outsider.pk}")
        own = mine.post(f"/administration/people/{administrator.pk}/sign-ins/end/")
        assert own["Location"] == "/account/sign-ins/end/"
        assert is_in(mine)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile", "Chrome on Android"),
        ("Mozilla/5.0 (iPad) FxiOS/132.0 Safari/605.1", "Firefox on an iPad"),
        ("Mozilla/5.0 (Macintosh) Version/18.1 Safari/605.1", "Safari on a Mac"),
        ("Firefox/132", "Firefox"),
        ("curl/8.5", ""),
        ("<script>Windows</script>", ""),
        ("", ""),
    ],
)
def test_a_browser_is_told_in_words_of_ours(agent: str, words: str) -> None:
    """Nothing that a browser says is shown as it says it."""
    assert browser_in_words(agent) == words
