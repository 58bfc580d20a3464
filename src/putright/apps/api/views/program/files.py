"""The files of a case: listed, given out, and put with it after the same checks."""

import datetime
import hashlib
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import File, Form, Path
from ninja.files import UploadedFile

from putright.apps.api.schemas import kept
from putright.apps.api.schemas.base import Day, Reference
from putright.apps.api.views.program import preparing
from putright.apps.api.views.program.auth import TokenOf, has_scope
from putright.apps.api.views.program.common import (
    READS,
    WRITES,
    Done,
    Key,
    once,
    router,
)
from putright.apps.api.views.program.problems import ProblemError
from putright.apps.complaints.queries import case_page
from putright.apps.complaints.services import evidence
from putright.apps.complaints.views.opening import Opened, opened_for, write_down

Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
MOST = evidence.LIMIT // 1024 // 1024


@router.get(
    "/cases/{reference}/files",
    response={200: kept.Files} | READS,
    auth=TokenOf("files:read", may="see_cases"),
    tags=["Files"],
    url_name="files",
)
def list_files(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """List a case's files. Their names are words."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    words = has_scope(request, "words:read")
    files = [
        {
            "sha256": one.sha256,
            "name": one.name if words else None,
            "content_type": one.content_type,
            "size": one.size,
            "added_at": one.added_at,
        }
        for one in case_page.files(opened.row)
    ]
    return {"reference": opened.row.reference, "files": files}


@router.get(
    "/cases/{reference}/files/{sha256}",
    response={200: bytes} | READS,
    auth=TokenOf("files:read", may="see_cases"),
    tags=["Files"],
    url_name="file",
)
def one_file(request: HttpRequest, reference: Reference, sha256: Hash) -> HttpResponse:
    """Give out a file's bytes."""
    opened = opened_for(request, reference)
    held = [one for one in case_page.files(opened.row) if one.sha256 == sha256]
    if not held:
        raise Http404
    data = evidence.STORED.read(sha256)
    write_down(opened, "file_opened")
    response = HttpResponse(data, content_type=held[0].content_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=held[0].name
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@router.post(
    "/cases/{reference}/files",
    response={201: kept.Added} | WRITES,
    auth=TokenOf("files:write", may="see_cases"),
    tags=["Files"],
    url_name="files",
)
def add_file(
    request: HttpRequest,
    reference: Reference,
    key: Key,
    file: Annotated[UploadedFile, File()],
    date: Annotated[Day | None, Form()] = None,
) -> HttpResponse:
    """Put a file with a case, on a day or today. What it is, its bytes say.

    The letter of a step that is recorded on an earlier day is put with the case on
    that day.
    """
    opened = opened_for(request, reference)
    if not opened.may("work_case"):
        raise PermissionDenied("Putting files with a case is not part of the roles.")
    if (file.size or 0) > evidence.LIMIT:
        said = f"A file is at most {MOST} MB. Make it smaller, or send it in parts."
        raise ProblemError(413, "too_large", said)
    on = date or opened.today
    wrong = list(preparing.not_in_future("date", on, opened.today))
    if wrong:
        raise preparing.unreadable(wrong)
    name, data = file.name or "file", file.read()
    sha256 = hashlib.sha256(data).hexdigest()
    what = f"{sha256} {date} {name}".encode()
    return once(request, key, what, lambda: _added(opened, name, data, on, sha256))


def _added(
    opened: Opened, name: str, data: bytes, on: datetime.date, sha256: str
) -> Done:
    taken = evidence.add(
        reference=opened.row.reference,
        name=name[:200],
        data=data,
        on=on,
        who=opened.who,
        now=opened.now,
    )
    told_of = {
        "reference": opened.row.reference,
        "entries": len(taken.case.entries),
        "sha256": sha256,
    }
    return Done(201, told_of)
