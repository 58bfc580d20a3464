"""Words that another program would run or obey: cells, headers, paths, log lines."""

import csv
import io
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.complaints import worklists as w
from tests.apps.letters.examples import NOW, issued, mail_server
from tests.trips.doors import DOORS
from tests.trips.house import House, as_it_was, parameters, routes

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import TeamName, User
from putright.apps.complaints.models import Category
from putright.apps.complaints.models.work import EvidenceFile
from putright.apps.governance.models import Appointment
from putright.apps.homes.models import AreaName
from putright.apps.letters import services as letters
from putright.apps.residents import services as residents
from putright.apps.residents.facts import PersonFacts
from putright.apps.surveys.models import Survey
from putright.config.logs import NoPersonalDataFormatter

pytestmark = pytest.mark.django_db

EVERY = "*"
RUNS = ('=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1")
NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+%?")
SHEETS = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml")


def planted(house: House) -> None:
    """Put formulas wherever somebody types a name or words that a table shows."""
    for number, typed in enumerate(RUNS):
        facts = PersonFacts(name=typed)
        residents.add_person(
            facts=facts,
            token=UUID(int=700 + number),
            reference=f"R-{number}",
            now=w.NOW,
            by=None,
        )
        w.logged(text=typed, subject=typed, person=f"R-{number}", home="")
    typed = RUNS[0]
    User.objects.update(name=typed)
    accounts.change_settings(by=None, now=w.NOW, name=typed)
    Category.objects.update(category=typed, issue=typed)
    AreaName.objects.update(name=typed)
    Survey.objects.update(name=typed)
    Appointment.objects.update(name=typed)
    TeamName.objects.update(name=typed)


def files(house: House) -> Iterator[tuple[str, Any]]:
    """Give every table that a page gives as a file, in each of its forms."""
    for name, parts in parameters().items():
        if name not in DOORS or routes()[name].startswith("api/"):
            continue
        forms = ("csv", "xlsx") if "form" in parts else ("",)
        for form in forms:
            address = house.address(name, **_form(form))
            response: Any = house.client(EVERY).get(address)
            kind = response.headers.get("Content-Type", "")
            if response.status_code == 200 and kind.startswith(SHEETS):
                response.whole = b"".join(response)
                yield address, response


def _form(form: str) -> dict[str, str]:
    names = ("form", "report_form", "letter_form", "outgoing")
    return dict.fromkeys(names, form) if form else {}


def test_no_table_that_goes_out_holds_a_formula(house: House) -> None:
    """Every export of every app, as CSV and as a workbook."""
    with as_it_was():
        planted(house)
        found = dict(files(house))
        assert len(found) >= 8, sorted(found)
        bad = {
            address: cells
            for address, response in found.items()
            if (cells := list(running(response.whole)))
        }
    assert not bad


def running(body: bytes) -> Iterator[str]:
    """Give the cells that a spreadsheet would run."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for part in archive.namelist():
                if part.startswith("xl/worksheets/sheet"):
                    yield from re.findall(r"<f\b[^<]*", archive.read(part).decode())
        return
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))):
        for cell in row:
            if cell[:1] in tuple("=+-@\t\r\n") and not NUMBER.fullmatch(cell):
                yield cell


NAMES = (
    '"\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>.txt',
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "a;b=c'd\"e.txt",
    "файл ☂ \u202egnp.txt",
    "x" * 5000 + ".txt",
    "-rf",
    "nul.txt\0.exe",
    ".",
)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_files_name_is_neither_a_path_nor_a_header(house: House, name: str) -> None:
    """It is kept under its hash; whatever it was called, it is sent as one name."""
    page = house.address("complaints:step", step_name="add_evidence")
    days = {"on_day": "11", "on_month": "3", "on_year": "2026"}
    upload = SimpleUploadedFile("a.txt", f"Words {name!r}".encode())
    upload._name = name
    with as_it_was():
        before = set(EvidenceFile.objects.values_list("pk", flat=True))
        response = house.client(EVERY).post(page, {"file": upload, **days})
        assert response.status_code in (200, 302, 400)
        for kept in EvidenceFile.objects.exclude(pk__in=before):
            assert re.fullmatch(r"[0-9a-f]{64}", kept.sha256)
            address = house.address("complaints:evidence", sha256=kept.sha256)
            sent = house.client(EVERY).get(address)
            assert "X-Evil" not in sent.headers
            said = sent.headers["Content-Disposition"]
            assert said.startswith("attachment")
            assert not re.search(r"[\r\n\0]", said)
            assert "/" not in said
            assert "\\" not in said.replace('\\"', "")


@pytest.mark.parametrize(
    "address",
    [
        "amina@home.example\r\nBcc: everybody@elsewhere.example",
        "amina@home.example\nSubject: Other",
        "amina@home.example, other@elsewhere.example",
        "<amina@home.example>",
        "amina@home.example\0",
    ],
)
def test_an_address_carries_no_header_and_no_second_reader(
    house: House, address: str
) -> None:
    """It is refused where it is typed; and got in some other way, it is not sent."""
    page = house.address("residents:add")
    with as_it_was():
        sent = {"name": "New Person", "email": address}
        response = house.client("f").post(page, sent)
        assert response.status_code == 200
        assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize("address", ["a@home.example\r\nBcc: b@x.example", "a@\nb"])
def test_a_letter_to_an_address_that_is_a_header_waits_for_a_person(
    address: str,
) -> None:
    """One that came in before it was checked harms neither its reader nor the rest."""
    issued(email=address)
    issued()
    with mail_server() as inbox:
        report = letters.send_due(now=NOW)
    assert report.sent == 1
    assert report.for_a_person == 1
    assert len(inbox.messages) == 1


def test_a_log_line_is_one_line() -> None:
    """Nobody writes lines of their own into the log by what they ask for."""
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "Not Found: %s",
        ("/a\r\nb\x1b[2J/",),
        None,
    )
    line = NoPersonalDataFormatter().format(record)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert "/a\\r\\nb\\x1b[2J/" in line
