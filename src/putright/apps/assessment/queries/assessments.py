"""Reads of assessments: which there are, their rows and texts, what calls for one."""

import datetime
from collections.abc import Mapping

import msgspec
from django.db.models import Count, Q, QuerySet

from putright.apps.assessment.models import (
    Assessment,
    Event,
    Requirement,
    Row,
    RowChange,
    State,
)
from putright.core.assessment import TRIGGERS, Answer, Problem, changed, problems
from putright.core.assessment import on_form as form_of
from putright.core.assessment import requirement_of as ours
from putright.core.assessment.carry import SAME
from putright.rules.handling_code import edition


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One provision of an assessment, with what it asks and what changed.

    `official`: whether the requirement is the text that the landlord loaded.
    """

    row: Row
    requirement: str
    official: bool
    changed: tuple[str, ...]


def assessments() -> QuerySet[Assessment]:
    """Give every assessment with how many of its rows say yes, no and nothing."""
    return Assessment.objects.annotate(
        yes=Count("rows", filter=Q(rows__answer="yes")),
        no=Count("rows", filter=Q(rows__answer="no")),
        unanswered=Count("rows", filter=Q(rows__answer="")),
    )


def assessment(number: int) -> Assessment | None:
    """Give one by number."""
    return (
        Assessment.objects.filter(pk=number)
        .select_related("carried_from", "signed_by", "started_by")
        .first()
    )


def row(number: int, provision: str) -> Row | None:
    """Give one provision's row; an address may hold what no database takes."""
    if "\x00" in provision:
        return None
    return (
        Row.objects.filter(assessment_id=number, provision=provision)
        .select_related("assessment", "answered_by")
        .first()
    )


def changes_of(found: Row) -> QuerySet[RowChange]:
    """Give what was said before of a provision, newest first."""
    return found.changes.select_related("by")


def answer_of(found: Row) -> Answer:
    """Give a row as the value that core judges."""
    return Answer(
        provision=found.provision,
        answer=found.answer,
        evidence=found.evidence,
        commentary=found.commentary,
        action=found.action,
        owner=found.owner,
        by_when=found.by_when,
    )


def answers(found: Assessment) -> list[Answer]:
    """Give every answer of an assessment, in the form's order."""
    return [answer_of(one) for one in found.rows.all()]


def lines(found: Assessment) -> list[Line]:
    """Give every provision of an assessment, in the form's order."""
    texts = requirements(found.edition)
    code = edition(found.edition)
    before = _before(found)
    return [
        Line(
            row=one,
            requirement=texts.get(one.provision) or ours(code, one.provision),
            official=one.provision in texts,
            changed=_changed(one, found, before),
        )
        for one in found.rows.all()
    ]


def _before(found: Assessment) -> Mapping[str, Answer]:
    if found.carried_from is None:
        return {}
    return {one.provision: one for one in answers(found.carried_from)}


def _changed(
    one: Row, found: Assessment, before: Mapping[str, Answer]
) -> tuple[str, ...]:
    """Name what changed: by comparison here, by its own words where a file says so."""
    code = (one.change,) if one.change and one.change != SAME else ()
    if found.carried_from is None:
        return code
    return code + changed(answer_of(one), before.get(one.provision))


def last_time(found: Row) -> Answer | None:
    """Give what was said of a row's provision in the assessment it was carried from."""
    source = found.assessment.carried_from_id
    if source is None:
        return None
    then = row(source, found.provision)
    return answer_of(then) if then else None


def requirements(name: str) -> Mapping[str, str]:
    """Give the official texts that the landlord loaded for an edition."""
    rows = Requirement.objects.filter(edition=name)
    return dict(rows.values_list("provision", "text"))


def problems_of(found: Assessment) -> list[Problem]:
    """Give why an assessment can't be signed off yet."""
    return problems(answers(found), form_of(found.edition))


def standing_on(day: datetime.date) -> Assessment | None:
    """Give the assessment for a day: of the year it lies in, the latest version.

    Past ones, from files, have no period and are never it.
    """
    return (
        Assessment.objects.filter(first__lte=day, last__gte=day)
        .exclude(state=State.PAST)
        .order_by("-version", "-id")
        .first()
    )


def to_carry_from() -> QuerySet[Assessment]:
    """Give the assessments that a new one may be carried from, newest first."""
    return Assessment.objects.exclude(state=State.DRAFT)


def events() -> QuerySet[Event]:
    """Give what called for a new assessment or for telling people, newest first."""
    return Event.objects.all()


def calling() -> list[Event]:
    """Give the events that no assessment begun on or after their day has answered."""
    latest = (
        Assessment.objects.exclude(state=State.PAST).order_by("-started_at").first()
    )
    kinds = [one.code for one in TRIGGERS.values() if one.reassess]
    found = Event.objects.filter(kind__in=kinds)
    if latest is not None:
        found = found.filter(happened_on__gt=latest.started_at.date())
    return list(found)
