"""What should stop somebody before a return leaves is said; nothing is guessed."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.measures import making as m
from tests.apps.measures.test_pages import _shown

from putright.apps.accounts.models import Role
from putright.apps.measures import services
from putright.apps.measures.models import Quartile, Result
from putright.apps.measures.queries import years
from putright.apps.measures.queries.glance import Line, glance, lacking, unlike
from putright.apps.measures.queries.telling import changed
from putright.apps.measures.views.wording import quarter_words
from putright.rules.satisfaction_measures import measure_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    w.freeze(monkeypatch)
    return w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))


def test_a_comma_out_of_place_is_no_thousands_separator(client: Client) -> None:
    """1,5 for 1.5 would otherwise be counted as 15."""
    year = m.started()
    page = reverse("measures:type", args=[m.YEAR, "BS01", "combined"])
    for wrong in ("1,5", "12,34", "1,8061"):
        answer = client.post(page, {"numerator": "1", "denominator": wrong})
        assert "Write a number, such as 1806." in answer.content.decode()
    client.post(page, {"numerator": "1,234,567", "denominator": "1 234 567"})
    assert years.standings(year)["BS01", "combined"].denominator == "1234567"


def test_what_is_typed_for_the_return_is_a_number_or_a_word_it_asks_for(
    client: Client,
) -> None:
    year = m.complete()
    page = reverse("measures:typed", args=[m.YEAR])
    answer = client.post(page, {"repairs_raised": "about 900"})
    assert "Write a whole number, such as 1806." in answer.content.decode()
    answer = client.post(page, {"contractor:LCRA": "perhaps"})
    assert answer.status_code == 200
    assert "repairs_raised" not in years.given(year)
    said = {
        "repairs_raised": "12,000",
        "contractor:LCRA": "Yes",
        "census_or_sample:LCRA": "Sample",
    }
    assert client.post(page, said).status_code == 302
    assert years.given(year)["repairs_raised"] == "12000"
    assert years.given(year)["contractor:LCRA"] == "Yes"


def test_before_signing_it_is_said_what_does_not_fit(client: Client) -> None:
    year = m.complete()
    assert unlike(year) == []
    services.write_given(
        number=year.pk, texts={"repairs_raised": "2"}, by=None, now=m.NOW
    )
    said = "2 repairs are said to have been raised in the year, and 3 were completed"
    assert said in _shown(client, "sign", m.YEAR)
    assert said in _shown(client, "year", m.YEAR)


def test_a_survey_that_is_doubtful_says_so_beside_its_results() -> None:
    year = m.complete()
    late = m.responses().replace(b"2024-11-04", b"2025-11-04", 3)
    services.take_survey(
        number=year.pk,
        responses=("survey.csv", late),
        population=("population.csv", m.POPULATION.replace(b"1200", b"200")),
        weight_by=[],
        by=None,
        now=m.NOW,
    )
    said = "\n".join(unlike(year))
    assert "LCRA: 3 responses were not given in 2024-25" in said
    assert "The households by area add up to 1,000" in said


def test_not_applicable_for_want_of_an_answer_is_told() -> None:
    year = m.started()
    homes = m.HOMES.replace(b"yes,yes,no,,no,,no,,no,\n", b",,no,,no,,no,,no,\n")
    m.taken(year, "homes", homes.replace(b"yes,no,yes,yes,", b",,yes,yes,"))
    gas = Result.objects.get(year=year, code="BS01")
    unknown = gas.left_out.get("unknown", 0)
    assert unknown
    Result.objects.filter(pk=gas.pk).update(status="not_applicable", denominator="0")
    assert f"BS01 divides by nothing, and {unknown} records" in "\n".join(unlike(year))


def test_last_year_is_as_it_was_signed_until_its_correction_is_too() -> None:
    before = m.signed(m.complete())
    services.correct(number=before.pk, why="A home was left out", by=None, now=m.NOW)
    assert years.signed_before("2025-26") == before
    m.signed(years.year(m.YEAR) or before)
    found = years.signed_before("2025-26")
    assert found is not None
    assert found.number == 2


def _perception(result: str, base: str, half: float | None) -> Result:
    value = float(result)
    low, high = (None, None) if half is None else (value - half, value + half)
    exact = f"{value:.10f}"
    return Result(code="TP01", exact=exact, denominator=base, low=low, high=high)


def test_a_year_in_which_all_agree_proves_no_rise() -> None:
    before = _perception("70", "500", 4)
    assert changed(before, _perception("100", "3", 0)) is None
    assert changed(before, _perception("73", "500", None)) is None
    assert changed(before, _perception("72", "500", 4)) is False
    assert changed(before, _perception("80", "500", 4)) is True


@pytest.mark.parametrize(
    ("half", "said"),
    [
        (
            4.0,
            "In the second lowest quarter of 353 landlords; with its margin, anywhere "
            "from the lowest to the second lowest",
        ),
        (1.0, "In the second lowest quarter of 353 landlords"),
        (None, "In the second lowest quarter of 353 landlords"),
    ],
)
def test_a_place_among_landlords_is_no_more_exact_than_the_result(
    half: float | None, said: str
) -> None:
    edges = [Decimal(text) for text in ("64.7", "71.8", "78.9")]
    row = Quartile(landlords=353, lower=edges[0], median=edges[1], upper=edges[2])
    measure = measure_year(m.YEAR).measures["TP01"]
    result = _perception("67", "600", half)
    line = Line(measure, "LCRA", result, None, None, row)
    assert quarter_words(line) == said


def test_counts_of_safety_checks_do_not_make_every_measure_a_combined_one() -> None:
    """They are always of both stock types; a landlord's survey of tenants is not."""
    year = m.complete()
    for code in ("BS01", "NM01_1"):
        services.type_counts(
            number=year.pk,
            code=code,
            stock_type="combined",
            counts={"numerator": "2", "denominator": "4"},
        )
    assert lacking(year) == []
    stocks = {line.stock_type for line in glance(year) if line.measure.code == "TP01"}
    assert stocks == {"LCRA"}


def test_a_landlord_with_counts_alone_types_what_its_survey_company_told_it(
    client: Client,
) -> None:
    """Otherwise the return could not be finished where a company did the sums."""
    year = m.started()
    page = reverse("measures:typed", args=[m.YEAR])
    for name, wrong in (
        ("population:LCRA", "about 5,000"),
        ("tp01_telephone:LCRA", "101"),
        ("weighted:LCRA", "Sometimes"),
    ):
        assert client.post(page, {name: wrong}).status_code == 200, name
    said = {"population:LCRA": "5,005", "tp01_telephone:LCRA": "71.8%"}
    assert client.post(page, said).status_code == 302
    file = client.get(reverse("measures:return_file", args=[m.YEAR, "csv"]))
    assert b"Relevant_ten_pop_size_a" in file.content
    assert b",5005,Typed in" in file.content
    assert b",71.8,Typed in" in file.content
    m.taken(year, "homes")
    m.surveyed(year)
    assert "population:LCRA" not in client.get(page).content.decode()
    again = client.get(reverse("measures:return_file", args=[m.YEAR, "csv"]))
    assert b",5005,Typed in" not in again.content, "the survey's own account goes first"
