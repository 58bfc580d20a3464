"""Forms filled again with what was typed before a sign-in ran out."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from putright.apps.accounts.permissions import signed_in
from putright.apps.accounts.services.typing import take_back_typing

FormT = TypeVar("FormT", bound=BaseForm)


def unchecked(form: FormT) -> FormT:
    """Give a form, bound to typed fields, that shows them without any error yet.

    For the page shown after sign-in: the person looks it over and sends it.
    """
    # Django works errors out when this is None; there are none yet.
    form._errors = ErrorDict()  # type: ignore[attr-defined] # not in the stubs
    return form


def refillable(
    request: HttpRequest, make: Callable[[QueryDict | None], FormT]
) -> FormT:
    """Make a page's form: from what is sent, or filled again with what was kept.

    `make` takes the form's data, or None for an empty form. Filled again, the form
    shows the typing without errors, and waits for the person to send it.
    """
    if request.method == "POST":
        return make(request.POST)
    number = request.GET.get("typed", "")
    kept = (
        take_back_typing(signed_in(request), number, request.path) if number else None
    )
    return make(None) if kept is None else unchecked(make(kept))
