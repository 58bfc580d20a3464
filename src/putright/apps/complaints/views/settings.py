"""Pages for administrators: categories, bank holidays, editions, integrity."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.complaints.forms.settings import CalendarForm, CategoryForm, EndForm
from putright.apps.complaints.queries import settings
from putright.apps.complaints.queries.context import current_calendar
from putright.apps.complaints.services import (
    calendars,
    redating,
    seals,
)
from putright.apps.complaints.services import (
    categories as keeping,
)
from putright.core.calendar import Calendar
from putright.rules.handling_code import UnknownEditionError, edition

MOST_ON_PAGE = 5000
"""Cases that a page looks through or makes anew; more are for the command line."""
SHOWN = 300


@requires("administer")
def categories(request: HttpRequest) -> HttpResponse:
    """Show the landlord's list of what complaints are about, and add to it."""
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.add_category(**form.cleaned_data)
        except keeping.CategoryRefusedError as error:
            form.add_error("category", str(error))
        else:
            messages.success(request, "It is in the list.")
            return redirect("complaints:categories")
    context = {
        "form": form,
        "page_title": "Categories",
        "categories": settings.categories(),
        "today": timezone.localdate(),
    }
    return render(request, "complaints/records/categories.html", context)


@requires("administer")
def end_category(request: HttpRequest, number: int) -> HttpResponse:
    """Set the last day of a category or issue."""
    found = settings.category(number)
    if found is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"ended_on": found.ended_on})
    if request.method == "POST" and form.is_valid():
        keeping.end_category(number=number, ended_on=form.cleaned_data["ended_on"])
        messages.success(request, "The last day was set.")
        return redirect("complaints:categories")
    context = {"form": form, "page_title": f"Last day of “{found}”"}
    return render(request, "complaints/records/end_category.html", context)


@requires("administer", "audit")
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the bank holidays known, and what an adopted list has still to move."""
    now = current_calendar()
    behind = settings.cases_behind(now, MOST_ON_PAGE)
    moved = redating.moves(now) if 0 < behind <= MOST_ON_PAGE else []
    context = {
        "page_title": "Bank holidays",
        "calendar": now,
        "years": settings.holidays_by_year(now),
        "adoptions": settings.adoptions(),
        "behind": _behind(behind),
        "too_many": behind > MOST_ON_PAGE,
        **_moved(moved, signed_in(request)),
    }
    return render(request, "complaints/records/calendar.html", context)


def _behind(count: int) -> str:
    if count > MOST_ON_PAGE:
        return f"more than {MOST_ON_PAGE:,} cases"
    return f"{count:,} case{'' if count == 1 else 's'}" if count else ""


def _moved(moved: list[redating.Moved], person: User) -> dict[str, object]:
    hidden = settings.hidden_from(person)
    return {
        "moved": [
            [
                "A restricted case" if one.reference in hidden else one.reference,
                f"{one.stage}",
                one.what.replace("_", " "),
                _said(one.old),
                _said(one.new),
                "A letter sent states the old date" if one.letter_wrong else "",
            ]
            for one in moved[:SHOWN]
        ],
        "more": max(len(moved) - SHOWN, 0),
        "cases_moved": len({one.reference for one in moved}),
        "head": ["Case", "Stage", "What", "Old", "New", "Letter"],
    }


def _said(text: str) -> str:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text.replace("_", " ") or "not known"
    return f"{day.day} {day:%B %Y}"


@requires("administer")
def adopt_calendar(request: HttpRequest) -> HttpResponse:
    """Show what a newer list would move, and adopt it. Nothing moves by adopting."""
    form = CalendarForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "page_title": "Adopt bank holidays"}
    if request.method == "POST" and form.is_valid() and form.calendar is not None:
        if request.POST.get("action") == "adopt":
            calendars.adopt(
                text=form.cleaned_data["text"],
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                now=timezone.now(),
            )
            messages.success(request, "The list is adopted. Look over what it moves.")
            return redirect("complaints:calendar")
        context |= _preview(form.calendar, signed_in(request))
        again = {**form.cleaned_data, "file": None}
        context["form"] = CalendarForm(initial=again)
    return render(request, "complaints/records/adopt.html", context)


def _preview(new: Calendar, person: User) -> dict[str, object]:
    behind = settings.cases_behind(new, MOST_ON_PAGE)
    few = behind <= MOST_ON_PAGE
    return {
        "calendar": new,
        "too_many": not few,
        **_moved(redating.moves(new) if few else [], person),
    }


@requires("administer")
@require_POST
def apply_calendar(request: HttpRequest) -> HttpResponse:
    """Move the dates by the adopted list."""
    behind = settings.cases_behind(current_calendar(), MOST_ON_PAGE)
    if behind > MOST_ON_PAGE:
        messages.error(
            request,
            f"More than {MOST_ON_PAGE:,} cases are too many for a page. Run "
            "`putright redate --apply`.",
        )
    else:
        count = redating.apply()
        accounts.record_opening(
            by=signed_in(request), kind="calendar_applied", now=timezone.now()
        )
        messages.success(request, f"The dates of {count:,} cases were worked out anew.")
    return redirect("complaints:calendar")


def editions(request: HttpRequest) -> HttpResponse:
    """List the editions of the codes that the program knows."""
    context = {"page_title": "The codes", "editions": settings.editions()}
    return render(request, "complaints/records/editions.html", context)


def one_edition(request: HttpRequest, name: str) -> HttpResponse:
    """Show an edition: its provisions, time limits, grounds, and where each is from."""
    try:
        found = edition(name)
    except UnknownEditionError as error:
        raise Http404(str(error)) from error
    stages = [
        {
            "caption": f"Stage {number}: time limits",
            "rows": [
                [
                    limit.name.capitalize(),
                    f"{limit.working_days} working days",
                    limit.counted_from.replace("_", " "),
                    limit.source,
                    limit.unsure,
                ]
                for limit in stage.limits
            ],
        }
        for number, stage in sorted(found.stages.items())
    ]
    context = {
        "page_title": found.title,
        "edition": found,
        "stages": stages,
        "head": ["What", "Length", "Counted from", "Source", "Unsure because"],
        "provisions": [[one.number, one.summary] for one in found.provisions.values()],
        "ground_head": ["Ground", "What it says", "Source"],
        "provision_head": ["Number", "What it asks"],
        "grounds": [[one.title, one.says, one.source] for one in found.grounds],
        "letters": list(found.letters.values()),
    }
    return render(request, "complaints/records/edition.html", context)


@requires("administer", "audit")
def integrity(request: HttpRequest) -> HttpResponse:
    """Show the seals, and how to check that nothing was changed."""
    page = paginate(settings.seals(), request, size=30)
    context = {"page_title": "Has anything been changed?", "page": page}
    return render(request, "complaints/records/integrity.html", context)


@requires("administer", "audit")
@require_POST
def write_seal(request: HttpRequest) -> HttpResponse:
    """Write the day's seal, and give it as a file to be kept elsewhere."""
    now = timezone.now()
    kept = seals.write_seal(day=timezone.localdate(now), now=now)
    accounts.record_opening(by=signed_in(request), kind="seal_written", now=now)
    response = HttpResponse(kept.as_bytes(), content_type="application/json")
    name = f"putright-seal-{kept.seal.day}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
