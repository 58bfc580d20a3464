"""People: found, shown, added and changed; who lives at a home."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import can, can_somewhere, requires, signed_in
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.holds import queries as holds
from putright.apps.homes import queries as homes
from putright.apps.homes.access import bodies_seen
from putright.apps.residents import queries, services
from putright.apps.residents.facts import FIELDS
from putright.apps.residents.forms import NewPersonForm, PersonForm, SearchForm
from putright.apps.residents.views.reaching import (
    form_page,
    home_or_404,
    log_opening,
    person_or_404,
)

MOST = 50


@requires("see_cases", "log_contact")
def search(request: HttpRequest) -> HttpResponse:
    """Find people. The words are posted, so that no address holds a name."""
    form = SearchForm(request.POST or None)
    found: list[queries.PersonView] | None = None
    if request.method == "POST" and form.is_valid():
        bodies = bodies_seen(request.user)
        found = queries.search(form.cleaned_data["words"], limit=MOST, bodies=bodies)
    context = {
        "form": form,
        "found": None if found is None else found[:MOST],
        "more": found is not None and len(found) > MOST,
        "most": MOST,
    }
    return render(request, "residents/search.html", context)


@requires("see_cases", "log_contact")
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Show a person: how to reach them, where they live, what they need."""
    found = person_or_404(request, number)
    today = timezone.localdate()
    log_opening(request, "resident_opened", f"resident:{number}")
    context = {
        "person": found,
        "today": today,
        "notices": queries.notices(found, today),
        "rows": _details(found),
        "stays": queries.residencies(number),
        "adjustments": queries.adjustments(number),
        "representatives": queries.representatives(number),
        "restrictions": queries.restrictions(number),
        "changes": _changes(found),
        "sees_disability": can_somewhere(request.user, "work_case"),
        "cases": address_of("complaints:list"),
        "holds": list(holds.standing_on(people=(found.reference,))),
        **_keeping(request, number),
    }
    response = render(request, "residents/person.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _keeping(request: HttpRequest, number: int) -> dict[str, str | None]:
    """Give where a manager puts a person on hold, or makes them their copy."""
    if not can(signed_in(request), "manage_restricted"):
        return {}
    return {
        "hold_page": address_of("protection:hold_person", number),
        "copy_page": address_of("protection:copy", number),
    }


@requires("see_cases", "log_contact")
def home(request: HttpRequest, number: int) -> HttpResponse:
    """Show a home: what is known of it, who lives there, what changed."""
    found = home_or_404(request, number)
    today = timezone.localdate()
    log_opening(request, "home_opened", f"home:{number}")
    context = {
        "home": found,
        "rows": _home_details(found),
        "people": queries.people_at(number, today),
        "guarded": queries.home_is_guarded(number, today),
        "changes": homes.changes(number),
        "cases": address_of("complaints:list"),
    }
    return render(request, "residents/home.html", context)


@requires("log_contact", "work_case")
def add(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = services.add_person(
                facts=form.facts(),
                token=uuid.uuid4(),
                reference=form.cleaned_data["reference"],
                now=timezone.now(),
                by=signed_in(request),
            )
        except services.ResidentRefusedError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, "The person was added.")
            if bodies_seen(request.user) is None:
                return redirect("residents:person", number)
            return redirect("residents:search")
    context = {"form": form, "heading": "Add a person", "button": "Add"}
    return render(request, "residents/form.html", context)


@requires("log_contact", "work_case")
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what is known of a person; what was known before stays in the history."""
    found = person_or_404(request, number)
    initial = {name: getattr(found, name) for name in FIELDS}
    form = PersonForm(
        request.POST or None, initial={**initial, "version": found.version}
    )
    return form_page(
        request,
        form=form,
        act=lambda given: services.change_person(
            person_id=number,
            facts=form.facts(),
            over=given["version"],
            now=timezone.now(),
            by=signed_in(request),
        ),
        person=found,
        heading="Change details",
        button="Save",
        done="The details were changed.",
    )


def _changes(found: queries.PersonView) -> list[queries.PersonChange]:
    """Give what changed; without the ways that a safe contact has closed."""
    rows = queries.changes(found.id)
    if not found.safe_contact:
        return rows
    closed = ("E-mail", "Telephone", "Preferred contact", "Safe contact")
    return [row for row in rows if row.field not in closed]


def _details(found: queries.PersonView) -> list[dict[str, str]]:
    rows = [("Reference", found.reference)]
    if found.safe_contact:
        rows.append(("Safe contact: use no other way", found.safe_contact))
    else:
        rows += [
            ("E-mail", found.email),
            ("Telephone", found.telephone),
            ("Preferred contact", found.preferred_contact),
        ]
    rows += [
        ("Post to the home", "Never" if found.do_not_write else "Allowed"),
        ("Language", found.language or "English"),
        ("Format of letters", found.format or "Ordinary print"),
    ]
    if found.safe_contact:
        rows = [row for row in rows if row[0] != "Post to the home"]
    return [{"key": key, "value": value} for key, value in rows]


def _home_details(found: homes.HomeView) -> list[dict[str, object]]:
    def day(value: dt.date | None) -> str:
        return f"{value.day} {value:%B %Y}" if value else ""

    return [
        {"key": "Reference", "value": found.reference},
        {"key": "UPRN", "value": found.uprn},
        {"key": "Address", "value": "\n".join(found.lines)},
        {"key": "Area", "value": found.area},
        {"key": "Managed by", "value": found.body},
        {"key": "Stock type", "value": found.stock_type},
        {"key": "Category", "value": found.category},
        {"key": "Owned from", "value": day(found.owned_from)},
        {"key": "Owned to", "value": day(found.owned_to)},
    ]
