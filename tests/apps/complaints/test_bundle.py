"""The bundle for the Ombudsman, and the proof of a case's clocks."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import AccessLog
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.services import bundle, evidence
from putright.config.cli import putright

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    w.amina()


def a_pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def lively() -> bytes:
    """Give a PDF that would run a script, start a program and open an address."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    act = NameObject("/S")
    script = DictionaryObject(
        {act: NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.x()")}
    )
    start = DictionaryObject(
        {act: NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    marks = [
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): ArrayObject(
                    FloatObject(n) for n in (0, 0, 99, 99)
                ),
                NameObject("/A"): action,
            }
        )
        for kind, action in (("/Link", start), ("/Widget", script), ("/Screen", start))
    ]
    page[NameObject("/Annots")] = ArrayObject(marks)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_files() -> CaseRow:
    reference = w.logged()
    for name, data, day in (
        ("survey.pdf", a_pdf(3), 4),
        ("note.txt", b"Rang on Tuesday", 4),
        ("broken.pdf", b"%PDF-1.7\nnot really", 5),
        ("=cmd.pdf", a_pdf(1), 5),
    ):
        evidence.add(
            reference=reference,
            name=name,
            data=data,
            on=date(2026, 3, day),
            who="u1",
            now=w.NOW,
        )
    return CaseRow.objects.get(reference=reference)


def made(row: CaseRow, kind: str) -> bytes:
    return bundle.make(row, kind, now=w.NOW, today=w.TODAY)


def test_the_zip_holds_every_file_byte_for_byte_and_an_index_in_date_order() -> None:
    archive = zipfile.ZipFile(io.BytesIO(made(with_files(), "zip")))
    assert archive.read("files/001-file.pdf") == a_pdf(3)
    assert archive.read("files/002-file.txt") == b"Rang on Tuesday"
    index = archive.read("index.csv").decode("utf-8-sig").splitlines()
    assert index[0] == "number,date,what,file,sha256,note"
    assert index[1].startswith("1,2026-03-04,File: survey.pdf,files/001-file.pdf,")
    page = archive.read("index.html").decode()
    assert "A complaint was received by telephone." in page
    assert "The heating is off" in page
    assert "Weekend: Saturday" in page
    assert "Amina Farrow" in page
    assert 'href="files/001-file.pdf"' in page


def test_no_file_in_the_zip_is_named_after_anyone() -> None:
    names = zipfile.ZipFile(io.BytesIO(made(with_files(), "zip"))).namelist()
    assert not [name for name in names if "survey" in name or "Amina" in name]


def test_the_pdf_says_on_which_page_each_document_starts_and_numbers_them_all() -> None:
    reader = PdfReader(io.BytesIO(made(with_files(), "pdf")))
    text = [page.extract_text() for page in reader.pages]
    count = len(text)
    first = int(text[0].partition("survey.pdf page ")[2].split()[0])
    assert count == first - 1 + 3 + 1
    for number, words in enumerate(text, 1):
        assert f"page {number} of {count}" in words
    whole = " ".join(text)
    assert "Not a PDF or picture; see the ZIP" in whole
    assert "The PDF is damaged; see the ZIP" in whole
    assert "Saturday" in whole


def test_the_same_case_at_the_same_time_gives_the_same_zip() -> None:
    row = with_files()
    assert made(row, "zip") == made(row, "zip")


def test_the_button_gives_a_download_and_is_written_down() -> None:
    row = with_files()
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))
    answer = client.post(f"/cases/{row.reference}/bundle/", {"format": "zip"})
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith("attachment")
    assert AccessLog.objects.filter(kind="bundle_made").count() == 1
    odd = client.post(f"/cases/{row.reference}/bundle/", {"format": "exe"})
    assert odd.status_code == 302


def test_the_front_line_makes_no_bundle(client: Client) -> None:
    row = with_files()
    front = w.signed_in(w.person(cast.OUTSIDER, "front_line"))
    answer = front.post(f"/cases/{row.reference}/bundle/", {"format": "zip"})
    assert answer.status_code == 403


def test_the_command_writes_the_file_its_name_asks_for(tmp_path: Path) -> None:
    row = with_files()
    out = tmp_path / "case.zip"
    done = CliRunner().invoke(putright, ["bundle", row.reference, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert zipfile.ZipFile(out).testzip() is None
    wrong = CliRunner().invoke(putright, ["bundle", row.reference, "--out", "case.doc"])
    assert wrong.exit_code == 2
    nobody = CliRunner().invoke(putright, ["bundle", "C-0", "--out", str(out)])
    assert nobody.exit_code == 2


def test_explain_says_the_same_as_the_page_day_by_day() -> None:
    reference = w.logged()
    said = CliRunner().invoke(putright, ["explain", reference])
    assert said.exit_code == 0, said.output
    assert "Acknowledge by: 9 March 2026" in said.output
    assert "Weekend: Saturday" in said.output
    told = json.loads(
        CliRunner().invoke(putright, ["explain", reference, "--json"]).output
    )
    first = told["stages"][0]["dates"][0]
    assert (first["name"], first["due"]) == ("acknowledge_by", "2026-03-09")
    assert [day["number"] for day in first["days"] if day["counted"]] == [1, 2, 3, 4, 5]
    assert CliRunner().invoke(putright, ["explain", "C-0"]).exit_code == 2


def test_nothing_in_a_document_runs_when_the_bundle_is_opened() -> None:
    """What a stranger put into a PDF does not go on under the landlord's name."""
    data = lively()
    active = (b"/JavaScript", b"/Launch", b"/OpenAction", b"/AA", b"/Widget")
    assert all(one in data for one in active)
    reference = w.logged()
    evidence.add(
        reference=reference,
        name="lively.pdf",
        data=data,
        on=MONDAY,
        who="u1",
        now=w.NOW,
    )
    whole = made(CaseRow.objects.get(reference=reference), "pdf")
    writer = PdfWriter(clone_from=io.BytesIO(whole))
    plain = io.BytesIO()
    writer.write(plain)
    assert not [one for one in active if one in whole + plain.getvalue()]
