"""A mail server for the run, on this machine alone: it keeps what it was given."""

import email
import email.policy
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts.bench.serving import free_port

MARK = re.compile(r"\bmark[0-9a-f]{20}\b")
"""The unique word that each thing sent by the run carries: no two carry the same."""


class Mailbox:
    """Counts letters by the mark that they carry, and messages by Message-ID."""

    def __init__(self) -> None:
        """Begin with none."""
        self.by_mark: dict[str, int] = {}
        self.by_id: dict[str, int] = {}
        self.recipients: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a message."""
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain",))
        words = body.get_content() if body is not None else ""
        with self._lock:
            number = str(message["Message-ID"] or "")
            self.by_id[number] = self.by_id.get(number, 0) + 1
            for mark in set(MARK.findall(words)):
                self.by_mark[mark] = self.by_mark.get(mark, 0) + 1
                self.recipients[mark] = tuple(envelope.rcpt_tos)
        return "250 taken"


@contextmanager
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """Take mail for as long as it is wanted; give it and its PUTRIGHT_MAIL_URL."""
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield box, f"smtp://127.0.0.1:{port}"
    finally:
        server.stop()
