"""Where a person lives, who speaks for them, what was agreed and restricted."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.residents import queries, services
from putright.apps.residents.forms import (
    AdjustmentForm,
    EndForm,
    MoveInForm,
    RepresentativeForm,
    RestrictionForm,
    RestrictionReviewForm,
    ReviewForm,
)
from putright.apps.residents.views.reaching import form_page, person_or_404


@requires("log_contact", "work_case")
def move_in(request: HttpRequest, number: int) -> HttpResponse:
    """Write down that a person lives at a home."""
    return form_page(
        request,
        form=MoveInForm(request.POST or None),
        act=lambda given: services.start_residency(
            person_id=number,
            home_id=given["home"],
            tenure=given["tenure"],
            from_day=given["from_day"],
            **_written(request),
        ),
        person=person_or_404(request, number),
        heading="Add a home",
        button="Add",
        done="The home was added.",
    )


@requires("log_contact", "work_case")
def move_out(request: HttpRequest, number: int, stay: int) -> HttpResponse:
    """Write down a person's last day at a home."""
    person = person_or_404(request, number)
    _one_of([row.id for row in queries.residencies(number)], stay)
    return form_page(
        request,
        form=EndForm(request.POST or None, label="Last day at this home"),
        act=lambda given: services.end_residency(
            residency_id=stay, ended_on=given["ended_on"], **_written(request)
        ),
        person=person,
        heading="End a stay",
        button="Save",
        done="The last day was recorded.",
    )


@requires("log_contact", "work_case")
def add_representative(request: HttpRequest, number: int) -> HttpResponse:
    """Write down who may speak for a person."""
    today = timezone.localdate()
    return form_page(
        request,
        form=RepresentativeForm(request.POST or None, initial={"starts_on": today}),
        act=lambda given: services.add_representative(
            person_id=number, **given, **_written(request)
        ),
        person=person_or_404(request, number),
        heading="Add a representative",
        button="Add",
        done="The representative was added.",
    )


@requires("log_contact", "work_case")
def end_representative(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Write down that someone no longer speaks for a person."""
    person = person_or_404(request, number)
    _one_of([one.pk for one in queries.representatives(number)], row)
    return form_page(
        request,
        form=_ending(request, "No longer speaks for them from"),
        act=lambda given: services.end_representative(
            representative_id=row, ended_on=given["ended_on"]
        ),
        person=person,
        heading="End a representative's authority",
        button="Save",
        done="The end was recorded.",
    )


@requires("log_contact", "work_case")
def add_adjustment(request: HttpRequest, number: int) -> HttpResponse:
    """Write down an adjustment that was agreed."""
    return form_page(
        request,
        form=AdjustmentForm(request.POST or None, today=timezone.localdate()),
        act=lambda given: services.agree_adjustment(
            person_id=number, **given, **_written(request)
        ),
        person=person_or_404(request, number),
        heading="Add an adjustment",
        button="Add",
        done="The adjustment was added. It is shown to whoever writes to them.",
    )


@requires("log_contact", "work_case")
def review_adjustment(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Keep an adjustment after a review."""
    person = person_or_404(request, number)
    found = _row(queries.adjustments(number), row)
    return form_page(
        request,
        form=ReviewForm(request.POST or None, today=timezone.localdate()),
        act=lambda given: services.review_adjustment(
            adjustment_id=row, **given, **_written(request)
        ),
        person=person,
        heading="Review an adjustment",
        button="Keep it",
        done="The review was recorded.",
        lead=f"Adjustment agreed: {found.adjustment}",
    )


@requires("log_contact", "work_case")
def end_adjustment(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Write down that an adjustment is no longer needed."""
    person = person_or_404(request, number)
    found = _row(queries.adjustments(number), row)
    return form_page(
        request,
        form=_ending(request, "Not needed from"),
        act=lambda given: services.end_adjustment(
            adjustment_id=row, ended_on=given["ended_on"]
        ),
        person=person,
        heading="End an adjustment",
        button="End it",
        done="The adjustment was ended.",
        lead=f"Adjustment agreed: {found.adjustment}",
    )


@requires("refuse")
def restrict(request: HttpRequest, number: int) -> HttpResponse:
    """Restrict a person's contact."""
    return form_page(
        request,
        form=RestrictionForm(request.POST or None, today=timezone.localdate()),
        act=lambda given: services.restrict_contact(
            person_id=number, **given, **_written(request)
        ),
        person=person_or_404(request, number),
        heading="Restrict contact",
        button="Restrict contact",
        done="The restriction was recorded. A complaint is still always logged.",
    )


@requires("refuse")
def review_restriction(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Keep a restriction after a review."""
    person = person_or_404(request, number)
    found = _row(queries.restrictions(number), row)
    form = RestrictionReviewForm(request.POST or None, today=timezone.localdate())
    return form_page(
        request,
        form=form,
        act=lambda given: services.review_restriction(
            restriction_id=row, **given, **_written(request)
        ),
        person=person,
        heading="Review a restriction",
        button="Keep it",
        done="The review was recorded.",
        lead=f"Contact restricted: {found.restriction}",
    )


@requires("refuse")
def end_restriction(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Lift a restriction."""
    person = person_or_404(request, number)
    found = _row(queries.restrictions(number), row)
    return form_page(
        request,
        form=_ending(request, "Lifted from"),
        act=lambda given: services.end_restriction(
            restriction_id=row, ended_on=given["ended_on"]
        ),
        person=person,
        heading="Lift a restriction",
        button="Lift it",
        done="The restriction was lifted.",
        lead=f"Contact restricted: {found.restriction}",
    )


def _written(request: HttpRequest) -> dict[str, Any]:
    return {"now": timezone.now(), "by": signed_in(request)}


def _ending(request: HttpRequest, label: str) -> EndForm:
    today: dt.date = timezone.localdate()
    return EndForm(request.POST or None, label=label, initial={"ended_on": today})


def _one_of(numbers: list[int], number: int) -> None:
    """Refuse a row that is not this person's."""
    if number not in numbers:
        raise Http404


def _row(rows: list[Any], number: int) -> Any:
    """Give this person's row of that number."""
    for row in rows:
        if row.pk == number:
            return row
    raise Http404
