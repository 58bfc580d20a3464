"""The web server as `putright serve` starts it: what it refuses before any page."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.apps.letters.examples import free_port

from putright.config.commands.serve import _server

ENOUGH = b"Host: localhost\r\nConnection: close\r\n"
HIDDEN = b"GET /hidden/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Start the server with no database at all: these requests get to none."""
    chosen = free_port()
    home = tmp_path_factory.mktemp("served")
    command = _server(f"127.0.0.1:{chosen}", workers=1)
    environment = {
        **os.environ,
        "PUTRIGHT_HOME": str(home),
        "PUTRIGHT_SECRET_KEY": "k" * 60,
        "DJANGO_SETTINGS_MODULE": "putright.config.settings",
    }
    environment.pop("PUTRIGHT_DATABASE_URL", None)
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, cwd=Path(home)
    ) as process:
        _wait_for(chosen)
        yield chosen
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if said(port, b"GET /none HTTP/1.1\r\n" + ENOUGH + b"\r\n"):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def said(port: int, sent: bytes, timeout: float = 20) -> bytes:
    """Send bytes as they are; give all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as line:
        line.sendall(sent)
        answer = b""
        while part := line.recv(65536):
            answer += part
            if len(answer) > 1_000_000:
                break
    return answer


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /a HTTP/1.1\r\n%bContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"0\r\n\r\n%b",
        b"POST /a HTTP/1.1\r\n%bContent-Length: 0\r\nContent-Length: 60\r\n\r\n%b",
        b"POST /a HTTP/1.1\r\n%bContent-Length: +0\r\n\r\n%b",
        b"POST /a HTTP/1.1\r\n%bContent-Length : 0\r\n\r\n%b",
        b"POST /a HTTP/1.1\r\n%bTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n%b",
        b"POST /a HTTP/1.1\r\n%bTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n%b",
        b"GET /a HTTP/1.1\r\n%b X-Folded: 1\r\n\r\n%b",
        b"GET /a HTTP/1.1\r\n%bX-Nul: \0\r\n\r\n%b",
        b"GET  /a HTTP/1.1\r\n%b\r\n%b",
        b"get\r\n%b\r\n%b",
    ],
    ids=lambda sent: repr(sent[:60]),
)
def test_a_request_that_two_servers_read_differently_is_refused(
    port: int, sent: bytes
) -> None:
    """Nobody hides a second request in the first, behind a proxy's back."""
    answer = said(port, sent % (ENOUGH, HIDDEN))
    first = answer.split(b"\r\n", 1)[0]
    status = int(first.split(b" ")[1])
    assert 400 <= status < 500 or status == 501, first
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + ENOUGH + b"\r\n",
        b"GET / HTTP/1.1\r\n" + ENOUGH + b"X-Long: " + b"a" * 9000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + ENOUGH + b"X-A: 1\r\n" * 200 + b"\r\n",
    ],
    ids=["address", "header", "headers"],
)
def test_a_request_of_no_measure_is_refused(port: int, sent: bytes) -> None:
    """Addresses and headers have a longest length."""
    assert said(port, sent).split(b" ")[1][:1] == b"4"


def test_those_who_say_nothing_keep_nobody_else_waiting(port: int) -> None:
    """As many silent lines as there are threads; the next one is answered."""
    with ExitStack() as lines:
        for _ in range(4):
            address = ("127.0.0.1", port)
            lines.enter_context(socket.create_connection(address, timeout=20))
        answer = said(port, b"GET /none HTTP/1.1\r\n" + ENOUGH + b"\r\n", timeout=30)
    assert answer.startswith(b"HTTP/1.1 ")


def test_the_server_does_not_say_what_it_is(port: int) -> None:
    """Nobody is told a version to look faults up for."""
    answer = said(port, b"GET /none HTTP/1.1\r\n" + ENOUGH + b"\r\n").lower()
    assert b"python" not in answer
    assert b"django" not in answer
    assert not [line for line in answer.splitlines() if line.startswith(b"x-powered")]
