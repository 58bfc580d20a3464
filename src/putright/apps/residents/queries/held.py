"""All that is held on a person, as headings and texts, for giving to them."""

import datetime as dt

from putright.apps.residents.models import EqualityAnswer, PersonFact
from putright.apps.residents.queries.care import (
    adjustments,
    representatives,
    restrictions,
)
from putright.apps.residents.queries.people import residencies

Held = tuple[str, str]
"""A heading, and what is written under it."""
SHOWN = (
    ("Name", "name"),
    ("E-mail", "email"),
    ("Telephone", "telephone"),
    ("Preferred contact", "preferred_contact"),
    ("Safe contact", "safe_contact"),
    ("Language", "language"),
    ("Format", "format"),
)


def held_on(number: int) -> list[Held]:
    """Give who a person is and was, where they live and lived, and what they need.

    A fixed number of reads, however much there is.
    """
    return [*_facts(number), *_stays(number), *_speakers(number), *_needs(number)]


def _facts(number: int) -> list[Held]:
    rows = PersonFact.objects.filter(person_id=number).order_by("id")
    return [
        (
            "Name and contacts",
            _lines(
                *((label, str(getattr(row, field))) for label, field in SHOWN),
                ("Do not write", "yes" if row.do_not_write else ""),
                *_span(row.starts_on, row.ends_on),
            ),
        )
        for row in rows
    ]


def _stays(number: int) -> list[Held]:
    return [
        (
            "A home",
            _lines(
                ("At", stay.address or "no home of ours"),
                ("As", stay.tenure),
                *_span(stay.starts_on, stay.ends_on),
            ),
        )
        for stay in residencies(number)
    ]


def _speakers(number: int) -> list[Held]:
    return [
        (
            "Someone who may speak for them",
            _lines(
                ("Name", row.name),
                ("Contact", row.contact),
                ("About", row.scope),
                ("Authority", row.authority),
                *_span(row.starts_on, row.ended_on or row.expires_on),
            ),
        )
        for row in representatives(number)
    ]


def _needs(number: int) -> list[Held]:
    agreed = [
        (
            "An adjustment",
            _lines(
                ("Need", row.need),
                ("Agreed", row.adjustment),
                ("Disability", row.disability),
                *_span(row.agreed_on, row.ended_on),
            ),
        )
        for row in adjustments(number)
    ]
    limited = [
        (
            "A restriction of contact",
            _lines(
                ("What happened", row.evidence),
                ("Restriction", row.restriction),
                ("Equality Act", row.equality_considered),
                *_span(row.starts_on, row.ended_on),
            ),
        )
        for row in restrictions(number)
    ]
    return [*agreed, *limited]


def equality_held(number: int) -> list[Held]:
    """Give a person's answers to equality questions, for their own copy alone.

    No page shows them: they go into what is given to the person, unseen by staff.
    """
    rows = EqualityAnswer.objects.filter(person_id=number).order_by("id")
    return [(row.question, row.answer) for row in rows]


def _span(first: dt.date | None, last: dt.date | None) -> tuple[Held, Held]:
    return ("From", _day(first)), ("Until", _day(last))


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _lines(*pairs: Held) -> str:
    return "\n".join(f"{label}: {text}" for label, text in pairs if text)
