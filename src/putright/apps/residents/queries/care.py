"""Needs, representatives and restrictions: what must be shown wherever it matters."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from putright.apps.residents.models import (
    Adjustment,
    ContactRestriction,
    Representative,
)
from putright.apps.residents.values import Notice, PersonView, RepresentativeView

ASK = "a complaints manager"
RESTRICTED_ROUTE = (
    f"Contact route restricted: ask {ASK} before you write, call or visit."
)
"""Said without why: the reason may put someone in danger."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A review that is late: of what, of whom (references), and since when."""

    kind: Literal["adjustment", "restriction"]
    id: int
    person_id: int
    person: str
    due_on: dt.date


def representatives(number: int) -> list[Representative]:
    """Give everyone who may or might speak for a person, the newest first."""
    return list(Representative.objects.filter(person_id=number))


def representative_on(number: int, on: dt.date) -> RepresentativeView | None:
    """Give who may speak for a person on a day: the newest where there are several."""
    row = (
        Representative.objects.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=on),
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            person_id=number,
            starts_on__lte=on,
        )
        .order_by("-starts_on", "-id")
        .first()
    )
    if row is None:
        return None
    return RepresentativeView(
        id=row.pk,
        name=row.name,
        contact=row.contact,
        scope=row.scope,
        authority=row.authority,
        starts_on=row.starts_on,
        expires_on=row.expires_on,
    )


def adjustments(number: int, *, on: dt.date | None = None) -> list[Adjustment]:
    """Give a person's adjustments, the newest first: all, or those of a day."""
    rows = Adjustment.objects.filter(person_id=number).select_related("agreed_by")
    if on is not None:
        rows = rows.filter(_not_ended(on), agreed_on__lte=on)
    return list(rows)


def restrictions(number: int, *, on: dt.date | None = None) -> list[ContactRestriction]:
    """Give a person's restrictions, the newest first: all, or those of a day."""
    rows = ContactRestriction.objects.filter(person_id=number)
    if on is not None:
        rows = rows.filter(_not_ended(on), starts_on__lte=on)
    return list(rows.select_related("decided_by"))


def notices(found: PersonView, on: dt.date) -> list[Notice]:
    """Give what must be shown wherever this person matters, the gravest first.

    Never says why a contact route is restricted, nor what disability was disclosed.
    """
    return [*_routes(found), *_restricted(found.id, on), *_needs(found, on)]


def reviews_due(on: dt.date) -> list[ReviewDue]:
    """Give the adjustments and restrictions whose review was due before a day.

    Code 5.10 keeps adjustments under active review, 5.14 restrictions under regular
    review.
    """
    late = Q(review_on__lt=on)
    found = [
        ReviewDue(
            "adjustment", row.pk, row.person_id, row.person.reference, row.review_on
        )
        for row in Adjustment.objects.filter(late, _not_ended(on)).select_related(
            "person"
        )
    ]
    found += [
        ReviewDue(
            "restriction", row.pk, row.person_id, row.person.reference, row.review_on
        )
        for row in ContactRestriction.objects.filter(
            late, _not_ended(on)
        ).select_related("person")
    ]
    return sorted(found, key=lambda one: one.due_on)


def _not_ended(on: dt.date) -> Q:
    return Q(ended_on__isnull=True) | Q(ended_on__gt=on)


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _routes(found: PersonView) -> list[Notice]:
    shown = []
    if found.safe_contact:
        shown.append(Notice("safe_contact", RESTRICTED_ROUTE))
    if found.do_not_write:
        shown.append(
            Notice("do_not_write", "Do not write to the home: nothing may be posted.")
        )
    return shown


def _restricted(number: int, on: dt.date) -> list[Notice]:
    shown = []
    for row in restrictions(number, on=on):
        late = row.review_on < on
        review = "was due" if late else "is due"
        shown.append(
            Notice(
                "restriction",
                f"Contact restricted: {row.restriction}. Its review {review} on "
                f"{_said(row.review_on)}. A complaint is always logged.",
                overdue=late,
            )
        )
    return shown


def _needs(found: PersonView, on: dt.date) -> list[Notice]:
    shown = []
    for row in adjustments(found.id, on=on):
        late = row.review_on < on
        review = f" Its review was due on {_said(row.review_on)}." if late else ""
        shown.append(
            Notice(
                "adjustment",
                f"Adjustment agreed: {row.adjustment}.{review}",
                overdue=late,
            )
        )
    if found.format:
        shown.append(Notice("format", f"Needs letters in: {found.format}."))
    if found.language.casefold() not in ("", "english"):
        shown.append(Notice("language", f"Language: {found.language}."))
    speaker = representative_on(found.id, on)
    if speaker is not None:
        until = f" until {_said(speaker.expires_on)}" if speaker.expires_on else ""
        shown.append(Notice("representative", f"Represented by {speaker.name}{until}."))
    return shown
