"""Who may sign in, from where, and what they see."""

import base64
import datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client, override_settings
from tests import cast
from tests.apps.accounts.conftest import NOW, SignedIn, add

from putright.apps.accounts import services
from putright.apps.accounts.models import AccessLog, User

OWN = "a kettle of my own"
HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


def sign_in(client: Client, login: str, **extra: str) -> int:
    response = client.post(
        "/sign-in/", {"login": login, "password": cast.PASSWORD}, **extra
    )
    return response.status_code


def is_in(client: Client, **extra: str) -> bool:
    return client.get("/account/", **extra).status_code == 200


@pytest.mark.parametrize("login", [cast.OUTSIDER.username, cast.OUTSIDER.email])
def test_sign_in_by_user_name_or_by_address(
    client: Client, outsider: User, login: str
) -> None:
    assert sign_in(client, login) == 302
    assert is_in(client)
    assert AccessLog.objects.filter(kind="signed_in", user=outsider).exists()


def test_a_wrong_password_is_said_and_the_name_kept(
    client: Client, outsider: User
) -> None:
    response = client.post("/sign-in/", {"login": "tranter", "password": "wrong"})
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert 'value="tranter"' in response.content.decode()


def test_guessing_at_one_name_is_stopped_for_a_while(
    client: Client, outsider: User
) -> None:
    for _ in range(5):
        client.post("/sign-in/", {"login": "tranter", "password": "wrong"})
    assert sign_in(client, "tranter") == 200
    assert not is_in(client)


def test_nobody_can_sign_up(client: Client, db: None) -> None:
    for path in ("/sign-up/", "/signup/", "/accounts/signup/"):
        assert client.get(path).status_code == 404


def test_a_page_asks_for_sign_in_and_comes_back(client: Client, outsider: User) -> None:
    response = client.get("/account/")
    assert response["Location"] == "/sign-in/?next=/account/"
    answer = client.post(
        "/sign-in/",
        {"login": "tranter", "password": cast.PASSWORD, "next": "/account/"},
    )
    assert answer["Location"] == "/account/"


def test_sign_in_never_leads_to_another_site(client: Client, outsider: User) -> None:
    answer = client.post(
        "/sign-in/",
        {
            "login": "tranter",
            "password": cast.PASSWORD,
            "next": "https://elsewhere.example/",
        },
    )
    assert "elsewhere" not in answer["Location"]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(datetime.date(2999, 1, 1), None), (None, datetime.date(2020, 1, 1))],
)
def test_nobody_signs_in_outside_their_days(
    client: Client,
    outsider: User,
    starts: datetime.date | None,
    ends: datetime.date | None,
) -> None:
    outsider.starts_on, outsider.ends_on = starts, ends
    outsider.save()
    sign_in(client, "tranter")
    assert not is_in(client)
    assert AccessLog.objects.filter(kind="sign_in_refused").count() == 1


def test_whoever_has_left_is_out_at_their_next_page(
    outsider: User, signed_in: SignedIn
) -> None:
    client = signed_in(outsider)
    assert is_in(client)
    outsider.ends_on = datetime.date(2020, 1, 1)
    outsider.save()
    assert not is_in(client)


def test_a_new_password_ends_the_sessions_of_the_old(
    outsider: User, signed_in: SignedIn
) -> None:
    client = signed_in(outsider)
    new = services.reset_password(user=outsider, by=None, now=NOW)
    assert not is_in(client)
    outsider.refresh_from_db()
    assert outsider.check_password(new)


def test_a_password_that_was_given_is_changed_before_anything_else(
    outsider: User, client: Client
) -> None:
    given = services.reset_password(user=outsider, by=None, now=NOW)
    client.post("/sign-in/", {"login": "tranter", "password": given})
    assert client.get("/account/")["Location"] == "/password/"
    own = {"oldpassword": given, "password1": OWN, "password2": OWN}
    assert client.post("/password/", own)["Location"] == "/account/"
    assert is_in(client)


def test_signing_out_leaves_no_page_behind(outsider: User, signed_in: SignedIn) -> None:
    client = signed_in(outsider)
    assert client.get("/account/")["Cache-Control"] == "private, no-store"
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"cache"'
    assert not is_in(client)


class TestTwoSteps:
    """A code from the person's own device, after the password."""

    SECRET = base64.b32encode(b"not a secret at all").decode()

    @pytest.fixture(autouse=True)
    def _turn_on(self, outsider: User) -> None:
        TOTP.activate(outsider, self.SECRET)

    def code(self) -> str:
        counter = int(datetime.datetime.now(tz=datetime.UTC).timestamp()) // 30
        return format_hotp_value(hotp_value(self.SECRET, counter))

    def test_the_password_alone_is_not_enough(self, client: Client) -> None:
        assert sign_in(client, "tranter") == 302
        assert not is_in(client)
        client.post("/two-step/authenticate/", {"code": self.code()})
        assert is_in(client)

    def test_what_was_typed_survives_the_second_step_too(
        self, client: Client, outsider: User
    ) -> None:
        typed = {"typed_path": "/account/", "typed__name": "Wanda"}
        login = {"login": "tranter", "password": cast.PASSWORD}
        client.post("/sign-in/", typed | login)
        answer = client.post("/two-step/authenticate/", {"code": self.code()})
        assert answer["Location"].startswith("/account/?typed=")


def test_a_weak_password_is_refused_and_nobody_added(db: None) -> None:
    with pytest.raises(services.AccountRefusedError, match="too short"):
        services.create_user(
            username="weak", name="Weak", password="cat", by=None, now=NOW
        )
    assert not User.objects.filter(username="weak").exists()


class TestDemonstrationPeople:
    """Their passwords are known to all: they come in on this machine only."""

    @pytest.fixture(autouse=True)
    def _add(self, db: None) -> None:
        add(cast.COORDINATOR, demonstration=True)

    @pytest.mark.parametrize(
        "host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000"]
    )
    def test_they_sign_in_on_this_machine(self, client: Client, host: str) -> None:
        here = HERE | {"HTTP_HOST": host}
        assert sign_in(client, "whitlow", **here) == 302
        assert is_in(client, **here)

    @pytest.mark.parametrize(
        "elsewhere",
        [
            {"REMOTE_ADDR": "192.0.2.7"},
            {"REMOTE_ADDR": ""},
            {"HTTP_HOST": "complaints.landlord.example"},
            {"HTTP_HOST": "127.0.0.1.landlord.example"},
            {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
            {"HTTP_FORWARDED": "for=192.0.2.7"},
        ],
    )
    @override_settings(ALLOWED_HOSTS=["*"])
    def test_they_are_refused_from_anywhere_else(
        self, client: Client, elsewhere: dict[str, str]
    ) -> None:
        there = HERE | elsewhere
        assert sign_in(client, "whitlow", **there) != 302
        assert not is_in(client, **there)

    @override_settings(ALLOWED_HOSTS=["*"])
    def test_a_session_begun_here_is_of_no_use_elsewhere(self, client: Client) -> None:
        sign_in(client, "whitlow", **HERE)
        assert not is_in(client, **(HERE | {"REMOTE_ADDR": "192.0.2.7"}))

    def test_a_landlords_own_service_never_takes_them(self, client: Client) -> None:
        with override_settings(PUTRIGHT_HTTPS=True):
            sign_in(client, "whitlow", **HERE)
            assert not is_in(client, **HERE)
