"""One letter as one email, and what a mail server's answer to it means."""

import smtplib
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from putright.apps.letters import files, queries
from putright.apps.letters.models import FileFormat, LetterDocument

Meaning = Literal["sent", "retry", "refused", "unsure"]
_PERMANENT = 500


@dataclass(frozen=True)
class Answer:
    """What came of trying to send: `detail` has codes only, never an address."""

    meaning: Meaning
    detail: str = ""


def send(row: LetterDocument) -> Answer:
    """Hand one letter to the mail server, once, with its own Message-ID.

    `retry`: the server surely did not take it. `refused`: it never will.
    `unsure`: the connection broke after the letter was on its way.
    """
    message = message_of(row)
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as problem:
        return Answer("retry", f"The mail server can't be reached ({_code(problem)}).")
    message.connection = connection
    try:
        message.send()
    except smtplib.SMTPResponseException as problem:
        return _refusal(problem.smtp_code)
    except smtplib.SMTPRecipientsRefused as problem:
        return _refusal(max(code for code, _ in problem.recipients.values()))
    except ValueError as problem:  # BadHeaderError is one
        return Answer("refused", f"The address can't be written to ({_code(problem)}).")
    except (smtplib.SMTPException, OSError) as problem:
        return Answer("unsure", f"The connection broke ({_code(problem)}).")
    finally:
        connection.close()
    return Answer("sent")


def message_of(row: LetterDocument) -> EmailMultiAlternatives:
    """Make the email: the letter as text and as HTML, and the kept file with it."""
    version = queries.version(row.pk, row.issued_version)
    letter = version.letter
    message = EmailMultiAlternatives(
        subject=f"{letter.title} ({letter.reference})",
        body=version.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.recipient.email],
        headers={"Message-ID": row.message_id},
    )
    page = queries.kept_file(row.pk, FileFormat.HTML)
    message.attach_alternative(page.content.decode(), "text/html")
    sent = queries.sent_file(row.pk)
    kept = queries.kept_file(row.pk, sent.format)
    message.attach(kept.name, files.read(sent.sha256), kept.content_type)
    return message


def _refusal(code: int) -> Answer:
    if code >= _PERMANENT:
        return Answer("refused", f"The mail server refused it for good ({code}).")
    return Answer("retry", f"The mail server refused it for now ({code}).")


def _code(problem: Exception) -> str:
    """Name a problem without its text, which may hold an address."""
    return type(problem).__name__
