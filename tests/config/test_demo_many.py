"""Histories made to measure by: whole, the same each time, and mostly closed."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from putright.apps.complaints import search
from putright.apps.complaints.models import CaseRow, Entry, StageRow
from putright.apps.complaints.queries.cases import open_case
from putright.apps.complaints.services import bulk, steps, verify
from putright.config.demo import many
from putright.config.demo.stock import Resident
from putright.core.calendar import england_calendar
from putright.core.complaints import steps as s
from putright.core.complaints.decide import Context

WRITTEN = {"Entry", "EntryWords", "Erasure", "EvidenceFile", "TargetDay"}
WAITING = {"AccessProposal", "StepDraft"}
FOLDED = [CaseRow] + [
    model
    for model in apps.get_app_config("complaints").get_models()
    if {"case", "stage"} & {field.name for field in model._meta.fields}
    and model.__name__ not in WRITTEN | WAITING
]
"""Every table that the fold fills: one that is forgotten in bulk shows here."""
NOW = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)
CONTEXT = Context(calendar=england_calendar())
PLAN = many.Plan(
    seed=7,
    total=300,
    first_day=date(2016, 3, 7),
    today=NOW.date(),
    now=NOW,
    handlers=("u1", "u2"),
    reviewers=("u3",),
    residents=(
        Resident(
            person="P-1",
            name="An Invented Resident",
            home="H-1",
            area="Millwater",
            body="",
            tenure="LCRA",
            reached=True,
        ),
    ),
)


def some(count: int = 300) -> list[bulk.NewCase]:
    """Make the first cases of the history."""
    return many.some(PLAN, CONTEXT.calendar, 1, count)


def below_cases() -> dict[str, list[dict[str, object]]]:
    """Give every row of every table that the fold fills, without its own number."""
    stages = dict(StageRow.objects.values_list("pk", "case_id"))
    found = {}
    for model in FOLDED:
        rows = list(model._default_manager.values())
        for row in rows:
            row["stage_id"] = stages.get(row.get("stage_id"))
            row.pop("id", None)
        found[model.__name__] = sorted(rows, key=repr)
    return found


@pytest.mark.django_db
def test_cases_written_in_bulk_are_what_the_program_itself_would_have_written() -> None:
    """Chains, folds and summary rows hold, and the next step can be taken."""
    assert bulk.append_many(some(), context=CONTEXT) == 300
    assert list(verify.verify()) == []
    before = below_cases()
    empty = {name for name, rows in before.items() if not rows}
    assert empty <= {"AffectedPerson", "NamedPerson", "ExtraCell"}
    verify.refold_all()
    assert below_cases() == before
    row = CaseRow.objects.filter(state="closed").order_by("pk")[0]
    assert row.pk in search.matching(open_case(row).case.text, 300)
    note = s.AddNote(on=NOW.date(), note="Rang back")
    steps.take(reference=row.reference, step=note, who="u1", now=NOW)
    assert list(verify.verify()) == []


@pytest.mark.django_db
def test_a_reference_that_is_taken_leaves_nothing_behind() -> None:
    bulk.append_many(some(1), context=CONTEXT)
    entries = Entry.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.append_many(some(2), context=CONTEXT)
    assert Entry.objects.count() == entries


def test_the_same_seed_makes_the_same_cases_in_whatever_chunks() -> None:
    apart = [
        *many.some(PLAN, CONTEXT.calendar, 1, 30),
        *many.some(PLAN, CONTEXT.calendar, 31, 30),
    ]
    assert apart == many.some(PLAN, CONTEXT.calendar, 1, 60)


def test_about_two_in_a_hundred_are_open_and_a_case_has_about_ten_entries() -> None:
    made = [bulk.prepare(case, CONTEXT) for case in some(2_000)]
    entries = sum(len(case.entries) for case in made) / len(made)
    assert 8 <= entries <= 12
    beat_on = bulk.CASE_FIELDS.index("beat_on")
    running = [case for case in made if case.rows.case[beat_on] is not None]
    assert 0.01 <= len(running) / len(made) <= 0.03


@pytest.mark.django_db
def test_numbers_of_a_series_are_never_given_twice() -> None:
    assert bulk.reserve("G", 10) == 1
    assert bulk.reserve("G", 5) == 11
    assert bulk.reserve("C-26", 1) == 1
