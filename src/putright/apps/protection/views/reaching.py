"""Who may look after records, and what a page may show of them."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, can, signed_in
from putright.apps.complaints.queries.settings import hidden_from
from putright.apps.protection.queries.kinds import KINDS, Kind
from putright.apps.protection.services.refusing import ProtectionRefusedError

KEEPS: Capability = "import_export"
"""Sets periods, proposes and approves: managers and administrators."""
READS: tuple[Capability, ...] = ("import_export", "audit")
RESTRICTED = "A restricted case"


def keeper(request: HttpRequest, *capabilities: Capability) -> User:
    """Give the person, whose role must be for everything: records are of all teams."""
    person = signed_in(request)
    if not any(can(person, one) for one in capabilities or (KEEPS,)):
        raise PermissionDenied("Your role is for part of the landlord only.")
    return person


def kind_or_404(code: str) -> Kind:
    """Give a kind of record, or answer that there is none."""
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def told(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    """Do something, and say that it is done, or why it was refused."""
    try:
        act()
    except ProtectionRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)


def shown(kind: Kind, references: Iterable[str], person: User) -> list[str]:
    """Give references as a page may show them: restricted cases without theirs."""
    named = list(references)
    hidden = hidden_from(person) if kind.of_cases else frozenset()
    return [RESTRICTED if one in hidden else one for one in named]
