"""The pages of reports: what each role is shown, and what may be done there."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.figures.making import lived, october
from tests.apps.reports import making

from putright.apps.accounts.models import AccessLog, User
from putright.apps.complaints.models import CaseRow
from putright.apps.reports.models import Report
from putright.apps.reports.queries import reports
from putright.core.complaints import events as e
from putright.core.reports.values import Paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages believe that it is the tests' day, and give them cases."""
    w.freeze(monkeypatch, making.TODAY)
    making.quarter_of_cases()


@pytest.fixture
def manager() -> User:
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


@pytest.fixture
def client(manager: User) -> Client:
    return w.signed_in(manager)


def received(number: int) -> int:
    """Give the place of the frozen figure of complaints received."""
    return making.place_of(number, "stage_1_received")


STARTING = {"kind": "poster", "period": "dates"} | {
    f"{name}_{part}": str(getattr(on, part))
    for name, on in (("first", making.FIRST), ("last", making.LAST))
    for part in ("day", "month", "year")
}


def test_a_report_is_started_edited_finished_and_published(client: Client) -> None:
    sent = client.post("/reports/start/", STARTING)
    number = Report.objects.get().pk
    assert sent.headers["Location"] == f"/reports/{number}/"
    assert "Complaints, October to December 2024" in w.page(client, sent.url)
    page = f"/reports/{number}/texts/{making.TEXT}/"
    w.page(client, page)
    client.post(page, {"revision": "0", "text": "By hand", "then": "next"})
    assert "By hand" in w.page(client, f"/reports/{number}/")
    assert "Harpreet Sandhu" in w.page(client, f"/reports/{number}/texts/")
    client.post(f"/reports/{number}/final/", {})
    shown = w.page(client, f"/reports/{number}/publish/")
    assert "1 October 2024 to 31 December 2024" in shown
    unsure = client.post(f"/reports/{number}/publish/", {})
    assert "There is a problem" in unsure.content.decode()
    client.post(f"/reports/{number}/publish/", {"sure": "on"})
    shown = w.page(client, f"/reports/{number}/")
    assert "Published on" in shown
    assert "by Harpreet Sandhu" in shown
    assert "By hand" in shown


def test_the_page_of_a_draft_opens_each_number_to_its_cases(client: Client) -> None:
    number = making.started()
    html = client.get(f"/reports/{number}/").content.decode()
    link = html.split('href="/figures/stage_1_received/cases/')[1].split('"')[0]
    address = f"/figures/stage_1_received/cases/{link}".replace("&amp;", "&")
    assert "R1" in w.page(client, address)


def test_a_published_number_opens_as_it_was_frozen(client: Client) -> None:
    number = making.published()
    place = received(number)
    html = client.get(f"/reports/{number}/").content.decode()
    assert f'href="/reports/{number}/figures/{place}/"' in html
    shown = w.page(client, f"/reports/{number}/figures/{place}/")
    assert "R8" in shown
    assert "Putright 0.1.0" in shown
    assert AccessLog.objects.filter(kind="figure_listed").exists()


def test_what_changed_is_shown_side_by_side_with_the_cases(client: Client) -> None:
    number = making.published()
    shown = w.page(client, f"/reports/{number}/restated/")
    assert "Every figure stands as it was published." in shown
    CaseRow.objects.filter(reference="R2").update(counts=False)
    shown = w.page(client, f"/reports/{number}/")
    assert "of its figures come to something else now" in shown
    shown = w.page(client, f"/reports/{number}/restated/")
    assert "R2" in shown
    assert "Not in it" in shown
    place = received(number)
    shown = w.page(client, f"/reports/{number}/figures/{place}/")
    assert "Published 8 Now 7" in shown


def restricted_to(user: User) -> None:
    lived(
        "S",
        [
            e.Received(on=october(7)),
            e.AccessRestricted(
                on=october(8), named=(f"u{user.pk}",), by="u1", confirmed_by="u2"
            ),
        ],
    )


def test_a_restricted_member_is_shown_to_those_named_and_counted_for_the_rest(
    manager: User,
) -> None:
    auditor = w.person(cast.AUDITOR, "auditor")
    restricted_to(manager)
    number = making.published()
    place = received(number)
    CaseRow.objects.filter(reference="S").update(counts=False)
    figure = f"/reports/{number}/figures/{place}/"
    for page in (figure, f"/reports/{number}/restated/"):
        seen = w.signed_in(manager).get(page).content.decode()
        assert "/cases/S/" in seen, page
        other = w.signed_in(auditor).get(page).content.decode()
        assert "/cases/S/" not in other, page
        assert "Restricted: 1." in other, page
    assert "/cases/R1/" in w.signed_in(auditor).get(figure).content.decode()


def test_the_board_reads_numbers_and_no_single_case() -> None:
    board = w.signed_in(w.person(cast.BOARD_MEMBER, "board_member"))
    number = making.published()
    CaseRow.objects.filter(reference="R2").update(counts=False)
    place = received(number)
    for page in ("", "restated/", "figures/", f"figures/{place}/", "response/"):
        shown = w.page(board, f"/reports/{number}/{page}")
        assert "R2" not in shown.split(), page
        assert "R1" not in shown.split(), page
    assert "no single case" in w.page(board, f"/reports/{number}/figures/{place}/")
    assert board.post(f"/reports/{number}/correct/").status_code == 403
    assert "Start a report" not in w.page(board, "/reports/")


TYPES = {
    "pdf": ("application/pdf", b"%PDF"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessing", b"PK"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml", b"PK"),
    "html": ("text/html; charset=utf-8", b"<!DOCTYPE html>"),
}


@pytest.mark.parametrize("form", TYPES)
def test_a_report_is_taken_away_as_a_file(client: Client, form: str) -> None:
    number = making.started()
    answer = client.get(f"/reports/{number}/report.{form}")
    kind, begins = TYPES[form]
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="how-we-dealt-with-complaints-2024-12-31-1.{form}"'
    )
    assert AccessLog.objects.filter(kind="report_exported").count() == 1
    assert client.get(f"/reports/{number}/report.exe").status_code == 404


def test_the_file_of_a_draft_says_that_it_is_one(client: Client) -> None:
    number = making.started()
    draft = client.get(f"/reports/{number}/report.docx").content
    assert "Draft, not published" in document(draft)
    making.published(number)
    kept = client.get(f"/reports/{number}/report.docx").content
    assert "Draft, not published" not in document(kept)


def document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def test_two_people_editing_a_text_lose_nothing(client: Client) -> None:
    number = making.started()
    page = f"/reports/{number}/texts/{making.TEXT}/"
    making.written(number, making.TEXT, "By the first")
    sent = {"revision": "0", "text": "By the second", "then": "list"}
    again = client.post(page, sent).content.decode()
    assert "Someone else changed this paragraph" in again
    assert "By the second" in again
    assert "By the first" in again
    assert 'name="revision" value="1"' in again
    client.post(page, sent | {"revision": "1"})
    assert "By the second" in w.page(client, f"/reports/{number}/")
    assert "By the first" in w.page(client, page)
    client.post(page, {"revision": "2", "text": "", "then": "draft"})
    assert "Counted for" in w.page(client, f"/reports/{number}/")


def test_a_text_shows_what_it_states_and_what_differs(client: Client) -> None:
    number = making.started("performance")
    made = reports.standing(making.read(number), making.TODAY, making.PROGRAM)
    texts = (one for one in made.blocks() if isinstance(one, Paragraph))
    draft = next(one for one in texts if one.key and one.sources)
    page = f"/reports/{number}/texts/{draft.key}/"
    text = draft.drafted.replace(draft.sources[0].text, "977", 1)
    client.post(page, {"revision": "0", "text": text, "then": "list"})
    assert "The text says 977 where" in w.page(client, page)
    assert "The text says 977 where" in w.page(client, f"/reports/{number}/")
    assert "A number differs" in w.page(client, f"/reports/{number}/texts/")
    refused = client.post(f"/reports/{number}/final/", {"reason": ""})
    assert "There is a problem" in refused.content.decode()
    client.post(f"/reports/{number}/final/", {"reason": "As counted by hand"})
    assert "As counted by hand" in w.page(client, f"/reports/{number}/publish/")


def test_8_1_the_page_names_the_parts_that_are_missing(client: Client) -> None:
    number = making.started("annual", first=date(2024, 4, 1), last=date(2025, 3, 31))
    shown = w.page(client, f"/reports/{number}/final/")
    assert "8.1a Self-assessment against the Code" in shown
    refused = client.post(f"/reports/{number}/final/", {}).content.decode()
    assert "A required part is missing. 8.1a" in refused


def test_8_2_the_response_is_written_down_on_its_page(client: Client) -> None:
    number = making.published()
    page = f"/reports/{number}/response/add/"
    empty = client.post(page, {}).content.decode()
    assert "Nothing is filled in" in empty
    sent = {
        "minute": "Board, item 6",
        "response": "The board accepts the report.",
        "report_at": "www.otterdale.example/report",
    }
    client.post(page, sent)
    shown = w.page(client, f"/reports/{number}/response/")
    assert "The board accepts the report." in shown
    assert "Board, item 6" in shown
    assert "Not yet" in shown


def test_what_is_kept_and_was_tampered_with_is_not_shown(client: Client) -> None:
    number = making.published()
    Report.objects.filter(pk=number).update(document=b"{}")
    shown = w.page(client, f"/reports/{number}/")
    assert "Restore it from a backup" in shown
    answer = client.get(f"/reports/{number}/report.pdf")
    assert answer.status_code == 302


def test_the_pages_ask_no_more_for_more_cases(client: Client) -> None:
    number = making.published()
    place = received(number)
    CaseRow.objects.filter(reference="R2").update(counts=False)
    pages = [
        f"/reports/{number}/{page}" for page in ("", "restated/", f"figures/{place}/")
    ]
    few = [w.queries(client, page) for page in pages]
    for n in range(30):
        lived(f"M{n}", [e.Received(on=october(7))])
    for page, before in zip(pages, few, strict=True):
        with CaptureQueriesContext(connection) as asked:
            w.page(client, page)
        assert len(asked) <= before + 2, page


def test_a_report_that_is_not_there_is_not_found(client: Client) -> None:
    number = making.started()
    for page in ("/reports/999999999/", f"/reports/{number}/restated/"):
        assert client.get(page).status_code == 404
    assert client.get(f"/reports/{number}/texts/nowhere/").status_code == 404
    assert client.get("/reports/1/figures/999/").status_code == 404
