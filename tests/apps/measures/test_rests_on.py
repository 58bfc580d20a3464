"""What a survey's results rest on is told, to its answers and how it was drawn."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.measures import making as m
from tests.apps.measures.test_pages import _shown
from tests.apps.surveys import making as surveying

from putright.apps.accounts.models import Role
from putright.apps.measures import services
from putright.apps.measures.models import Year
from putright.apps.measures.queries.returns import summary
from putright.apps.surveys.models import Survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    w.freeze(monkeypatch)
    return w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))


def _done_here(number: int | None) -> tuple[Year, Survey, list[str]]:
    """Let twelve homes be surveyed here, ten of whom answer; take the survey."""
    homes = surveying.street(12)
    survey = surveying.survey(year=m.YEAR)
    surveying.drawn(survey, number)
    surveying.answered(survey, homes[:10], unhappy=3)
    year = m.started()
    services.take_recorded_survey(number=year.pk)
    return year, survey, homes


def _letters(year: Year) -> dict[str, str]:
    return {one.letter: one.text for one in summary(year)}


def test_the_files_say_which_answers_and_whether_they_are_still_those(
    client: Client,
) -> None:
    _, survey, homes = _done_here(None)
    results = reverse("surveys:results", args=[survey.pk])
    page = reverse("measures:files", args=[m.YEAR])
    assert results in client.get(page).content.decode()
    opened = reverse("measures:one", args=[m.YEAR, "TP01", "LCRA"])
    assert results in client.get(opened).content.decode(), "a measure opens to it"
    surveying.taken(survey, [surveying.answer(90, homes[11])], name="late.csv")
    assert "Its answers have changed" in _shown(client, "files", m.YEAR)


def test_a_sample_and_a_census_are_told_as_they_were_drawn() -> None:
    year, survey, _ = _done_here(11)
    said = _letters(year)["d"]
    assert "a sample: 11 homes drawn at random of 12, shared out by area." in said
    surveying.drawn(survey)
    services.take_recorded_survey(number=year.pk)
    assert "a census: all 12 homes were asked." in _letters(year)["d"]


def test_what_was_done_otherwise_than_last_year_is_drafted_for_k() -> None:
    """Tenants have to be told what may affect the comparison with last year."""
    m.complete()
    year = m.started("2025-26")
    services.take_survey(
        number=year.pk,
        responses=("survey.csv", m.responses().replace(b"telephone", b"post")),
        population=("population.csv", m.POPULATION),
        weight_by=[],
        by=None,
        now=m.NOW,
    )
    said = _letters(year)["k"]
    assert "0% of responses by telephone, 80% the year before" in said
    assert "80% of responses by post, 0% the year before" in said
    assert "not weighted, and the year before weighted by area" in said


def test_the_same_as_last_year_leaves_k_blank() -> None:
    m.complete()
    year = m.started("2025-26")
    m.surveyed(year)
    assert _letters(year)["k"] == ""


def test_a_group_without_households_is_refused_with_the_line_of_a_response() -> None:
    year = m.started()
    with pytest.raises(services.MeasuresRefusedError, match=r"survey\.csv: Line 2: "):
        services.take_survey(
            number=year.pk,
            responses=("survey.csv", m.responses()),
            population=("population.csv", m.POPULATION.replace(b"South", b"Sth")),
            weight_by=["area"],
            by=None,
            now=m.NOW,
        )


def test_every_field_of_the_return_opens_to_where_it_comes_from(
    client: Client,
) -> None:
    m.complete()
    html = client.get(reverse("measures:return", args=[m.YEAR])).content.decode()
    typed = reverse("measures:typed", args=[m.YEAR])
    assert f'href="{typed}">Online_Publication_URL' in html
    files = reverse("measures:files", args=[m.YEAR])
    assert f'href="{files}?number=1">Responses_Telephone_a' in html
