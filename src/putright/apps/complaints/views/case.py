"""The pages of one case: where it stands, what happened, its clocks, its people."""

from textwrap import shorten
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from putright.apps.accounts.permissions import requires
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.complaints.queries import case_page, links, proofs, step_pages
from putright.apps.complaints.queries import letters as drafts
from putright.apps.complaints.queries.case_page import Names
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.context import adopted_policies
from putright.apps.complaints.queries.words import KINDS, RAISED_BY, overdue, state_of
from putright.apps.complaints.views.opening import (
    Opened,
    names_for,
    opened_for,
    write_down,
)
from putright.apps.holds import queries as holds
from putright.apps.letters import queries as letters

TABS = (
    ("Overview", "complaints:case"),
    ("Timeline", "complaints:case_timeline"),
    ("Clocks", "complaints:case_clocks"),
    ("People", "complaints:case_people"),
    ("Files", "complaints:case_files"),
)


def frame(opened: Opened, current: str) -> dict[str, Any]:
    """Give what every page of a case shows: heading, state, and the way around."""
    reference = opened.row.reference
    return {
        "case": opened.case,
        "row": opened.row,
        "state": state_of(opened.case.state),
        "overdue": overdue(opened.row, opened.today),
        "kind": KINDS.get(opened.case.kind, opened.case.kind),
        "heading": opened.case.subject or shorten(opened.case.text, 80),
        "tabs": [
            {
                "text": text,
                "href": reverse(name, args=[reference]),
                "current": name == current,
            }
            for text, name in TABS
        ],
        "holds": _holds(opened),
    }


def _holds(opened: Opened) -> list[dict[str, Any]]:
    """Give the legal holds that keep a case from being erased, in one read."""
    people = {opened.case.person, *opened.case.affected}
    found = holds.standing_on(case=opened.row.reference, people=people)
    links = opened.may("manage_restricted") or opened.may("audit")
    return [
        {
            "what": "The case" if one.kind == holds.HeldKind.CASE else "A resident",
            "href": address_of("protection:hold", one.pk) if links else None,
            "since": one.placed_at,
            "review_on": one.review_on,
            "late": one.review_on < opened.today,
        }
        for one in found
    ]


@requires("see_cases")
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where a case stands, and the steps that it offers now."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    names = names_for(opened)
    found = opened.case
    who = case_page.people(found, opened.today, names.people)
    context = frame(opened, "complaints:case") | {
        "rows": summary_rows(opened, who, names),
        "clocks": case_page.clocks(found, opened.context, opened.today),
        "stages": case_page.stages(found, names),
        "actions": actions(opened, names),
        "requests": requests_rows(opened),
        "latest": case_page.timeline(opened.journal, names)[:5],
        "linked": linked(opened),
        "same_as": names(found.duplicate_of),
        "people": who,
        "letters": letters.letters_about(opened.row.reference),
        "by_hand": drafts.by_hand(opened.journal),
        "offered": offered(opened),
        "may_bundle": opened.may("work_case") or opened.may("audit"),
    }
    return render(request, "complaints/case/case.html", context)


def summary_rows(
    opened: Opened, who: case_page.People, names: Names
) -> list[dict[str, Any]]:
    """Give the rows of the summary: who, where, what, and under which edition."""
    found = opened.case
    stage = found.stage
    sought = stage.outcomes_sought if stage else ""
    code = opened.context.edition_of(found.edition)
    about = ", ".join(filter(None, (found.category, found.issue)))
    return [
        {"key": "Kind", "value": KINDS.get(found.kind, found.kind)},
        {"key": "Resident", "value": who.name or found.person},
        {"key": "Home", "value": who.address or found.home},
        *_others_affected(opened, who, names),
        {"key": "Raised by", "value": RAISED_BY.get(found.raised_by, found.raised_by)},
        {"key": "What they said", "value": found.text},
        {"key": "What they want", "value": sought},
        {"key": "About", "value": about},
        {"key": "Area", "value": found.area},
        {"key": "Code", "value": code.title},
    ]


def _others_affected(
    opened: Opened, who: case_page.People, names: Names
) -> list[dict[str, Any]]:
    """Give the rest of a group, who get no letter that is written here."""
    found = opened.case
    others = [names(one) for one in found.affected if one != found.person]
    if not others:
        return []
    to = who.name or "whoever raised it"
    told = f"Letters written here go to {to} alone."
    return [{"key": "Also affected", "value": "\n".join([*others, told])}]


def actions(opened: Opened, names: Names) -> list[dict[str, Any]]:
    """Give every promise: what, whose, by when, and the proof that it was kept."""
    return [
        {
            "what": action.what,
            "owner": names(action.owner) if action.owner else "",
            "by_when": action.by_when,
            "done_on": action.done_on,
            "proof": action.proof,
            "late": action.done_on is None and action.by_when < opened.today,
            "stage": action.stage,
        }
        for action in opened.case.actions
    ]


def requests_rows(opened: Opened) -> list[dict[str, Any]]:
    """Give what was asked of teams and contractors, and what is overdue."""
    return [
        {
            "of": asked.of,
            "what": asked.what,
            "due_on": asked.due_on,
            "chased": len(asked.chased_on),
            "received_on": asked.received_on,
            "late": asked.received_on is None and asked.due_on < opened.today,
        }
        for asked in opened.case.requests
    ]


def linked(opened: Opened) -> list[links.LinkedCase]:
    """Give the linked cases, both ways, with what the viewer may see of them."""
    found = opened.case
    named = {*found.linked_complaints, *found.split, *found.links}
    named |= {found.linked_to, found.duplicate_of}
    back = links.linked_from(opened.row)
    named |= set(back)
    rows = visible_to(opened.user, opened.today).filter(reference__in=named - {""})
    seen = {row.reference: row for row in rows.select_related("text")}
    return links.linked(found, back, seen)


def offered(opened: Opened) -> list[dict[str, Any]]:
    """Give the steps that the case offers this person now, in their groups."""
    able: dict[str, bool] = {}
    groups: dict[str, list[dict[str, str]]] = {}
    for name in step_pages.offered(opened.case, opened.today, opened.context):
        capability = step_pages.capability_of(name, opened.case)
        if capability not in able:
            able[capability] = opened.may(capability)
        if able[capability]:
            page = step_pages.STEPS[name]
            href = reverse("complaints:step", args=[opened.row.reference, name])
            groups.setdefault(page.group, []).append({"text": page.title, "href": href})
    return [
        {"title": title, "steps": groups[group]}
        for group, title in step_pages.GROUPS.items()
        if group in groups
    ]


@requires("see_cases")
@require_safe
def timeline(request: HttpRequest, reference: str) -> HttpResponse:
    """Show all that happened, and the hashes that show it was not changed."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    names = names_for(opened)
    page = paginate(case_page.timeline(opened.journal, names), request, size=100)
    context = frame(opened, "complaints:case_timeline") | {
        "page": page,
        "hashes": case_page.hashes(opened.row),
        "may_mend": opened.may("work_case"),
    }
    return render(request, "complaints/case/timeline.html", context)


@requires("see_cases")
@require_safe
def clocks(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where each date comes from, day by day; made to be printed."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    context = frame(opened, "complaints:case_clocks") | {
        "clocks": case_page.clocks(opened.case, opened.context, opened.today),
        "proofs": proofs.proofs(opened.case, opened.context),
        "targets": proofs.targets(
            opened.case, opened.context, adopted_policies(), opened.today
        ),
        "closures": proofs.closures(opened.case),
    }
    return render(request, "complaints/case/clocks.html", context)


@requires("see_cases")
@require_safe
def people(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who is on the case: residents, representatives, adjustments, limits."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    names = names_for(opened)
    found = opened.case
    context = frame(opened, "complaints:case_people") | {
        "people": case_page.people(found, opened.today, names.people),
        "affected": [names(person) for person in found.affected],
        "representatives": [
            {"name": names(r.person), "scope": r.scope, "expires_on": r.expires_on}
            for r in found.representatives
        ],
        "conflicts": [names(who) for who in found.conflicts],
        "named": [names(who) for who in found.named],
        "today": opened.today,
        "hold_page": address_of("protection:hold_case", opened.row.pk)
        if opened.may("manage_restricted")
        else None,
    }
    return render(request, "complaints/case/people.html", context)
