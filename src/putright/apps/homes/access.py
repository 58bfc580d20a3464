"""Which homes a person may see: all, or only those their managing body manages."""

from django.contrib.auth.models import AnonymousUser

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import reach


def bodies_seen(user: User | AnonymousUser) -> frozenset[str] | None:
    """Give the managing bodies whose homes a person sees; None for every home.

    Whoever works for everything or for a team sees every home. Whoever works for a
    managing body alone, such as a tenant management organisation, sees its own.
    """
    reaches = (reach(user, "see_cases"), reach(user, "log_contact"))
    if any(one.everything or one.teams for one in reaches):
        return None
    return frozenset().union(*(one.bodies for one in reaches))


def may_see(user: User | AnonymousUser, body: str) -> bool:
    """Give whether a person may see a home that this body manages."""
    bodies = bodies_seen(user)
    return bodies is None or body in bodies
