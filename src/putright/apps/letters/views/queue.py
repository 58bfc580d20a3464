"""Letters on their way: what waits, what must be posted, what a person has to settle.

Only coded references stand here; the letter itself is opened from its case, and there
a letter that came back is recorded, for the case's journal has to know of it.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.letters import queries, services
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.forms import AgainForm, DayForm
from putright.apps.letters.views.seeing import dispatch_or_404, seen


def staff(request: HttpRequest) -> str:
    """Give the reference of the person who asks, as records name them: `u12`."""
    return f"u{signed_in(request).pk}"


@requires("work_case", "audit")
def queue(request: HttpRequest) -> HttpResponse:
    """Show every letter that has not surely arrived, of cases theirs to see."""
    context = {
        "needing": seen(request, queries.needing_a_person()),
        "to_post": seen(request, queries.to_be_posted()),
        "waiting": seen(request, queries.waiting()),
    }
    return render(request, "letters/queue.html", context)


@requires("work_case", "audit")
def dispatch(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far one letter's way has come, and what may be done."""
    found = dispatch_or_404(request, number)
    rows = [
        {"key": "Case", "value": found.about},
        {"key": "Letter", "value": found.title},
        {"key": "How it is sent", "value": found.route_name},
        {"key": "How far it is", "value": found.state_name},
        {"key": "Tried", "value": f"{found.attempts} times"},
        {"key": "Sent on", "value": found.sent_on and found.sent_on_words},
        {"key": "Note", "value": found.detail},
    ]
    context = {"dispatch": found, "rows": rows}
    return render(request, "letters/dispatch.html", context)


@requires("work_case")
def posted(request: HttpRequest, number: int) -> HttpResponse:
    """Record the day on which a letter was posted, handed over, or surely sent."""
    found = dispatch_or_404(request, number, "work_case")
    now = timezone.now()
    form = DayForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        settle = (
            services.confirm_sent
            if found.state == "may_have_been_sent"
            else services.mark_posted
        )
        try:
            settle(
                dispatch_id=number,
                on=form.cleaned_data["on"],
                by=staff(request),
                now=now,
            )
        except LetterRefusedError as problem:
            form.add_error("on", str(problem))
        else:
            messages.success(request, "The day it was sent is recorded.")
            return redirect("letters:queue")
    return _form(request, form, "Record that the letter was sent", "Save")


@requires("work_case")
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Send a letter once more, because a person asks for it."""
    dispatch_or_404(request, number, "work_case")
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.send_again(
                dispatch_id=number,
                by=staff(request),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except LetterRefusedError as problem:
            form.add_error("route", str(problem))
        else:
            messages.success(request, "The letter is waiting to be sent again.")
            return redirect("letters:queue")
    return _form(request, form, "Send the letter again", "Send again")


def _form(
    request: HttpRequest, form: object, heading: str, button: str
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button}
    return render(request, "letters/form.html", context)
