"""Post and hand: the print folder, the day of posting, and erasing it all."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from tests.apps.letters.examples import (
    CASE,
    DRAFTER,
    NOW,
    composed,
    drafted,
    issued,
    message_id_of,
    state_of,
)
from tests.apps.letters.test_drafting import edited
from tests.cast import AMINA
from tests.core.complaints.letters.examples import ON

from putright.apps.letters import files, queries, services
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import LetterVersion

pytestmark = pytest.mark.usefixtures("real_transactions")


def kept() -> list[Path]:
    folder = Path(settings.LETTERS_FOLDER)
    return [path for path in folder.rglob("*") if path.is_file()]


def printed() -> list[str]:
    folder = files.print_folder()
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture(autouse=True)
def _empty_folders() -> None:
    for path in [*kept(), *files.print_folder().glob("*")]:
        path.unlink()


def test_a_letter_for_the_post_goes_into_the_print_folder_under_a_plain_name() -> None:
    made = issued("post")
    (name,) = services.write_print_folder(now=NOW)
    assert name == f"letter-{made.letter_id:06d}-{made.sha256[:8]}.pdf"
    assert printed() == [name]
    kept = queries.kept_file(made.letter_id, "pdf").content
    assert (files.print_folder() / name).read_bytes() == kept
    assert state_of(made.dispatch_id) == "printed"
    assert services.write_print_folder(now=NOW) == ()


def test_the_round_of_work_fills_the_print_folder() -> None:
    issued("post")
    assert services.send_due(now=NOW).printed == 1


def test_a_letter_edited_in_word_is_printed_as_it_was_edited() -> None:
    number = drafted()
    content = edited(("polite throughout", "polite"))
    services.upload_edited_word(letter_id=number, content=content, by=DRAFTER, now=NOW)
    services.issue(
        letter_id=number, route="post", remarks=(), by=DRAFTER, now=NOW, on=ON
    )
    (name,) = services.write_print_folder(now=NOW)
    assert name.endswith(".docx")
    assert (files.print_folder() / name).read_bytes() == content


def test_posting_records_its_day_and_clears_the_folder() -> None:
    made = issued("post")
    services.write_print_folder(now=NOW)
    assert [row.dispatch_id for row in queries.to_be_posted()] == [made.dispatch_id]
    about = services.mark_posted(
        dispatch_id=made.dispatch_id, on=ON, by=DRAFTER, now=NOW
    )
    row = queries.dispatch(made.dispatch_id)
    assert (about, row.state, row.sent_on) == (CASE, "sent", ON)
    assert printed() == []


def test_a_letter_is_handed_over_without_the_print_folder() -> None:
    made = issued("hand")
    services.send_due(now=NOW)
    assert printed() == []
    assert [row.dispatch_id for row in queries.to_be_posted()] == [made.dispatch_id]
    services.mark_posted(dispatch_id=made.dispatch_id, on=ON, by=DRAFTER, now=NOW)
    assert state_of(made.dispatch_id) == "sent"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2024, 10, 20), "before it was issued"),
        (date(2024, 10, 22), "not come yet"),
    ],
)
def test_a_letter_can_not_have_been_posted_on_such_a_day(day: date, says: str) -> None:
    made = issued("post")
    services.write_print_folder(now=NOW)
    with pytest.raises(LetterRefusedError, match=says):
        services.mark_posted(dispatch_id=made.dispatch_id, on=day, by=DRAFTER, now=NOW)


def test_an_email_or_a_letter_not_yet_printed_can_not_be_marked_as_posted() -> None:
    for made in (issued("email"), issued("post")):
        with pytest.raises(LetterRefusedError, match="not waiting"):
            services.mark_posted(
                dispatch_id=made.dispatch_id, on=ON, by=DRAFTER, now=NOW
            )


def test_a_letter_stopped_after_printing_leaves_the_folder() -> None:
    made = issued("post")
    services.write_print_folder(now=NOW)
    services.cancel(dispatch_id=made.dispatch_id, by=DRAFTER, now=NOW)
    assert printed() == []


def test_erasing_takes_words_files_prints_and_mail_and_leaves_that_they_were() -> None:
    sent, posted, waiting = issued("email"), issued("post"), issued("post")
    draft = drafted()
    services.upload_edited_word(
        letter_id=draft, content=edited(("polite", "kind")), by=DRAFTER, now=NOW
    )
    backend = "django.core.mail.backends.filebased.EmailBackend"
    folder = settings.PUTRIGHT_HOME / "outbox"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_FILE_PATH=str(folder)):
        services.send_due(now=NOW)
        assert any(
            message_id_of(sent.letter_id).encode() in path.read_bytes()
            for path in folder.iterdir()
        )
        assert services.erase_words(about=CASE, now=NOW) == 4
        assert not any(
            AMINA.name.encode() in path.read_bytes() for path in folder.iterdir()
        )
    assert LetterVersion.objects.count() == 0
    assert kept() == []
    assert printed() == []
    records = {record.letter_id: record for record in queries.letters_about(CASE)}
    assert all(record.erased for record in records.values())
    assert (records[sent.letter_id].state, records[draft].state) == (
        "issued",
        "withdrawn",
    )
    assert state_of(sent.dispatch_id) == "sent"
    assert state_of(posted.dispatch_id) == state_of(waiting.dispatch_id) == "cancelled"
    with pytest.raises(LetterRefusedError, match="erased"):
        queries.kept_file(sent.letter_id, "pdf")
    with pytest.raises(LetterRefusedError, match="erased"):
        queries.version(sent.letter_id)


def test_erasing_one_case_leaves_the_letters_of_another() -> None:
    other = services.draft(letter=composed(), about="C-2024-0099", by=DRAFTER, now=NOW)
    kept = services.issue(
        letter_id=other, route="post", remarks=(), by=DRAFTER, now=NOW, on=ON
    )
    same_bytes = issued("post")
    assert same_bytes.sha256 == kept.sha256
    services.erase_words(about=CASE, now=NOW)
    assert queries.kept_file(other, "pdf").content
    assert queries.version(other).text


def test_files_that_no_letter_refers_to_are_swept_after_a_day() -> None:
    made = issued("post")
    stray = files.path_of(files.keep(b"left by a step that was refused"))
    partial = stray.parent / "partial-x"
    partial.write_bytes(b"half")
    fresh = files.path_of(files.keep(b"being issued this minute"))
    old = (NOW - timedelta(days=3)).timestamp()
    for path in [*kept()]:
        os.utime(path, (old, old))
    os.utime(fresh, (NOW.timestamp(), NOW.timestamp()))
    assert services.sweep_files(now=NOW) == 2
    assert fresh.exists()
    assert queries.kept_file(made.letter_id, "pdf").content
