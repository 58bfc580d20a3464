"""The log as another machine gets it: by datagrams, a JSON object each."""

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests import cast

from putright.apps.accounts.services import record_opening
from putright.config import environment, logs

SAYS = """
import logging
from putright.config.django_setup import load
load()
try:
    raise ValueError("Amina Farrow's telephone")
except ValueError:
    logging.getLogger("putright.faults").exception("A duty failed: %s", "a\\nb")
logging.getLogger("putright.access").info("case_opened C-1 by user:2")
logging.getLogger("putright.faults").debug("Not wanted")
"""


@pytest.fixture
def service() -> Iterator[socket.socket]:
    """A log service of this machine, which takes datagrams."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.settimeout(30)
        yield taken


def told(data: bytes) -> dict[str, object]:
    head, _, body = data.decode().partition(" ")
    assert head.startswith("<")
    assert head.endswith(">putright:")
    found = json.loads(body)
    assert isinstance(found, dict)
    return found


def test_faults_and_the_access_log_go_where_the_landlord_says(
    service: socket.socket, tmp_path: Path
) -> None:
    """With the place in the code, and nobody's words; standard error has faults too."""
    port = service.getsockname()[1]
    done = subprocess.run(
        [sys.executable, "-c", SAYS],
        env={
            **os.environ,
            "PUTRIGHT_HOME": str(tmp_path),
            "PUTRIGHT_SYSLOG": f"udp://127.0.0.1:{port}",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    fault, opened = told(service.recv(9000)), told(service.recv(9000))
    assert fault["level"] == "ERROR"
    assert fault["logger"] == "putright.faults"
    assert fault["message"] == "A duty failed: a\nb"
    assert fault["exception"] == "builtins.ValueError"
    assert str(fault["at"]).endswith("+00:00")
    assert fault["where"]
    assert "Amina" not in str(fault)
    assert opened["message"] == "case_opened C-1 by user:2"
    assert "A duty failed" in done.stderr
    assert "case_opened" not in done.stderr


def test_what_the_access_log_says_is_sent_once_it_is_written(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """References alone, as the table has them; nothing of what was undone."""
    seen: list[str] = []
    access = logging.getLogger("putright.access")
    monkeypatch.setattr(access, "level", logging.INFO)
    access._cache.clear()  # type: ignore[attr-defined] # who is enabled is remembered
    monkeypatch.setattr(access, "info", lambda line, *args: seen.append(line % args))
    now = cast.on(cast.MONDAY)
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            record_opening(by=None, kind="undone", subject="C-1", now=now)
            transaction.set_rollback(True)
        record_opening(by=None, kind="case_opened", subject="C-1", now=now)
        assert not seen
    access._cache.clear()  # type: ignore[attr-defined]
    assert seen == ["case_opened C-1 by the program"]


def test_a_service_that_is_not_there_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither at the start nor later; and once it is there, it is told."""
    where = tmp_path / "log"
    handler = logs.Syslog(address=str(where))
    handler.setFormatter(logs.JsonFormatter())
    record = logging.LogRecord("putright", logging.WARNING, "", 0, "One", (), None)
    handler.handle(record)
    assert logs.Syslog(address=("no.such.host.invalid", 514)).socket is None
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as taken:
        taken.bind(str(where))
        taken.settimeout(30)
        handler.handle(record)
        assert told(taken.recv(9000))["message"] == "One"
    handler.handle(record)
    handler.close()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "address", ["tcp://log.example:514", "udp://", "log", "udp:/x"]
)
def test_an_address_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PUTRIGHT_SYSLOG", address)
    with pytest.raises(environment.EnvironmentValueError, match="udp://host:514"):
        environment.syslog()
