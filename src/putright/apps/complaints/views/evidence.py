"""A case's files: listed, and given out as downloads only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from putright.apps.accounts.permissions import requires
from putright.apps.complaints.queries import case_page
from putright.apps.complaints.services.evidence import STORED
from putright.apps.complaints.views.case import frame
from putright.apps.complaints.views.opening import opened_for, write_down
from putright.apps.letters.errors import FileGoneError, StoreAwayError
from putright.apps.letters.stored import ALTERED


@requires("see_cases")
@require_safe
def files(request: HttpRequest, reference: str) -> HttpResponse:
    """List a case's files."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    context = frame(opened, "complaints:case_files") | {
        "files": case_page.files(opened.row),
        "may_add": opened.may("work_case"),
    }
    return render(request, "complaints/case/files.html", context)


@requires("see_cases")
@require_safe
def download(request: HttpRequest, reference: str, sha256: str) -> HttpResponse:
    """Give out a file: never shown in the page, whatever it is. Written down."""
    opened = opened_for(request, reference)
    held = [file for file in case_page.files(opened.row) if file.sha256 == sha256]
    if not held:
        raise Http404
    try:
        data = STORED.read(sha256)
    except StoreAwayError:
        raise
    except FileGoneError:
        return render(
            request,
            "complaints/case/file_gone.html",
            {
                "row": opened.row,
                "name": held[0].name,
                "altered": STORED.amiss(sha256) == ALTERED,
            },
            status=404,
        )
    write_down(opened, "file_opened")
    # At most 25 MB: read whole, so that the file is closed whatever the reader does.
    kind = held[0].content_type
    if kind.startswith("text/"):  # it is UTF-8, or it would not have been kept
        kind += "; charset=utf-8"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=held[0].name
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    response["Cache-Control"] = "no-store"
    return response
