"""Webhooks: listed, registered and withdrawn; what failed is sent again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.api import services
from putright.apps.api.forms import WebhookForm
from putright.apps.api.models import Webhook
from putright.apps.api.queries import tokens as queries
from putright.apps.complaints.queries.cases import hidden_from
from putright.apps.complaints.queries.words import words_of

LATEST = 50
COLOURS = {"sent": "green", "failed": "red", "withheld": "grey"}


@requires("administer", "audit")
@require_safe
def webhooks(request: HttpRequest) -> HttpResponse:
    """List every webhook there ever was."""
    page = paginate(queries.webhooks(), request, size=50)
    rows = [(one, state_of(one)) for one in page.rows]
    return render(request, "api/webhooks.html", {"rows": rows, "page": page})


def state_of(hook: Webhook) -> dict[str, str]:
    """Say where a webhook stands, with the colour of its tag."""
    if hook.withdrawn_at is not None:
        return {"text": "Withdrawn", "colour": "grey"}
    if hook.taken_at is None:
        return {"text": "Waits to be taken", "colour": "orange"}
    return {"text": "In use", "colour": "green"}


@requires("administer", "audit")
@require_safe
def webhook(request: HttpRequest, number: int) -> HttpResponse:
    """Show one webhook, what of its announcements failed, and the latest of them.

    The case of an announcement is named only to who may see that case.
    """
    hook = get_object_or_404(queries.webhooks(), pk=number)
    found = {
        "failed": list(queries.failed(hook)[:LATEST]),
        "latest": queries.latest(hook, LATEST),
    }
    references = {one.reference for rows in found.values() for one in rows}
    hidden = hidden_from(
        signed_in(request), timezone.localdate(), references, "see_cases"
    )
    shown = {
        name: [
            {
                "one": one,
                "case": "" if one.reference in hidden else one.reference,
                "what": words_of(one.kind),
                "colour": COLOURS.get(one.state, "blue"),
            }
            for one in rows
        ]
        for name, rows in found.items()
    }
    rows = [
        {"key": "Address", "value": hook.address},
        {"key": "Answers for it", "value": hook.owner},
        {"key": "Told of", "value": _kinds(hook)},
        {"key": "Registered by", "value": hook.made_by},
    ]
    context = {"hook": hook, "rows": rows, "state": state_of(hook), **shown}
    return render(request, "api/webhook.html", context)


def _kinds(hook: Webhook) -> str:
    kinds = [words_of(kind) for kind in hook.kinds.split()]
    return ", ".join(kinds) or "Everything that is written on a case"


@requires("administer")
def add_webhook(request: HttpRequest) -> HttpResponse:
    """Register an address, which then waits for its owner."""
    form = WebhookForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = services.register_webhook(
                by=signed_in(request), now=timezone.now(), **form.cleaned_data
            )
        except services.ApiRefusedError as error:
            form.add_error("address", str(error))
        else:
            messages.success(
                request,
                f"The webhook is registered. {made.owner} takes it under Your account, "
                "Programs that act for you.",
            )
            return redirect("api:webhooks")
    context = {
        "form": form,
        "heading": "Register a webhook",
        "button": "Register",
        "back": "api:webhooks",
    }
    return render(request, "accounts/form.html", context)


@requires("administer")
@require_POST
def withdraw_webhook(request: HttpRequest, number: int) -> HttpResponse:
    """End a webhook at once."""
    hook = get_object_or_404(queries.webhooks(), pk=number)
    services.withdraw_webhook(number=hook.pk, by=signed_in(request), now=timezone.now())
    messages.success(request, f"Nothing more is sent to “{hook.name}”.")
    return redirect("api:webhook", hook.pk)


@requires("administer")
@require_POST
def send_again(request: HttpRequest, delivery: int) -> HttpResponse:
    """Try an announcement that failed once more, from the start."""
    hook = queries.webhooks().filter(deliveries__pk=delivery).first()
    if hook is None:
        raise Http404
    try:
        services.send_again(number=delivery, now=timezone.now())
    except services.ApiRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "It is tried again in the next round.")
    return redirect("api:webhook", hook.pk)
