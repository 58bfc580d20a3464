"""The regulator's return filled in: each field with its value, or why it has none."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from putright.core.measures.numbers import plain, read_count, shown
from putright.core.measures.perception import SurveyAccount
from putright.core.measures.standing import Standing
from putright.rules.satisfaction_measures import MeasureYear
from putright.rules.satisfaction_return import Field, ReturnForm

HEADINGS = ("Section", "Question", "Field", "What it is", "Value", "Note")
Standings = Mapping[tuple[str, str], Standing]
_ANSWERS = (
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
)


class Filled(NamedTuple):
    """A field with what stands in it; blank with a `note` that says why."""

    field: Field
    value: str
    note: str = ""
    measure: str = ""
    stock_type: str = ""


class Return(NamedTuple):
    """What a return is filled from. `given`: what people typed, by `given_as`."""

    year: MeasureYear
    standings: Standings
    surveys: Mapping[str, SurveyAccount]
    given: Mapping[str, str]
    together: bool = False


def stock_types(told: Return) -> tuple[str, ...]:
    """Give the stock types that the landlord reports apart, or both together.

    Shared ownership is apart where the landlord asked those tenants, or owns as many
    of their homes as make it a duty.
    """
    if told.together or _asked(told.standings, "combined"):
        return ("combined",)
    one = told.standings.get(("CH01_1", "LCHO"))
    homes = one.denominator if one else ""
    enough = homes.isdigit() and int(homes) >= told.year.sizes.lcho_separately_from
    if enough or _asked(told.standings, "LCHO"):
        return ("LCRA", "LCHO")
    return ("LCRA",)


def _asked(standings: Standings, stock_type: str) -> bool:
    return any(
        stock == stock_type and code.startswith("TP") and one.status != "missing"
        for (code, stock), one in standings.items()
    )


def fill(form: ReturnForm, told: Return) -> list[Filled]:
    """Fill in every field, in the regulator's order.

    A stock type that the landlord does not report leaves its sections out.
    """
    reported = stock_types(told)
    return [
        _fill(field, told)
        for field in form.fields
        if not field.stock_type or field.stock_type in reported
    ]


def _fill(field: Field, told: Return) -> Filled:
    if field.fills == "given":
        value = told.given.get(field.given_as, "")
        return Filled(field, value, "" if value else "Not typed in yet")
    if field.fills == "told":
        typed = told.given.get(field.given_as, "")
        return _of_survey(field, told.surveys.get(field.stock_type), typed)
    if field.fills == "repairs":
        return _repairs(field, told)
    stock = field.stock_type or told.year.measures[field.key].stock_types[0]
    one = told.standings.get((field.key, stock), Standing(field.key, stock))
    value = _of_measure(field, one)
    note = "" if value else _why(field, one)
    return Filled(field, value, note, field.key, stock)


def _of_measure(field: Field, one: Standing) -> str:
    if one.status in ("missing", "invalid"):
        return ""
    if field.fills == "applies":
        return "No" if one.status == "not_applicable" else "Yes"
    if field.fills in ("numerator", "denominator", "result"):
        return str(getattr(one, field.fills))
    return one.parts.get(field.fills, "")


def _why(field: Field, one: Standing) -> str:
    if one.status == "not_applicable":
        return "Not applicable"
    if one.status in ("missing", "invalid"):
        return one.problem or "Nothing was counted"
    return "Not counted apart"


def _repairs(field: Field, told: Return) -> Filled:
    """Add up the repairs completed: what both parts of RP02 divide by."""
    parts = [told.standings.get((code, "LCRA")) for code in ("RP02_1", "RP02_2")]
    counts = [one.denominator for one in parts if one and one.status != "invalid"]
    if len(counts) < 2 or not all(counts):
        return Filled(field, "", "RP02 is missing")
    numbers = (read_count(text, told.year.codes, whole=True) for text in counts)
    total = sum(numbers, Fraction(0))
    return Filled(field, plain(total), "", "RP02_1", "LCRA")


def _of_survey(field: Field, survey: SurveyAccount | None, typed: str) -> Filled:
    """Fill in what a survey tells of itself; without one, what a person typed."""
    if survey is None and typed:
        return Filled(field, typed, "Typed in: no survey was worked out here")
    if survey is None:
        return Filled(field, "", "No survey was worked out here")
    value = _told(field.key, survey)
    return Filled(field, value, "" if value else "None")


def _told(key: str, survey: SurveyAccount) -> str:
    plainly = {
        "population": _number(survey.population),
        "responses": str(survey.responses),
        "weighted": "Yes" if survey.weighted_by else "No",
        "by_method_weighted": "Unweighted",
        "tp01_unweighted": _rounded(survey.overall_unweighted),
    }
    if key in plainly:
        return plainly[key]
    start, _, rest = key.partition("_")
    if start == "characteristic":
        names = dict(enumerate(survey.weighted_by, start=1))
        return names.get(int(rest), "")
    if start == "tp01" and rest in _ANSWERS:
        return str(survey.overall[_ANSWERS.index(rest)])
    if start == "tp01":
        return _rounded(survey.by_method.get(rest))
    return str(survey.methods.get(key, 0))


def _number(number: float) -> str:
    return str(int(number)) if number.is_integer() else str(number)


def _rounded(number: float | None) -> str:
    if number is None:
        return ""
    return shown(read_count(repr(number), {}, whole=False), 1)


def as_row(one: Filled) -> tuple[str, ...]:
    """Give a field as a row of the file, under HEADINGS."""
    field = one.field
    return (
        field.section,
        field.question,
        field.name,
        field.title,
        one.value,
        one.note,
    )
