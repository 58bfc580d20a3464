"""The sample and the fieldwork: who is asked, who is short, who is left alone."""

import pytest
from tests.apps.surveys import making as m

from putright.apps.surveys.models import Quota, SampledHome
from putright.apps.surveys.queries import fieldwork, surveys
from putright.apps.surveys.services import SurveyRefusedError, sampling, setting_up

pytestmark = pytest.mark.django_db


def _sampled(of: object) -> set[str]:
    return set(
        SampledHome.objects.filter(survey=of).values_list("reference", flat=True)
    )


def test_households_are_counted_from_the_homes_by_area_and_category() -> None:
    m.street(3)
    m.street(1, area=m.SOUTH)
    m.street(2, area=m.SOUTH, first=50, stock_type="LCHO")
    found = surveys.population(m.survey())
    assert list(found) == ["LCRA"]
    assert found["LCRA"].households == 4
    assert found["LCRA"].margins["area"] == {m.NORTH: 3, m.SOUTH: 1}
    assert found["LCRA"].margins["category"] == {"General needs": 3, "Sheltered": 1}


def test_a_sample_is_shared_out_by_area_and_more_only_adds() -> None:
    m.street(30)
    m.street(10, area=m.SOUTH)
    survey = m.survey()
    assert m.drawn(survey, 8) == sampling.Drawn(8, 0)
    first = _sampled(survey)
    assert len([one for one in first if one.startswith("N")]) == 6
    assert m.drawn(survey, 20) == sampling.Drawn(12, 8)
    assert first < _sampled(survey)
    assert m.drawn(survey) == sampling.Drawn(20, 20)


def test_more_homes_than_there_are_can_not_be_drawn() -> None:
    m.street(3)
    survey = m.survey()
    with pytest.raises(SurveyRefusedError, match="can't come from 3 households"):
        m.drawn(survey, 4)
    assert not _sampled(survey)
    assert not Quota.objects.exists()


def test_a_group_that_is_short_is_told_and_one_with_enough_is_not_reminded() -> None:
    north, south = m.street(6), m.street(2, area=m.SOUTH)
    survey = m.survey()
    m.drawn(survey)
    asked = [one.pk for one in SampledHome.objects.all()]
    done = sampling.record_sent(
        survey=survey, which="invite", homes_sent=asked, on=m.TODAY
    )
    assert done == 8
    m.answered(survey, [*south, north[0]])
    (standing,) = fieldwork.progress(survey)
    told = {one.group: (one.asked, one.answered, one.short) for one in standing.groups}
    assert told == {m.NORTH: (6, 1, 5), m.SOUTH: (2, 2, 0)}
    due = fieldwork.to_write(survey, "remind", m.TODAY)
    assert {one.reference for one in due.rows} == set(north[1:])


def test_homes_with_a_safe_contact_or_no_post_are_left_out_and_only_counted() -> None:
    safe, silent, plain = m.street(3)
    m.lives_at(safe, 1, safe_contact="Only through the advocate")
    m.lives_at(silent, 2, do_not_write=True)
    m.lives_at(plain, 3)
    survey = m.survey()
    m.drawn(survey)
    found = fieldwork.to_write(survey, "invite", m.TODAY)
    assert [one.reference for one in found.rows] == [plain]
    assert found.left_out == 2
    rows = fieldwork.address_rows(survey, found)
    assert rows == [
        ["N-003", "LCRA", m.NORTH, "General needs", "3 Weir Row", "", "", "", "ZZ1 5QQ"]
    ]
    assert "Resident" not in str(rows)
    assert SampledHome.objects.get(reference=plain).person == "P-3"


def test_what_was_sent_is_written_down_once_and_reminders_are_counted() -> None:
    m.street(2)
    survey = m.survey()
    m.drawn(survey)
    asked = [one.pk for one in SampledHome.objects.all()]
    sent = {"survey": survey, "homes_sent": asked, "on": m.TODAY}
    assert sampling.record_sent(which="invite", **sent) == 2  # type: ignore[arg-type] # a test's own
    assert sampling.record_sent(which="invite", **sent) == 0  # type: ignore[arg-type] # a test's own
    for _ in range(2):
        sampling.record_sent(which="remind", **sent)  # type: ignore[arg-type] # a test's own
    row = SampledHome.objects.first()
    assert row is not None
    assert (row.invited_on, row.reminded_on, row.reminders) == (m.TODAY, m.TODAY, 2)


def test_one_measure_has_one_survey_a_year() -> None:
    m.street(1)
    m.survey()
    with pytest.raises(SurveyRefusedError, match="one result a year"):
        m.survey("Another")
    with pytest.raises(SurveyRefusedError, match="one result a year"):
        m.survey("Another", stock_types=["combined"])
    assert m.survey("Another", stock_types=["LCHO"]).of == ("LCHO",)
    assert m.survey(year="2024-25").year == "2024-25"


def test_a_survey_with_answers_is_not_removed() -> None:
    homes = m.street(1)
    survey = m.survey()
    m.answered(survey, homes)
    with pytest.raises(SurveyRefusedError, match="answers stays"):
        setting_up.remove_survey(survey=survey)
    empty = m.survey(year="2024-25")
    setting_up.remove_survey(survey=empty)
    assert surveys.survey(survey.pk) is not None
    assert [one.survey.pk for one in surveys.listed()] == [survey.pk]
