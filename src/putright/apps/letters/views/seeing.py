"""Which letters on their way a person may see: those of cases that are theirs to see.

This app knows no cases. The settings name the function that does.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, signed_in
from putright.apps.letters import queries
from putright.apps.letters.errors import LetterRefusedError

HiddenFrom = Callable[[User, date, Collection[str], Capability], frozenset[str]]


def seen(
    request: HttpRequest,
    records: Sequence[queries.DispatchRecord],
    capability: Capability = "see_cases",
) -> tuple[queries.DispatchRecord, ...]:
    """Leave out the letters of cases that who asks may not see, or not work on."""
    ask: HiddenFrom = import_string(settings.LETTERS_HIDDEN_FROM)
    about = {record.about for record in records}
    hidden = ask(signed_in(request), timezone.localdate(), about, capability)
    return tuple(record for record in records if record.about not in hidden)


def dispatch_or_404(
    request: HttpRequest, number: int, capability: Capability = "see_cases"
) -> queries.DispatchRecord:
    """Give one letter on its way; to who may not do this with it, it is not there."""
    try:
        found = queries.dispatch(number)
    except LetterRefusedError as problem:
        raise Http404(str(problem)) from problem
    if not seen(request, [found], capability):
        raise Http404
    return found
