"""The lists of homes to ask and to remind, and that they were sent."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import requires
from putright.apps.surveys.forms.setting_up import SentForm
from putright.apps.surveys.queries import fieldwork
from putright.apps.surveys.services import sampling
from putright.apps.surveys.views.reaching import (
    CSV,
    WORK,
    XLSX,
    file_of,
    survey_or_404,
    worker,
)
from putright.core.tabular import TableError, write_csv, write_xlsx

TITLES = {fieldwork.INVITE: "Homes to ask", fieldwork.REMIND: "Homes to remind"}


@requires(WORK)
def to_write(request: HttpRequest, number: int, which: str) -> HttpResponse:
    """Say how many homes are on a list, offer it, and take the day it was sent."""
    worker(request)
    survey = survey_or_404(number)
    if which not in TITLES:
        raise Http404
    today = timezone.localdate()
    form = SentForm(request.POST or None, today=today, initial={"on": today})
    found = fieldwork.to_write(survey, which, today)
    if request.method == "POST" and form.is_valid():
        count = sampling.record_sent(
            survey=survey,
            which=which,
            homes_sent=[one.pk for one in found.rows],
            on=form.cleaned_data["on"],
        )
        messages.success(request, f"{count:,} homes are written down as sent.")
        return redirect("surveys:fieldwork", survey.pk)
    context = {
        "page_title": TITLES[which],
        "survey": survey,
        "which": which,
        "form": form,
        "number": len(found.rows),
        "left_out": found.left_out,
    }
    return render(request, "surveys/to_write.html", context)


@requires(WORK)
def list_file(request: HttpRequest, number: int, which: str, form: str) -> HttpResponse:
    """Give a list of homes as CSV or XLSX, without a name."""
    person, now = worker(request), timezone.now()
    survey = survey_or_404(number)
    if which not in TITLES or form not in ("csv", "xlsx"):
        raise Http404
    found = fieldwork.to_write(survey, which, timezone.localdate())
    rows = fieldwork.address_rows(survey, found)
    try:
        if form == "csv":
            answer = file_of(write_csv(fieldwork.HEADINGS, rows), CSV, f"{which}.csv")
        else:
            book = write_xlsx(fieldwork.HEADINGS, rows)
            answer = file_of(book, XLSX, f"{which}.xlsx")
    except TableError as error:
        messages.error(request, str(error))
        return redirect("surveys:to_write", survey.pk, which)
    accounts.record_opening(
        by=person,
        kind="survey_list_exported",
        now=now,
        subject=f"survey:{survey.pk}",
    )
    return answer
