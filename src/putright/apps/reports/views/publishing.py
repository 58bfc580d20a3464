"""Publishing a report, its next edition, and the response to it (8.2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts.permissions import requires
from putright.apps.reports import forms, services
from putright.apps.reports.models import Report, State
from putright.apps.reports.queries import checking, reports
from putright.apps.reports.services.responding import of
from putright.apps.reports.views.reaching import (
    READ,
    about,
    judged_on,
    program,
    published_or_404,
    report_or_404,
    sent,
    writer,
)
from putright.core.calendar import long_date
from putright.core.reports import values
from putright.core.reports.frozen import questions


@requires("govern")
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Check what is about to be published, and publish it."""
    person, today = writer(request), timezone.localdate()
    found = report_or_404(number)
    ready = found.state == State.FINAL
    form = forms.PublishForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.publish(
                number=number,
                by=person,
                now=timezone.now(),
                day=today,
                program=program(),
            )
        except services.ReportRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is published, and stays as it is.")
            return redirect("reports:one", number)
    context = about(request, found, "one") | {
        "page_title": f"Publish {found}",
        "form": form,
        "ready": ready,
        "rows": [],
    }
    if ready:
        made = reports.standing(found, today, program())
        day = long_date(judged_on(found, today))
        context |= {"rows": _answers(found, made, day, str(person))}
        context |= {"missing": checking.missing(made)}
    return render(request, "reports/publish.html", context)


def _answers(
    found: Report, made: values.Report, day: str, person: str
) -> list[dict[str, str]]:
    written = reports.texts(found).values()
    people = {str(one.written_by) for one in written if one.text is not None}
    told = {
        "Report": made.title,
        "Period": f"{long_date(found.first)} to {long_date(found.last)}",
        "Records judged as on": day,
        "Edition of the report": str(found.number),
        "Complaint Handling Code": made.edition,
        "Figures that are kept with their cases": f"{len(questions(made)):,}",
        "Texts written by": ", ".join(sorted(people)) or "Nobody: all are as drafted",
        "Numbers that differ from their figures": " ".join(found.flags) or "None",
        "Marked final by": f"{found.finished_by or 'The system'}",
        "Published by": person,
    }
    if found.accepted:
        told["Why they stay"] = found.accepted
    if found.earlier:
        told["Restates"] = str(found.earlier)
    return [{"key": key, "value": value} for key, value in told.items()]


@requires("govern")
@require_POST
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Start the next edition of a published report."""
    person = writer(request)
    published_or_404(number)
    try:
        next_one = services.correct(
            number=number,
            by=person,
            now=timezone.now(),
            day=timezone.localdate(),
            program=program(),
        )
    except services.ReportRefusedError as error:
        messages.error(request, str(error))
        return redirect("reports:one", number)
    messages.success(
        request,
        "This is the next edition. What changed since the last is at its end; the last "
        "stays as it was published.",
    )
    return redirect("reports:one", next_one)


@requires(*READ)
def responses(request: HttpRequest, number: int) -> HttpResponse:
    """Show where a report is published and the governing body's response (8.2)."""
    found = published_or_404(number)
    said = list(reports.responses(found))
    context = about(request, found, "responses") | {
        "page_title": f"Publication of {found}",
        "last": said[0] if said else None,
        "earlier": said[1:],
    }
    return render(request, "reports/responses.html", context)


@requires("govern")
def respond(request: HttpRequest, number: int) -> HttpResponse:
    """Write down where a report is published, and the response to it (8.2)."""
    person, today = writer(request), timezone.localdate()
    found = published_or_404(number)
    last = reports.responses(found).first()
    initial = {}
    if last is not None:
        said = of(last)
        initial = {name: getattr(said, name) for name in said.__struct_fields__}
    form = forms.ResponseForm(sent(request), today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_response(
                number=number, said=form.said, by=person, now=timezone.now()
            )
        except services.ReportRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is written down.")
            return redirect("reports:responses", number)
    context = about(request, found, "responses") | {
        "page_title": f"Publication of {found}",
        "form": form,
    }
    return render(request, "reports/respond.html", context)
