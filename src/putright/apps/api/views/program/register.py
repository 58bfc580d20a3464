"""The register as a file, in parts as it is read."""

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import signed_in
from putright.apps.api.views.program.auth import TokenOf
from putright.apps.api.views.program.common import READS, router
from putright.apps.complaints.queries import exporting, settings
from putright.apps.complaints.queries.cases import visible_to

CSV = "text/csv; charset=utf-8"


@router.get(
    "/register.csv",
    response={200: str} | READS,
    auth=TokenOf("register:read", may="import_export"),
    tags=["Register"],
    url_name="register",
)
def register(request: HttpRequest) -> StreamingHttpResponse:
    """Give every case that this person may see as a row of the feedback register.

    Contacts not yet decided, void cases and duplicates are in no register.
    """
    person = signed_in(request)
    cases = visible_to(person, timezone.localdate(), "import_export")
    headings = exporting.register_headings()
    rows = exporting.register_rows(headings, cases, settings.hidden_from(person))
    accounts.record_opening(by=person, kind="register_exported", now=timezone.now())
    response = StreamingHttpResponse(
        exporting.csv_parts(headings, rows), content_type=CSV
    )
    response["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response
