"""The register coming in by upload, and going out."""

from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.complaints.forms.importing import ColumnsForm, UploadForm
from putright.apps.complaints.queries import exporting, settings
from putright.apps.complaints.queries.cases import identity, visible_to
from putright.apps.complaints.services import importing, importing_uploads, mappings
from putright.core.tabular import (
    RefusedRow,
    Table,
    TableError,
    read,
    write_csv,
    write_xlsx,
)

TRIED = 2000
"""Rows read for the preview; all are read when the file is taken."""
SHOWN_ROWS = 5
SHOWN_REFUSED = 100
MOST_XLSX = 50_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def _importer(request: HttpRequest) -> User:
    """Give the person, who may take whole files: a file may hold anyone's case."""
    person = signed_in(request)
    if not can(person, "import_export"):
        raise PermissionDenied("Your roles do not include taking whole files.")
    return person


@requires("import_export")
def import_register(request: HttpRequest) -> HttpResponse:
    """Upload a register file; what it would do is shown before it is taken."""
    person = _importer(request)
    kept = settings.mappings()
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        mappings=[mapping.name for mapping in kept],
    )
    if request.method == "POST" and form.is_valid():
        token = _keep(person, form, {one.name: one.columns for one in kept})
        if token:
            return redirect("complaints:import_check", token)
    context = {"form": form, "page_title": "Import a register", "mappings": kept}
    return render(request, "complaints/records/import.html", context)


def _keep(person: User, form: UploadForm, kept: dict[str, str]) -> str:
    """Keep an upload that can be read as a table; else say in the form why not."""
    given = form.cleaned_data
    file = given["file"]
    try:
        importing_uploads.check_size(file.size)
        data = file.read()
        read(file.name, data)
        upload = importing_uploads.Upload(
            name=file.name[:200],
            unanswered=given["unanswered"],
            all_or_nothing=given["all_or_nothing"],
            mapping=kept.get(given["mapping"], ""),
            data=data,
        )
        return importing_uploads.keep(user=person, upload=upload, now=timezone.now())
    except (TableError, importing_uploads.UploadRefusedError) as error:
        form.add_error("file", str(error))
        return ""


def _waiting(person: User, token: str) -> tuple[importing_uploads.Upload, Table]:
    upload = importing_uploads.kept(user=person, token=token)
    if upload is None:
        raise Http404("That file is no longer here. Upload it again.")
    return upload, read(upload.name, upload.data)


@requires("import_export")
def import_check(request: HttpRequest, token: str) -> HttpResponse:
    """Say which column is which, see what would come of it, and take the file."""
    person = _importer(request)
    upload, table = _waiting(person, token)
    mapping = importing.mapping_of(upload.mapping) if upload.mapping else None
    form = ColumnsForm(request.POST or None, table=table, mapping=mapping)
    if request.method == "POST" and form.is_valid():
        chosen = form.as_mapping()
        changed = _with_mapping(upload, chosen.text())
        importing_uploads.change(user=person, token=token, upload=changed)
        name = form.cleaned_data["save_as"].strip()
        if name:
            mappings.save_mapping(name=name, mapping=chosen, now=timezone.now())
        if request.POST.get("action") == "take":
            return _take(request, person, token, changed, table)
        return redirect("complaints:import_check", token)
    return _show_check(request, form, upload, table)


def _with_mapping(
    upload: importing_uploads.Upload, text: str
) -> importing_uploads.Upload:
    return importing_uploads.Upload(
        name=upload.name,
        unanswered=upload.unanswered,
        all_or_nothing=upload.all_or_nothing,
        mapping=text,
        data=upload.data,
    )


def _show_check(
    request: HttpRequest,
    form: ColumnsForm,
    upload: importing_uploads.Upload,
    table: Table,
) -> HttpResponse:
    mapping = importing.mapping_of(upload.mapping) if upload.mapping else form.guessed()
    first = Table(table.headings, table.rows[:TRIED], table.faults)
    context: dict[str, Any] = {
        "form": form,
        "page_title": "Check the file",
        "upload": upload,
        "rows": table.read,
        "tried": first.read,
    }
    try:
        trial = importing.try_register(
            first, now=timezone.now(), unanswered=upload.unanswered, mapping=mapping
        )
    except TableError as error:
        context["problem"] = str(error)
    else:
        names = mapping.headings(table.headings)
        context["trial"] = trial
        context["refused"] = trial.refused[:SHOWN_REFUSED]
        context["head"] = list(names.values())
        context["preview"] = [
            list(mapping.cells(names, row.cells).values())[-len(names) :]
            for row in table.rows[:SHOWN_ROWS]
        ]
    return render(request, "complaints/records/check.html", context)


def _take(
    request: HttpRequest,
    person: User,
    token: str,
    upload: importing_uploads.Upload,
    table: Table,
) -> HttpResponse:
    now = timezone.now()
    try:
        outcome = importing.import_register(
            table,
            who=identity(person),
            now=now,
            all_or_nothing=upload.all_or_nothing,
            unanswered=upload.unanswered,
            mapping=importing.mapping_of(upload.mapping),
        )
    except TableError as error:
        messages.error(request, f"Nothing was taken. {error}")
        return redirect("complaints:import_check", token)
    accounts.record_opening(by=person, kind="register_imported", now=now)
    importing_uploads.finish(
        user=person, token=token, name=upload.name, outcome=outcome
    )
    return redirect("complaints:import_result", token)


def _result(request: HttpRequest, token: str) -> importing_uploads.Result:
    found = importing_uploads.result(user=_importer(request), token=token)
    if found is None:
        raise Http404("What became of that file is no longer kept.")
    return found


@requires("import_export")
def import_result(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of every row of a file."""
    result = _result(request, token)
    context = {
        "page_title": "What became of the file",
        "result": result,
        "token": token,
        "refused": result.refused[:SHOWN_REFUSED],
        "more": max(len(result.refused) - SHOWN_REFUSED, 0),
    }
    return render(request, "complaints/records/result.html", context)


@requires("import_export")
def import_refused(request: HttpRequest, token: str) -> HttpResponse:
    """Give every refused row as CSV: line, column, value, why."""
    rows = [
        RefusedRow(one.line, one.column, one.value, one.why)
        for one in _result(request, token).refused
    ]
    cells = ([str(row.line), row.column, row.value, row.why] for row in rows)
    data = write_csv(["line", "column", "value", "why"], cells)
    return _file(HttpResponse(data, content_type=CSV), "refused.csv")


@requires("import_export")
@require_POST
def delete_mapping(request: HttpRequest, number: int) -> HttpResponse:
    """Delete a kept mapping."""
    _importer(request)
    mappings.delete_mapping(number=number)
    messages.success(request, "The mapping was deleted.")
    return redirect("complaints:import_register")


@requires("import_export")
def export_register(request: HttpRequest) -> HttpResponse:
    """Offer the register as a file, and say what is left out."""
    person, day = signed_in(request), timezone.localdate()
    cases = visible_to(person, day, "import_export")
    context = {
        "page_title": "Export the register",
        "no_rows": exporting.left_out(cases),
        "left_out": settings.restricted_from(person),
        "everything": can(person, "import_export", on=day),
        "most": MOST_XLSX,
    }
    return render(request, "complaints/records/export.html", context)


@requires("import_export")
def export_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the register as CSV, in parts as they are read, or as XLSX."""
    person, now = signed_in(request), timezone.now()
    cases = visible_to(person, timezone.localdate(), "import_export")
    headings = exporting.register_headings()
    hidden = settings.hidden_from(person)
    rows = exporting.register_rows(headings, cases, hidden)
    if form not in ("csv", "xlsx"):
        raise Http404
    if form == "xlsx" and cases.count() > MOST_XLSX:
        messages.error(
            request, f"A workbook takes {MOST_XLSX:,} cases here. Export CSV instead."
        )
        return redirect("complaints:export_register")
    try:
        response: HttpResponseBase = (
            StreamingHttpResponse(exporting.csv_parts(headings, rows), content_type=CSV)
            if form == "csv"
            else HttpResponse(write_xlsx(headings, rows), content_type=XLSX)
        )
    except TableError as error:
        messages.error(request, str(error))
        return redirect("complaints:export_register")
    accounts.record_opening(by=person, kind="register_exported", now=now)
    return _file(response, f"register.{form}")


Response = TypeVar("Response", bound=HttpResponseBase)


def _file(response: Response, name: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
