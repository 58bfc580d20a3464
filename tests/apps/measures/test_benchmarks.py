"""The regulator's workbook: its quartiles kept, and where the landlord stands."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.measures import making as m
from tests.core.measures.test_returns import Cells, sheets

from putright.apps.accounts.models import Role
from putright.apps.measures.models import Quartile, Workbook

pytestmark = pytest.mark.django_db
PAGE = "/measures/benchmarks/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)


def workbook() -> bytes:
    """Make a workbook of two landlords: BS01 is 50% in one and 100% in the other."""

    def change(sheet: str, rows: list[Cells]) -> None:
        if "Management" in sheet:
            place = rows[1].index("Part (BS01 Numerator)5 ")
            rows[3][place] = "2"

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets(change).items():
            sheet = book.add_worksheet(name)
            for number, (_, cells) in enumerate(rows):
                for place, cell in enumerate(cells):
                    sheet.write_string(number, place, cell)
    return out.getvalue()


def _loaded(client: Client, data: bytes) -> str:
    file = SimpleUploadedFile("tsm.xlsx", data)
    answer = client.post(PAGE, {"year": "2024-25", "file": file}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_workbook_gives_quartiles_and_where_the_landlord_stands() -> None:
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))
    m.complete()
    shown = _loaded(client, workbook())
    assert Workbook.objects.get().landlords == 2
    row = Quartile.objects.get(code="BS01", among="all")
    assert [str(row.lower)[:4], str(row.median)[:4]] == ["62.5", "75.0"]
    assert "Second lowest quarter" in shown
    one = client.get(reverse("measures:one", args=[m.YEAR, "BS01", "combined"]))
    assert "62.5%, 75.0%, 87.5%" in one.content.decode()
    assert "In the second lowest quarter of 2 landlords" in one.content.decode()


def test_quartiles_are_told_by_type_and_loading_again_replaces_them() -> None:
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))
    _loaded(client, workbook())
    _loaded(client, workbook())
    assert Workbook.objects.count() == 1
    assert Quartile.objects.filter(code="BS01", among="landlord_type").count() == 2
    shown = client.get(PAGE, {"among": "landlord_type:LA"}).content.decode()
    assert "Type: LA" in shown


def test_a_file_that_is_no_workbook_of_the_regulators_is_refused() -> None:
    """The wrong file is named with what is wrong, and the old quartiles stay."""
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))
    _loaded(client, workbook())
    shown = _loaded(client, b"PK\x03\x04 not a workbook")
    assert "There is a problem" in shown
    assert Workbook.objects.count() == 1


def test_a_landlord_that_loads_nothing_still_sees_where_it_stands() -> None:
    """What the regulator published comes with the program, with its source."""
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))
    m.complete()
    shown = w.page(client, PAGE)
    assert "landlords that the regulator published for 2024-25" in shown
    assert "Open Government Licence" in shown
    assert "TP01 Overall satisfaction, rented homes 353 64.7% 71.8% 78.9%" in shown
    assert "Type: LA" in w.page(client, f"{PAGE}?among=landlord_type:LA")
    year = w.page(client, reverse("measures:year", args=[m.YEAR]))
    assert "National quartiles are of 2024-25, among 360 landlords" in year
    assert not Quartile.objects.exists()
