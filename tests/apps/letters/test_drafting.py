"""A letter before it leaves: versions, review, approval, and letters from Word."""

import io
import zipfile
from functools import cache

import pytest
from docx import Document
from tests.apps.letters.examples import (
    APPROVER,
    CASE,
    DRAFTER,
    NOW,
    composed,
    drafted,
    issued,
)

from putright.apps.letters import queries, services
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.rendering import word_reading
from putright.apps.letters.rendering.word import word_of
from putright.core.complaints.letters.values import Letter, plain_text

pytestmark = pytest.mark.django_db


def edited(change: tuple[str, str], letter: Letter | None = None) -> bytes:
    """Give the letter's Word file with one passage changed, as in Word."""
    document = Document(io.BytesIO(word_of(letter or composed())))
    old, new = change
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Give a Word file with parts added or changed; `__` stands for `/` in names."""
    out = io.BytesIO()
    given = {name.replace("__", "/"): data for name, data in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, given.pop(entry.filename, old.read(entry)))
        for name, data in given.items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def test_every_version_is_kept_and_numbered() -> None:
    number = drafted()
    again = services.new_version(
        letter_id=number, letter=composed(), by=APPROVER, now=NOW, note="Shorter"
    )
    assert again == 2
    kept = queries.versions(number)
    assert [(v.number, v.made_by, v.note) for v in kept] == [
        (1, DRAFTER, ""),
        (2, APPROVER, "Shorter"),
    ]
    assert kept[0].letter == composed()
    assert [found.letter_id for found in queries.letters_about(CASE)] == [number]


def test_the_message_id_is_fixed_once_and_says_nothing_of_the_case() -> None:
    first, second = drafted(), drafted()
    ids = [queries.letters.document(one).message_id for one in (first, second)]
    assert ids[0] != ids[1]
    assert all(CASE not in one and "1001" not in one for one in ids)


def test_where_two_people_are_needed_a_drafter_does_not_approve_alone() -> None:
    number = drafted()
    services.submit_for_review(letter_id=number, by=DRAFTER, now=NOW)
    with pytest.raises(LetterRefusedError, match="someone else"):
        services.approve(letter_id=number, by=DRAFTER, now=NOW, two_people=True)
    services.approve(letter_id=number, by=APPROVER, now=NOW, two_people=True)
    assert queries.letter(number).state == "approved"


def test_a_change_after_approval_takes_the_approval_back() -> None:
    number = drafted()
    services.approve(letter_id=number, by=APPROVER, now=NOW, two_people=True)
    services.new_version(letter_id=number, letter=composed(), by=APPROVER, now=NOW)
    found = queries.letter(number)
    assert (found.state, found.approved_by) == ("draft", "")
    with pytest.raises(LetterRefusedError, match="someone else"):
        services.approve(letter_id=number, by=APPROVER, now=NOW, two_people=True)


def test_an_issued_letter_can_not_be_changed() -> None:
    number = issued().letter_id
    for change in (
        lambda: services.new_version(
            letter_id=number, letter=composed(), by=DRAFTER, now=NOW
        ),
        lambda: services.withdraw(letter_id=number, by=DRAFTER, now=NOW),
        lambda: services.upload_edited_word(
            letter_id=number, content=word_of(composed()), by=DRAFTER, now=NOW
        ),
    ):
        with pytest.raises(LetterRefusedError, match="is issued"):
            change()


def test_a_letter_edited_in_word_comes_back_with_its_words_and_its_bytes() -> None:
    number = drafted()
    content = edited(("polite throughout", "polite, and we heard it twice"))
    version = services.upload_edited_word(
        letter_id=number, content=content, by=APPROVER, now=NOW
    )
    found = queries.version(number)
    assert (version, found.number, found.edited) == (2, 2, True)
    assert "polite, and we heard it twice" in found.text
    assert "polite, and we heard it twice" in plain_text(found.letter)
    assert found.letter.title == composed().title
    assert queries.kept_file(number, "docx", 2).content == content


def test_a_word_letter_keeps_headings_lists_and_tables_when_it_comes_back() -> None:
    read = word_reading.read_word(word_of(composed()), composed())
    kinds = [type(block).__name__ for block in read.letter.blocks]
    assert "BulletList" in kinds
    assert "SummaryTable" in kinds
    assert "ActionsTable" in kinds
    assert "Yours sincerely" not in [str(block) for block in read.letter.blocks]
    assert "Fit a new pump in the boiler house" in plain_text(read.letter)


MACRO_TYPES = b"application/vnd.ms-word.document.macroEnabled.main+xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
OUTSIDE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" TargetMode="External" '
    b'Target="http://landlord.example/x" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/%s"/></Relationships>'
)


@cache
def unsafe() -> dict[str, tuple[bytes, str]]:
    whole = word_of(composed())
    body = part(whole, "word/document.xml")
    types = part(whole, "[Content_Types].xml")
    tracked = body.replace(b"<w:body>", b'<w:body><w:ins w:id="1" w:author="a"/>')
    comments = b'<w:comments xmlns:w="x"><w:comment w:id="1"/></w:comments>'
    macro = types.replace(word_reading.MAIN_TYPE, MACRO_TYPES)
    return {
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a Word document"),
        "nothing": (b"", "not a Word document"),
        "a zip of something else": (
            repacked(whole, **{"[Content_Types].xml": b"<Types/>"}),
            "not a Word document",
        ),
        "macros allowed": (repacked(whole, **{"[Content_Types].xml": macro}), "macros"),
        "a macro": (repacked(whole, **{"word/vbaProject.bin": b"x"}), "macro"),
        "an embedded file": (repacked(whole, word__embeddings__a__bin=b"x"), "macro"),
        "tracked changes": (
            repacked(whole, **{"word/document.xml": tracked}),
            "tracked changes",
        ),
        "comments": (repacked(whole, **{"word/comments.xml": comments}), "comments"),
        "entities": (
            repacked(whole, **{"word/settings.xml": DOCTYPE}),
            "document type",
        ),
        "a linked template": (
            repacked(
                whole,
                **{"word/_rels/settings.xml.rels": OUTSIDE % b"attachedTemplate"},
            ),
            "fetches something",
        ),
        "broken parts": (repacked(whole, **{"word/document.xml": b"<a>"}), "can't be"),
        "a zip bomb": (
            repacked(whole, **{"word/media/a.bin": bytes(60 * 1024 * 1024)}),
            "unpacks to far more",
        ),
        "too large": (whole + bytes(6 * 1024 * 1024), "larger than"),
    }


@pytest.mark.parametrize("name", sorted(unsafe()))
def test_a_file_that_is_no_plain_word_letter_is_refused(name: str) -> None:
    content, says = unsafe()[name]
    number = drafted()
    with pytest.raises(LetterRefusedError, match=says):
        services.upload_edited_word(
            letter_id=number, content=content, by=DRAFTER, now=NOW
        )
    assert queries.letter(number).latest_version == 1


def test_an_ordinary_link_in_a_word_letter_is_no_reason_to_refuse_it() -> None:
    linked = repacked(
        word_of(composed()),
        **{"word/_rels/footnotes.xml.rels": OUTSIDE % b"hyperlink"},
    )
    word_reading.refuse_unsafe(linked)
