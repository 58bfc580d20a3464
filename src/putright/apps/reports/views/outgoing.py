"""A report as a file."""

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.reports.models import Report, State
from putright.apps.reports.queries import reports
from putright.apps.reports.queries.frozen import NotAsPublishedError
from putright.apps.reports.rendering.errors import NotRenderedError
from putright.apps.reports.rendering.formats import FORMATS
from putright.apps.reports.views.reaching import READ, program, report_or_404
from putright.core.reports import values

DRAFT = "Draft, not published"


@requires(*READ)
def download(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Give a report as PDF, Word, Excel or a web page; the access log keeps who."""
    if form not in FORMATS:
        raise Http404
    found = report_or_404(number)
    try:
        made = reports.standing(found, timezone.localdate(), program())
        body = FORMATS[form].make(marked(found, made))
    except (NotAsPublishedError, NotRenderedError) as error:
        messages.error(request, str(error))
        return redirect("reports:one", number)
    accounts.record_opening(
        by=signed_in(request),
        kind="report_exported",
        subject=f"report:{number}",
        now=timezone.now(),
    )
    response = HttpResponse(body, content_type=FORMATS[form].content_type)
    name = f"{slugify(made.title)[:60]}-{found.last}-{found.number}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def marked(found: Report, made: values.Report) -> values.Report:
    """Say under the title of a draft that it is one."""
    if found.state == State.PUBLISHED:
        return made
    said = ". ".join(text for text in (DRAFT, made.subtitle) if text)
    return msgspec.structs.replace(made, subtitle=said)
