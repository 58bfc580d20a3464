"""Recovery codes kept hashed, and a second step that somebody lost."""

import re
from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.test import Client
from tests import cast
from tests.apps.accounts.conftest import SignedIn

from putright.apps.accounts import services
from putright.apps.accounts.models import AccessLog, User
from putright.apps.accounts.services import AccountRefusedError

NOW = cast.on(cast.MONDAY)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
OFF = {"reason": "lost"}


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    cache.clear()


@pytest.fixture
def careful(outsider: User) -> User:
    """Rob Tranter, who turned two-step sign-in on."""
    TOTP.activate(outsider, SECRET)
    return outsider


def half_in(user: User) -> Client:
    client = Client()
    client.post("/sign-in/", {"login": user.username, "password": cast.PASSWORD})
    return client


def goes_in(user: User, code: str) -> bool:
    client = half_in(user)
    client.post("/two-step/authenticate/", {"code": code})
    return client.get("/account/").status_code == 200


def kept() -> str:
    return str(Authenticator.objects.get(type="recovery_codes").data)


class TestRecoveryCodes:
    """Who reads the database comes in by none of them."""

    def test_they_are_kept_hashed_each_with_its_salt(self, careful: User) -> None:
        codes = services.make_recovery_codes(user=careful, now=NOW)
        assert len(set(codes)) == 10
        assert not [code for code in codes if code in kept()]
        assert "seed" not in kept()
        hashes = Authenticator.objects.get(type="recovery_codes").data["hashes"]
        assert len({one.split("$")[1] for one in hashes}) == 10

    def test_one_lets_its_person_in_once_and_nobody_else(
        self, careful: User, administrator: User
    ) -> None:
        """With spaces or without; the log says that it was used."""
        codes = services.make_recovery_codes(user=careful, now=NOW)
        assert goes_in(careful, f" {codes[0][:4]} {codes[0][4:]} ")
        assert not goes_in(careful, codes[0])
        assert goes_in(careful, codes[1])
        assert services.codes_left(careful) == 8
        TOTP.activate(administrator, SECRET)
        assert not goes_in(administrator, codes[2])
        used = AccessLog.objects.filter(kind="recovery_code_used", user=careful)
        assert used.count() == 2

    def test_guessing_at_them_is_stopped(self, careful: User) -> None:
        code = services.make_recovery_codes(user=careful, now=NOW)[0]
        client = half_in(careful)
        for number in range(5):
            client.post("/two-step/authenticate/", {"code": f"{number:08}"})
        late = client.post("/two-step/authenticate/", {"code": code})
        assert "Too many" in late.content.decode()
        assert services.codes_left(careful) == 10

    def test_those_written_down_before_still_work(self, careful: User) -> None:
        """A release brings the unused ones over, and leaves nothing to read."""
        old = RecoveryCodes.activate(careful)
        codes = old.get_unused_codes()
        assert old.validate_code(codes[0])
        name = "putright.apps.accounts.migrations.0006_recovery_codes_hashed"
        for _ in range(2):
            import_module(name).hash_codes(apps, None)
        assert "seed" not in kept()
        assert not [code for code in codes if code in kept()]
        assert not goes_in(careful, codes[0])
        assert goes_in(careful, codes[1])

    def test_new_ones_are_shown_once_and_end_the_old(
        self, careful: User, signed_in: SignedIn
    ) -> None:
        """After the password or a code again."""
        old = services.make_recovery_codes(user=careful, now=NOW)
        client = half_in(careful)
        client.post("/two-step/authenticate/", {"code": old[0]})
        asked = client.get("/two-step/recovery-codes/")
        assert asked["Location"].startswith("/sign-in/again/")
        client.post(asked["Location"], {"password": cast.PASSWORD})
        page = client.get("/two-step/recovery-codes/").content.decode()
        assert "You have not used 9 of yours" in page
        shown = client.post("/two-step/recovery-codes/")
        assert shown["Cache-Control"] == "no-store"
        new = re.findall(r"<code[^>]*>(\d{8})</code>", shown.content.decode())
        assert len(new) == 10
        again = client.get("/two-step/recovery-codes/").content.decode()
        assert not [code for code in new if code in again]
        assert not goes_in(careful, old[1])
        assert goes_in(careful, new[0])

    def test_a_person_without_a_second_step_has_none(
        self, outsider: User, signed_in: SignedIn
    ) -> None:
        client = signed_in(outsider)
        client.post("/sign-in/again/", {"password": cast.PASSWORD})
        assert client.get("/two-step/recovery-codes/").status_code == 404
        assert client.post("/two-step/recovery-codes/").status_code == 404


class TestLost:
    """Somebody whose telephone is gone gets in again, and everybody can see how."""

    def test_an_administrator_turns_it_off_with_the_reason(
        self, careful: User, administrator: User, signed_in: SignedIn
    ) -> None:
        """The person is signed out everywhere, and told; the log keeps why."""
        codes = services.make_recovery_codes(user=careful, now=NOW)
        theirs = half_in(careful)
        theirs.post("/two-step/authenticate/", {"code": codes[0]})
        assert theirs.get("/account/").status_code == 200
        client = signed_in(administrator)
        address = f"/administration/people/{careful.pk}/two-step/"
        assert address in client.get(address[: -len("two-step/")]).content.decode()
        assert "Choose why" in client.post(address, {"reason": ""}).content.decode()
        assert client.post(address, OFF)["Location"].endswith(f"/{careful.pk}/")
        assert theirs.get("/account/").status_code == 302
        assert not Authenticator.objects.exists()
        row = AccessLog.objects.get(kind="second_step_off_lost")
        assert (row.user, row.subject) == (administrator, f"user:{careful.pk}")
        assert mail.outbox[0].to == [careful.email]
        assert "turned off your two-step sign-in" in mail.outbox[0].body
        assert half_in(careful).get("/account/").status_code == 200

    def test_they_turn_it_on_anew_where_the_landlord_asks_for_it(
        self, careful: User, administrator: User, settings: Any
    ) -> None:
        settings.SECOND_STEP_REQUIRED = True
        services.turn_off_second_step(
            user=careful, by=administrator, now=NOW, reason="new"
        )
        answer = half_in(careful).get("/account/")
        assert answer["Location"] == "/two-step/totp/activate/"

    def test_nobody_turns_off_their_own_so(
        self, administrator: User, signed_in: SignedIn
    ) -> None:
        client = signed_in(administrator)
        TOTP.activate(administrator, SECRET)
        address = f"/administration/people/{administrator.pk}/two-step/"
        assert "ask another" in client.post(address, OFF).content.decode()
        assert Authenticator.objects.exists()
        assert not mail.outbox

    def test_where_there_is_none_nothing_is_done(
        self, outsider: User, administrator: User
    ) -> None:
        with pytest.raises(AccountRefusedError, match="no two-step"):
            services.turn_off_second_step(
                user=outsider, by=administrator, now=NOW, reason="lost"
            )

    def test_a_mail_that_cannot_go_is_told_to_the_administrator(
        self,
        careful: User,
        administrator: User,
        signed_in: SignedIn,
        settings: Any,
    ) -> None:
        """It is off all the same: they are told by telephone."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        address = f"/administration/people/{careful.pk}/two-step/"
        page = signed_in(administrator).post(address, OFF, follow=True)
        assert "tell them yourself" in page.content.decode()
        assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "junk", ["", "\0", "9" * 5000, "１２３４５６７８", "<b>", "--  "]
)
def test_junk_is_answered_and_changes_nothing(
    careful: User, administrator: User, signed_in: SignedIn, junk: str
) -> None:
    """In a code, a reason, or the sign-in to end; and for a person who is not there."""
    client = half_in(careful)
    assert client.post("/two-step/authenticate/", {"code": junk}).status_code == 200
    client = signed_in(administrator)
    address = f"/administration/people/{careful.pk}/two-step/"
    assert client.post(address, {"reason": junk, "x": "1"}).status_code == 200
    client.post("/sign-in/again/", {"password": cast.PASSWORD})
    ended = client.post("/account/sign-ins/end/", {"which": junk, "x": "1"})
    assert ended.status_code == 200
    for path in ("two-step", "sign-ins/end"):
        nobody = client.post(f"/administration/people/{'9' * 30}/{path}/", OFF)
        assert nobody.status_code == 404
    assert Authenticator.objects.exists()
