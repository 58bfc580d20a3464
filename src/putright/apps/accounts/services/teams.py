"""Teams: made, renamed from a date, joined and left."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from putright.apps.accounts.models import Team, TeamMembership, TeamName, User
from putright.apps.accounts.services.log import record_opening
from putright.apps.accounts.services.refusals import AccountRefusedError


@transaction.atomic
def create_team(
    *,
    name: str,
    starts_on: datetime.date,
    by: User | None,
    now: datetime.datetime,
    code: str = "",
    manager: User | None = None,
) -> Team:
    """Make a team. Its code, from its first name unless given, never changes."""
    made = code or slugify(name)[:40]
    if not made:
        raise AccountRefusedError("Give the team a name with letters or figures.")
    try:
        with transaction.atomic():
            team = Team.objects.create(code=made, starts_on=starts_on, manager=manager)
    except IntegrityError as error:
        raise AccountRefusedError(
            f"A team has the code {made!r}: choose another name."
        ) from error
    TeamName.objects.create(team=team, name=name.strip(), starts_on=starts_on)
    record_opening(by=by, kind="team_made", subject=f"team:{made}", now=now)
    return team


@transaction.atomic
def rename_team(
    *,
    team: Team,
    name: str,
    starts_on: datetime.date,
    by: User | None,
    now: datetime.datetime,
) -> TeamName:
    """Call a team something else from a day on; earlier days keep the earlier name."""
    if starts_on < team.starts_on:
        raise AccountRefusedError(
            f"The team began on {team.starts_on}: a name cannot begin before."
        )
    row, _ = TeamName.objects.update_or_create(
        team=team, starts_on=starts_on, defaults={"name": name.strip()}
    )
    record_opening(by=by, kind="team_renamed", subject=f"team:{team.code}", now=now)
    return row


@transaction.atomic
def join_team(
    *,
    team: Team,
    user: User,
    starts_on: datetime.date,
    by: User | None,
    now: datetime.datetime,
) -> TeamMembership:
    """Put a person in a team from a day on."""
    try:
        with transaction.atomic():
            row = TeamMembership.objects.create(
                team=team, user=user, starts_on=starts_on
            )
    except IntegrityError as error:
        raise AccountRefusedError(f"{user.name} is in that team already.") from error
    record_opening(by=by, kind="team_joined", subject=f"team:{team.code}", now=now)
    return row


@transaction.atomic
def leave_team(
    *,
    membership: TeamMembership,
    ends_on: datetime.date,
    by: User | None,
    now: datetime.datetime,
) -> TeamMembership:
    """Record a person's last day in a team."""
    row = TeamMembership.objects.select_for_update().get(pk=membership.pk)
    if ends_on < row.starts_on:
        raise AccountRefusedError(
            f"They joined on {row.starts_on}: the last day cannot come before."
        )
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    record_opening(by=by, kind="team_left", subject=f"team:{row.team.code}", now=now)
    return row
