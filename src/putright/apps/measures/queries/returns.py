"""The regulator's return of a year, and the summary of how its survey was done."""

from typing import NamedTuple

from putright.apps.measures.models import Year
from putright.apps.measures.queries import years
from putright.core.measures.approach import draft
from putright.core.measures.returning import Filled, Return, fill
from putright.rules.satisfaction_measures import measure_year
from putright.rules.satisfaction_return import ReturnForm, return_form

APPROACH = "approach:"


class Letter(NamedTuple):
    """A letter of the summary: its title, what was drafted, and what stands."""

    letter: str
    title: str
    drafted: str
    text: str
    edited: bool


def form_of(found: Year) -> ReturnForm | None:
    """Give the form that a year is returned on; None where it was not read."""
    return return_form(found.name)


def filled(found: Year) -> list[Filled]:
    """Fill in a year's return, in the regulator's order; empty without a form."""
    form = form_of(found)
    if form is None:
        return []
    told = Return(
        measure_year(found.name),
        years.standings(found),
        years.surveys(found),
        years.given(found),
        together=found.combined,
    )
    return fill(form, told)


def summary(found: Year) -> list[Letter]:
    """Give the summary, a to k: a person's text, or the draft in its place."""
    given = years.given(found)
    last = years.signed_before(found.name)
    before = years.surveys(last) if last else {}
    drafts = draft(years.surveys(found), given, before)
    letters = []
    for letter, title in measure_year(found.name).publish.items():
        key = f"{APPROACH}{letter}"
        drafted = drafts.get(letter, "")
        edited = key in given
        text = given[key] if edited else drafted
        letters.append(Letter(letter, title, drafted, text, edited))
    return letters
