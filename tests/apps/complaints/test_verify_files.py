"""Stored files held against their hashes: what is altered or missing is said."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from pypdf import PdfReader
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.complaints import triggers
from putright.apps.complaints.models import CaseRow, EvidenceFile
from putright.apps.complaints.services import bundle, evidence, verify
from putright.apps.letters import files as letter_files
from putright.apps.letters.models import LetterDocument, LetterFile, LetterVersion
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

NOTE = b"Rang on Tuesday, nobody came"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    w.amina()


def with_a_file() -> tuple[CaseRow, Path]:
    reference = w.logged()
    evidence.add(
        reference=reference,
        name="note.txt",
        data=NOTE,
        on=date(2026, 3, 4),
        who="u1",
        now=w.NOW,
    )
    row = CaseRow.objects.get(reference=reference)
    return row, evidence.path_of(EvidenceFile.objects.get(case=row).sha256)


def with_a_letter() -> tuple[CaseRow, Path]:
    row = CaseRow.objects.get(reference=w.logged())
    letter = LetterDocument.objects.create(
        about=row.reference,
        kind="acknowledgement_1",
        state="issued",
        created_at=w.NOW,
        created_by="u1",
        issued_on=date(2026, 3, 4),
        issued_version=1,
    )
    LetterVersion.objects.create(
        document=letter, number=1, content=b"{}", text="", made_by="u1", made_at=w.NOW
    )
    content = b"%PDF-1.7 as it was sent to " + row.reference.encode()
    sha256 = letter_files.keep(content)
    LetterFile.objects.create(
        document=letter,
        version=1,
        format="pdf",
        sha256=sha256,
        size=len(content),
        kept_at=w.NOW,
    )
    return row, letter_files.path_of(sha256)


def found() -> list[tuple[str, str]]:
    return [(one.reference, one.what) for one in verify.verify()]


@pytest.mark.parametrize("stored", [with_a_file, with_a_letter])
def test_a_byte_more_or_a_file_less_is_found_and_its_case_named(stored: object) -> None:
    assert callable(stored)
    row, path = stored()
    assert found() == []
    path.write_bytes(path.read_bytes() + b"x")
    ((reference, what),) = found()
    assert reference == row.reference
    assert path.name in what
    assert what.endswith("was altered since it was stored")
    path.unlink()
    ((reference, what),) = found()
    assert (reference, what[-10:]) == (row.reference, "is missing")


def test_a_row_taken_away_with_its_file_is_still_missed() -> None:
    row, path = with_a_file()
    EvidenceFile.objects.filter(case=row).delete()
    path.unlink()
    assert [reference for reference, _ in found()] == [row.reference]


def test_a_letter_put_in_the_place_of_the_one_sent_is_found() -> None:
    row, _ = with_a_letter()
    sent = LetterFile.objects.get()
    left = s.IssueLetter(
        on=date(2026, 3, 4),
        letter=str(sent.document_id),
        kind="acknowledgement_1",
        sha256=sent.sha256,
        stage=1,
    )
    w.taken(row.reference, left)
    assert found() == []
    other = letter_files.keep(b"%PDF-1.7 another letter")
    LetterFile.objects.update(sha256=other)
    ((reference, what),) = found()
    assert reference == row.reference
    assert "not recorded as it was sent" in what


def test_a_file_sent_again_mends_the_one_that_was_altered() -> None:
    _, path = with_a_file()
    path.write_bytes(b"other words")
    evidence.keep(NOTE)
    assert path.read_bytes() == NOTE
    assert found() == []


def test_no_page_gives_out_an_altered_file_as_the_one_that_was_stored() -> None:
    row, path = with_a_file()
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))
    address = f"/cases/{row.reference}/files/{path.name}/"
    assert client.get(address).content == NOTE
    path.write_bytes(b"other words")
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"altered since it was stored" in answer.content
    assert b"other words" not in answer.content


@pytest.mark.parametrize("stored", [with_a_file, with_a_letter])
@pytest.mark.parametrize("kind", ["zip", "pdf"])
def test_a_bundle_says_what_was_altered_and_what_is_missing(
    stored: object, kind: str
) -> None:
    assert callable(stored)
    row, path = stored()
    path.write_bytes(b"other words")
    assert "Altered since it was stored" in bundled(row, kind)
    path.unlink()
    assert "This file is missing" in bundled(row, kind)


def bundled(row: CaseRow, kind: str) -> str:
    made = io.BytesIO(bundle.make(row, kind, now=w.NOW, today=w.TODAY))
    if kind == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(made).pages)
        return " ".join(text.split())
    archive = zipfile.ZipFile(made)
    page = archive.read("index.html").decode()
    assert [note in page for note in (ALTERED, MISSING)] == [
        note in archive.read("index.csv").decode() for note in (ALTERED, MISSING)
    ]
    return page


ALTERED, MISSING = "Altered since it was stored", "This file is missing"


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("table", "column", "value", "what"),
    [
        ("complaints_entrywords", "data", "other words", "words of entry 1"),
        ("complaints_entrywords", "salt", "pepper", "words of entry 1"),
        ("complaints_entry", "happened_on", "a Monday", "can't be read"),
        ("complaints_entry", "recorded_at", "a Monday", "can't be read"),
    ],
)
def test_a_value_rewritten_by_hand_into_another_kind_names_its_case(
    table: str, column: str, value: str, what: str
) -> None:
    """The embedded database takes text for bytes, and any text for a date."""
    reference = w.logged()
    w.logged()
    row = CaseRow.objects.get(reference=reference)
    first = row.entries.order_by("sequence")[0].pk
    key = "entry_id" if table == "complaints_entrywords" else "id"
    triggers.drop(connection)
    with connection.cursor() as cursor:
        change = f"UPDATE {table} SET {column} = %s WHERE {key} = %s"  # noqa: S608 - the names are the test's own
        cursor.execute(change, [value, first])
    triggers.make(connection)
    ((named, told),) = found()
    assert named == reference
    assert what in told
