"""The access log, teams by date, and the landlord's settings."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from tests import cast
from tests.apps.accounts.conftest import NOW

from putright.apps.accounts import queries, services
from putright.apps.accounts.models import AccessLog, LandlordSettings, User
from putright.apps.accounts.services import guards
from putright.apps.accounts.services.log import NotAReferenceError

DAY = cast.MONDAY
WEEK = datetime.timedelta(days=7)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("case_opened", "Amina Farrow"), ("Opened!", ""), ("seen", "a@home.example")],
)
def test_the_log_takes_references_and_no_names(
    db: None, kind: str, subject: str
) -> None:
    with pytest.raises(NotAReferenceError):
        services.record_opening(by=None, kind=kind, subject=subject, now=NOW)


def test_the_database_refuses_to_change_or_remove_what_the_log_says(
    outsider: User,
) -> None:
    guards.make(connection)
    guards.make(connection)
    assert not guards.missing(connection)
    row = services.record_opening(
        by=outsider, kind="case_opened", subject="CASE-1", now=NOW
    )
    rows = AccessLog.objects.filter(pk=row.pk)
    for attempt in (lambda: rows.update(subject="CASE-2"), rows.delete):
        with (
            pytest.raises(DatabaseError, match="only ever added"),
            transaction.atomic(),
        ):
            attempt()
    assert AccessLog.objects.get(pk=row.pk).subject == "CASE-1"


def test_a_guard_taken_away_is_missed(db: None) -> None:
    guards.make(connection)
    guards.drop(connection)
    assert set(guards.missing(connection)) >= set(guards.NAMES)


def test_a_team_keeps_its_old_name_on_old_days(administrator: User) -> None:
    team = services.create_team(
        name="Repairs North", starts_on=DAY, by=administrator, now=NOW
    )
    services.rename_team(
        team=team,
        name="Homes North",
        starts_on=DAY + WEEK,
        by=administrator,
        now=NOW,
    )
    assert team.code == "repairs-north"
    assert queries.team_name("repairs-north", on=DAY) == "Repairs North"
    assert queries.team_name("repairs-north", on=DAY + WEEK) == "Homes North"
    assert [t.name for t in queries.teams_on(DAY + WEEK)] == ["Homes North"]
    assert not queries.teams_on(DAY - WEEK)


def test_people_are_in_a_team_from_a_day_to_a_day(
    administrator: User, outsider: User
) -> None:
    team = services.create_team(name="Repairs", starts_on=DAY, by=None, now=NOW)
    membership = services.join_team(
        team=team, user=outsider, starts_on=DAY, by=administrator, now=NOW
    )
    with pytest.raises(services.AccountRefusedError, match="already"):
        services.join_team(team=team, user=outsider, starts_on=DAY, by=None, now=NOW)
    services.leave_team(
        membership=membership, ends_on=DAY + WEEK, by=administrator, now=NOW
    )
    inside = [queries.teams_of(outsider, on=DAY + n * WEEK) for n in (-1, 0, 1, 2)]
    assert [bool(teams) for teams in inside] == [False, True, True, False]


def test_two_teams_cannot_share_a_code(db: None) -> None:
    services.create_team(name="Repairs", starts_on=DAY, by=None, now=NOW)
    with pytest.raises(services.AccountRefusedError, match="repairs"):
        services.create_team(name="repairs!", starts_on=DAY, by=None, now=NOW)


def test_the_landlord_has_one_row_of_settings_with_sound_defaults(db: None) -> None:
    assert queries.landlord().policy_name == "Complaints policy"
    services.change_settings(by=None, now=NOW, name="Otterdale Homes")
    services.change_settings(by=None, now=NOW, digest_on=False)
    row = LandlordSettings.objects.get()
    assert (row.name, row.digest_on) == ("Otterdale Homes", False)
    assert AccessLog.objects.filter(kind="settings_changed").count() == 2
