"""Tokens: who makes them, who is shown the secret, and what they open."""

import datetime
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.apps.api.calling import HOST, Program, program_of, secret_for
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import AccessLog, User
from putright.apps.api import services
from putright.apps.api.models import Token
from putright.apps.api.services.tokens import hash_of
from putright.apps.api.views.program import auth

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)


@pytest.fixture
def owner() -> User:
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


@pytest.fixture
def administrator() -> User:
    return w.person(cast.ADMINISTRATOR, "administrator")


def typed(person: User) -> dict[str, object]:
    last = w.TODAY + datetime.timedelta(days=30)
    return {
        "name": "Repairs system",
        "person": person.pk,
        "scopes": ["cases:read"],
        "expires_on_day": last.day,
        "expires_on_month": last.month,
        "expires_on_year": last.year,
    }


def test_an_administrator_makes_a_token_and_its_person_alone_sees_the_secret(
    owner: User, administrator: User
) -> None:
    """An administrator sees no case, so is not given a manager's secret."""
    desk = w.signed_in(administrator)
    made = desk.post("/settings/api/tokens/add/", typed(owner), follow=True)
    assert "Harpreet Sandhu takes it" in w.words(made.content.decode())
    number = Token.objects.get().pk
    refused = desk.post(f"/account/programs/token/{number}/")
    assert refused.status_code == 404
    own = w.signed_in(owner)
    assert "Repairs system" in w.page(own, "/account/programs/")
    shown = own.post(f"/account/programs/token/{number}/").content.decode()
    secret = shown.partition("<code")[2].partition(">")[2].partition("<")[0]
    assert Program(secret).get("/cases").status_code == 200
    again = own.post(f"/account/programs/token/{number}/", follow=True)
    assert "shown only once" in again.content.decode()
    assert secret not in again.content.decode()
    kept = Token.objects.get()
    assert kept.secret_hash == hash_of(secret)
    assert secret not in str(vars(kept))
    kinds = set(AccessLog.objects.values_list("kind", flat=True))
    assert {"token_made", "token_taken", "token_used"} <= kinds


def test_a_token_ends_by_either_and_on_its_last_day(
    owner: User, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever fears that a secret is known ends the token at once."""
    by_desk, by_owner, by_time = (program_of(owner) for _ in range(3))
    numbers = list(Token.objects.order_by("pk").values_list("pk", flat=True))
    w.signed_in(administrator).post(f"/settings/api/tokens/{numbers[0]}/withdraw/")
    w.signed_in(owner).post(f"/account/programs/end/{numbers[1]}/")
    assert by_desk.get("/me").status_code == 401
    assert by_owner.get("/me").status_code == 401
    assert by_time.get("/me").status_code == 200
    w.freeze(monkeypatch, w.TODAY.replace(day=29))
    answer = by_time.get("/me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "An administrator makes tokens" in answer.json()["detail"]


def test_a_token_is_never_longer_than_a_year(owner: User) -> None:
    with pytest.raises(services.ApiRefusedError, match="within a year"):
        services.make_token(
            name="For ever",
            person=owner,
            scopes=["cases:read"],
            expires_on=w.TODAY.replace(year=w.TODAY.year + 2),
            by=owner,
            now=w.NOW,
            today=w.TODAY,
        )


def test_someone_who_left_takes_their_tokens_along(owner: User) -> None:
    """A person's last day is their programs' last day too."""
    program = program_of(owner)
    User.objects.filter(pk=owner.pk).update(ends_on=w.MONDAY)
    assert program.get("/me").status_code == 401
    User.objects.filter(pk=owner.pk).update(ends_on=None, is_active=False)
    assert program.get("/me").status_code == 401


def test_a_demonstration_persons_token_works_on_this_machine_alone(
    owner: User,
) -> None:
    program = program_of(owner)
    User.objects.filter(pk=owner.pk).update(demonstration=True)
    assert program.get("/me").status_code == 200
    program.client = Client(REMOTE_ADDR="203.0.113.7", headers=HOST)
    assert program.get("/me").status_code == 401


@pytest.mark.parametrize(
    ("scope", "path"),
    [
        ("cases:read", "/figures"),
        ("figures:read", "/cases"),
        ("cases:read", "/register.csv"),
        ("words:read", "/cases"),
        ("cases:read", "/cases/C-26-00001/letters"),
        ("cases:read", "/cases/C-26-00001/files"),
    ],
)
def test_a_token_reaches_no_further_than_its_scopes(
    owner: User, scope: str, path: str
) -> None:
    w.logged()
    answer = program_of(owner, scope).get(path)
    assert answer.status_code == 403
    assert answer.json()["type"] == "putright:scope"


def test_words_are_told_only_to_a_token_that_may_read_them(owner: User) -> None:
    """Codes and dates are enough for most programs, and hold no one's words."""
    w.amina()
    reference = w.logged(text="Zqvwords", subject="Zqvwords")
    w.acknowledged(reference, w.TODAY)
    without, with_words = program_of(owner, "cases:read"), program_of(owner)
    for path in ("/cases", f"/cases/{reference}", f"/cases/{reference}/entries"):
        assert "Zqvwords" not in without.get(path).content.decode(), path
        assert "No heating" not in without.get(path).content.decode(), path
        assert "Zqvwords" in with_words.get(path).content.decode(), path
    assert without.post("/cases/search", {"q": "Zqvwords"}).status_code == 403
    found = with_words.post("/cases/search", {"q": "Zqvwords"}).json()
    assert [one["reference"] for one in found["cases"]] == [reference]


def test_a_token_says_whose_it_is_and_names_colleagues_to_who_works_cases(
    owner: User,
) -> None:
    """A program of somebody without a role is told no names."""
    outsider = w.person(cast.OUTSIDER)
    told = program_of(owner).get("/me").json()
    assert {"id": f"u{outsider.pk}", "name": "Rob Tranter"} in told["colleagues"]
    bare = program_of(outsider).get("/me").json()
    assert bare["name"] == "Rob Tranter"
    assert bare["colleagues"] == []
    assert program_of(owner, "cases:read").get("/me").json()["colleagues"] == []


def test_neither_cookie_nor_password_counts_in_the_api(owner: User) -> None:
    """A page of another site can't have a browser do something here."""
    browser = w.signed_in(owner)
    assert browser.get("/api/cases").status_code == 401
    body = {"date": "2026-03-09", "channel": "email", "text": "No heating"}
    sent = browser.post("/api/cases", body, content_type="application/json")
    assert sent.status_code == 401
    outside = Client(enforce_csrf_checks=True, headers=HOST)
    headers = {
        "authorization": f"Bearer {secret_for(owner)}",
        "idempotency-key": "1",
    }
    taken = outside.post(
        "/api/cases", body, content_type="application/json", headers=headers
    )
    assert taken.status_code == 201, "a token needs no form's token beside it"


def test_bad_tokens_are_counted_and_good_ones_still_work(owner: User) -> None:
    """Guessing is slowed down; the landlord's own programs beside it are not."""
    bad, good = Program("putright_wrong"), program_of(owner)
    allowed = int(auth.BAD_TOKENS.partition("/")[0])
    statuses = [bad.get("/me").status_code for _ in range(allowed + 1)]
    assert statuses == [401] * allowed + [429]
    assert good.get("/me").status_code == 200


def test_a_program_that_asks_too_often_waits_a_minute(
    owner: User, settings: Any
) -> None:
    """By its token: another program of the same person goes on."""
    settings.ASKS_A_MINUTE = 10
    busy, other = program_of(owner), program_of(owner)
    statuses = [busy.get("/me").status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    told = busy.get("/me")
    assert told["Content-Type"] == "application/problem+json"
    assert told["Retry-After"] == "60"
    assert told.json()["type"] == "putright:asked_too_often"
    assert other.get("/me").status_code == 200


def test_over_https_a_program_that_asks_by_http_is_refused(
    owner: User, settings: Any
) -> None:
    """And not led on: its token has gone in the clear by then, and would again."""
    settings.SECURE_SSL_REDIRECT = True
    program = program_of(owner)
    for path in ("/me", "/openapi.json", "/nowhere"):
        answer = program.get(path)
        assert answer.status_code == 403
        assert "Location" not in answer
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["type"] == "putright:plain"
    assert Client().get("/account/")["Location"].startswith("https://")
    secret = secret_for(owner)
    headers = {**HOST, "authorization": f"Bearer {secret}"}
    assert Client(headers=headers).get("/api/me", secure=True).status_code == 200


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer \xff", "Bearer a b"]
)
def test_any_other_header_is_no_token(header: str) -> None:
    client = Client(headers={**HOST, "authorization": header})
    answer = client.get("/api/me")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_opened_stands_in_the_access_log_as_for_a_page(owner: User) -> None:
    """Who read a case is asked of one log, whether by page or by program."""
    reference = w.logged()
    program = program_of(owner)
    program.get("/cases")
    program.get(f"/cases/{reference}")
    program.get("/register.csv")
    rows = AccessLog.objects.filter(user=owner).values_list("kind", "subject")
    assert {
        ("cases_listed", ""),
        ("case_opened", reference),
        ("register_exported", ""),
    } <= set(rows)
