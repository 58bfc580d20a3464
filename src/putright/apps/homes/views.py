"""The pages of homes and areas. A home's own page is with the people who live there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.homes import queries, services
from putright.apps.homes.access import bodies_seen, may_see
from putright.apps.homes.forms import AreaForm, HomeForm, RenameForm, SearchForm

MOST = 50


@requires("see_cases", "log_contact")
def search(request: HttpRequest) -> HttpResponse:
    """Find a home. The words are posted, so that no address holds an address."""
    form = SearchForm(request.POST or None)
    found: list[queries.HomeView] | None = None
    if request.method == "POST" and form.is_valid():
        bodies = bodies_seen(request.user)
        found = queries.search(form.cleaned_data["words"], limit=MOST, bodies=bodies)
    context = {
        "form": form,
        "found": None if found is None else found[:MOST],
        "more": found is not None and len(found) > MOST,
        "most": MOST,
    }
    return render(request, "homes/search.html", context)


@requires("import_export")
def add(request: HttpRequest) -> HttpResponse:
    """Add a home by hand."""
    form = HomeForm(request.POST or None, is_new=True)
    if request.method == "POST" and form.is_valid():
        number = services.record_home(
            reference=form.cleaned_data["reference"],
            facts=form.facts(),
            now=timezone.now(),
            by=signed_in(request),
        )
        messages.success(request, "The home was added.")
        return _after(request, number)
    return _form(request, form, "Add a home", "Add")


@requires("import_export")
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what is known of a home; what was known before stays in its history."""
    home = queries.home_numbered(number)
    if home is None or not _may_change(request, home.body):
        raise Http404
    form = HomeForm(request.POST or None, is_new=False, initial=_initial(home))
    if request.method == "POST" and form.is_valid():
        services.record_home(
            reference=home.reference,
            facts=form.facts(),
            now=timezone.now(),
            by=signed_in(request),
        )
        messages.success(request, f"What is known of {home.reference} was changed.")
        return _after(request, number)
    return _form(request, form, f"Change {home.reference}", "Save")


@requires("administer", "import_export")
def areas(request: HttpRequest) -> HttpResponse:
    """List the areas and every name they had."""
    return render(request, "homes/areas.html", {"areas": queries.areas()})


@requires("administer")
def add_area(request: HttpRequest) -> HttpResponse:
    """Add an area."""
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_area(**form.cleaned_data)
        except services.AreaRefusedError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, "The area was added.")
            return redirect("homes:areas")
    return _form(request, form, "Add an area", "Add", back="homes:areas")


@requires("administer")
def rename_area(request: HttpRequest, number: int) -> HttpResponse:
    """Give an area another name from a day on."""
    names = {area: name for area, name, _ in queries.areas()}
    if number not in names:
        raise Http404
    form = RenameForm(request.POST or None, initial={"from_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_area(area_id=number, **form.cleaned_data)
        except services.AreaRefusedError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, "The area has its new name.")
            return redirect("homes:areas")
    heading = f"Rename {names[number]}"
    return _form(request, form, heading, "Rename", back="homes:areas")


def _form(
    request: HttpRequest,
    form: HomeForm | AreaForm | RenameForm,
    heading: str,
    button: str,
    *,
    back: str = "homes:search",
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "back": back}
    return render(request, "homes/form.html", context)


def _may_change(request: HttpRequest, body: str) -> bool:
    """Give whether a person with import_export may change a home of this body.

    An administrator sees no case and so has no reach there, but keeps all homes.
    """
    bodies = bodies_seen(request.user)
    return not bodies or may_see(request.user, body)


def _after(request: HttpRequest, number: int) -> HttpResponse:
    """Show the home to those who may see it; the others go back to adding."""
    home = queries.home_numbered(number)
    bodies = bodies_seen(request.user)
    if home is not None and (bodies is None or home.body in bodies):
        return redirect("residents:home", number)
    return redirect("homes:areas")


def _initial(home: queries.HomeView) -> dict[str, object]:
    numbers = queries.area_numbers()
    lines = dict(
        zip(
            ("address_1", "address_2", "address_3", "address_4"),
            home.address,
            strict=False,
        )
    )
    return {
        **lines,
        "postcode": home.postcode,
        "uprn": home.uprn,
        "area": str(numbers.get(home.area.casefold(), "")),
        "body": home.body,
        "stock_type": home.stock_type,
        "category": home.category,
        "owned_from": home.owned_from,
        "owned_to": home.owned_to,
    }
