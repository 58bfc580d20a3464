"""Guessing at passwords and codes: stopped, told plainly, and nothing learnt by it."""

import datetime
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from tests import cast
from tests.apps.accounts.conftest import SignedIn

from putright.apps.accounts import services
from putright.apps.accounts.models import AccessLog, User
from putright.apps.accounts.passwords import is_breached, list_is_there
from putright.apps.accounts.services import AccountRefusedError

NOW = cast.on(cast.MONDAY)


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    cache.clear()


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count how often a password is hashed: that is what takes the time."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        seen.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return iter([seen])


def tried(client: Client, login: str, typed: str = "not it at all") -> str:
    response = client.post("/sign-in/", {"login": login, "password": typed})
    return shown(response, login)


def shown(response: Any, typed: str) -> str:
    """Give what a page says, without what was typed and the form's own token."""
    text = response.content.decode().replace(typed, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


@pytest.mark.parametrize(
    "made",
    [
        pytest.param({}, id="known"),
        pytest.param({"username": "somebody", "email": ""}, id="unknown"),
        pytest.param({"password": "!"}, id="without a password"),
        pytest.param({"is_active": False}, id="put away"),
    ],
)
@pytest.mark.parametrize("field", ["username", "email"])
def test_a_wrong_guess_tells_nothing_about_who_is_here(
    client: Client,
    outsider: User,
    hashed: Iterator[list[str]],
    made: dict[str, Any],
    field: str,
) -> None:
    """The same words, and the same work, whoever's name is typed."""
    login = getattr(outsider, field)
    User.objects.filter(pk=outsider.pk).update(**made)
    seen = next(hashed)
    words = tried(client, login)
    assert len(seen) == 1
    User.objects.filter(pk=outsider.pk).update(username="x", email="x@l.example")
    assert tried(Client(), login) == words


def test_the_lock_is_told_plainly_and_alike_for_anyone(
    client: Client, outsider: User
) -> None:
    """Five tries at a name, known or not; then not even the right password."""
    for login in (outsider.username, "nobody.here"):
        cache.clear()
        for _ in range(5):
            assert "Too many failed" not in tried(Client(), login)
        last = tried(Client(), login, cast.PASSWORD)
        assert "Too many failed login attempts. Try again later." in last


def test_tries_count_for_every_worker_and_not_against_another_person(
    client: Client, outsider: User, administrator: User
) -> None:
    """They are counted in the database; someone else signs in meanwhile."""
    from django.db import connection

    for _ in range(5):
        tried(Client(), outsider.username)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM putright_cache")
        assert cursor.fetchone()[0] > 0
    login = {"login": administrator.username, "password": cast.PASSWORD}
    assert client.post("/sign-in/", login).status_code == 302


def test_each_wrong_password_is_in_the_access_log(
    client: Client, outsider: User
) -> None:
    """With the person it was tried on; for a name that is nobody's, without."""
    for login in (outsider.username, outsider.email.upper(), "nobody.here", "a\0b"):
        tried(client, login)
    log = AccessLog.objects.filter(kind="sign_in_failed").order_by("pk")
    known = f"user:{outsider.pk}"
    assert [row.subject for row in log] == [known, known, ""]


def test_a_password_is_hidden_while_it_is_typed_and_may_be_pasted(
    client: Client, outsider: User, signed_in: SignedIn
) -> None:
    """Password managers fill it in; nobody reads it over a shoulder."""
    inside = signed_in(outsider)
    for one, page in ((client, "/sign-in/"), (inside, "/password/")):
        shown = one.get(page).content.decode()
        fields = re.findall(r"<input[^>]*password[^>]*>", shown)
        assert fields
        assert all('type="password"' in field for field in fields)
        assert all("autocomplete=" in field for field in fields)
        assert 'autocomplete="off' not in shown


def test_an_address_made_up_in_a_header_counts_for_nothing(client: Client) -> None:
    """Whoever guesses at many names is known by where they are, not by a header."""
    last = ""
    for number in range(11):
        forged = f"192.0.2.{number}"
        login = {"login": f"nobody.{number}", "password": "not it at all"}
        response = client.post("/sign-in/", login, HTTP_X_FORWARDED_FOR=forged)
        last = response.content.decode()
    assert "Too many failed login attempts" in last
    for number in range(30):
        login = {"login": f"somebody.{number}", "password": "not it at all"}
        response = client.post("/sign-in/", login, HTTP_X_FORWARDED_FOR="192.0.2.9")
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


class TestSecondStep:
    """A code from the person's own device."""

    SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    def code(self, secret: str = SECRET) -> str:
        counter = int(datetime.datetime.now(tz=datetime.UTC).timestamp()) // 30
        return format_hotp_value(hotp_value(secret, counter))

    def half_in(self, user: User) -> Client:
        client = Client()
        client.post("/sign-in/", {"login": user.username, "password": cast.PASSWORD})
        return client

    def is_in(self, client: Client) -> bool:
        return client.get("/account/").status_code == 200

    def test_turning_it_on_asks_for_the_password_and_a_code(
        self, outsider: User, signed_in: SignedIn
    ) -> None:
        client = signed_in(outsider)
        again = client.get("/two-step/totp/activate/")
        assert again["Location"].startswith("/sign-in/again/")
        wrong = client.post(again["Location"], {"password": "not it"})
        assert wrong.status_code == 200
        client.post(again["Location"], {"password": cast.PASSWORD})
        page = client.get("/two-step/totp/activate/").content.decode()
        found = re.search(r"\b[A-Z2-7]{32}\b", page)
        assert found
        client.post("/two-step/totp/activate/", {"code": "000000"})
        assert not Authenticator.objects.exists()
        client.post("/two-step/totp/activate/", {"code": self.code(found[0])})
        kinds = set(Authenticator.objects.values_list("type", flat=True))
        assert kinds == {"totp", "recovery_codes"}

    def test_a_code_is_good_once(self, outsider: User) -> None:
        TOTP.activate(outsider, self.SECRET)
        code = self.code()
        first, second = self.half_in(outsider), self.half_in(outsider)
        first.post("/two-step/authenticate/", {"code": code})
        second.post("/two-step/authenticate/", {"code": code})
        assert self.is_in(first)
        assert not self.is_in(second)

    def test_a_recovery_code_is_good_once(self, outsider: User) -> None:
        TOTP.activate(outsider, self.SECRET)
        code = services.make_recovery_codes(user=outsider, now=NOW)[0]
        first, second = self.half_in(outsider), self.half_in(outsider)
        first.post("/two-step/authenticate/", {"code": code})
        second.post("/two-step/authenticate/", {"code": code})
        assert self.is_in(first)
        assert not self.is_in(second)

    def test_guessing_at_codes_is_stopped(self, outsider: User) -> None:
        TOTP.activate(outsider, self.SECRET)
        client = self.half_in(outsider)
        for _ in range(5):
            client.post("/two-step/authenticate/", {"code": "000000"})
        late = client.post("/two-step/authenticate/", {"code": self.code()})
        assert "Too many" in late.content.decode()
        assert not self.is_in(client)

    def test_no_address_gets_round_it(self, outsider: User) -> None:
        """With the password alone every page leads back to the code."""
        TOTP.activate(outsider, self.SECRET)
        client = self.half_in(outsider)
        for path in ("/account/", "/password/", "/two-step/", "/sign-in/again/"):
            assert client.get(path)["Location"].startswith("/sign-in/")

    def test_a_landlord_may_ask_it_of_everyone(
        self, outsider: User, signed_in: SignedIn, settings: Any
    ) -> None:
        """Nothing else is open until it is turned on."""
        settings.SECOND_STEP_REQUIRED = True
        client = signed_in(outsider)
        assert client.get("/account/")["Location"] == "/two-step/totp/activate/"
        assert client.get("/privacy/").status_code == 200
        TOTP.activate(outsider, self.SECRET)
        assert self.is_in(client)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven char", "too short"),
        ("q1w2e3r4t5y6", "too common"),
        ("Rob Tranter 1", "too similar"),
        ("Putright-complaints1", "anyone would guess"),
        ("Otterdale-password!", "anyone would guess"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(
    outsider: User, password: str, why: str
) -> None:
    services.change_settings(by=None, now=NOW, name="Otterdale Homes")
    with pytest.raises(AccountRefusedError, match=why):
        services.reset_password(user=outsider, by=None, now=NOW, password=password)


@pytest.mark.parametrize(
    "password",
    [
        "kettle walnut brig",
        "lower case letters only of no kind",
        "ünïcödé ☂ und Leerzeichen ",
        "x7" * 64,
    ],
)
def test_any_other_of_twelve_characters_is_taken_as_it_is(
    client: Client, outsider: User, password: str
) -> None:
    """No rules of composition, no cutting off, no change of a letter."""
    services.reset_password(user=outsider, by=None, now=NOW, password=password)
    for wrong in (password.upper(), password[:-1], password + " "):
        tried(Client(), outsider.username, wrong)
        assert not outsider.check_password(wrong)
    cache.clear()
    login = {"login": outsider.username, "password": password}
    assert client.post("/sign-in/", login).status_code == 302


class TestBreached:
    """A password stolen elsewhere is refused, where the landlord has the list."""

    @pytest.fixture
    def listed(self, tmp_path: Path, settings: Any) -> Path:
        """Put an invented list in place: 500 passwords, in the order of their hash."""
        stolen = [f"kettle walnut {number}" for number in range(500)]
        lines = sorted(
            hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest().upper()
            for one in stolen
        )
        file = tmp_path / "stolen.txt"
        rows = [f"{one}:{place % 7 * 1111}" for place, one in enumerate(lines)]
        file.write_bytes("\r\n".join(rows).encode() + b"\r\n")
        settings.BREACHED_PASSWORDS = file
        return file

    def test_each_of_the_list_is_refused_and_no_other(self, listed: Path) -> None:
        """The first, the last, and all between."""
        for number in range(500):
            assert is_breached(f"kettle walnut {number}", listed)
            assert not is_breached(f"kettle walnut -{number}", listed)

    @pytest.mark.parametrize("count", [0, 1, 2, 3])
    @pytest.mark.parametrize("end", ["", "\n", "\r\n"])
    def test_short_lists_and_bare_hashes_are_read_too(
        self, tmp_path: Path, count: int, end: str
    ) -> None:
        words = [f"brig {number}" for number in range(count)]
        hashes = sorted(
            hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest()
            for one in words
        )
        file = tmp_path / "list"
        file.write_text("\n".join(hashes) + end)
        assert all(is_breached(one, file) for one in words)
        assert not is_breached("brig -", file)

    def test_a_person_is_told_to_choose_another(
        self, outsider: User, signed_in: SignedIn, listed: Path
    ) -> None:
        client = signed_in(outsider)
        typed = {"password1": "kettle walnut 7", "password2": "kettle walnut 7"}
        page = client.post("/password/", {"oldpassword": cast.PASSWORD, **typed})
        assert "stolen from other places" in page.content.decode()
        outsider.refresh_from_db()
        assert outsider.check_password(cast.PASSWORD)

    def test_a_list_that_cannot_be_read_is_told_before_anyone_comes(
        self, outsider: User, listed: Path, settings: Any
    ) -> None:
        """And no password is taken unlooked at."""
        assert not list_is_there()
        listed.write_text("these are words\n")
        assert [one.id for one in list_is_there()] == ["putright.E002"]
        listed.unlink()
        assert [one.id for one in list_is_there()] == ["putright.E002"]
        with pytest.raises(AccountRefusedError, match="can’t be read"):
            services.reset_password(
                user=outsider, by=None, now=NOW, password="a kettle of my own"
            )
        settings.BREACHED_PASSWORDS = None
        assert not list_is_there()
