"""The landlord's own policy: what is adopted, and adopting another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.complaints.forms.policies import PolicyForm
from putright.apps.complaints.queries.context import current_policy
from putright.apps.complaints.queries.settings import policy_adoptions
from putright.apps.complaints.services import policies
from putright.rules.handling_code import edition
from putright.rules.landlord_policies import Policy

EXAMPLE = """title = "Our complaints policy"
edition = "housing-2024"

[stage_names]
"stage 1" = 1
"stage 2" = 2

[[targets]]
own_stage = "stage 1"
clock = "acknowledge"
working_days = 3
counted_from = "started"
source = "Our complaints policy, 4.1"

[grounds.statutory_appeal]
title = "There is a right of appeal"
needs = ["route"]
says = "The decision has an appeal of its own in law; name it."
source = "Our complaints policy, 3.2"
"""


@requires("administer", "audit")
def policy(request: HttpRequest) -> HttpResponse:
    """Show the policy in force here, and those adopted before it."""
    found = current_policy()
    context = {
        "page_title": "Your own policy",
        "policy": found,
        "adoptions": policy_adoptions(),
        **tables(found),
    }
    return render(request, "complaints/records/policy.html", context)


def tables(found: Policy) -> dict[str, object]:
    """Give a policy's targets and grounds as the rows of two tables."""
    return {
        "stands_under": edition(found.edition).title,
        "target_head": ["Stage", "What", "Working days", "Counted from", "Source"],
        "targets": [
            [
                target.own_stage,
                target.clock.capitalize(),
                f"{target.working_days}",
                target.counted_from.replace("_", " ").capitalize(),
                target.source,
            ]
            for target in found.targets
        ],
        "ground_head": ["Ground", "What it needs", "Source"],
        "grounds": [
            [ground.title, ", ".join(ground.needs).replace("_", " "), ground.source]
            for ground in found.grounds
        ],
    }


@requires("administer")
def adopt_policy(request: HttpRequest) -> HttpResponse:
    """Look at a policy as it would stand, then adopt it."""
    latest = policy_adoptions()
    start = {"text": latest[0].text if latest else EXAMPLE}
    form = PolicyForm(request.POST or None, initial=start)
    context: dict[str, object] = {"form": form, "page_title": "Adopt a policy"}
    if request.method == "POST" and form.is_valid() and form.policy is not None:
        if request.POST.get("action") == "adopt":
            policies.adopt(
                text=form.cleaned_data["text"],
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                now=timezone.now(),
            )
            messages.success(request, "The policy is adopted.")
            return redirect("complaints:policy")
        context |= {"policy": form.policy, **tables(form.policy)}
    return render(request, "complaints/records/adopt_policy.html", context)
