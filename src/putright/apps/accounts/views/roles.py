"""Roles: given, confirmed by a second person, revoked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import RoleForm
from putright.apps.accounts.permissions import requires, signed_in


@requires("administer")
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give a person a role, to be confirmed by someone else."""
    found = get_object_or_404(queries.people(), pk=number)
    form = RoleForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.grant_role(
                user=found,
                role=given["role"],
                scope=given["scope"],
                scope_value=given["scope_value"],
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                by=signed_in(request),
                now=timezone.now(),
            )
        except services.AccountRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, "The role waits for a second person to confirm it."
            )
            return redirect("accounts:person", number)
    context = {
        "form": form,
        "heading": f"Give {found.name} a role",
        "button": "Give the role",
        "back_to": reverse("accounts:person", args=[number]),
    }
    return render(request, "accounts/form.html", context)


@requires("administer", "manage_restricted")
def waiting(request: HttpRequest) -> HttpResponse:
    """List the roles that wait for a second person."""
    rows = queries.waiting_grants()
    return render(request, "accounts/waiting.html", {"grants": rows})


@requires("administer", "manage_restricted")
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm a role as the second person."""
    grant = get_object_or_404(queries.grants(), pk=number)
    try:
        services.confirm_role(grant=grant, by=signed_in(request), now=timezone.now())
    except services.AccountRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Confirmed. {grant.user.name} has the role now.")
    return redirect("accounts:waiting")


@requires("administer")
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take a role away at once."""
    grant = get_object_or_404(queries.grants(), pk=number)
    try:
        services.revoke_role(grant=grant, by=signed_in(request), now=timezone.now())
    except services.AccountRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The role is revoked.")
    return redirect("accounts:person", grant.user_id)
