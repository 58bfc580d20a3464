"""What each role may do."""

import datetime

import pytest
from tests import cast
from tests.apps.accounts.conftest import LONG_AGO, NOW, Holding

from putright.apps.accounts import queries, services
from putright.apps.accounts.models import Role, User
from putright.apps.accounts.permissions import (
    CAPABILITIES,
    ROLES,
    DayUnknownError,
    can,
    can_somewhere,
    reach,
)

DAY = cast.MONDAY
WRITES = {
    "log_contact",
    "work_case",
    "respond_stage_1",
    "respond_stage_2",
    "approve_letters",
    "approve_compensation",
    "refuse",
    "reassign",
    "void",
    "manage_restricted",
    "administer",
    "import_export",
    "govern",
    "work_surveys",
}


def test_every_role_is_in_the_table_and_every_capability_is_somebodys() -> None:
    assert set(ROLES) == set(Role)
    assert set().union(*ROLES.values()) == CAPABILITIES


def test_an_auditor_changes_nothing() -> None:
    assert not ROLES[Role.AUDITOR] & WRITES


def test_an_administrator_sees_no_case() -> None:
    assert not ROLES[Role.ADMINISTRATOR] & {"see_cases", "work_case", "see_figures"}


def test_a_board_member_sees_figures_and_no_case() -> None:
    assert ROLES[Role.BOARD_MEMBER] == {"see_figures", "see_anonymised"}


def test_4_2_nobody_but_manager_and_reviewer_answers_at_stage_2() -> None:
    may = {role for role, names in ROLES.items() if "respond_stage_2" in names}
    assert may == {Role.REVIEWER, Role.MANAGER}


def test_a_role_over_everything_covers_any_case(holding: Holding) -> None:
    user = holding("investigator")
    assert can(user, "work_case", on=DAY)
    assert can(user, "work_case", teams=["repairs"], on=DAY)
    assert not can(user, "respond_stage_2", teams=["repairs"], on=DAY)


def test_a_role_over_one_team_covers_that_teams_cases_only(holding: Holding) -> None:
    user = holding("investigator", "team", "repairs")
    assert can(user, "work_case", teams=["lettings", "repairs"], on=DAY)
    assert not can(user, "work_case", teams=["lettings"], on=DAY)
    assert not can(user, "work_case", on=DAY)
    assert can_somewhere(user, "work_case", on=DAY)
    assert reach(user, "work_case", on=DAY).teams == {"repairs"}


def test_a_role_over_one_body_covers_that_bodys_cases_only(holding: Holding) -> None:
    user = holding("coordinator", "body", "TMO-3")
    assert can(user, "see_cases", body="TMO-3", on=DAY)
    assert not can(user, "see_cases", body="TMO-4", on=DAY)
    assert not can(user, "see_cases", body="", on=DAY)


def test_a_role_counts_only_from_its_first_day_to_its_last(
    administrator: User, outsider: User
) -> None:
    first, last = datetime.date(2024, 11, 4), datetime.date(2024, 11, 8)
    grant = services.grant_role(
        user=outsider,
        role="manager",
        by=administrator,
        now=NOW,
        starts_on=first,
        ends_on=last,
    )
    services.confirm_role(grant=grant, by=_another(), now=NOW)
    day = datetime.timedelta(days=1)
    held = [
        can(outsider, "void", on=on) for on in (first - day, first, last, last + day)
    ]
    assert held == [False, True, True, False]


def test_without_a_day_the_question_is_refused_and_not_guessed(
    administrator: User,
) -> None:
    with pytest.raises(DayUnknownError, match="on=day"):
        can(administrator, "administer")


def test_a_capability_nobody_knows_is_an_error(administrator: User) -> None:
    with pytest.raises(ValueError, match="fly"):
        can(administrator, "fly", on=DAY)  # type: ignore[arg-type] # the point


def test_someone_no_longer_active_may_do_nothing(administrator: User) -> None:
    administrator.is_active = False
    assert not can(administrator, "administer", on=DAY)


def test_who_can_be_given_a_case_is_found_by_team(holding: Holding) -> None:
    user = holding("investigator", "team", "repairs")
    assert queries.people_who_can("respond_stage_1", on=DAY) == [user]
    assert queries.people_who_can("respond_stage_1", on=DAY, teams=["repairs"]) == [
        user
    ]
    assert not queries.people_who_can("respond_stage_1", on=DAY, teams=["lettings"])


def test_cover_for_an_absence_brings_no_role_of_its_own(
    holding: Holding, outsider: User
) -> None:
    user = holding("investigator")
    services.record_absence(
        person=user,
        covered_by=outsider,
        starts_on=DAY,
        ends_on=DAY,
        by=None,
        now=NOW,
    )
    assert queries.cover_for(user, on=DAY) == outsider
    assert queries.covered_by(outsider, on=DAY) == [user]
    assert queries.cover_for(user, on=LONG_AGO) is None
    assert not can(outsider, "work_case", on=DAY)


def _another() -> User:
    return services.create_user(
        username="penrose", name="Lowenna Penrose", by=None, now=NOW
    )
