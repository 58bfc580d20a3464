"""CH01 and CH02 from the cases recorded here, where no register was loaded."""

from datetime import date

import pytest
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.measures import making as m

from putright.apps.accounts.models import Role
from putright.apps.measures import services
from putright.apps.measures.models import Result, Source
from putright.apps.measures.queries import years
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

YEAR = "2025-26"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)


def _case() -> str:
    w.amina()
    return w.logged(tenure="LCRA")


def test_the_cases_here_are_counted_and_open_from_the_measure() -> None:
    """CH01 and CH02 of the return are those of the casework, case by case."""
    reference = _case()
    year = m.started(YEAR)
    m.taken(year, "homes")
    found = years.standings(year)
    made, answered = found["CH01_1", "LCRA"], found["CH02_1", "LCRA"]
    assert (made.numerator, made.denominator) == ("1", "3")
    assert (answered.numerator, answered.denominator) == ("0", "1")
    assert answered.denominator == made.numerator
    assert answered.parts == {"in_time": "0", "extended": "0"}
    row = Result.objects.get(code="CH02_1", stock_type="LCRA")
    assert row.source == Source.CASEWORK
    assert sum(one["count"] for one in row.checks if one["check"] != "home_twice") == 1
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))
    page = client.get(reverse("measures:one", args=[YEAR, "CH02_1", "LCRA"]))
    html = page.content.decode()
    start = html.index("/figures/CH02_1/cases/")
    address = html[start : html.index('"', start)].replace("&amp;", "&")
    assert reference in client.get(address).content.decode()


def test_a_year_without_cases_is_missing_and_not_0() -> None:
    """Nobody returns 0 complaints because the program was new that year."""
    _case()
    year = m.started("2023-24")
    m.taken(year, "homes")
    one = years.standings(year)["CH01_1", "LCRA"]
    assert (one.status, one.result) == ("missing", "")
    assert "no case recorded here" in one.problem


def test_a_register_takes_the_place_of_the_casework() -> None:
    _case()
    year = m.started(m.YEAR)
    m.taken(year, "homes")
    m.taken(year, "register")
    row = Result.objects.get(code="CH01_1", stock_type="LCRA")
    assert (row.source, row.numerator) == (Source.RECORDS, "2")


def test_work_out_again_follows_the_cases() -> None:
    reference = _case()
    year = m.started(YEAR)
    m.taken(year, "homes")
    w.taken(reference, s.Withdraw(on=date(2026, 3, 10)))
    services.work_out(
        number=year.pk,
        as_at=date(2026, 5, 1),
        combined=True,
        trust_extensions=False,
        now=m.NOW,
    )
    found = years.standings(year)
    assert ("CH01_1", "LCRA") not in found
    assert found["CH01_1", "combined"].numerator == "1"
    assert found["CH01_1", "combined"].denominator == "4"
