"""Correcting an entry: chosen, its facts shown, and what the correction changes."""

from collections.abc import Mapping

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from putright.apps.complaints.forms.steps import MendForm
from putright.apps.complaints.queries import case_page
from putright.apps.complaints.queries.mending import changes, standing
from putright.apps.complaints.queries.words import state_of
from putright.apps.complaints.views.opening import Opened, names_for
from putright.apps.complaints.views.steps import making, showing, taking
from putright.core.complaints.decide.file import UNMENDABLE
from putright.core.complaints.events import Event
from putright.core.complaints.journal import KIND_OF

BY_TWO = ("access_restricted", "access_opened", "compensation_approved")
"""Entries that two people made: one alone does not correct them."""


def mend(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Choose an entry, correct it, see what changes, and confirm."""
    names = names_for(opened)
    events = standing(opened.journal)
    chosen = request.GET.get("entry", "")
    if not chosen:
        return _choose(request, opened, names, events)
    if not chosen.isdecimal() or len(chosen) > 6 or int(chosen) not in events:
        raise Http404
    entry, event = int(chosen), events[int(chosen)]
    facts = making.facts_for(opened, "mend", names)
    if request.method != "POST":
        typed = making.typed_before(request)
        form = MendForm(typed, facts=facts, entry=entry, event=event)
        return showing.shown(request, opened, "mend", form)
    form = MendForm(request.POST, facts=facts, entry=entry, event=event)
    if not form.is_valid():
        return showing.shown(request, opened, "mend", form)
    return _sent(request, opened, form, names)


def _sent(
    request: HttpRequest, opened: Opened, form: MendForm, names: case_page.Names
) -> HttpResponse:
    """Show what the correction changes; take it once that was seen."""
    try:
        found = changes(opened.journal, form.entry, form.corrected(), opened.context)
    except (msgspec.ValidationError, ValueError) as problem:
        form.add_error(None, f"The entry can't say that: {problem}")
        return showing.shown(request, opened, "mend", form)
    if "confirmed" not in request.POST:
        return showing.shown(request, opened, "mend", form, changes=found, confirm=True)
    sent = taking.send(request, opened, form, names)
    if sent.taken is not None or sent.done_before:
        return showing.after(request, opened, "mend", sent)
    return showing.shown(request, opened, "mend", form, others=sent.others)


def _choose(
    request: HttpRequest,
    opened: Opened,
    names: case_page.Names,
    events: Mapping[int, Event],
) -> HttpResponse:
    """List the entries that can be corrected."""
    kept = (*UNMENDABLE, *BY_TWO)
    entries = [
        shown
        for shown in case_page.timeline(opened.journal, names)
        if KIND_OF[type(events[shown.sequence])] not in kept
    ]
    context = {
        "case": opened.case,
        "row": opened.row,
        "state": state_of(opened.case.state),
        "entries": entries,
    }
    return render(request, "complaints/steps/choose_entry.html", context)
