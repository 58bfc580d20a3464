"""The commands that make the database, serve, and add the first people."""

import io
import json
import logging
import sys

import pytest
from click.testing import CliRunner
from django.core.checks import run_checks
from django.test import override_settings
from tests import cast

from putright.apps.accounts.models import User
from putright.config import environment, guards
from putright.config.commands import serve, work
from putright.config.commands.user import user_command
from putright.config.logs import NoPersonalDataFormatter

RUN = CliRunner()


def test_the_first_administrator_is_made_and_can_start(db: None) -> None:
    done = RUN.invoke(user_command, ["add", "Dilys Marlow", "--role", "administrator"])
    assert done.exit_code == 0, done.output
    assert "They sign in as dilys.marlow." in done.output
    assert "Password: " in done.output
    assert "confirms" not in done.output


def test_a_later_person_waits_for_confirmation(administrator: User) -> None:
    done = RUN.invoke(
        user_command,
        ["add", "Bea Whitlow", "--role", "coordinator", "--password-stdin"],
        input=cast.PASSWORD + "\n",
    )
    assert done.exit_code == 0, done.output
    assert "when someone confirms it" in done.output
    assert cast.PASSWORD not in done.output
    assert User.objects.get(username="bea.whitlow").check_password(cast.PASSWORD)


def test_an_unknown_role_is_refused_and_nobody_is_added(db: None) -> None:
    done = RUN.invoke(user_command, ["add", "Bea Whitlow", "--role", "king"])
    assert done.exit_code == 2
    assert "The roles: front_line" in done.output
    assert not User.objects.exists()


def test_a_password_is_reset(administrator: User) -> None:
    done = RUN.invoke(user_command, ["reset", administrator.username])
    new = done.output.partition("Password: ")[2].split()[0]
    administrator.refresh_from_db()
    assert administrator.check_password(new)
    assert RUN.invoke(user_command, ["reset", "nobody"]).exit_code == 2


def test_people_are_listed_for_a_program(administrator: User) -> None:
    done = RUN.invoke(user_command, ["list", "--json"])
    rows = json.loads(done.output)
    assert [(row["username"], row["roles"]) for row in rows] == [
        (administrator.username, ["administrator"])
    ]


def test_nothing_is_served_without_a_kept_key() -> None:
    with override_settings(SECRET_KEY_KEPT=False):
        assert "secret key" in serve._problems()[0]


@override_settings(SECRET_KEY_KEPT=True)
def test_nothing_is_served_without_the_guards(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "missing", lambda: ["some_guard"])
    assert "some_guard" in serve._problems()[0]
    monkeypatch.setattr(guards, "missing", list)
    assert serve._problems() == []


def test_one_duty_that_fails_does_not_stop_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = list(work.DUTIES)
    monkeypatch.setattr(work, "DUTIES", ["putright.config.logs:absent", *good])
    assert work.one_round() == ["putright.config.logs:absent"]


def test_every_duty_can_be_done_twice(db: None) -> None:
    assert work.one_round() == []
    assert work.one_round() == []


def test_the_program_holds_to_its_own_checks() -> None:
    assert not run_checks()


WAIT = {"options": "-c jit=off -c cursor_tuple_fraction=1 -c lock_timeout=20s"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "postgresql://app:p%40ss@db.example:5433/putright?sslmode=require",
            ("app", "p@ss", "db.example", "5433", {"sslmode": "require"} | WAIT, 60),
        ),
        ("postgresql:///putright?host=/run/pg", ("", "", "/run/pg", "", WAIT, 60)),
        (
            "postgresql://db/putright?pool=1",
            ("", "", "db", "", {"pool": True, "sslmode": "require"} | WAIT, 0),
        ),
    ],
)
def test_a_postgresql_address_is_read(
    monkeypatch: pytest.MonkeyPatch, address: str, expected: tuple[object, ...]
) -> None:
    monkeypatch.setenv("PUTRIGHT_DATABASE_URL", address)
    found = environment.database(environment.home())
    names = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "CONN_MAX_AGE")
    assert tuple(found[name] for name in names) == expected
    assert found["NAME"] == "putright"


def test_the_copy_for_figures_is_only_ever_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A slip in the address would otherwise let a page of figures write."""
    monkeypatch.setenv("PUTRIGHT_DATABASE_URL", "postgresql://db/putright")
    monkeypatch.setenv("PUTRIGHT_FIGURES_DATABASE_URL", "postgresql://copy/putright")
    asked = environment.figures_copy()["figures"]["OPTIONS"]["options"]
    assert "default_transaction_read_only=on" in asked
    assert "statement_timeout=60s" in asked


@pytest.mark.parametrize("address", ["mysql://db/x", "postgresql://db", "nonsense"])
def test_another_database_is_refused_without_printing_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PUTRIGHT_DATABASE_URL", address)
    with pytest.raises(environment.EnvironmentValueError, match="must read postgresql"):
        environment.database(environment.home())


def test_a_wrong_flag_names_itself_and_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PUTRIGHT_HTTPS", "perhaps")
    with pytest.raises(
        environment.EnvironmentValueError, match="is 'perhaps': write 1"
    ):
        environment.flag("PUTRIGHT_HTTPS")


def test_a_log_line_says_where_and_never_whose() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(NoPersonalDataFormatter())
    try:
        raise ValueError(f"duplicate key: {cast.AMINA.email}")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "It failed", None, sys.exc_info()
        )
    handler.emit(record)
    assert "ValueError" in out.getvalue()
    assert "test_commands.py" in out.getvalue()
    assert cast.AMINA.email not in out.getvalue()
