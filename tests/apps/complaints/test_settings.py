"""Pages for taking and giving registers, and for what administrators look after."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import AccessLog, User
from putright.apps.complaints.models import CaseRow, Category, ImportMapping
from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.services import importing_uploads
from putright.rules.reading import packaged_text

pytestmark = pytest.mark.django_db

IMPORT = "/records/import/"
OWN = (
    "Case ref,Date received,Type,How,Colour\n"
    "A1,07/10/2024,Stage 1,Phone,red\n"
    "A2,31/02/2024,Stage 1,Phone,\n"
    "A3,08/10/2024,Thanks,Email,\n"
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)


@pytest.fixture
def administrator() -> User:
    return w.person(cast.ADMINISTRATOR, "administrator")


@pytest.fixture
def client(administrator: User) -> Client:
    return w.signed_in(administrator)


def uploaded(client: Client, text: str, name: str = "list.csv", **more: str) -> str:
    """Upload a file; give the address of the page that checks it."""
    file = SimpleUploadedFile(name, text.encode())
    response = client.post(IMPORT, {"file": file, "unanswered": "unknown", **more})
    assert response.status_code == 302, w.words(response.content.decode())
    return str(response["Location"])


def shown(client: Client, address: str) -> dict[str, str]:
    """Give what the page's selects have chosen, by name."""
    html = client.get(address).content.decode()
    selects = re.findall(r'<select name="([^"]+)".*?</select>', html, re.S)
    blocks = re.findall(r"<select.*?</select>", html, re.S)
    return {
        name: (re.search(r'value="([^"]*)" selected', block) or ["", ""])[1]
        for name, block in zip(selects, blocks, strict=True)
    }


def test_a_register_is_seen_before_it_is_taken_and_every_row_told(
    client: Client,
) -> None:
    text = (
        "reference,kind,received_on\nA1,complaint,2024-10-07\nA2,grumble,2024-10-07\n"
    )
    address = uploaded(client, text)
    assert "Would be refused 1" in w.page(client, address)
    assert CaseRow.objects.count() == 0
    taken = client.post(address, {**shown(client, address), "action": "take"})
    assert taken.status_code == 302
    told = w.page(client, taken["Location"])
    assert "Taken as new cases 1" in told
    assert "grumble" in told
    refused = client.get(taken["Location"].replace("result/", "refused.csv"))
    rows = list(csv.DictReader(io.StringIO(refused.content.decode("utf-8-sig"))))
    assert [(r["line"], r["column"], r["value"]) for r in rows] == [
        ("3", "kind", "grumble")
    ]
    assert client.get(address).status_code == 404, "the file is kept no longer"
    assert AccessLog.objects.filter(kind="register_imported").count() == 1


def test_an_own_spreadsheet_comes_in_through_choices_that_are_kept(
    client: Client,
) -> None:
    address = uploaded(client, OWN)
    chosen = shown(client, address)
    assert chosen["column-0"] == "reference"
    assert chosen["column-1"] == "received_on"
    assert chosen["column-2"] == "kind"
    chosen |= {"column-3": "channel", "save_as": "Old system"}
    again = client.post(address, {**chosen, "action": "check"})
    assert again["Location"] == address
    chosen = shown(client, address) | {"save_as": "Old system"}
    words = {name for name in chosen if name.startswith("word-")}
    assert len(words) == 3  # Stage 1, Thanks, Phone
    for name in words:
        chosen[name] = "telephone" if name.startswith("word-channel") else "complaint"
    taken = client.post(address, {**chosen, "action": "take"})
    assert "Taken as new cases 2" in w.page(client, taken["Location"])
    row = find("A1")
    assert row is not None
    case = open_case(row).case
    assert (case.channel, case.extra) == ("telephone", {"Colour": "red"})
    kept = json.loads(ImportMapping.objects.get(name="Old system").columns)
    assert kept["columns"]["reference"] == "Case ref"
    second = uploaded(client, OWN, mapping="Old system")
    assert "Already here 2" in w.page(client, second)


def test_one_column_cannot_be_two_headings(client: Client) -> None:
    address = uploaded(client, OWN)
    chosen = shown(client, address) | {"column-4": "reference", "action": "take"}
    response = client.post(address, chosen)
    assert response.status_code == 200
    assert "Another heading is" in response.content.decode()
    assert CaseRow.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.csv", b" ", "empty"),
        ("a.xlsx", b"reference,kind", "not a workbook"),
        ("a.csv", b"\xff\xfea\0", "UTF-16"),
        ("a.csv", b"a;b;c\n1;2;3\n", "semicolons"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.csv", b"reference\0,kind", "zero byte"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    client: Client, name: str, data: bytes, says: str
) -> None:
    file = SimpleUploadedFile(name, data)
    response = client.post(IMPORT, {"file": file, "unanswered": "unknown"})
    assert response.status_code == 200
    assert says in response.content.decode()


def test_a_file_that_is_too_large_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing_uploads, "LIMIT", 1024 * 1024)
    file = SimpleUploadedFile("a.csv", b"reference,kind\n" + b"x" * 1024 * 1024)
    response = client.post(IMPORT, {"file": file, "unanswered": "unknown"})
    assert "a page takes 1 MB" in w.words(response.content.decode())


def test_an_upload_is_its_owners_and_lies_a_day_at_most(
    client: Client, administrator: User
) -> None:
    address = uploaded(client, OWN)
    other = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))
    assert other.get(address).status_code == 404
    assert client.get(IMPORT + "not-a-token/").status_code == 404
    importing_uploads.sweep(now=cast.on(date(2199, 1, 1)))
    assert client.get(address).status_code == 404


def test_only_those_who_may_take_whole_files_do() -> None:
    inside_team = w.person(
        cast.COMPLAINTS_MANAGER, "manager", scope="team", of="repairs"
    )
    handler = w.person(cast.STAGE_1_HANDLER, "investigator")
    assert w.signed_in(inside_team).get(IMPORT).status_code == 403
    assert w.signed_in(handler).get(IMPORT).status_code == 403
    assert w.signed_in(handler).get("/records/export/").status_code == 403


def test_the_register_goes_out_without_cases_restricted_from_who_asks(
    client: Client,
) -> None:
    handler = w.person(cast.STAGE_1_HANDLER, "investigator")
    seen, hidden = w.logged(), w.logged(subject="Staff matter")
    w.restricted_to(hidden, handler)
    assert "1 restricted case that you are not named on is left out" in w.page(
        client, "/records/export/"
    )
    response = client.get("/records/export/register.csv")
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined] # it streams
    assert seen.encode() in data
    assert hidden.encode() not in data
    assert client.get("/records/export/register.xlsx").content[:2] == b"PK"
    assert client.get("/records/export/register.pdf").status_code == 404


def test_categories_are_added_and_end_and_stay_in_the_list(client: Client) -> None:
    address = reverse("complaints:categories")
    client.post(address, {"category": "Repairs", "issue": "Heating"})
    twice = client.post(address, {"category": "Repairs", "issue": "Heating"})
    assert "in the list already" in twice.content.decode()
    assert Category.objects.count() == 2
    whole = Category.objects.get(category="Repairs", issue="")
    end = reverse("complaints:end_category", args=[whole.pk])
    day = {"ended_on_day": "1", "ended_on_month": "3", "ended_on_year": "2026"}
    client.post(end, day)
    assert set(Category.objects.values_list("ended_on", flat=True)) == {
        date(2026, 3, 1)
    }
    assert "Ended" in w.page(client, address)
    assert client.get("/settings/categories/99999/end/").status_code == 404


def test_a_newer_list_of_bank_holidays_is_seen_adopted_and_applied(
    client: Client,
) -> None:
    reference = w.logged()
    text = packaged_text("putright.rules.bank_holidays", "england").replace(
        "{ day = 2026-04-03,",
        '{ day = 2026-03-05, name = "Extra" },\n    { day = 2026-04-03,',
    )
    adopt = reverse("complaints:adopt_calendar")
    given = {"text": text, "reason": "Proclaimed"}
    seen = w.words(client.post(adopt, {**given, "action": "see"}).content.decode())
    assert "9 March 2026 10 March 2026" in seen
    client.post(adopt, {**given, "action": "adopt"})
    page = w.page(client, reverse("complaints:calendar"))
    assert "5 March 2026: Extra" in page
    assert f"{reference} 1 acknowledge by 9 March 2026 10 March 2026" in page
    client.post(reverse("complaints:apply_calendar"))
    assert CaseRow.objects.get(reference=reference).beat_on == date(2026, 3, 10)


@pytest.mark.parametrize("text", ["", "days = ", "nation = 3", "x" * 300_000])
def test_a_list_that_cannot_be_used_is_refused(client: Client, text: str) -> None:
    given = {"text": text, "reason": "Proclaimed", "action": "adopt"}
    response = client.post(reverse("complaints:adopt_calendar"), given)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_everyone_signed_in_reads_the_codes_and_their_sources() -> None:
    client = w.signed_in(w.person(cast.BOARD_MEMBER, "board_member"))
    assert "Complaint Handling Code 2022" in w.page(client, "/codes/")
    page = w.page(client, "/codes/housing-2024/")
    assert "6.13" in page
    assert "20 working days" in page
    assert "not read" in w.page(client, "/codes/housing-2022/")
    assert client.get("/codes/housing-1999/").status_code == 404


def test_the_days_seal_is_downloaded_and_listed() -> None:
    w.amina()
    reference = w.logged()
    client = w.signed_in(w.person(cast.AUDITOR, "auditor"))
    response = client.post("/settings/integrity/seal/")
    kept = json.loads(response.content)
    assert kept["heads"][0][0] == reference
    assert kept["seal"]["hash"] in w.page(client, "/settings/integrity/")


def test_the_administration_page_leads_to_each(client: Client) -> None:
    page = w.page(client, "/administration/")
    for text in ("Import a register", "Categories", "Bank holidays", "The codes"):
        assert text in page
