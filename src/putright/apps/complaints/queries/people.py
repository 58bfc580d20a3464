"""Names of staff for what the journal calls them: `u12`, `system`."""

from collections.abc import Iterable

from putright.apps.accounts.models import User


def staff_names(identities: Iterable[str]) -> dict[str, str]:
    """Give the names of members of staff by identity, in one query.

    An identity that is nobody's (an imported handler, a team) is its own name.
    """
    wanted = {identity for identity in identities if identity}
    numbers = [int(i[1:]) for i in wanted if i[:1] == "u" and i[1:].isdigit()]
    found = {f"u{user.pk}": str(user) for user in User.objects.filter(pk__in=numbers)}
    own = {"system": "Putright"}
    return {
        identity: found.get(identity) or own.get(identity, identity)
        for identity in wanted
    }
