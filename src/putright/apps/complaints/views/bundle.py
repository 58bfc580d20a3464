"""A case's bundle for the Ombudsman, as a download. Making one is written down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from putright.apps.accounts.permissions import requires
from putright.apps.complaints.queries.links import not_shown
from putright.apps.complaints.services import bundle as services
from putright.apps.complaints.views.opening import opened_for, write_down

TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@requires("work_case", "audit")
@require_POST
def bundle(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a case's bundle as one PDF or as a ZIP."""
    opened = opened_for(request, reference)
    if not (opened.may("work_case") or opened.may("audit")):
        raise PermissionDenied("Your roles do not include bundles of this case.")
    kind = request.POST.get("format", "")
    if kind not in TYPES:
        messages.error(request, "Choose the bundle as PDF or as ZIP.")
        return redirect("complaints:case", opened.row.reference)
    made = services.make(
        opened.row,
        kind,
        now=opened.now,
        today=opened.today,
        not_shown=not_shown(opened.journal, opened.user, opened.today),
    )
    write_down(opened, "bundle_made")
    response = HttpResponse(made, content_type=TYPES[kind])
    name = "".join(c if c.isalnum() else "-" for c in opened.row.reference)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"case-{name}.{kind}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
