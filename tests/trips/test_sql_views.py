"""The read-only views say what the program says, of nobody by name."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.figures.making import asked, parts

from putright.apps.complaints.models import StageRow, WorkingDay
from putright.apps.complaints.queries.context import current_calendar
from putright.apps.complaints.services import working_days
from putright.apps.complaints.services.sql_views import TODAY
from putright.config import sql_views
from putright.core.complaints import steps as s

READER = "putright_test_reader"
SECRET = "Zqvhidden"


def rows(query: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


@pytest.fixture
def casework(db: None) -> Iterator[dict[str, str]]:
    w.amina()
    handler = w.person(cast.STAGE_1_HANDLER, "investigator")
    names = {name: w.logged(text=SECRET, subject=SECRET) for name in ("met", "open")}
    w.acknowledged(names["met"], date(2026, 3, 4))
    promised = ("A new boiler", date(2026, 3, 20))
    w.answered(names["met"], "u1", date(2026, 3, 16), promised)
    names["late"] = w.logged(text=SECRET)
    w.acknowledged(names["late"], date(2026, 3, 30))
    w.answered(names["late"], "u1", date(2026, 5, 20))
    names["hidden"] = w.logged(text=SECRET, subject=SECRET)
    w.taken(
        names["hidden"], s.Categorise(on=w.MONDAY, category="Staff", issue="Conduct")
    )
    w.restricted_to(names["hidden"], handler)
    sql_views.make()
    yield names
    sql_views.drop()


@pytest.mark.postgresql
def test_stages_are_as_the_program_counts_them(casework: dict[str, str]) -> None:
    """Settled numbers are the rows' own, and so is what is in time."""
    found = rows(
        "SELECT stage, received_on, responded_on, working_days, response, respond_by "
        "FROM putright_views.stages ORDER BY case_key, stage, received_on"
    )
    kept = StageRow.objects.values_list(
        "number",
        "received_on",
        "responded_on",
        "working_days",
        "response",
        "respond_by",
    )
    assert sorted(map(str, found)) == sorted(map(str, kept))
    year = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    figure = asked("stage_1_answered_in_time", **year, as_at=year["last"])
    ((met, due),) = rows(
        "SELECT count(*) FILTER (WHERE response IN ('met', 'met_with_extension')), "
        "count(*) FROM putright_views.stages WHERE counts AND stage = 1 "
        "AND received_on BETWEEN %s AND %s "
        "AND (response IS NOT NULL OR date_to_beat < %s)",
        *year.values(),
        year["last"],
    )
    assert (met, due) == parts(figure) == (1, 4)


@pytest.mark.postgresql
def test_open_stages_count_by_the_adopted_calendar(casework: dict[str, str]) -> None:
    calendar = current_calendar()
    ((today,),) = rows(f"SELECT {TODAY}")
    found = rows(
        "SELECT started_on, working_days_so_far FROM putright_views.stages "
        "WHERE response IS NULL"
    )
    assert len(found) == 2
    for start, so_far in found:
        known = calendar.working_days_between(start, today)
        assert so_far == known


@pytest.mark.postgresql
def test_working_days_between_two_days_are_the_difference_of_their_numbers(
    casework: dict[str, str],
) -> None:
    calendar = current_calendar()
    start, end = date(2026, 3, 31), date(2026, 5, 27)  # over Easter and May
    ((between,),) = rows(
        "SELECT b.working_day_number - a.working_day_number "
        "FROM putright_views.working_days a, putright_views.working_days b "
        "WHERE a.day = %s AND b.day = %s",
        start,
        end,
    )
    assert between == calendar.working_days_between(start, end)


@pytest.mark.postgresql
def test_no_view_holds_a_name_or_a_word(casework: dict[str, str]) -> None:
    """A restricted case counts, and nothing says which it is or what it is about."""
    everything = ""
    for name in sql_views.views():
        everything += str(rows(f"SELECT * FROM putright_views.{name}"))  # noqa: S608 - ours
    hidden = casework["hidden"]
    for said in (SECRET, cast.AMINA.reference, cast.FLAT.reference, hidden, "Conduct"):
        assert said not in everything, said
    assert casework["met"] in everything
    ((restricted,),) = rows(
        "SELECT count(*) FROM putright_views.cases WHERE restricted AND area IS NULL "
        "AND case_key LIKE 'restricted-%%'"
    )
    assert restricted == 1


@pytest.mark.postgresql
def test_a_reader_reads_the_views_and_nothing_else(casework: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {READER}")
        cursor.execute(f"GRANT USAGE ON SCHEMA putright_views TO {READER}")
        cursor.execute(
            f"GRANT SELECT ON ALL TABLES IN SCHEMA putright_views TO {READER}"
        )
        cursor.execute(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA putright_views "
            f"GRANT SELECT ON TABLES TO {READER}"
        )
    sql_views.make()  # as after the next upgrade: what was granted still holds
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {READER}")
    for name in sql_views.views():
        rows(f"SELECT * FROM putright_views.{name}")  # noqa: S608 - ours
    for refused in (
        "SELECT reference FROM complaints_caserow",
        "SELECT data FROM complaints_entrywords",
        "SELECT name FROM residents_personfact",
        "DELETE FROM putright_views.working_days",
    ):
        with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
            rows(refused)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.mark.django_db
def test_the_days_kept_are_the_calendars_own() -> None:
    """Written once, and anew where another list is adopted."""
    working_days.write_once()
    calendar = current_calendar()
    kept = dict(WorkingDay.objects.values_list("day", "number"))
    assert len(kept) == (calendar.known_to - calendar.known_from).days + 1
    first = calendar.known_from
    for day in (first, w.MONDAY, w.MONDAY + timedelta(days=5), calendar.known_to):
        between = calendar.working_days_between(first, day)
        assert kept[day] - kept[first] == between
    assert working_days.rewrite() == len(kept)
