"""What was typed when a sign-in ran out: kept, given back, thrown away."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.http import QueryDict

from putright.apps.accounts.models import SavedTyping, User

KEPT_FOR = datetime.timedelta(days=1)


@transaction.atomic
def save_typing(
    *, user: User, path: str, fields: str, now: datetime.datetime
) -> SavedTyping:
    """Keep the fields (as a form sends them) that a person typed at a path."""
    return SavedTyping.objects.create(
        user=user, path=path[:500], fields=fields, saved_at=now
    )


def take_back_typing(user: User, number: str | int, path: str) -> QueryDict | None:
    """Give back a person's own typing for a path, or None.

    Nothing is sent again by it: the page shows it in its form and the person decides.
    `path` is the page's own, without its query.
    """
    if not str(number).isdecimal() or len(str(number)) > 15:
        return None
    row = SavedTyping.objects.filter(pk=int(number), user=user).first()
    if row is None or row.path.partition("?")[0] != path:
        return None
    return QueryDict(row.fields)


@transaction.atomic
def purge_typing(*, now: datetime.datetime) -> int:
    """Throw away what was kept for more than a day; give how many."""
    count, _ = SavedTyping.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
    return count


@transaction.atomic
def forget_typing(*, under: Iterable[str]) -> int:
    """Throw away what anyone typed on pages under these paths; give how many."""
    found = Q()
    for path in under:
        found |= Q(path__startswith=path)
    return SavedTyping.objects.filter(found).delete()[0] if found else 0
