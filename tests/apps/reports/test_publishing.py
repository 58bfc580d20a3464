"""A report published: its words and figures stay, and what changes is named."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.apps.complaints.worklists import person
from tests.apps.figures.making import registered
from tests.apps.reports import making

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.services import steps
from putright.apps.reports import services
from putright.apps.reports.models import FrozenFigure, Report
from putright.apps.reports.queries import frozen, reports
from putright.apps.reports.queries.restated import changed_values, restated
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.journal import KIND_OF, payload_of
from putright.core.reports import values
from putright.core.reports.frozen import asked_of, numbers
from putright.core.reports.restating import GONE, RECORDS, RULES, Restated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cases() -> None:
    """Eight complaints of one quarter."""
    making.quarter_of_cases()


def mend_received(reference: str, on: date) -> None:
    """Correct the day on which a case was received."""
    row = find(reference)
    assert row is not None
    first = open_case(row).entries[0].event
    assert isinstance(first, e.Received)
    fields = {name: getattr(first, name) for name in first.__struct_fields__}
    step = s.Mend(
        on=making.LATER.date(),
        entry=1,
        kind=KIND_OF[e.Received],
        payload=payload_of(e.Received(**{**fields, "on": on})),
        words=dict(first.words),
        reason="The date on the email says so",
    )
    steps.take(reference=reference, step=step, who="u1", now=making.LATER)


def of(found: list[Restated], code: str, first: date = making.FIRST) -> Restated:
    """Give a figure of the report's own period."""
    asked = [one for one in found if one.kept.asked.code == code]
    return next(one for one in asked if one.kept.asked.first == first)


def test_what_is_published_stays_as_it_was_when_a_case_is_mended_later() -> None:
    number = making.published()
    before = reports.standing(making.read(number), making.TODAY, making.PROGRAM)
    mend_received("R1", date(2024, 9, 30))
    after = reports.standing(making.read(number), making.TODAY, making.PROGRAM)
    assert after == before
    row = FrozenFigure.objects.get(
        report=number, code="stage_1_received", first=making.FIRST, last=making.LAST
    )
    assert {one.case for one in frozen.members(row)} == {f"R{n}" for n in range(1, 9)}


def test_the_restatement_names_the_case_that_was_mended_and_why() -> None:
    number = making.published()
    assert changed_values(making.read(number)) == 0
    assert not any(one.changed for one in restated(making.read(number), making.PROGRAM))
    mend_received("R1", date(2024, 9, 30))
    found = restated(making.read(number), making.PROGRAM)
    received = of(found, "stage_1_received")
    assert received.total.then is not None
    assert received.total.now is not None
    assert (received.total.then.value, received.total.now.value) == (8, 7)
    assert [(one.case, one.sort) for one in received.moved] == [("R1", GONE)]
    assert received.causes == ((RECORDS, 1),)
    assert changed_values(making.read(number)) > 0


def test_a_case_that_changes_by_the_rules_alone_is_not_laid_to_the_records() -> None:
    number = making.published()
    Report.objects.filter(pk=number).update(published_at=making.LATER)
    row = FrozenFigure.objects.get(
        report=number, code="stage_1_received", first=making.FIRST, last=making.LAST
    )
    kept = values.msgspec.structs.replace(frozen.figure(row), rules="0/older")
    row.kept = frozen.packed(kept)
    row.hash = frozen.hash_of(row.kept, bytes(row.members))
    row.save()
    CaseRow.objects.filter(reference="R2").update(counts=False)
    found = of(restated(making.read(number), making.PROGRAM), "stage_1_received")
    assert found.causes == ((RULES, 1),)


def test_every_number_of_the_report_is_frozen_with_its_cases_and_versions() -> None:
    """A number that opens to nothing is a number that nobody can check."""
    number = making.published(kind="quarterly")
    made = reports.standing(making.read(number), making.TODAY, making.PROGRAM)
    kept = [frozen.figure(row) for row in FrozenFigure.objects.filter(report=number)]
    there = {one.asked for one in kept}
    assert {asked_of(source) for source, _ in numbers(made)} == there
    assert {one.program for one in kept} == {making.PROGRAM}
    assert len({one.rules for one in kept}) == 1
    assert len(there) > 20


def test_a_split_is_frozen_with_where_each_case_stood() -> None:
    number = making.published(kind="quarterly")
    rows = FrozenFigure.objects.filter(report=number, code="stage_1_received")
    row = rows.get(first=making.FIRST, last=making.LAST)
    kept = frozen.figure(row)
    place = kept.splits.index("team")
    teams = {one.case: one.labels[place] for one in frozen.members(row)}
    assert teams["R1"] == (("Housing",),)
    assert teams["R2"] == (("Property",),)
    cells = {one.labels: one.value for one in kept.cells if one.split == "team"}
    assert cells == {("Housing",): 4, ("Property",): 4}


def test_what_is_kept_is_held_against_its_hash() -> None:
    number = making.published()
    found = making.read(number)
    Report.objects.filter(pk=number).update(
        document=bytes(found.document or b"").replace(b"8", b"9", 1)
    )
    with pytest.raises(frozen.NotAsPublishedError, match="backup"):
        reports.standing(making.read(number), making.TODAY, making.PROGRAM)
    row = FrozenFigure.objects.filter(report=number).first()
    assert row is not None
    row.members = frozen.packed_members(())
    row.save()
    with pytest.raises(frozen.NotAsPublishedError, match=row.code):
        restated(making.read(number), making.PROGRAM)


def test_a_published_report_is_never_edited_the_next_edition_restates_it() -> None:
    number = making.published()
    with pytest.raises(services.ReportRefusedError, match="published now"):
        making.final(number)
    with pytest.raises(services.ReportRefusedError, match="published now"):
        making.publish(number)
    key = _first_key(number)
    with pytest.raises(services.ReportRefusedError, match="published now"):
        making.written(number, key, "Another text")
    mend_received("R1", date(2024, 9, 30))
    by = person(cast.COMPLAINTS_MANAGER, "manager")
    again = services.correct(
        number=number,
        by=by,
        now=making.LATER,
        day=making.TODAY,
        program=making.PROGRAM,
    )
    next_one = making.read(again)
    assert (next_one.number, next_one.earlier_id) == (2, number)
    made = reports.standing(next_one, making.TODAY, making.PROGRAM)
    assert made.sections[-1].key == "restated"
    assert "restated" in str(made.sections[-1])
    making.published(again)
    assert making.read(number).state == "published"


def _first_key(number: int) -> str:
    made = reports.standing(making.read(number), making.TODAY, making.PROGRAM)
    return next(
        one.key
        for one in made.blocks()
        if isinstance(one, values.Paragraph) and one.key
    )


def test_a_later_report_prints_what_changed_in_an_earlier_one() -> None:
    number = making.published()
    mend_received("R1", date(2024, 9, 30))
    later = making.started(
        first=date(2025, 1, 1), last=date(2025, 3, 31), earlier=number
    )
    made = reports.standing(making.read(later), making.TODAY, making.PROGRAM)
    section = made.sections[-1]
    assert section.heading == "Restated since the last report"
    table = next(one for one in section.blocks if isinstance(one, values.Table))
    shown = [row[0].text for row in table.rows]
    assert any("October to December 2024" in name for name in shown)


def test_freezing_asks_no_more_of_the_database_for_more_cases() -> None:
    first = making.started("quarterly")
    making.final(first)
    with CaptureQueriesContext(connection) as few:
        making.publish(first)
    registered(
        *(
            {
                "reference": f"M{n}",
                "received_on": "2024-11-04",
                "s1_responded_on": "2024-11-11",
                "teams": f"Team {n % 7}",
                "area": f"Area {n % 5}",
            }
            for n in range(60)
        )
    )
    second = making.started("quarterly")
    making.final(second)
    with CaptureQueriesContext(connection) as many:
        making.publish(second)
    assert len(many) <= len(few) + 2


def test_a_mending_between_the_draft_and_the_freezing_is_not_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The words would say one number, and the figure kept beside them another."""
    number = making.started()
    making.final(number)
    standing = reports.standing

    def and_then_mended(*args: object) -> values.Report:
        made = standing(*args)  # type: ignore[arg-type] # as it was called
        CaseRow.objects.filter(reference="R2").update(counts=False)
        return made

    monkeypatch.setattr(reports, "standing", and_then_mended)
    with pytest.raises(services.ReportRefusedError, match="Publish it again"):
        making.publish(number)
    assert making.read(number).state == "final"
    assert not FrozenFigure.objects.exists()
