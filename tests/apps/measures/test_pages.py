"""The pages of the satisfaction measures: what they show, take, refuse, hand out."""

import csv
import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.measures import making as m

from putright.apps.accounts.models import Role
from putright.apps.measures.models import InputFile, Result, Target, Year
from putright.apps.measures.queries import years
from putright.core.tabular import read_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)


def _client(role: str = Role.MANAGER) -> Client:
    return w.signed_in(w.person(cast.COMPLAINTS_MANAGER, role))


def _shown(client: Client, name: str, *parts: str, **query: str) -> str:
    answer = client.get(reverse(f"measures:{name}", args=parts), query)
    assert answer.status_code == 200
    return _words(answer.content.decode())


def _words(html: str) -> str:
    body = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _address(name: str, *parts: str) -> str:
    return reverse(f"measures:{name}", args=parts)


def test_a_year_is_started_and_its_files_loaded_on_the_pages() -> None:
    client = _client()
    client.post(_address("start", m.YEAR))
    for kind, data in m.FILES.items():
        file = SimpleUploadedFile(f"{kind}.csv", data)
        answer = client.post(_address("files", m.YEAR), {"kind": kind, "file": file})
        assert answer.status_code == 302, _words(answer.content.decode())
    sent = {
        "responses": SimpleUploadedFile("survey.csv", m.responses()),
        "population": SimpleUploadedFile("population.csv", m.POPULATION),
        "weight_by": "area",
    }
    answer = client.post(_address("survey", m.YEAR), sent)
    assert answer["Location"] == _address("files", m.YEAR)
    shown = _shown(client, "year", m.YEAR)
    assert "What is missing" not in shown
    assert "BS01 Gas safety checks 66.7% 2 of 3" in shown
    assert "survey.csv" in _shown(client, "files", m.YEAR)


def test_a_file_that_is_refused_says_the_line_and_keeps_nothing() -> None:
    client = _client()
    m.started()
    wrong = m.REPAIRS.replace(b"2024-05-21", b"soon")
    file = SimpleUploadedFile("our repairs.csv", wrong)
    answer = client.post(_address("files", m.YEAR), {"kind": "repairs", "file": file})
    shown = _words(answer.content.decode())
    assert "There is a problem" in shown
    assert "our repairs.csv, line 3, completed_at" in shown
    assert not InputFile.objects.exists()


def test_a_year_whose_rules_are_not_known_says_so() -> None:
    """Nobody is given figures by rules that were only guessed at."""
    client = _client()
    shown = _shown(client, "year", "2026-27")
    assert "The measures of 2026-27 are not known." in shown
    assert "Start" not in shown
    client.post(_address("start", "2026-27"))
    assert not Year.objects.exists()


def test_what_is_missing_is_said_with_why() -> None:
    client = _client()
    m.started()
    shown = _shown(client, "year", m.YEAR)
    assert "What is missing" in shown
    assert "TP01, LCRA: no survey or counts were loaded" in shown


def test_ch01_and_nm01_are_never_called_better_or_worse() -> None:
    """A landlord that makes complaining easy is not marked down for it."""
    client = _client()
    year = m.complete()
    typed = {"CH01_1": "10", "BS01": "100", "RP01": "60"}
    client.post(_address("targets", m.YEAR), typed)
    assert Target.objects.count() == 3
    shown = _shown(client, "year", m.YEAR)
    assert "66.7% 2 of 3 100%: not met" in shown
    assert "50.0% 1 of 2 60%: met" in shown
    assert "666.7 2 of 3 10 None" in shown
    one = _shown(client, "one", m.YEAR, "CH01_1", "LCRA")
    assert "Neither more nor fewer is better here" in one
    assert "Target met" not in one
    assert year.name == m.YEAR


def test_a_measure_opens_to_its_working_and_its_records() -> None:
    client = _client()
    m.complete()
    shown = _shown(client, "one", m.YEAR, "RP02_1", "LCRA")
    assert "Counted 1 of 2" in shown
    assert "Cancelled 1" in shown
    assert "J-4 Left out Cancelled LCRA" in shown
    assert "J-2 Counted and not met" in shown
    answer = client.get(_address("records_file", m.YEAR, "RP02_1", "LCRA", "csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 4


def test_a_finding_names_the_records_that_cause_it() -> None:
    client = _client()
    row = b"OTT-1,LCRA,North,9 Other Lane,yes,yes,yes,yes,no,,no,,no,,no,\n"
    year = m.started()
    m.taken(year, "homes", m.HOMES + row)
    shown = _shown(client, "one", m.YEAR, "BS01", "combined")
    assert "A home that stands twice: 1 (OTT-1)" in shown
    assert "A home that stands twice and differs: each row counts: 1 (OTT-1)" in shown


def test_the_board_reads_the_figures_and_no_record() -> None:
    """A board member is shown what a measure comes to, and nobody's home."""
    m.complete()
    client = _client(Role.BOARD_MEMBER)
    shown = _shown(client, "one", m.YEAR, "RP02_1", "LCRA")
    assert "J-2" not in shown
    assert "Cancelled 1" in shown
    file = _address("records_file", m.YEAR, "RP02_1", "LCRA", "csv")
    assert client.get(file).status_code == 403


def test_counts_are_typed_in_and_refused_where_they_do_not_hold() -> None:
    client = _client()
    year = m.started()
    page = _address("type", m.YEAR, "BS01", "combined")
    answer = client.post(page, {"numerator": "1,806", "denominator": "1,805"})
    assert "The numerator, 1806, is above the whole" in _words(answer.content.decode())
    client.post(page, {"numerator": "1,800", "denominator": "1,805"})
    assert years.standings(year)["BS01", "combined"].result == "99.7"


def test_results_that_do_not_fit_one_another_are_told() -> None:
    """The regulator sends back a return in which CH02 divides by something else."""
    client = _client()
    m.complete()
    page = _address("type", m.YEAR, "CH02_1", "LCRA")
    client.post(page, {"numerator": "1", "denominator": "3"})
    shown = _shown(client, "year", m.YEAR)
    assert "the numerator of CH01_1 is 2 and the denominator of CH02_1 3" in shown


def test_the_return_has_every_field_in_the_regulators_order() -> None:
    client = _client()
    m.complete()
    typed = {"published_at": "https://landlord.example/measures"}
    client.post(_address("typed", m.YEAR), typed)
    answer = client.get(_address("return_file", m.YEAR, "csv"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    book = client.get(_address("return_file", m.YEAR, "xlsx"))
    sheet = read_sheet("return.xlsx", book.content, "")
    assert [cells[2] for _, cells in sheet[1:]] == [row["Field"] for row in rows]
    by_name = {row["Field"]: row["Value"] for row in rows}
    assert len(rows) == 35 + 1 + 48 + 102
    assert rows[0]["Field"] == "External_contractor_a"
    assert rows[-1]["Field"] == "TP12_Satisfied_Calc_LCRA"
    assert by_name["Online_Publication_URL"] == "https://landlord.example/measures"
    assert by_name["BS01_Numerator"] == "2"
    assert by_name["BS05_Applies"] == "No"
    assert by_name["Stg1_comp_without_Ext_LCRA"] == "1"
    assert by_name["Repairs_Calculated_Value"] == "3"
    assert by_name["Relevant_ten_pop_size_a"] == "2000"
    assert by_name["Total_sample_size_a"] == "40"
    assert by_name["Weighting_characteristic1_a"] == "area"
    assert "DP_" not in str(rows)


def test_the_summary_is_drafted_from_the_survey_and_can_be_edited() -> None:
    client = _client()
    year = m.complete()
    shown = _shown(client, "summary", m.YEAR)
    assert "40 responses, of 2,000 households" in shown
    assert "32 by telephone, 8 online" in shown
    assert "weighted by area" in shown
    assert m.WHY in shown
    client.post(_address("text", m.YEAR, "j"), {"text": "A draw for a voucher of £50"})
    assert "A draw for a voucher of £50" in _shown(client, "summary", m.YEAR)
    assert years.given(year)["approach:j"] == "A draw for a voucher of £50"


def test_a_year_is_signed_and_corrected_on_the_page() -> None:
    client = _client()
    m.complete()
    client.post(_address("sign", m.YEAR), {"name": "Beatrix Roundtable, chair"})
    assert "Beatrix Roundtable, chair" in _shown(client, "sign", m.YEAR)
    shown = _shown(client, "files", m.YEAR)
    assert "signed off" in shown
    assert "Load the records" not in shown
    client.post(_address("correct", m.YEAR), {"why": "A home was left out"})
    assert "correction 1" in _shown(client, "year", m.YEAR)
    assert "correction 1" not in _shown(client, "year", m.YEAR, number="1")


def test_tenants_get_a_page_and_a_poster() -> None:
    client = _client()
    m.signed(m.complete())
    page = client.get(reverse("reports:satisfaction", args=[m.YEAR]))
    shown = _words(page.content.decode())
    assert "Gas safety checks 66.7% 2 of 3 none" in shown
    assert "Lift safety checks not applicable none none" in shown
    assert "Draft" not in shown
    file = reverse("reports:satisfaction_file", args=[m.YEAR, "pdf"])
    assert client.get(file).content.startswith(b"%PDF")


def test_queries_do_not_grow_with_results() -> None:
    client = _client()
    year = m.started()
    page = _address("year", m.YEAR)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for kind in m.FILES:
        m.taken(year, kind)
    m.surveyed(year)
    assert Result.objects.count() > 20
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)
