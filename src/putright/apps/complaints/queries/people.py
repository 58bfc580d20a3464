"""Names of staff for what the journal calls them: `u12`, `system`."""

import re
from collections.abc import Iterable

from putright.apps.accounts.models import User

NUMBERED = re.compile(r"u([0-9]{1,10})")
"""A member of staff by number; a longer one is no number of the database's."""


def staff_names(identities: Iterable[str]) -> dict[str, str]:
    """Give the names of members of staff by identity, in one query.

    An identity that is nobody's (an imported handler, a team) is its own name.
    """
    wanted = {identity for identity in identities if identity}
    numbers = [int(found[1]) for i in wanted if (found := NUMBERED.fullmatch(i))]
    names = {f"u{user.pk}": str(user) for user in User.objects.filter(pk__in=numbers)}
    own = {"system": "Putright"}
    return {
        identity: names.get(identity) or own.get(identity, identity)
        for identity in wanted
    }
