"""Letters on their way, and a mail server on this machine that tests start."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings
from msgspec.structs import replace
from tests.core.complaints.letters.examples import ON, READER, facts, letter

from putright.apps.letters import services
from putright.apps.letters.models import Dispatch, LetterDocument
from putright.core.complaints.letters.values import Kind, Letter

CASE = "C-2024-0014"
NOW = datetime(2024, 10, 21, 9, 30, tzinfo=UTC)
DRAFTER, APPROVER = "u1", "u2"


def composed(kind: Kind = "stage_1_response", **reader: object) -> Letter:
    """Give a complete letter, its reader changed where asked."""
    made = letter(facts(kind))
    return replace(made, recipient=replace(READER, **reader))


def drafted(kind: Kind = "stage_1_response", **reader: object) -> int:
    """Keep a letter as a draft; give its number."""
    made = composed(kind, **reader)
    return services.draft(
        letter=made, about=CASE, by=DRAFTER, now=NOW, stage=1, person="P-1001"
    )


def issued(route: str = "email", **reader: object) -> services.Issued:
    """Issue a letter by a route."""
    return services.issue(
        letter_id=drafted(**reader),
        route=route,
        remarks=(),
        by=DRAFTER,
        now=NOW,
        on=ON,
    )


def state_of(dispatch_id: int) -> str:
    """Give the state that a dispatch has come to."""
    return Dispatch.objects.get(pk=dispatch_id).state


def message_id_of(letter_id: int) -> str:
    """Give the Message-ID that was fixed for a letter."""
    return LetterDocument.objects.get(pk=letter_id).message_id


class Inbox:
    """What a mail server of the tests took in, and how it answers."""

    def __init__(self) -> None:
        """Start empty and friendly."""
        self.messages: list[Message] = []
        self.to: list[str] = []
        self.refuse_recipient = ""
        self.answer = "250 OK"

    async def handle_RCPT(  # noqa: N802 - the server calls it by this name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Take or refuse a recipient."""
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the server calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a message, and answer as told; "hang up" drops the line after taking."""
        assert isinstance(envelope.content, bytes)
        self.messages.append(message_from_bytes(envelope.content))
        self.to += envelope.rcpt_tos
        if self.answer == "hang up":
            assert server.transport is not None
            server.transport.close()
            await asyncio.sleep(0)
        return self.answer


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
        assert isinstance(port, int)
        return port


@contextmanager
def mail_server() -> Iterator[Inbox]:
    """Run a mail server on this machine, and point the program at it."""
    inbox = Inbox()
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with to_port(port):
            yield inbox
    finally:
        controller.stop()


@contextmanager
def to_port(port: int) -> Iterator[None]:
    """Point the program's mail at a port of this machine."""
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_TIMEOUT=5,
        DEFAULT_FROM_EMAIL="complaints@landlord.example",
    ):
        yield
