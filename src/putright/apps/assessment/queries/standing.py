"""The self-assessment as it stands on a day, in plain values: for programs to read."""

import datetime
from typing import Any

import msgspec

from putright.apps.assessment.models import Assessment
from putright.apps.assessment.queries import assessments, evidence
from putright.core.assessment import Answer, on_form, requirement_of
from putright.core.calendar.periods import (
    Span,
    reporting_year,
    reporting_year_bounds,
)
from putright.rules.handling_code import edition, ombudsman_edition_on


def standing(day: datetime.date) -> dict[str, Any]:
    """Give the answers of the day's reporting year and what the records show by then.

    Every journal is read. Raises NoEditionError for a day before any known edition.
    """
    found = assessments.standing_on(day)
    name = found.edition if found else ombudsman_edition_on(day).name
    return {
        "on": day.isoformat(),
        "edition": name,
        "assessment": _assessment(found),
        "cannot_sign_off": [
            one.says for one in (assessments.problems_of(found) if found else ())
        ],
        "provisions": _provisions(found, name, day),
    }


def _assessment(found: Assessment | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "landlord": found.landlord,
        "year": found.year,
        "version": found.version,
        "state": found.state,
        "approved_on": found.approved_on.isoformat() if found.approved_on else None,
    }


def _provisions(
    found: Assessment | None, name: str, day: datetime.date
) -> list[dict[str, Any]]:
    code, form = edition(name), on_form(name)
    first = reporting_year_bounds(reporting_year(day)).first
    shown = evidence.shown(form, name, Span(first, day), day, most=None)
    said = {one.provision: one for one in assessments.answers(found)} if found else {}
    texts = assessments.requirements(name)
    return [
        {
            "provision": number,
            "requirement": texts.get(number) or requirement_of(code, number),
            **_answer(said.get(number, Answer(provision=number))),
            "records": [msgspec.to_builtins(one) for one in shown[number]],
        }
        for number in form
    ]


def _answer(given: Answer) -> dict[str, Any]:
    return {
        "comply": given.answer or None,
        "evidence": given.evidence,
        "commentary": given.commentary,
        "action": given.action,
        "owner": given.owner,
        "by_when": given.by_when.isoformat() if given.by_when else None,
    }
