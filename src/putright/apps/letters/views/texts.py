"""The landlord's own paragraphs: written, changed, withdrawn by the administrator."""

from typing import get_args

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.letters import queries, services
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.forms import TextForm
from putright.apps.letters.views.queue import staff
from putright.core.complaints.letters.compose import TITLES, paragraph_codes
from putright.core.complaints.letters.values import Kind


@requires("administer", "audit", "approve_letters")
def texts(request: HttpRequest) -> HttpResponse:
    """List every letter, with how many of its paragraphs are in own words."""
    own = queries.texts_of(on=timezone.localdate())
    kinds = [
        {
            "kind": kind,
            "title": TITLES[kind],
            "own": sum(1 for text in own if text.kind == kind),
            "expired": sum(1 for text in own if text.kind == kind and text.expired),
        }
        for kind in get_args(Kind)
    ]
    return render(request, "letters/texts.html", {"kinds": kinds})


@requires("administer", "audit", "approve_letters")
def texts_of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Show one letter's paragraphs: the product's words and the landlord's own."""
    known = _kind(kind)
    own = {text.code: text for text in queries.texts_of(kind, on=timezone.localdate())}
    rows = [
        {"code": code, "name": _name(code), "product": text, "own": own.get(code)}
        for code, text in paragraph_codes(known).items()
    ]
    context = {"kind": kind, "title": TITLES[known], "paragraphs": rows}
    return render(request, "letters/texts_of_kind.html", context)


@requires("administer")
def edit(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Write a paragraph in the landlord's own words."""
    known = _kind(kind)
    product = paragraph_codes(known).get(code)
    if product is None:
        raise Http404(f"A letter “{kind}” has no paragraph “{code}”.")
    today = timezone.localdate()
    own = {text.code: text for text in queries.texts_of(kind, on=today)}.get(code)
    initial: dict[str, object] = {"owner": signed_in(request).username}
    if own is not None:
        initial = {"text": own.text, "owner": own.owner, "expires_on": own.expires_on}
    form = TextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_text(
                kind=kind,
                code=code,
                by=staff(request),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except LetterRefusedError as problem:
            form.add_error("text", str(problem))
        else:
            messages.success(request, "Your words are saved.")
            return redirect("letters:texts_of_kind", kind)
    context = {
        "form": form,
        "heading": f"Your words: {_name(code)}",
        "button": "Save",
        "product": product,
    }
    return render(request, "letters/form.html", context)


@requires("administer")
@require_POST
def withdraw(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Go back to the product's own words for a paragraph."""
    known = _kind(kind)
    services.withdraw_text(kind=known, code=code, by=staff(request), now=timezone.now())
    messages.success(request, "The product’s own words are used again.")
    return redirect("letters:texts_of_kind", kind)


def _name(code: str) -> str:
    """Give a paragraph's code in words: `help.someone_else` as Help: someone else."""
    part, *about = code.replace("_", " ").split(".")
    return ": ".join(filter(None, (part.capitalize(), ", ".join(about))))


def _kind(name: str) -> Kind:
    found = next((kind for kind in TITLES if kind == name), None)
    if found is None:
        raise Http404(f"There is no letter of the kind “{name}”.")
    return found
