"""An address on this machine that webhooks are sent to, and what came to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any


@dataclass
class Inbox:
    """What came: bodies with their headers. `answers` are given one after another."""

    address: str = ""
    came: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@contextmanager
def listening(*answers: int, leads_to: str = "") -> Iterator[Inbox]:
    """Listen on a free port; answer as told, then 204. `leads_to`: where 3xx lead."""
    inbox = Inbox(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            inbox.came.append((self.rfile.read(size), dict(self.headers)))
            self.send_response(inbox.answers.pop(0) if inbox.answers else 204)
            if leads_to:
                self.send_header("Location", leads_to)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    inbox.address = f"http://127.0.0.1:{server.server_port}/hook?from=putright"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield inbox
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
