"""People of the landlord's own sign-in service: known here, and in their roles.

A role that a group gives takes effect at once. Elsewhere it takes two people; here the
landlord's own service has decided twice: somebody put the person in the group, and
somebody wrote down in the landlord's file what the group is for. Each such role is in
the access log like any other, and names its group.
"""

import datetime
from collections.abc import Collection

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from putright.apps.accounts.models import Role, RoleGrant, User
from putright.apps.accounts.organisation import GroupRole, SignInService
from putright.apps.accounts.services.log import record_opening
from putright.apps.accounts.services.people import create_user

GOOD_FOR = datetime.timedelta(days=30)
"""How long a group's role outlives the last sign-in, at which it was last true."""
LONGEST_NAME = 150
LONGEST_GROUP = 200


def unknown_roles(service: SignInService) -> list[str]:
    """Give the roles of the landlord's file that this program does not have."""
    named = {one.role for one in service.group_roles}
    return sorted(named - set(Role.values))


def person_by_address(email: str) -> User | None:
    """Give the one person with an e-mail address, whatever its capitals."""
    return User.objects.filter(email__iexact=email.strip()).exclude(email="").first()


def stands_apart(user: User) -> bool:
    """Give whether a person is kept apart from the service, to get in without it.

    So are administrators made by hand, and the demonstration's people: an address that
    somebody sets in the service makes nobody an administrator here.
    """
    by_hand = user.grants.filter(
        role=Role.ADMINISTRATOR, revoked_at__isnull=True, from_group=""
    )
    return user.demonstration or by_hand.exists()


def is_linked(user: User) -> bool:
    """Give whether a person is known by an account of the service already."""
    return bool(SocialAccount.objects.filter(user=user).exists())


@transaction.atomic
def take_over(*, user: User, now: datetime.datetime) -> None:
    """Let the service alone say who this person is: their password here ends."""
    user.password = make_password(None)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    record_opening(by=user, kind="service_linked", subject=f"user:{user.pk}", now=now)


@transaction.atomic
def let_go(*, user: User, now: datetime.datetime) -> bool:
    """Forget by which account of the service a person is known; give whether any was.

    The roles of their groups end with it.
    """
    count, _ = SocialAccount.objects.filter(user=user).delete()
    if not count:
        return False
    for grant in _from_groups(user):
        _take_away(grant, now)
    record_opening(by=None, kind="service_unlinked", subject=f"user:{user.pk}", now=now)
    return True


@transaction.atomic
def add_from_service(
    *, name: str, email: str, username: str, now: datetime.datetime
) -> User:
    """Add a person whom the service vouches for, without a password or a role.

    Raises AccountRefusedError where the address is taken or not usable.
    """
    return create_user(
        username=_free_username(username or email.partition("@")[0]),
        name=name.strip()[:LONGEST_NAME] or email,
        email=email,
        by=None,
        now=now,
    )


@transaction.atomic
def follow_groups(
    *, user: User, roles: Collection[GroupRole], now: datetime.datetime
) -> None:
    """Make the roles that groups give this person those that they give now.

    What was given by hand stays. `now` also gives the day on which new ones begin; all
    end a month after it, unless another sign-in says that they still hold.
    """
    day = timezone.localtime(now).date()
    User.objects.select_for_update().get(pk=user.pk)  # one sign-in of theirs at a time
    wanted = {(r.role, r.scope, r.scope_value, r.group[:LONGEST_GROUP]) for r in roles}
    held = {
        (one.role, one.scope, one.scope_value, one.from_group): one
        for one in _from_groups(user)
    }
    for key in sorted(held.keys() - wanted):
        _take_away(held[key], now)
    for key in sorted(wanted - held.keys()):
        _give(user, key, now)
    _from_groups(user).update(ends_on=day + GOOD_FOR)


def _from_groups(user: User) -> QuerySet[RoleGrant]:
    return user.grants.filter(revoked_at__isnull=True).exclude(from_group="")


def _give(user: User, key: tuple[str, str, str, str], now: datetime.datetime) -> None:
    role, scope, scope_value, group = key
    grant = RoleGrant.objects.create(
        user=user,
        role=role,
        scope=scope,
        scope_value=scope_value,
        from_group=group,
        starts_on=timezone.localtime(now).date(),
        given_at=now,
        confirmed_at=now,
    )
    record_opening(
        by=None, kind="role_given_by_group", subject=f"grant:{grant.pk}", now=now
    )


def _take_away(grant: RoleGrant, now: datetime.datetime) -> None:
    grant.revoked_at = now
    grant.save(update_fields=["revoked_at"])
    record_opening(
        by=None, kind="role_taken_by_group", subject=f"grant:{grant.pk}", now=now
    )


def _free_username(wanted: str) -> str:
    """Give a user name like the one wanted that nobody has."""
    base = slugify(wanted.replace(".", "-")).replace("-", ".")[:100] or "person"
    taken = set(
        User.objects.filter(username__startswith=base).values_list(
            "username", flat=True
        )
    )
    names = (base, *(f"{base}.{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
