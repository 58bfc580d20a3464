"""What is erased of people, drafts and surveys is in no byte of the database."""

from datetime import date

import pytest
from django.db import connection
from msgspec.structs import replace
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.protection import making as m
from tests.core.complaints.letters.examples import facts, letter

from putright.apps.complaints.models import CaseRow, StepDraft
from putright.apps.complaints.services import retention as casework
from putright.apps.holds import services as holds
from putright.apps.letters import services as writing
from putright.apps.residents import queries as residents
from putright.apps.residents import services as people
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.models import EqualityAnswer
from putright.apps.residents.services import retention as leaving
from putright.apps.surveys.models import Comment, Fieldwork, Response, Survey
from putright.apps.surveys.services import retention as surveys

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
MARKER = "Qzyxmarker"


def held() -> int:
    """Count the marker, and what search makes of it, in the bytes of the database."""
    data: bytes = connection.connection.serialize()
    return data.lower().count(MARKER.lower().encode())


def person() -> int:
    w.amina()
    found = residents.person(cast.AMINA.reference)
    assert found is not None
    who, at = {"now": w.NOW, "by": None}, {"person_id": found.id}
    told = PersonFacts(
        name=f"{MARKER} name",
        email=f"{MARKER}@home.example",
        telephone=f"{MARKER} 1",
        preferred_contact=f"{MARKER} 2",
        safe_contact=f"{MARKER} 3",
        language=f"{MARKER} 4",
        format=f"{MARKER} 5",
    )
    people.change_person(**at, facts=told, **who)
    people.change_person(**at, facts=PersonFacts(name=f"{MARKER} now"), **who)
    people.add_representative(
        **at,
        name=MARKER,
        contact=MARKER,
        scope=MARKER,
        authority=MARKER,
        starts_on=w.MONDAY,
        expires_on=None,
        **who,
    )
    people.agree_adjustment(
        **at,
        need=MARKER,
        adjustment=MARKER,
        disability_disclosed=True,
        disability=MARKER,
        agreed_on=w.MONDAY,
        review_on=date(2026, 9, 1),
        **who,
    )
    _limits(found.id)
    return found.id


def _limits(number: int) -> None:
    who, at = {"now": w.NOW, "by": None}, {"person_id": number}
    people.restrict_contact(
        **at,
        evidence=MARKER,
        restriction=MARKER,
        equality_considered=MARKER,
        starts_on=w.MONDAY,
        review_on=date(2026, 9, 1),
        **who,
    )
    EqualityAnswer.objects.create(
        **at, question="Sex", answer=MARKER, answered_on=w.MONDAY
    )
    hold = holds.place(
        kind="person",
        reference=cast.AMINA.reference,
        reason=MARKER,
        review_on=date(2026, 9, 1),
        today=w.TODAY,
        **who,
    )
    holds.lift(number=hold.pk, why=MARKER, **who)


def test_a_person() -> None:
    person()
    assert held() > 15
    leaving.erase_due_person(reference=cast.AMINA.reference, now=m.NOW)
    assert held() == 0


def test_a_draft() -> None:
    reference = w.logged(person="", home="")
    made = replace(letter(facts("stage_1_response")), salutation=f"Dear {MARKER}")
    number = writing.draft(letter=made, about=reference, by="u1", now=w.NOW)
    StepDraft.objects.create(
        case=CaseRow.objects.get(reference=reference),
        step="respond",
        fields=MARKER,
        letter=number,
        saved_by="u1",
        saved_at=w.NOW,
    )
    assert held() >= 3
    casework.erase_due_draft(letter=number, now=m.NOW)
    assert held() == 0


def test_a_survey() -> None:
    survey = Survey.objects.create(
        year="2025-26",
        name="Spring",
        stock_types="LCRA",
        counted_on=w.MONDAY,
        seed="1",
        created_at=w.NOW,
    )
    file = Fieldwork.objects.create(
        survey=survey, name="f.csv", taken_at=w.NOW, read=1, taken=1, already=0,
        not_sampled=0,
    )  # fmt: skip
    answer = Response.objects.create(
        survey=survey,
        fieldwork=file,
        reference=f"{MARKER} r",
        household=f"{MARKER} h",
        stock_type="LCRA",
    )
    Comment.objects.create(response=answer, text=f"{MARKER} wrote this")
    assert held() >= 3
    surveys.erase_due_survey(number=survey.pk, now=m.NOW)
    assert held() == 0
