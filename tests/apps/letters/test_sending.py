"""Emails through a real mail server on this machine: once each, and never unasked."""

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from email.message import Message

import pytest
from django.db import connection
from django.test import override_settings
from tests.apps.letters.examples import (
    APPROVER,
    CASE,
    DRAFTER,
    NOW,
    drafted,
    free_port,
    issued,
    mail_server,
    message_id_of,
    state_of,
    to_port,
)
from tests.apps.letters.test_drafting import edited
from tests.cast import AMINA
from tests.core.complaints.letters.examples import ON

from putright.apps.letters import queries, services
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import Dispatch
from putright.apps.letters.services import mail, sending
from putright.apps.letters.services.sending import CLAIM_LASTS, MOST_ATTEMPTS

pytestmark = pytest.mark.django_db


def parts(message: Message) -> dict[str, bytes]:
    found = {}
    for piece in message.walk():
        content = piece.get_payload(decode=True)
        if isinstance(content, bytes):
            found[piece.get_content_type()] = content
    return found


def test_an_email_carries_its_text_its_page_its_pdf_and_its_own_message_id() -> None:
    made = issued()
    with mail_server() as inbox:
        report = services.send_due(now=NOW)
    assert (report.sent, report.put_off, report.for_a_person) == (1, 0, 0)
    (message,) = inbox.messages
    assert inbox.to == [AMINA.email]
    assert message["Message-ID"] == message_id_of(made.letter_id)
    assert message["From"] == "complaints@landlord.example"
    assert CASE in message["Subject"]
    assert AMINA.name not in message["Subject"]
    found = parts(message)
    assert b"This is our answer to your complaint at stage 1." in found["text/plain"]
    assert b"<h1" in found["text/html"]
    pdf = queries.kept_file(made.letter_id, "pdf").content
    assert found["application/pdf"] == pdf


def test_what_was_sent_is_recorded_with_its_day() -> None:
    made = issued()
    with mail_server():
        services.send_due(now=NOW)
    row = queries.dispatch(made.dispatch_id)
    assert (row.state, row.sent_on, row.attempts) == ("sent", date(2024, 10, 21), 1)


def test_late_in_the_evening_the_day_is_the_one_in_london() -> None:
    made = issued()
    with mail_server():
        services.send_due(now=NOW.replace(hour=23, minute=30))
    assert queries.dispatch(made.dispatch_id).sent_on == date(2024, 10, 22)


def test_a_letter_edited_in_word_is_what_is_attached() -> None:
    number = drafted()
    content = edited(("polite throughout", "polite"))
    services.upload_edited_word(letter_id=number, content=content, by=DRAFTER, now=NOW)
    services.issue(
        letter_id=number, route="email", remarks=(), by=DRAFTER, now=NOW, on=ON
    )
    with mail_server() as inbox:
        services.send_due(now=NOW)
    found = parts(inbox.messages[0])
    assert content in found.values()
    assert "application/pdf" not in found
    assert b"polite" in found["text/plain"]


def test_a_second_round_sends_nothing_again() -> None:
    issued()
    with mail_server() as inbox:
        services.send_due(now=NOW)
        services.send_due(now=NOW + timedelta(days=1))
    assert len(inbox.messages) == 1


def test_of_two_workers_only_one_claims_a_letter() -> None:
    made = issued()
    assert services.due_emails(now=NOW) == (made.dispatch_id,)
    assert services.claim(dispatch_id=made.dispatch_id, now=NOW)
    assert not services.claim(dispatch_id=made.dispatch_id, now=NOW)


@pytest.mark.postgresql
@pytest.mark.usefixtures("real_transactions")
def test_many_workers_at_once_send_each_letter_once() -> None:
    letters = {message_id_of(issued().letter_id) for _ in range(6)}

    def worker(_: int) -> int:
        try:
            return services.send_due(now=NOW).sent
        finally:
            connection.close()

    with mail_server() as inbox, ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(worker, range(4)))
    assert sent == 6
    assert sorted(str(m["Message-ID"]) for m in inbox.messages) == sorted(letters)


def test_a_claim_lost_in_a_crash_is_never_sent_again_unasked() -> None:
    made = issued()
    services.claim(dispatch_id=made.dispatch_id, now=NOW)
    # The program dies here: nobody knows whether the letter went.
    later = NOW + CLAIM_LASTS + timedelta(minutes=1)
    with mail_server() as inbox:
        report = services.send_due(now=later)
        services.send_due(now=later + timedelta(days=30))
    assert inbox.messages == []
    assert report.for_a_person == 1
    (waiting,) = queries.needing_a_person()
    assert (waiting.dispatch_id, waiting.state) == (
        made.dispatch_id,
        "may_have_been_sent",
    )


def test_a_worker_that_is_only_slow_still_records_what_it_sent() -> None:
    made = issued()
    services.claim(dispatch_id=made.dispatch_id, now=NOW)
    row = Dispatch.objects.select_related("document").get(pk=made.dispatch_id)
    assert services.reap(now=NOW + CLAIM_LASTS + timedelta(minutes=1)) == 1
    with mail_server():
        answer = mail.send(row.document)
    assert sending._record(row, answer, NOW) == "sent"
    assert state_of(made.dispatch_id) == "sent"


def test_a_claim_that_was_reaped_is_not_sent_by_its_old_worker() -> None:
    made = issued()
    services.claim(dispatch_id=made.dispatch_id, now=NOW)
    services.reap(now=NOW + CLAIM_LASTS + timedelta(minutes=1))
    with mail_server() as inbox:
        state = services.send_claimed(dispatch_id=made.dispatch_id, now=NOW)
    assert (state, inbox.messages) == ("may_have_been_sent", [])


def test_a_person_settles_what_may_have_been_sent() -> None:
    made = issued()
    services.claim(dispatch_id=made.dispatch_id, now=NOW)
    services.reap(now=NOW + timedelta(hours=1))
    about = services.confirm_sent(
        dispatch_id=made.dispatch_id, on=ON, by=APPROVER, now=NOW
    )
    assert about == CASE
    assert queries.needing_a_person() == ()
    assert queries.dispatch(made.dispatch_id).sent_on == ON


def test_a_person_may_send_it_again_and_it_carries_the_same_message_id() -> None:
    made = issued()
    services.claim(dispatch_id=made.dispatch_id, now=NOW)
    services.reap(now=NOW + timedelta(hours=1))
    again = services.send_again(
        dispatch_id=made.dispatch_id, route="email", by=APPROVER, now=NOW
    )
    with pytest.raises(LetterRefusedError):
        services.send_again(
            dispatch_id=made.dispatch_id, route="email", by=APPROVER, now=NOW
        )
    with mail_server() as inbox:
        services.send_due(now=NOW)
    assert [m["Message-ID"] for m in inbox.messages] == [message_id_of(made.letter_id)]
    assert (state_of(made.dispatch_id), state_of(again)) == ("cancelled", "sent")


def test_a_server_that_says_nothing_is_given_up_on_and_tried_later() -> None:
    """One that hangs must neither hold the round for ever nor cost the letter."""
    made = issued()
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        to_port(silent.getsockname()[1]),
        override_settings(EMAIL_TIMEOUT=0.3),
    ):
        report = services.send_due(now=NOW)
    assert (report.sent, report.put_off, report.for_a_person) == (0, 1, 0)
    assert state_of(made.dispatch_id) == "waiting"


def test_a_server_that_can_not_be_reached_is_tried_later_and_then_a_person() -> None:
    made = issued()
    now = NOW
    with to_port(free_port()):
        for attempt in range(1, MOST_ATTEMPTS + 1):
            assert state_of(made.dispatch_id) == "waiting"
            services.send_due(now=now)
            assert queries.dispatch(made.dispatch_id).attempts == attempt
            assert services.due_emails(now=now) == ()
            now += timedelta(hours=6)
    assert state_of(made.dispatch_id) == "failed"
    assert [row.dispatch_id for row in queries.needing_a_person()] == [made.dispatch_id]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("550 no such person here", "failed"),
        ("451 try again later", "waiting"),
    ],
)
def test_a_recipient_refused_for_good_or_for_now(answer: str, state: str) -> None:
    made = issued()
    with mail_server() as inbox:
        inbox.refuse_recipient = answer
        services.send_due(now=NOW)
    row = queries.dispatch(made.dispatch_id)
    assert row.state == state
    assert answer[:3] in row.detail
    assert AMINA.email not in row.detail
    assert "person here" not in row.detail


def test_a_message_refused_after_it_was_sent_over_is_not_sent() -> None:
    made = issued()
    with mail_server() as inbox:
        inbox.answer = "554 looks like spam"
        services.send_due(now=NOW)
    assert state_of(made.dispatch_id) == "failed"


def test_a_line_that_drops_after_the_letter_was_taken_is_for_a_person() -> None:
    made = issued()
    with mail_server() as inbox:
        inbox.answer = "hang up"
        services.send_due(now=NOW)
        services.send_due(now=NOW + timedelta(days=1))
    assert len(inbox.messages) == 1
    assert state_of(made.dispatch_id) == "may_have_been_sent"


def test_a_bounce_is_recorded_and_the_day_it_left_stays() -> None:
    made = issued()
    with mail_server():
        services.send_due(now=NOW)
    about = services.record_bounce(
        dispatch_id=made.dispatch_id,
        on=date(2024, 10, 23),
        by=APPROVER,
        now=NOW + timedelta(days=2),
        detail="no_such_address",
    )
    row = queries.dispatch(made.dispatch_id)
    assert about == CASE
    assert (row.state, row.sent_on, row.bounced_on) == (
        "bounced",
        date(2024, 10, 21),
        date(2024, 10, 23),
    )
    assert [one.dispatch_id for one in queries.bounces()] == [made.dispatch_id]
    again = services.send_again(
        dispatch_id=made.dispatch_id, route="post", by=APPROVER, now=NOW
    )
    assert state_of(again) == "waiting"
    assert queries.needing_a_person() == ()


def test_a_letter_stopped_in_time_is_not_sent() -> None:
    made = issued()
    services.cancel(dispatch_id=made.dispatch_id, by=DRAFTER, now=NOW)
    with mail_server() as inbox:
        services.send_due(now=NOW)
    assert inbox.messages == []
    with pytest.raises(LetterRefusedError, match="cancelled"):
        services.cancel(dispatch_id=made.dispatch_id, by=DRAFTER, now=NOW)
