"""A report as it stands, its texts, and marking it final."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts.permissions import requires
from putright.apps.accounts.ui.refill import refillable
from putright.apps.figures.reading import from_the_copy
from putright.apps.reports import forms, services
from putright.apps.reports.models import Report, State, Text
from putright.apps.reports.queries import checking, reports, restated
from putright.apps.reports.queries.frozen import NotAsPublishedError
from putright.apps.reports.rendering.formats import FORMATS
from putright.apps.reports.rendering.page import page_of
from putright.apps.reports.views.reaching import (
    READ,
    about,
    opens,
    program,
    report_or_404,
    sent,
    writer,
)
from putright.core.reports import values


@requires(*READ)
@from_the_copy
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a report: as drafted today, or as it was published."""
    found = report_or_404(number)
    context = about(request, found, "one") | {
        "page_title": str(found),
        "forms": FORMATS,
        "today": timezone.localdate(),
    }
    try:
        made = reports.standing(found, timezone.localdate(), program())
        if found.state == State.PUBLISHED:
            context["changed"] = restated.changed_values(found)
        else:
            context |= _checked(found, made)
        context["document"] = page_of(made, opens=opens(request, found))
    except NotAsPublishedError as error:
        context["problem"] = str(error)
    return render(request, "reports/one.html", context)


def _checked(found: Report, made: values.Report) -> dict[str, Any]:
    return {
        "missing": checking.missing(made),
        "parts": made.parts,
        "flags": checking.flags(made),
        "to_write": checking.to_write(made),
    }


@requires(*READ)
def texts(request: HttpRequest, number: int) -> HttpResponse:
    """List the paragraphs of a draft, with who wrote each and what is wrong with it."""
    found = _unpublished(number)
    made = reports.standing(found, timezone.localdate(), program())
    context = about(request, found, "texts") | {
        "page_title": f"Texts of {found}",
        "lines": checking.paragraphs(made, reports.texts(found)),
        "draft": found.state == State.DRAFT,
    }
    return render(request, "reports/texts.html", context)


def _unpublished(number: int) -> Report:
    found = report_or_404(number)
    if found.state == State.PUBLISHED:
        raise Http404
    return found


@requires("govern")
def text(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Show a paragraph with its draft and its numbers, and take a person's text."""
    person = writer(request)
    found, today = _unpublished(number), timezone.localdate()
    made = reports.standing(found, today, program())
    block = checking.paragraph(made, key)
    if block is None:
        raise Http404
    row = reports.texts(found).get(key)
    initial = {
        "text": block.drafted if checking.empty(block) else block.text,
        "revision": row.revision if row else 0,
    }
    form = refillable(request, lambda data: forms.TextForm(data, initial=initial))
    if request.method == "POST" and form.is_valid():
        back = request.POST.get("then") == "draft"
        given = {
            "number": number,
            "key": key,
            "revision": form.cleaned_data["revision"],
            "by": person,
            "now": timezone.now(),
        }
        try:
            if back:
                services.use_draft(**given)
            else:
                services.write_text(
                    **given,
                    text=form.cleaned_data["text"],
                    drafted=block.drafted,
                )
        except services.ReportRefusedError as error:
            form = _again(request, found, key, error)
        else:
            messages.success(request, "The draft is back." if back else "It is saved.")
            return redirect(_next(request, made, number, key))
    strange = checking.strange(block, made)
    return _text_page(request, found, block, row, form, strange)


def _again(
    request: HttpRequest, found: Report, key: str, error: Exception
) -> forms.TextForm:
    """Give the form with what was typed, to be saved over what another wrote."""
    data: QueryDict = request.POST.copy()
    if isinstance(error, services.ChangedMeanwhileError):
        row = reports.texts(found).get(key)
        data["revision"] = str(row.revision if row else 0)
    form = forms.TextForm(data)
    form.add_error(None, str(error))
    return form


def _next(request: HttpRequest, made: values.Report, number: int, key: str) -> str:
    """Give the next paragraph where that was asked for, else where it stands."""
    keys = checking.keys(made)
    later = keys[keys.index(key) + 1 :]
    if request.POST.get("then") == "next" and later:
        return reverse("reports:text", args=[number, later[0]])
    return reverse("reports:texts", args=[number])


def _text_page(
    request: HttpRequest,
    found: Report,
    block: values.Paragraph,
    row: Text | None,
    form: forms.TextForm,
    strange: list[str],
) -> HttpResponse:
    context = about(request, found, "texts") | {
        "page_title": f"A text of {found}",
        "form": form,
        "block": block,
        "row": row,
        "heading": block.prompt or "Edit a paragraph",
        "draft": found.state == State.DRAFT,
        "moved": checking.moved(block, row),
        "flags": checking.flags_of(block),
        "strange": strange,
        "numbers_head": ["What it is", {"text": "Number", "numeric": True}],
        "numbers": [
            [checking.source_words(one), {"text": one.text, "numeric": True}]
            for one in block.sources
        ],
        "before": reports.before(row) if row else [],
    }
    return render(request, "reports/text.html", context)


@requires("govern")
def final(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a draft final, once nothing is missing and its numbers agree."""
    person, today = writer(request), timezone.localdate()
    found = _unpublished(number)
    made = reports.standing(found, today, program())
    form = forms.FinalForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.mark_final(
                number=number,
                reason=form.cleaned_data["reason"],
                by=person,
                now=timezone.now(),
                day=today,
                program=program(),
            )
        except services.ReportRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is final. Publish it when it is to go out.")
            return redirect("reports:one", number)
    context = (
        about(request, found, "one")
        | _checked(found, made)
        | {
            "page_title": f"Mark {found} final",
            "form": form,
            "draft": found.state == State.DRAFT,
        }
    )
    return render(request, "reports/final.html", context)


@requires("govern")
@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Make a final report a draft again."""
    writer(request)
    _unpublished(number)
    try:
        services.reopen(number=number)
    except services.ReportRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "It is a draft again.")
    return redirect("reports:one", number)


@requires("govern")
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether a draft is to go, and take it away."""
    person, found = writer(request), _unpublished(number)
    if request.method == "POST":
        try:
            services.discard(number=number, by=person, now=timezone.now())
        except services.ReportRefusedError as error:
            messages.error(request, str(error))
            return redirect("reports:one", number)
        messages.success(request, f"The draft of {found} is gone.")
        return redirect("reports:list")
    written = reports.texts(found).values()
    context = about(request, found, "one") | {
        "page_title": f"Discard {found}",
        "written": sum(one.text is not None for one in written),
        "draft": found.state == State.DRAFT,
    }
    return render(request, "reports/discard.html", context)
