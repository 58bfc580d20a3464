"""A role needs two people."""

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.apps.accounts.conftest import LONG_AGO, NOW, add

from putright.apps.accounts import queries, services
from putright.apps.accounts.models import AccessLog, RoleGrant, User
from putright.apps.accounts.permissions import can

DAY = cast.MONDAY


def give(user: User, by: User | None, role: str = "manager") -> RoleGrant:
    return services.grant_role(user=user, role=role, by=by, now=NOW, starts_on=LONG_AGO)


def test_a_role_does_nothing_until_a_second_person_confirms_it(
    administrator: User, outsider: User
) -> None:
    grant = give(outsider, administrator)
    assert not can(outsider, "void", on=DAY)
    assert list(queries.waiting_grants()) == [grant]
    services.confirm_role(grant=grant, by=add(cast.AUDITOR), now=NOW)
    assert can(outsider, "void", on=DAY)
    assert not queries.waiting_grants()


def test_the_giver_cannot_be_the_second_person(
    administrator: User, outsider: User
) -> None:
    grant = give(outsider, administrator)
    with pytest.raises(services.AccountRefusedError, match="second person"):
        services.confirm_role(grant=grant, by=administrator, now=NOW)


def test_the_receiver_cannot_be_the_second_person(
    administrator: User, outsider: User
) -> None:
    grant = give(outsider, administrator)
    with pytest.raises(services.AccountRefusedError, match="second person"):
        services.confirm_role(grant=grant, by=outsider, now=NOW)


def test_nobody_gives_themselves_a_role(administrator: User) -> None:
    with pytest.raises(services.AccountRefusedError, match="themselves"):
        give(administrator, administrator)


def test_the_database_too_refuses_one_person_in_both_parts(
    administrator: User, outsider: User
) -> None:
    grant = give(outsider, administrator)
    rows = RoleGrant.objects.filter(pk=grant.pk)
    for one in (administrator, outsider):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(confirmed_by=one)


def test_only_the_very_first_administrator_needs_no_second_person(
    administrator: User, outsider: User
) -> None:
    assert can(administrator, "administer", on=DAY)
    assert AccessLog.objects.filter(kind="first_administrator").count() == 1
    give(outsider, None, "administrator")
    assert not can(outsider, "administer", on=DAY)


def test_the_exception_does_not_come_back_when_the_first_has_gone(
    administrator: User, outsider: User
) -> None:
    RoleGrant.objects.update(revoked_at=NOW)
    give(outsider, None, "administrator")
    assert not can(outsider, "administer", on=DAY)


def test_a_first_person_of_another_role_waits_like_anyone(outsider: User) -> None:
    give(outsider, None, "manager")
    assert not can(outsider, "void", on=DAY)


def test_a_revoked_role_ends_at_once_and_can_be_given_again(
    administrator: User, outsider: User
) -> None:
    grant = give(outsider, administrator)
    services.confirm_role(grant=grant, by=add(cast.AUDITOR), now=NOW)
    services.revoke_role(grant=grant, by=administrator, now=NOW)
    assert not can(outsider, "void", on=DAY)
    with pytest.raises(services.AccountRefusedError, match="revoked"):
        services.confirm_role(grant=grant, by=administrator, now=NOW)
    assert give(outsider, administrator).pk != grant.pk


def test_the_last_administrator_stays(administrator: User) -> None:
    grant = administrator.grants.get()
    with pytest.raises(services.AccountRefusedError, match="last administrator"):
        services.revoke_role(grant=grant, by=administrator, now=NOW)


def test_the_same_role_twice_is_refused_in_words(
    administrator: User, outsider: User
) -> None:
    give(outsider, administrator)
    with pytest.raises(services.AccountRefusedError, match="Revoke it first"):
        give(outsider, administrator)


@pytest.mark.parametrize(
    ("role", "scope", "value", "why"),
    [
        ("king", "everything", "", "No role"),
        ("manager", "planet", "", "No scope"),
        ("manager", "team", "", "Name the team"),
        ("manager", "everything", "repairs", "Name the team"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(
    administrator: User, outsider: User, role: str, scope: str, value: str, why: str
) -> None:
    with pytest.raises(services.AccountRefusedError, match=why):
        services.grant_role(
            user=outsider,
            role=role,
            scope=scope,
            scope_value=value,
            by=administrator,
            now=NOW,
            starts_on=LONG_AGO,
        )
