"""Who may speak for a case's resident: named on the case, or on their own record."""

import datetime

from putright.apps.residents import queries as residents
from putright.apps.residents.values import Notice
from putright.core.calendar import long_date
from putright.core.complaints.case import Case
from putright.core.complaints.letters.facts import Representative
from putright.core.complaints.letters.representing import Authority, speakers

A_DAY = datetime.timedelta(days=1)


def of_case(case: Case) -> list[Authority]:
    """Give those named on the case itself, the latest first."""
    references = {one.person for one in case.representatives}
    known = residents.people_referenced(references) if references else {}
    return [
        Authority(
            name=known[one.person].name if one.person in known else one.person,
            scope=one.scope,
            last_day=one.expires_on,
            here=True,
        )
        for one in reversed(case.representatives)
    ]


def of_person(reference: str, on: datetime.date) -> list[Authority]:
    """Give those on the resident's own record who may, or once might, speak."""
    found = residents.person(reference) if reference else None
    if found is None:
        return []
    recorded = []
    for row in residents.representatives(found.id):
        last = row.ended_on - A_DAY if row.ended_on else row.expires_on
        if row.ended_on and row.expires_on:
            last = min(last or row.expires_on, row.expires_on)
        if row.starts_on <= on:
            recorded.append(Authority(name=row.name, scope=row.scope, last_day=last))
    return recorded


def who_may_speak(case: Case, on: datetime.date) -> tuple[Representative, ...]:
    """Give everyone recorded to speak for the resident, and whether they may here."""
    about = (case.category, case.issue, case.subject)
    return speakers([*of_case(case), *of_person(case.person, on)], about, on)


def notices(case: Case, on: datetime.date) -> tuple[Notice, ...]:
    """Give what to know of representatives before anyone is contacted (3.6).

    Those named on the case, each once: for what, until when, or that it is over.
    """
    named = {one.name: one for one in reversed(of_case(case))}
    return tuple(Notice("representative", _told(one, on)) for one in named.values())


def _told(one: Authority, on: datetime.date) -> str:
    if one.last_day is not None and one.last_day < on:
        return (
            f"Expired: {one.name} could speak for the resident on this case until "
            f"{long_date(one.last_day)}."
        )
    until = f" until {long_date(one.last_day)}" if one.last_day else ""
    scope = f", on: {one.scope.strip().rstrip('.')}" if one.scope.strip() else ""
    return f"{one.name} may speak for the resident on this case{until}{scope}."
