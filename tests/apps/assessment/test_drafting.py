"""Starting, carrying forward, answering and signing off a self-assessment."""

from datetime import date

import pytest
from tests.apps.assessment.making import (
    CODE,
    FORM,
    NOW,
    TODAY,
    YEAR,
    answered,
    form_file,
    said,
    signed,
    started,
)
from tests.apps.figures import making as made

from putright.apps.assessment import services
from putright.apps.assessment.models import Assessment, Row
from putright.apps.assessment.queries import assessments
from putright.apps.assessment.queries.published import form, published
from putright.core.assessment import Answer

pytestmark = pytest.mark.django_db


def test_a_year_begins_with_72_rows_and_no_answer() -> None:
    number = started()
    rows = Row.objects.filter(assessment=number)
    assert [row.provision for row in rows] == list(FORM)
    assert {row.answer for row in rows} == {""}
    found = Assessment.objects.get(pk=number)
    assert (found.first, found.last) == (date(2025, 4, 1), date(2026, 3, 31))


def test_there_is_one_draft_at_a_time_and_8_3_another_version_after_it() -> None:
    number = started()
    with pytest.raises(services.AssessmentRefusedError, match="draft for 2025-26"):
        started()
    answered(number)
    signed(number)
    again = Assessment.objects.get(pk=started(carried_from=number))
    assert again.version == 2
    assert assessments.standing_on(TODAY) == again


def test_what_was_said_before_is_kept_with_who_and_when() -> None:
    number = started()
    said(number, "6.3", "yes", commentary="94%")
    said(number, "6.3", "no", commentary="88%")
    row = assessments.row(number, "6.3")
    assert row is not None
    kept = {one.field: (one.old, one.new) for one in assessments.changes_of(row)[:2]}
    assert kept == {"answer": ("yes", "no"), "commentary": ("94%", "88%")}


def test_a_second_person_does_not_write_over_the_first_unseen() -> None:
    number = started()
    said(number, "6.3", "yes")
    with pytest.raises(services.ChangedMeanwhileError, match="Someone else"):
        services.answer(
            assessment=number,
            given=Answer(provision="6.3", answer="no"),
            revision=0,
            by=None,
            now=NOW,
        )
    assert Row.objects.get(assessment=number, provision="6.3").answer == "yes"


def test_8_1_it_cant_be_signed_while_something_is_missing() -> None:
    number = started()
    answered(number, "6.3", "9.5")
    said(number, "9.5", "no")
    with pytest.raises(services.AssessmentRefusedError) as refused:
        signed(number)
    told = str(refused.value)
    assert "1 provision without an answer: 6.3." in told
    assert "1 provision answered no without a date for the action: 9.5." in told
    assert Assessment.objects.get(pk=number).state == "draft"


def test_signing_freezes_answers_and_evidence() -> None:
    made.registered(
        {
            "received_on": "2025-06-02",
            "s1_acknowledged_on": "2025-06-04",
            "s1_responded_on": "2025-06-10",
        }
    )
    number = started()
    answered(number)
    signed(number)
    made.registered(
        {
            "reference": "late",
            "received_on": "2025-06-02",
            "s1_acknowledged_on": "2025-06-04",
            "s1_responded_on": "2025-09-10",
        }
    )
    row = Row.objects.get(assessment=number, provision="6.3")
    first = row.frozen[0]
    assert (first["numerator"], first["denominator"], first["failing"]) == (1, 1, 0)
    with pytest.raises(services.AssessmentRefusedError, match="not a draft"):
        said(number, "6.3", "no")
    found = Assessment.objects.get(pk=number)
    assert [str(one) for one in found.signatures.all()] == [
        "Ada North, Member Responsible for Complaints",
        "Ben South, Senior lead",
    ]
    assert (found.program, found.evidence_as_at) == ("0.1.0", TODAY)


def test_carrying_forward_asks_every_provision_afresh_and_shows_what_changed() -> None:
    before = started("2024-25")
    answered(before, "6.3")
    said(
        before,
        "6.3",
        "no",
        action="Train",
        owner="Head of housing",
        by_when=date(2025, 9, 1),
    )
    signed(before)
    number = started(carried_from=before)
    rows = {row.provision: row for row in Row.objects.filter(assessment=number)}
    assert {row.answer for row in rows.values()} == {""}
    assert (rows["6.3"].before, rows["6.3"].action) == ("no", "Train")
    said(number, "6.3", "yes", commentary="Policy, section 3")
    found = assessments.assessment(number)
    assert found is not None
    lines = {line.row.provision: line for line in assessments.lines(found)}
    assert lines["6.3"].changed == ("answer", "action", "owner", "date")
    assert lines["6.4"].changed == ()


def test_a_form_comes_in_whole_and_goes_out_as_it_came() -> None:
    table = form_file(
        {"provision": "1.2", "source_lines": "399"},
        {
            "provision": "9.5",
            "comply": "no",
            "action": "Appoint",
            "change": "New or updated provision",
        },
    )
    outcome = _taken(table)
    assert (outcome.read, outcome.taken, outcome.refused) == (2, 2, ())
    again = _taken(table)
    assert (again.taken, again.already, again.changed) == (0, 2, 0)
    headings, rows = form(Assessment.objects.get())
    assert "source_lines" in headings
    told = dict(zip(headings, rows[1], strict=True))
    assert (told["provision"], told["comply"]) == ("9.5", "no")
    assert (told["action"], told["change"]) == ("Appoint", "New or updated provision")


def _taken(table: object) -> services.importing.ImportOutcome:
    return services.import_form(
        table=table,  # type: ignore[arg-type] # a table of the test's own
        edition=CODE,
        file_name="form.csv",
        by=None,
        now=NOW,
    )


def test_each_row_that_cant_be_taken_is_named_and_the_rest_is_taken() -> None:
    outcome = _taken(
        form_file(
            {"provision": "1.2"},
            {"provision": "1.1"},
            {"provision": "six"},
            {"provision": "6.3", "comply": "partly"},
            {"provision": "1.2"},
            {"provision": "6.4", "landlord": ""},
        )
    )
    assert (outcome.taken, len(outcome.refused)) == (1, 5)
    assert [one.line for one in outcome.refused] == [3, 4, 5, 6, 7]


def test_a_past_assessment_is_changed_by_no_answer_on_screen() -> None:
    _taken(form_file({"provision": "1.2"}))
    number = Assessment.objects.get().pk
    with pytest.raises(services.AssessmentRefusedError, match="not a draft"):
        said(number, "1.2", "no")


def test_the_official_text_takes_the_place_of_our_words() -> None:
    number = started()
    table = form_file(
        {"provision": "6.3", "requirement": "The official words."},
        {"provision": "7.9", "requirement": "Not on the form."},
    )
    outcome = services.load_requirements(table=table, edition=CODE, by=None, now=NOW)
    assert (outcome.taken, len(outcome.refused)) == (1, 1)
    found = assessments.assessment(number)
    assert found is not None
    lines = {line.row.provision: line for line in assessments.lines(found)}
    assert lines["6.3"].requirement == "The official words."
    assert lines["6.4"].requirement


def test_it_is_published_in_five_columns_without_a_case_in_them() -> None:
    made.registered(
        {
            "reference": "R-SECRET",
            "received_on": "2025-06-02",
            "s1_acknowledged_on": "2025-06-04",
            "s1_responded_on": "2025-09-10",
        }
    )
    number = started()
    answered(number)
    signed(number)
    rows = published(Assessment.objects.get(pk=number))
    assert len(rows) == 72
    assert {len(row) for row in rows} == {5}
    (row,) = (row for row in rows if row[0] == "6.3")
    assert row[2] == "Yes"
    assert "0.0% (0 of 1)" in row[3]
    assert "R-SECRET" not in str(rows)


def test_8_3_a_restructure_calls_for_an_assessment_until_one_is_started() -> None:
    services.record_event(
        kind="restructure",
        happened_on=date(2026, 3, 2),
        about="Repairs came in house",
        days={},
        by=None,
        now=NOW,
    )
    assert [one.kind for one in assessments.calling()] == ["restructure"]
    started()
    assert assessments.calling() == []


def test_8_5_being_unable_to_comply_keeps_its_four_days() -> None:
    days = {"ombudsman_told_on": TODAY, "comply_by": date(2026, 6, 1)}
    services.record_event(
        kind="cannot_comply",
        happened_on=TODAY,
        about="A cyber attack",
        days=days,
        by=None,
        now=NOW,
    )
    found = assessments.events().get()
    assert (found.ombudsman_told_on, found.residents_told_on) == (TODAY, None)
    assert found.comply_by == date(2026, 6, 1)


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="2025"):
        started("2025")
    assert YEAR == "2025-26"
