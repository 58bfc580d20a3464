"""Issuing: frozen bytes, one place in the queue, and what refuses a letter."""

import hashlib
from dataclasses import replace as changed
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.letters.examples import (
    APPROVER,
    CASE,
    DRAFTER,
    NOW,
    composed,
    drafted,
    issued,
)
from tests.apps.letters.test_drafting import edited
from tests.core.complaints.letters.examples import ON

from putright.apps.letters import files, queries, services
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.files import FileGoneError
from putright.apps.letters.models import Dispatch, LetterFile
from putright.core.complaints.letters.remark import missing, weak

pytestmark = pytest.mark.django_db


def issue(letter_id: int, **changes: object) -> services.Issued:
    given: dict[str, object] = {"route": "post", "remarks": (), "on": ON}
    return services.issue(
        letter_id=letter_id,
        by=DRAFTER,
        now=NOW,
        **(given | changes),  # type: ignore[arg-type] # one test changes one of them
    )


def test_issuing_freezes_html_pdf_and_word_under_their_hashes() -> None:
    made = issue(drafted())
    rows = LetterFile.objects.filter(document=made.letter_id)
    assert sorted(row.format for row in rows) == ["docx", "html", "pdf"]
    for row in rows:
        kept = queries.kept_file(made.letter_id, row.format).content
        assert hashlib.sha256(kept).hexdigest() == row.sha256
        assert len(kept) == row.size
    pdf = queries.kept_file(made.letter_id, "pdf")
    assert hashlib.sha256(pdf.content).hexdigest() == made.sha256
    assert pdf.name == f"letter-{made.letter_id:06d}.pdf"


def test_issuing_puts_one_letter_into_the_queue() -> None:
    made = issue(drafted())
    record = queries.letter(made.letter_id)
    assert (record.state, record.issued_on) == ("issued", ON)
    assert record.dispatch is not None
    assert (record.dispatch.dispatch_id, record.dispatch.state) == (
        made.dispatch_id,
        "waiting",
    )
    with pytest.raises(LetterRefusedError, match="is issued"):
        issue(made.letter_id)
    assert Dispatch.objects.count() == 1


def test_the_database_itself_refuses_a_second_live_dispatch() -> None:
    made = issue(drafted())
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispatch.objects.create(
            document_id=made.letter_id,
            route="email",
            created_at=NOW,
            created_by=DRAFTER,
            not_before=NOW,
        )


def test_6_5_a_letter_that_lacks_what_the_code_requires_is_not_issued() -> None:
    number = drafted()
    held = missing("ombudsman_contact", "6.5", "No contact details.", "Add them.")
    with pytest.raises(LetterRefusedError, match=r"No contact details\. Add them\."):
        issue(number, remarks=(held,))
    assert queries.letter(number).state == "draft"
    assert Dispatch.objects.count() == 0
    issue(number, remarks=(weak("reading_age", "6.9", "Hard.", "Shorten."),))


def test_a_letter_that_needs_approval_is_not_issued_without_it() -> None:
    number = drafted()
    with pytest.raises(LetterRefusedError, match="is draft"):
        issue(number, must_be_approved=True)
    services.approve(letter_id=number, by=APPROVER, now=NOW, two_people=True)
    issue(number, must_be_approved=True)


@pytest.mark.parametrize(
    ("route", "reader", "says"),
    [
        ("post", {"do_not_write": True}, "Nothing may be posted"),
        ("post", {"address_lines": ()}, "no address"),
        ("email", {"email": ""}, "no email address"),
        ("pigeon", {}, "no way to send"),
    ],
)
def test_5_10_a_letter_does_not_leave_a_way_it_must_not_or_can_not(
    route: str, reader: dict[str, object], says: str
) -> None:
    number = drafted(**reader)
    with pytest.raises(LetterRefusedError, match=says):
        issue(number, route=route)
    assert queries.letter(number).state == "draft"
    assert Dispatch.objects.count() == 0


def test_an_address_that_must_not_be_written_to_is_not_in_the_letter() -> None:
    made = issue(drafted(do_not_write=True), route="email")
    page = queries.kept_file(made.letter_id, "html").content.decode()
    assert "Heron House" not in page
    assert "Amina Farrow" in page


def test_a_letter_carries_the_day_it_left_and_the_draft_stays_as_it_was() -> None:
    number = drafted()
    made = issue(number, on=date(2024, 10, 22))
    assert made.version == 2
    assert queries.version(number, 1).letter.on == ON
    assert queries.version(number).letter.on == date(2024, 10, 22)
    page = queries.kept_file(number, "html").content.decode()
    assert "22 October 2024" in page


def test_a_letter_prepared_before_someone_changed_it_is_not_issued() -> None:
    number = drafted()
    ready = services.prepare(letter_id=number, on=ON)
    services.new_version(letter_id=number, letter=composed(), by=APPROVER, now=NOW)
    with pytest.raises(LetterRefusedError, match="was changed"):
        issue(number, prepared=ready)
    other = services.prepare(letter_id=number, on=ON)
    with pytest.raises(LetterRefusedError, match="was changed"):
        issue(number, prepared=changed(other, on=date(2024, 10, 22)))
    issue(number, prepared=other)


def test_what_was_edited_in_word_is_what_is_sent() -> None:
    number = drafted()
    content = edited(("polite throughout", "polite"))
    services.upload_edited_word(letter_id=number, content=content, by=DRAFTER, now=NOW)
    made = issue(number)
    assert made.sha256 == hashlib.sha256(content).hexdigest()
    assert queries.kept_file(number, "docx").content == content
    assert queries.sent_file(number).format == "docx"


def test_a_word_letter_with_another_date_is_not_issued() -> None:
    number = drafted()
    services.upload_edited_word(
        letter_id=number, content=edited(("polite", "kind")), by=DRAFTER, now=NOW
    )
    with pytest.raises(LetterRefusedError, match="22 October 2024"):
        issue(number, on=date(2024, 10, 22))


def test_bytes_that_were_changed_on_disk_are_never_shown_as_the_letter() -> None:
    made = issued("post")
    files.path_of(made.sha256).write_bytes(b"something else")
    with pytest.raises(FileGoneError, match="was changed since it was kept"):
        queries.kept_file(made.letter_id, "pdf")
    issued("post")  # the same bytes again: what was spoilt is written anew
    assert queries.kept_file(made.letter_id, "pdf").content.startswith(b"%PDF")


def test_a_transaction_that_fails_leaves_no_letter_in_the_queue() -> None:
    number = drafted()
    ready = services.prepare(letter_id=number, on=ON)

    def step_that_fails() -> None:
        issue(number, prepared=ready)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        step_that_fails()
    assert queries.letter(number).state == "draft"
    assert Dispatch.objects.count() == 0
    assert queries.letters_about(CASE)[0].issued_on is None
