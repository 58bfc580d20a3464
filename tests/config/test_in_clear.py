"""Nothing goes to another machine without TLS, unless the landlord says so."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from putright.apps.accounts import in_clear
from putright.config import environment
from putright.config.commands import work
from putright.config.outcomes import DoesNotHoldError

AWAY = "postgresql://app@db.example/putright"


def database(monkeypatch: pytest.MonkeyPatch, address: str) -> list[Any]:
    """Give what is found of a database at an address, as the settings make it."""
    monkeypatch.setenv("PUTRIGHT_DATABASE_URL", address)
    given = environment.database(Path("var"))
    made = SimpleNamespace(vendor="postgresql", settings_dict=given)
    monkeypatch.setattr(in_clear, "connections", {"default": made})
    return list(in_clear._databases())


def mail(monkeypatch: pytest.MonkeyPatch, settings: Any, address: str) -> list[Any]:
    """Give what is found of a mail server at an address, as the settings make it."""
    monkeypatch.setenv("PUTRIGHT_MAIL_URL", address)
    for name, value in environment.mail(Path("var")).items():
        setattr(settings, name, value)
    settings.MAIL_IN_CLEAR = environment.mail_in_clear()
    return list(in_clear._mail())


def test_a_database_elsewhere_is_asked_with_tls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of itself the library would do without where the server has none."""
    monkeypatch.setenv("PUTRIGHT_DATABASE_URL", AWAY)
    given = environment.database(Path("var"))
    assert given["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (AWAY, ["putright.W002"]),
        (f"{AWAY}?sslmode=verify-full", []),
        (f"{AWAY}?sslmode=prefer", ["putright.W001"]),
        (f"{AWAY}?sslmode=disable", ["putright.W001"]),
        ("postgresql://app@10.0.0.7,127.0.0.1/p?sslmode=allow", ["putright.W001"]),
        ("postgresql://app@127.0.0.1:5433/putright", []),
        ("postgresql://app@[::1]/putright", []),
        ("postgresql://app@/putright?host=/run/postgresql", []),
        ("postgresql:///putright", []),
    ],
)
def test_a_database_without_tls_is_told(
    monkeypatch: pytest.MonkeyPatch, address: str, told: list[str]
) -> None:
    assert [one.id for one in database(monkeypatch, address)] == told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("smtp://mail.example", ["putright.E001"]),
        ("smtp://user:word@10.0.0.7:587", ["putright.E001"]),
        ("smtp://mail.example?starttls=0", ["putright.W003"]),
        ("smtp://mail.example:587?starttls=1", []),
        ("smtps://mail.example", []),
        ("smtp://127.0.0.1:25", []),
        ("smtp://localhost", []),
        ("", []),
    ],
)
def test_mail_to_another_machine_needs_tls(
    monkeypatch: pytest.MonkeyPatch, settings: Any, address: str, told: list[str]
) -> None:
    """Without, nothing is served, until the landlord says that it is known."""
    found = mail(monkeypatch, settings, address)
    assert [one.id for one in found] == told
    assert [one.is_serious() for one in found] == [
        one.startswith("putright.E") for one in told
    ]


@pytest.mark.django_db
def test_the_background_work_that_sends_letters_needs_tls_too(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    mail(monkeypatch, settings, "smtp://mail.example")
    monkeypatch.setattr(work, "one_round", lambda: pytest.fail("work was begun"))
    assert work.work_command.callback is not None
    with pytest.raises(DoesNotHoldError, match="add starttls=1"):
        work.work_command.callback(once=True, every=1)


@pytest.mark.parametrize(
    ("endpoint", "told"),
    [
        ("http://files.example:9000", ["putright.W004"]),
        ("https://files.example", []),
        ("http://127.0.0.1:9000", []),
        (None, []),
    ],
)
def test_a_store_of_files_without_tls_is_told(
    settings: Any, endpoint: str | None, told: list[str]
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "evidence": {"BACKEND": "x", "OPTIONS": {"endpoint_url": endpoint}},
    }
    assert [one.id for one in in_clear._files()] == told


def test_serving_says_each_warning_and_refuses_with_each_error(
    settings: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs it sees them when it starts."""
    from putright.config import guards
    from putright.config.commands import serve

    monkeypatch.setattr(guards, "missing", list)
    settings.EMAIL_BACKEND = in_clear.SMTP
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.SECRET_KEY_KEPT = True
    settings.MAIL_IN_CLEAR = False
    assert any("putright.E001" in one for one in serve._problems())
    settings.MAIL_IN_CLEAR = True
    assert not any("putright" in one for one in serve._problems())
    assert any("without TLS" in one for one in serve._notes())
