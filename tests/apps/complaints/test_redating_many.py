"""A bank holiday more, over a long history: what it can't move is not read again, and
what it moves comes out as if every case had been made anew."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.complaints.test_calendar_adoption import newer

from putright.apps.complaints.models import (
    CaseRow,
    ClockEntryRow,
    ProgramCalendar,
    StageRow,
)
from putright.apps.complaints.queries import context, moving, settings
from putright.apps.complaints.queries.context import calendar_of, current_calendar
from putright.apps.complaints.services import bulk, calendars, redating, rows, verify
from putright.config.demo import many
from putright.config.demo.stock import Resident
from putright.core.calendar import england_calendar
from putright.core.complaints.decide import Context
from putright.rules.reading import packaged_text

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)
CONTEXT = Context(calendar=england_calendar())
PLAN = many.Plan(
    seed=11,
    total=240,
    first_day=date(2024, 3, 7),
    today=NOW.date(),
    now=NOW,
    handlers=("u1",),
    reviewers=("u2",),
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


def england() -> str:
    return packaged_text("putright.rules.bank_holidays", "england")


def shifted() -> str:
    """The program's list with a bank holiday a day later than it was."""
    assert "{ day = 2025-05-05," in england()
    return england().replace("2025-05-05", "2025-05-06")


def shorter() -> str:
    """The program's list, known a year less far."""
    kept = [one for one in england().splitlines() if "{ day = 2028" not in one]
    text = "\n".join(kept)
    assert "known_to = 2028-12-31" in text
    return text.replace("known_to = 2028-12-31", "known_to = 2027-12-31")


def past() -> str:
    """One day more among those that answered cases ran over."""
    at = "{ day = 2025-05-05,"
    assert at in england()
    more = '{ day = 2025-04-23, name = "Extra" },\n    '
    return england().replace(at, f"{more}{at}")


LISTS: list[Callable[[], str]] = [newer, shifted, shorter, past]


def history(count: int = PLAN.total) -> None:
    made = many.some(PLAN, CONTEXT.calendar, 1, count)
    bulk.append_many(made, context=CONTEXT)


def told() -> list[list[tuple[object, ...]]]:
    """Every row that a calendar has a say in, without the numbers of rows.

    Nor the calendar that made it: that stays where another says the same.
    """
    stages = [f.attname for f in StageRow._meta.fields if f.name != "id"]
    clock = [f.attname for f in ClockEntryRow._meta.fields if f.name != "id"]
    cases = [f.attname for f in CaseRow._meta.fields if f.name != "calendar_version"]
    return [
        list(CaseRow.objects.order_by("pk").values_list(*cases)),
        list(StageRow.objects.order_by("case", "number", "pk").values_list(*stages)),
        list(ClockEntryRow.objects.order_by("case", "sequence").values_list(*clock)),
    ]


@pytest.mark.parametrize("text", LISTS)
def test_applied_it_comes_to_what_making_all_anew_comes_to(
    text: Callable[[], str],
) -> None:
    """A case passed over in vain would keep a wrong date that nothing ever mends."""
    history()
    calendars.adopt(text=text(), reason="Proclaimed", by=None, now=NOW)
    anew = redating.apply()
    quick = told()
    assert verify.check_cases(list(CaseRow.objects.values_list("pk", flat=True))) == []
    assert verify.refold_all() == PLAN.total
    assert quick == told()
    assert anew < PLAN.total / 2
    assert redating.apply() == 0


@pytest.mark.parametrize("text", LISTS)
def test_what_is_listed_is_what_then_moves(text: Callable[[], str]) -> None:
    history()
    listed = {
        (one.reference, one.stage, one.what): one.new
        for one in redating.moves(calendar_of(text()))
    }
    before = dates()
    calendars.adopt(text=text(), reason="Proclaimed", by=None, now=NOW)
    redating.apply()
    after = dates()
    moved = {key: new for key, new in after.items() if before[key] != new}
    assert {key: moved[key] for key in listed} == listed
    verdicts = {key for key in moved if key[2] in redating.VERDICTS}
    assert verdicts <= listed.keys()


def dates() -> dict[tuple[str, int, str], str]:
    names = (*redating.DATES, *redating.VERDICTS)
    return {
        (row["case__reference"], row["number"], name): (
            "" if row[name] is None else str(row[name])
        )
        for row in StageRow.objects.values("case__reference", "number", *names)
        for name in names
    }


def test_more_cases_take_no_more_queries() -> None:
    calendars.adopt(text=past(), reason="Proclaimed", by=None, now=NOW)
    taken = []
    for first, count in ((1, 90), (91, 300)):
        made = many.some(PLAN, CONTEXT.calendar, first, count)
        bulk.append_many(made, context=CONTEXT)
        with CaptureQueriesContext(connection) as queries:
            assert redating.apply() > 0
        taken.append(len(queries))
    # A table that none of the first few has a row in may be written for the others.
    assert taken[1] < taken[0] + len(rows.BELOW_CASE)


def test_only_cases_behind_are_looked_through() -> None:
    """And how many are behind is counted by an index, as far as it is asked."""
    history(30)
    first, last = CaseRow.objects.order_by("pk").first(), CaseRow.objects.first()
    assert first is not None
    assert last is not None
    assert moving.behind(CONTEXT.calendar) == []
    CaseRow.objects.filter(pk__in=[first.pk, last.pk]).update(calendar_version="other")
    assert moving.behind(CONTEXT.calendar) == [(first.pk, "other"), (last.pk, "other")]
    new = calendar_of(newer())
    CaseRow.objects.update(calendar_version="other")
    assert [settings.cases_behind(new, most) for most in (7, 40)] == [8, 30]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    behind = CaseRow.objects.filter(moving.otherwise(new)).order_by()
    assert "complaints_calendar" in behind[:8].explain()


def test_a_case_that_counts_none_of_the_days_is_not_behind() -> None:
    """Nor is one that was looked at in vain; a step by the list before it still is."""
    history(60)
    before = CONTEXT.calendar
    calendars.adopt(text=past(), reason="Proclaimed", by=None, now=NOW)
    found = CaseRow.objects.filter(moving.otherwise(current_calendar()))
    counting = CaseRow.objects.filter(
        days_from__lte=date(2025, 4, 23), days_to__gte=date(2025, 4, 23)
    )
    assert 0 < counting.count() < 60
    assert set(found) == set(counting)
    redating.apply()
    assert not found.all().exists()
    made_before = CaseRow.objects.filter(calendar_version=before.version)
    assert made_before.exists()
    last = made_before.order_by("-pk").first()
    assert last is not None
    made_before.filter(pk=last.pk).update(days_from=date(2025, 4, 1))
    made_before.filter(pk=last.pk).update(days_to=date(2025, 5, 1))
    assert [one.pk for one in found.all()] == [last.pk]


def test_days_are_filled_in_as_the_fold_writes_them() -> None:
    """Landlords that were there before the columns were."""
    history(60)
    rows = CaseRow.objects.order_by("pk").values_list("pk", "days_from", "days_to")
    CaseRow.objects.create(reference="BARE-1", kind="comment", received_on=NOW.date())
    first, *others = rows
    assert others[-1][1:] == (None, None)
    StageRow.objects.filter(case=first[0]).update(respond_by=None)
    meant = [(*first[:2], date.max), *others]
    CaseRow.objects.update(days_from=None, days_to=None)
    import_module("putright.apps.complaints.migrations.0014_days_counted").fill(
        apps, None
    )
    assert list(rows.all()) == meant


def test_a_later_program_with_another_list_knows_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else every case would seem to have been changed, and all would be read."""
    history(60)
    calendars.write_down_own()
    calendars.write_down_own()
    assert ProgramCalendar.objects.get().version == CONTEXT.calendar.version
    later = calendar_of(past())
    monkeypatch.setattr(context, "england_calendar", lambda: later)
    every = list(CaseRow.objects.values_list("pk", flat=True))
    assert verify.check_cases(every) == []
    assert 0 < len(moving.behind(current_calendar())) < 60
    assert 0 < redating.apply() < 60
    assert verify.check_cases(every) == []
    ProgramCalendar.objects.all().delete()
    assert len(verify.check_cases(every)) > 0
