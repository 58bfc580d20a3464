"""A restricted case, looked for everywhere by everyone who is not named on it.

Its reference and its words stand on no page, in no list, file, letter, message or log
that anyone else can open; the manager is told that something is due, and whom to ask.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader
from tests.apps.complaints import worklists as w
from tests.trips.doors import DOORS, ROLES, STEPS
from tests.trips.furniture import MARK, SECRET_FILE, SECRET_WORDS
from tests.trips.house import House, as_it_was, parameters

from putright.apps.accounts.models import AccessLog
from putright.apps.complaints.models import CaseRow, StageRow
from putright.apps.complaints.queries.cases import open_case
from putright.apps.complaints.services import redating

pytestmark = pytest.mark.django_db

NAMED = "i"
EVERY = "*"
"""Somebody with all roles at once, and not named either."""
READERS = ("f", "m", "a", EVERY)
UNNAMED = tuple(letter for letter in (*ROLES, EVERY, "-") if letter != NAMED)
OF_A_CASE = ("reference", "letter_id", "sha256", "dispatch")
CASE_PAGES = (
    "complaints:case",
    "complaints:case_clocks",
    "complaints:case_timeline",
    "complaints:case_people",
    "complaints:case_files",
    "complaints:evidence",
    "complaints:letter",
    "complaints:letter_download",
)


def text_of(response: Any) -> str:
    """Give all that an answer holds as text: a PDF's, a workbook's, a ZIP's too."""
    body = b"".join(response) if response.streaming else response.content
    return "\n".join(_texts(body)) + str(dict(response.headers))


def _texts(body: bytes) -> Iterator[str]:
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield from _texts(archive.read(name))
    elif body.startswith(b"%PDF"):
        for page in PdfReader(io.BytesIO(body)).pages:
            yield page.extract_text()
    else:
        yield body.decode("utf-8", errors="replace")


def leaks(house: House, text: str, *, typed: str = "") -> list[str]:
    """Give what a text tells of the restricted cases, save what was typed to get it.

    A sign-in page keeps the address that somebody asked for.
    """
    wanted = [MARK, *house.secrets.values()]
    return [one for one in wanted if one in text and one not in typed]


def asked(house: House, letter: str, address: str) -> str:
    """Give what a page shows somebody, after every redirect."""
    with as_it_was():
        return text_of(house.client(letter).get(address, follow=True))


def sent(house: House, letter: str, address: str, data: dict[str, Any]) -> str:
    """Give what comes of sending a form."""
    with as_it_was():
        return text_of(house.client(letter).post(address, data, follow=True))


def addresses(house: House, letter: str) -> Iterator[str]:
    """Give every page open to a role, by the open case's parts and the hidden one's.

    That the other pages refuse the role whatever they hold is told by `test_doors`.
    """
    for name, parts in parameters().items():
        if name not in DOORS or letter in set(ROLES) - set(DOORS[name].get or ""):
            continue
        yield house.address(name)
        if set(parts) & set(OF_A_CASE) or name.startswith(("letters:", "governance:")):
            yield house.address(name, **house.hidden)
        if "form" in parts and name != "complaints:letter_download":
            yield house.address(name, form="xlsx")


def lists(house: House) -> Iterator[str]:
    """Give the lists in every way that they can be asked."""
    for query in (
        "scope=all",
        "scope=team",
        "state=stage_1_open&sort=due",
        "state=refused",
        "kind=compliment",
        "due=overdue",
        f"person={w.cast.AMINA.reference}",
        f"home={w.cast.FLAT.reference}",
        "team=repairs",
        f"handler=u{house.people[NAMED].pk}",
        "vulnerable=on",
    ):
        for page in ("/", "/cases/", "/promises/", "/cases/export.csv", "/cases/next/"):
            yield f"{page}?{query}"
    yield f"/log/?person={w.cast.AMINA.reference}&home={w.cast.FLAT.reference}"


@pytest.mark.parametrize("letter", UNNAMED)
def test_no_page_shows_a_restricted_case(house: House, letter: str) -> None:
    """Every page, list, register, export, letter and file, by address."""
    found = {
        address: told
        for address in (
            *addresses(house, letter),
            *(lists(house) if letter in READERS else ()),
        )
        if (told := leaks(house, asked(house, letter, address), typed=address))
    }
    assert not found, found


@pytest.mark.parametrize("letter", UNNAMED)
def test_no_search_finds_a_restricted_case(house: House, letter: str) -> None:
    """By its words, its reference in any case, its resident or its home."""
    words = (
        *SECRET_WORDS,
        house.secrets["main"].lower(),
        w.cast.AMINA.name,
        w.cast.FLAT.postcode,
    )
    for page in ("/search/", "/residents/", "/homes/"):
        for said in words:
            shown = sent(house, letter, page, {"q": said, "words": said})
            assert not leaks(house, shown), (page, said)
    by_reference = sent(house, letter, "/search/", {"q": house.secrets["main"]})
    assert MARK not in by_reference


@pytest.mark.parametrize("letter", UNNAMED)
def test_no_answer_tells_of_a_restricted_case(house: House, letter: str) -> None:
    """Neither a bundle, nor a step's refusal, nor a message after a form."""
    main = house.secrets["main"]
    for kind in ("pdf", "zip") if letter in READERS else ("zip",):
        for reference in _linked_to_it(house):
            page = f"/cases/{reference}/bundle/"
            assert not leaks(house, sent(house, letter, page, {"format": kind}))
    for page, data in (
        (house.address("complaints:step", step_name="mark_duplicate"), {"of": main}),
        ("/cases/reassign/", {"case": main, "handler": "u1", "reason": "Leave"}),
        ("/log/", {"linked_to": main, "text": "x", "kind": "complaint"}),
    ):
        assert not leaks(house, sent(house, letter, page, data), typed=main), page
    for step in STEPS:
        page = house.address("complaints:step", step_name=step, reference=main)
        shown = sent(house, letter, page, {"note": "x"})
        assert not leaks(house, shown, typed=page), step


def _linked_to_it(house: House) -> list[str]:
    secret = set(house.secrets.values())
    open_ones = CaseRow.objects.exclude(reference__in=secret)
    return [
        row.reference
        for row in open_ones
        if secret & _links(open_case(row).case) or row.linked_to in secret
    ]


def _links(case: Any) -> set[str]:
    linked = {*case.linked_complaints, *case.split, *case.links}
    return linked | {case.linked_to, case.duplicate_of}


def test_the_cases_linked_with_it_are_there_and_keep_it_hidden(house: House) -> None:
    """A linked case says that there is another, on every page of its own."""
    linked = _linked_to_it(house)
    assert len(linked) == 3
    for reference in linked:
        pages = [house.address(name, reference=reference) for name in CASE_PAGES[:5]]
        steps = [
            house.address("complaints:step", step_name=step, reference=reference)
            for step in ("mend", "add_note", "mark_duplicate", "dissatisfied")
        ]
        entries = CaseRow.objects.get(reference=reference).entries_count
        mends = [f"{steps[0]}?entry={number}" for number in range(1, entries + 1)]
        for address in (*pages, *steps, *mends):
            assert not leaks(house, asked(house, "m", address)), address
        shown = asked(house, NAMED, pages[0])
        assert house.secrets["main"] in shown, "who is named sees which it is"


def test_a_calendar_that_moves_it_does_not_name_it(house: House) -> None:
    """The list of what a new calendar moves is for administrators and auditors."""
    with as_it_was():
        CaseRow.objects.update(calendar_version="old")
        StageRow.objects.update(respond_by="2026-01-05")
        moved = {one.reference for one in redating.moves()}
        assert house.secrets["main"] in moved
        for letter in ("a", "d", EVERY):
            shown = asked(house, letter, "/settings/calendar/")
            assert not leaks(house, shown)
            assert "restricted" in shown.lower()


def test_a_register_file_does_not_show_what_a_restricted_case_says(
    house: House,
) -> None:
    """Taking a file that names it shows the file's cells, never the case's."""
    main = house.secrets["main"]
    rows = f"reference,kind,received_on,subject\n{main},complaint,2026-03-02,New\n"
    for letter in ("m", "d", EVERY):
        file = SimpleUploadedFile("r.csv", rows.encode(), content_type="text/csv")
        data = {"file": file, "unanswered": "unknown", "mapping": ""}
        shown = sent(house, letter, "/records/import/", data)
        assert "Check the file" in shown
        assert not leaks(house, shown, typed=main)


def test_only_the_manager_is_told_that_it_is_due_and_whom_to_ask(house: House) -> None:
    """Someone always sees the clock: the day and a name, and nothing else."""
    line = re.compile(r"restricted case (is|was) due on .*Investigator Here")
    for page in ("/", "/cases/"):
        for letter in (*UNNAMED, NAMED):
            if letter == "-":
                continue
            shown = w.words(asked(house, letter, page))
            told = bool(line.search(shown))
            assert told == (letter in ("m", EVERY)), (page, letter)


@pytest.mark.parametrize("name", [*CASE_PAGES, "complaints:step"])
def test_who_is_named_sees_it_and_each_opening_is_written_down(
    house: House, name: str
) -> None:
    """The named person works as ever, and the log says that they looked."""
    user, main = house.people[NAMED], house.secrets["main"]
    number = CaseRow.objects.get(reference=main).pk
    with as_it_was():
        before = AccessLog.objects.filter(user=user).count()
        address = house.address(name, **house.hidden)
        response = house.client(NAMED).get(address)
        assert response.status_code == 200
        logged = AccessLog.objects.filter(user=user)
        assert logged.count() == before + 1
        assert logged.latest("pk").subject == f"case:{number}"


def test_who_is_named_finds_it_in_lists_search_and_files(house: House) -> None:
    """Hidden from all is not hidden from the one whose work it is."""
    main = house.secrets["main"]
    for page in ("/", "/cases/", "/cases/export.csv", "/promises/?scope=all"):
        assert main in asked(house, NAMED, page), page
    found = sent(house, NAMED, "/search/", {"q": SECRET_WORDS[1]})
    assert main in found
    assert SECRET_FILE in asked(house, NAMED, f"/cases/{main}/files/")
    assert house.secrets["refused"] in asked(house, NAMED, "/registers/refusals/")


def test_the_access_log_does_not_tell_which_case_was_opened(house: House) -> None:
    """An auditor reads that a restricted case was opened, by its number alone."""
    main = house.secrets["main"]
    with as_it_was():
        house.client(NAMED).get(f"/cases/{main}/")
        house.client(NAMED).post(f"/cases/{main}/bundle/", {"format": "zip"})
        shown = text_of(house.client("a").get("/administration/log/"))
    assert "Investigator Here" in shown
    assert not leaks(house, shown)
