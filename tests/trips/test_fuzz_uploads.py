"""Files of every wrong kind, wherever a file is taken: told why, and nothing kept."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.apps.complaints import worklists as w
from tests.trips.house import House, as_it_was

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.models.work import EvidenceFile
from putright.apps.letters import queries as letters
from putright.core.tabular import write_xlsx

pytestmark = pytest.mark.django_db

EVERY = "*"
MEGABYTE = 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
PROBLEM = "There is a problem"


def zipped(**members: bytes) -> bytes:
    """Give a ZIP of some members, packed as small as they go."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@cache
def bomb() -> bytes:
    """Give a right workbook of some kilobytes whose one cell unpacks to 200 MB."""
    book = io.BytesIO(write_xlsx(["reference", "kind"], [["R-1", "complaint"]]))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(book) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = b'<c r="A2" t="inlineStr"><is><t>' + b"0" * (200 * MEGABYTE)
                content = content.replace(
                    b'<c r="A2"', cell + b'</t></is></c><c r="A2"'
                )
            archive.writestr(name, content)
    assert len(out.getvalue()) < MEGABYTE
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (number + 1, b"&%c;" % number * 10)
        for number in range(97, 107)
    )
    + b"]><l>&k;</l>"
)
"""Some hundred bytes that become ten thousand million: the billion laughs."""
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    b"<x>&e;</x>"
)


def with_part(base: bytes, part: str, content: bytes) -> bytes:
    """Give a package with one of its parts put in the place of another."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base)) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            archive.writestr(name, content if name == part else whole.read(name))
    return out.getvalue()


def book(part: str, content: bytes) -> bytes:
    """Give a workbook with one part that is not as it should be."""
    right = write_xlsx(["reference", "kind"], [["R-1", "complaint"]])
    return with_part(right, part, content)


def word_letter(content: bytes) -> bytes:
    """Give a Word document whose text is something else."""
    out = io.BytesIO()
    Document().save(out)
    return with_part(out.getvalue(), "word/document.xml", content)


def polyglot() -> bytes:
    """Give a picture that is a ZIP and a page with a script as well."""
    return PNG + b"<script>alert(1)</script>" + zipped(**{"a.txt": b"x"})


WRONG: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("file.csv", lambda: b""),
    "program": ("file.csv", lambda: b"MZ\x90\0" + b"\0" * 500),
    "picture": ("file.xlsx", lambda: PNG),
    "bomb": ("file.xlsx", bomb),
    "laughs": ("file.xlsx", lambda: book("xl/workbook.xml", LAUGHS)),
    "laughing_sheet": (
        "file.xlsx",
        lambda: book("xl/worksheets/sheet1.xml", LAUGHS),
    ),
    "outside": ("file.xlsx", lambda: book("xl/workbook.xml", OUTSIDE)),
    "laughing_word": ("file.docx", lambda: word_letter(LAUGHS)),
    "outside_word": ("file.docx", lambda: word_letter(OUTSIDE)),
    "many_parts": (
        "file.xlsx",
        lambda: zipped(**{f"xl__{number}.xml": b"" for number in range(6000)}),
    ),
    "traversal": (
        "file.xlsx",
        lambda: zipped(**{"..__..__tmp__x": b"x", "xl__workbook.xml": b"<x/>"}),
    ),
    "polyglot": ("file.xlsx", polyglot),
    "page": ("file.xlsx", lambda: b"<html><script>alert(1)</script></html>"),
    "half_a_zip": ("file.xlsx", lambda: zipped(a=b"b" * 999)[:60]),
    "other_zip": ("file.xlsx", lambda: zipped(**{"a.txt": b"hello"})),
    "not_text": ("file.csv", lambda: b"\xff\xfe\xfa" * 99),
    "strange_name": ("=cmd|'/c calc'!A0.csv", lambda: b"\0\0\0"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_register_that_is_none_is_refused_with_its_reason(
    house: House, kind: str
) -> None:
    """Whoever uploads the wrong file reads which it was and what is wrong with it."""
    name, make = WRONG[kind]
    file = SimpleUploadedFile(name, make())
    data = {"file": file, "unanswered": "unknown", "mapping": ""}
    with as_it_was():
        response = house.client(EVERY).post("/records/import/", data)
    assert response.status_code == 200
    assert PROBLEM in response.content.decode()


@pytest.mark.parametrize("kind", ["empty", "program", "half_a_zip", "not_text"])
def test_evidence_of_no_known_kind_is_refused(house: House, kind: str) -> None:
    """What a file is told by its bytes; one that is nothing is not kept."""
    _, make = WRONG[kind]
    shown = evidence(house, make(), "photo.pdf")
    assert PROBLEM in shown


def test_evidence_is_kept_as_what_its_bytes_are(house: House) -> None:
    """A page or a polyglot named as something else is no page when it is opened."""
    with as_it_was():
        for number, (content, name) in enumerate(
            ((polyglot(), "a.html"), (b"<script>alert(1)</script>", "b.html"))
        ):
            house.client(EVERY).post(_page(house), _sent(content, name))
            kept = EvidenceFile.objects.latest("pk")
            assert kept.name == name, number
            assert kept.content_type in ("image/png", "text/plain")
            address = house.address("complaints:evidence", sha256=kept.sha256)
            response = house.client(EVERY).get(address)
            assert response.headers["Content-Disposition"].startswith("attachment")
            assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["evidence", "register", "word"])
def test_fifty_megabytes_are_refused_with_the_most_that_is_taken(
    house: House, path: str
) -> None:
    """A film of the damp does not bring the service down, nor vanish without a word."""
    big = b"%PDF-1.7\n" + b"0" * (50 * MEGABYTE)
    if path == "evidence":
        shown = evidence(house, big, "film.pdf")
    elif path == "register":
        data = {"file": SimpleUploadedFile("r.csv", big), "unanswered": "unknown"}
        with as_it_was():
            response = house.client(EVERY).post("/records/import/", data)
        shown = response.content.decode()
    else:
        shown = word(house, big)
    assert "MB" in w.words(shown)


@pytest.mark.parametrize("kind", WRONG)
def test_a_word_letter_that_is_none_is_refused(house: House, kind: str) -> None:
    """An edited letter comes back as Word or not at all."""
    _, make = WRONG[kind]
    before = letters.letter(house.things["letter_id"]).latest_version
    shown = word(house, make())
    assert letters.letter(house.things["letter_id"]).latest_version == before
    assert PROBLEM in shown


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize(
    "page", ["/settings/calendar/adopt/", "/settings/policy/adopt/"]
)
def test_a_list_of_days_or_a_policy_that_is_none_is_refused(
    house: House, kind: str, page: str
) -> None:
    """Rules are text in a known shape; anything else is refused and told."""
    _, make = WRONG[kind]
    data = {
        "file": SimpleUploadedFile("days.toml", make()),
        "reason": "New",
        "text": "",
    }
    with as_it_was():
        response = house.client(EVERY).post(page, data | {"action": "adopt"})
    assert response.status_code == 200
    assert PROBLEM in response.content.decode()


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("page", ["surveys:upload", "surveys:households"])
def test_answers_or_households_that_are_none_are_refused(
    house: House, kind: str, page: str
) -> None:
    """A fieldwork company's wrong file is told what is wrong with it."""
    name, make = WRONG[kind]
    data = {"file": SimpleUploadedFile(name, make()), "mapping": ""}
    with as_it_was():
        response = house.client(EVERY).post(house.address(page), data)
    assert response.status_code == 200
    assert PROBLEM in response.content.decode()


def _page(house: House) -> str:
    return house.address("complaints:step", step_name="add_evidence")


def _sent(content: bytes, name: str) -> dict[str, object]:
    days = {"on_day": "11", "on_month": "3", "on_year": "2026"}
    return {"file": SimpleUploadedFile(name, content), **days}


def evidence(house: House, content: bytes, name: str) -> str:
    """Send a file to the open case; check that it was not kept."""
    row = CaseRow.objects.get(reference=house.reference)
    before = row.files.count()
    with as_it_was():
        response = house.client(EVERY).post(_page(house), _sent(content, name))
        assert row.files.count() == before
    assert response.status_code == 200
    return response.content.decode()


def word(house: House, content: bytes) -> str:
    """Send a file as the edited Word letter."""
    page = house.address("complaints:letter_upload")
    with as_it_was():
        response = house.client(EVERY).post(
            page, {"word": SimpleUploadedFile("letter.docx", content)}
        )
    assert response.status_code == 200
    return response.content.decode()
