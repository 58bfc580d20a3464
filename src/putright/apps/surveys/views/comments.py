"""What people wrote: its themes, marking by hand, and erasing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import requires
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.accounts.ui.refill import refillable
from putright.apps.surveys.forms.comments import NO_THEME, MarkForm, ThemeForm
from putright.apps.surveys.models import Comment, Survey
from putright.apps.surveys.queries import comments as reads
from putright.apps.surveys.queries import surveys
from putright.apps.surveys.services import SurveyRefusedError
from putright.apps.surveys.services import comments as writes
from putright.apps.surveys.views.reaching import (
    WORK,
    form_page,
    survey_or_404,
    survey_page,
    worker,
)


@requires(WORK)
def comments(request: HttpRequest, number: int) -> HttpResponse:
    """Show the themes with their counts, and the comments of one or of all."""
    worker(request)
    survey = survey_or_404(number)
    known = reads.themes(survey)
    found = reads.sorted_comments(survey)
    counts = reads.by_theme(found)
    asked = request.GET.get("theme", "")
    names = {str(one.pk): one.name for one in known} | {NO_THEME: ""}
    if asked in names:
        found = [one for one in found if one.theme == names[asked]]
    return survey_page(
        request,
        survey,
        "comments",
        themes=[(one, counts.get(one.name, 0)) for one in known],
        without=counts.get("", 0),
        total=sum(counts.values()),
        chosen=(names[asked] or "No theme") if asked in names else "",
        page=paginate(found, request),
        hand=reads.by_hand(survey),
        erased=reads.erased(survey),
    )


@requires(WORK)
def add_theme(request: HttpRequest, number: int) -> HttpResponse:
    """Name a theme and its words."""
    worker(request)
    survey = survey_or_404(number)
    form = refillable(request, ThemeForm)
    back = reverse("surveys:comments", args=[survey.pk])
    if request.method == "POST" and form.is_valid():
        try:
            writes.add_theme(survey=survey, now=timezone.now(), **form.cleaned_data)
        except SurveyRefusedError as error:
            form.add_error("name", str(error))
        else:
            return redirect(back)
    return form_page(request, form, "Name a theme", back)


@requires(WORK)
def change_theme(request: HttpRequest, number: int, theme: int) -> HttpResponse:
    """Change a theme's name or words."""
    worker(request)
    survey = survey_or_404(number)
    found = surveys.theme(survey, theme)
    if found is None:
        raise Http404
    first = {"name": found.name, "words": found.words}
    form = refillable(request, lambda data: ThemeForm(data, initial=first))
    back = reverse("surveys:comments", args=[survey.pk])
    if request.method == "POST" and form.is_valid():
        try:
            writes.change_theme(theme=found, now=timezone.now(), **form.cleaned_data)
        except SurveyRefusedError as error:
            form.add_error("name", str(error))
        else:
            return redirect(back)
    return form_page(request, form, "Change the theme", back)


@requires(WORK)
def mark(request: HttpRequest, number: int, comment: int) -> HttpResponse:
    """Give one comment a theme by hand, with what its words suggest in sight."""
    person = worker(request)
    survey = survey_or_404(number)
    row = _comment(survey, comment)
    back = reverse("surveys:comments", args=[survey.pk])
    held = next(o for o in reads.sorted_comments(survey) if o.row.pk == row.pk)
    known = reads.themes(survey)
    keys = {one.name: str(one.pk) for one in known}
    first = {"theme": keys.get(held.theme, NO_THEME)}
    form = MarkForm(request.POST or None, initial=first, themes=known)
    if request.method == "POST" and form.is_valid():
        _mark(person, row, form, blind=False)
        return redirect(back)
    return render(
        request,
        "surveys/mark.html",
        {
            "page_title": "A comment’s theme",
            "form": form,
            "survey": survey,
            "comment": row,
            "suggested": held.suggested or "no theme",
            "back": back,
        },
    )


def _comment(survey: Survey, number: int) -> Comment:
    row = surveys.comment(survey, number)
    if row is None:
        raise Http404
    return row


def _mark(person: User, row: Comment, form: MarkForm, *, blind: bool) -> None:
    writes.mark(
        comment=row, theme=form.chosen(), blind=blind, by=person, now=timezone.now()
    )


@requires(WORK)
def by_hand(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a hundred comments, one after another, without seeing the suggestion."""
    person = worker(request)
    survey = survey_or_404(number)
    hand = reads.by_hand(survey)
    known = reads.themes(survey)
    form = MarkForm(request.POST or None, themes=known)
    if request.method == "POST" and form.is_valid():
        asked = request.POST.get("comment", "")
        there = asked.isascii() and asked.isdecimal() and len(asked) < 19
        row = surveys.comment(survey, int(asked)) if there else None
        if row is None:
            raise Http404
        _mark(person, row, form, blind=True)
        return redirect("surveys:by_hand", survey.pk)
    context = {
        "page_title": "Mark comments by hand",
        "survey": survey,
        "hand": hand,
        "form": form,
        "themes": known,
    }
    return render(request, "surveys/by_hand.html", context)


@requires(WORK)
@require_POST
def erase_one(request: HttpRequest, number: int, comment: int) -> HttpResponse:
    """Erase the words of one comment."""
    return _erase(request, number, comment)


@requires(WORK)
def erase_all(request: HttpRequest, number: int) -> HttpResponse:
    """Erase the words of every comment of a survey, after a question."""
    if request.method == "POST":
        return _erase(request, number, None)
    worker(request)
    survey = survey_or_404(number)
    return form_page(
        request,
        None,
        "Erase all comments",
        reverse("surveys:comments", args=[survey.pk]),
        lead="The words of every comment of this survey go for good. Answers and "
        "results stay as they are.",
        button="Erase them",
    )


def _erase(request: HttpRequest, number: int, comment: int | None) -> HttpResponse:
    person, now = worker(request), timezone.now()
    survey = survey_or_404(number)
    count = writes.erase(survey=survey, number=comment, now=now)
    accounts.record_opening(
        by=person,
        kind="survey_comments_erased",
        now=now,
        subject=f"survey:{survey.pk}",
    )
    messages.success(request, f"{count:,} comment{'' if count == 1 else 's'} erased.")
    return redirect("surveys:comments", survey.pk)
