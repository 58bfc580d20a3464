"""Results, counts and findings in the words that the pages show."""

from decimal import Decimal
from typing import Any

from putright.apps.measures.models import Quartile, Result
from putright.apps.measures.queries.benchmarks import quarter
from putright.apps.measures.queries.glance import Line
from putright.apps.measures.queries.telling import estimate_of
from putright.apps.measures.queries.years import is_perception
from putright.core.measures.numbers import read_count, shown
from putright.core.surveys import change
from putright.rules.satisfaction_measures import Measure

STOCK = {
    "LCRA": "Rented homes",
    "LCHO": "Shared ownership",
    "combined": "Rented and shared ownership",
}
LEFT_OUT = {
    "other_stock": "Other stock",
    "unknown": "The record does not say",
    "refused": "Refused complaints",
    "cancelled": "Cancelled",
    "not_completed": "Not completed in the year",
    "no_target": "No target time",
}
SAFETY_CHECKS = {
    "gas": "A gas check",
    "fire": "A fire risk assessment",
    "asbestos": "An asbestos survey",
    "water": "A legionella assessment",
    "lift": "A lift inspection",
}
CHECKS = {
    "area_unknown": "An area that no home has",
    "home_twice": "A home that stands twice",
    "home_differs": "A home that stands twice and differs: each row counts",
    "home_of_two_stock_types": "A home of two stock types: it counts in both",
    "case_differs": "A case that stands twice and differs: each row counts",
    "repair_twice": "A repair whose number stands twice: each row counts",
    "repairs_not_compared": "Too many repairs to look for numbers that stand twice",
    "stock_type_strange": "A stock type in a word that is not known",
    "check_dated_after_year_end": "A check dated after year end",
    **{
        f"{area}_current_blank": f"{said} is required and not said to be current: "
        "not met"
        for area, said in SAFETY_CHECKS.items()
    },
    "decent_homes_fails_blank": "Not said whether it fails the standard: counted as "
    "not failing",
    "fails_without_applying": "A failing home to which the standard does not apply",
    "completed_before_raised": "Completed before it was raised",
    "extension_unverified": "Extended, and not recorded when the tenant was told",
    "open_in_time": "Not answered, and not yet due",
    "cannot_tell": "The record does not let it be judged",
    "not_applicable_not_offered": "“Not applicable” where it is not offered",
    "answered_behind_filter": "Answered without having been asked",
    "not_an_answer": "An answer that is none",
}
PARTS = {
    "very_satisfied": "Very satisfied, or strongly agree",
    "fairly_satisfied": "Fairly satisfied, or agree",
    "neither": "Neither",
    "fairly_dissatisfied": "Fairly dissatisfied, or disagree",
    "very_dissatisfied": "Very dissatisfied, or strongly disagree",
    "not_applicable": "Not applicable or don’t know",
    "filter_yes": "Said yes to the question that leads to it",
    "filter_no": "Said no to it",
    "in_time": "In time without an extension",
    "extended": "In time with an extension",
}
COUNTED = {
    "met": "Counted and met",
    "not_met": "Counted and not met",
    "left_out": "Left out",
}
QUARTERS = ("", "Lowest", "Second lowest", "Second highest", "Highest")


def words(code: str) -> str:
    """Give a code as words: area_unknown as Area unknown."""
    return code.replace("_", " ").capitalize()


def result_words(result: Result | None, measure: Measure) -> str:
    """Say a result; nothing counted is none, and never 0%."""
    if result is None or result.status == "missing":
        return "None yet"
    if result.status == "not_applicable":
        return "Not applicable"
    if result.status == "invalid":
        return "Does not hold"
    return f"{result.result}{sign(measure)}"


def sign(measure: Measure) -> str:
    """Give what stands behind a result's number."""
    return "%" if measure.unit == "percent" else ""


def count_words(text: str) -> str:
    """Give an exact count with its thousands apart, to one decimal where it has any."""
    if not text:
        return ""
    number = read_count(text, {}, whole=False)
    if number.denominator == 1:
        return f"{number.numerator:,}"
    return f"{Decimal(shown(number, 1)):,}"


def over_words(result: Result | None) -> str:
    """Say a result's numerator and denominator: 1,806 of 52,563."""
    if result is None or not result.denominator or result.status == "not_applicable":
        return ""
    return f"{count_words(result.numerator)} of {count_words(result.denominator)}"


def target_words(line: Line) -> str:
    """Say a target, and whether it was met where the measure has a good direction."""
    if line.target is None:
        return "None"
    return f"{line.target.normalize():f}{sign(line.measure)}"


def met_words(line: Line) -> str:
    """Say whether a target was met; blank where that can't be said."""
    result = line.result
    if line.bare or line.target is None or result is None or not result.exact:
        return ""
    exact = Decimal(result.exact)
    up = line.measure.direction == "up"
    met = exact >= line.target if up else exact <= line.target
    return "Met" if met else "Not met"


def quartile_words(row: Quartile | None, measure: Measure) -> str:
    """Say the national quartiles: lower, median, upper."""
    if row is None:
        return ""
    return ", ".join(
        f"{shown_decimal(one)}{sign(measure)}"
        for one in (row.lower, row.median, row.upper)
    )


def shown_decimal(number: Decimal) -> str:
    """Show a number of 0 or more with one decimal, half up."""
    return shown(read_count(f"{number:f}", {}, whole=False), 1)


def quarter_words(line: Line) -> str:
    """Say in which quarter of all landlords a result is, and nothing of good or bad."""
    place = place_words(line)
    if not place or line.quartile is None:
        return ""
    sure = span_words(line)
    more = f"; with its margin, {sure}" if sure else ""
    return f"In the {place.lower()} of {line.quartile.landlords} landlords{more}"


def span_words(line: Line) -> str:
    """Say between which quarters a result may be by its margin; blank for one only."""
    result, row = line.result, line.quartile
    if row is None or result is None or not result.exact:
        return ""
    within = estimate_of(result).interval
    if within is None:
        return ""
    first, last = (quarter(repr(end), row) for end in within)
    if first == last:
        return ""
    return (
        f"anywhere from the {QUARTERS[first].lower()} to the {QUARTERS[last].lower()}"
    )


def place_words(line: Line) -> str:
    """Name the quarter that a result is in; blank where it is in none."""
    result = line.result
    if line.quartile is None or result is None or not result.exact:
        return ""
    return f"{QUARTERS[quarter(result.exact, line.quartile)]} quarter"


def change_words(line: Line) -> str:
    """Say the change on last year, with its margin where it comes from surveys."""
    now, before = line.result, line.before
    if now is None or before is None or not now.exact or not before.exact:
        return ""
    points = Decimal(now.exact) - Decimal(before.exact)
    moved = "up" if points > 0 else "down"
    if round(abs(points), 10) == 0:
        return "The same as last year"
    number = shown_decimal(abs(points))
    unit = " points" if line.measure.unit == "percent" else ""
    told = f"{number}{unit} {moved} on last year"
    found = change(estimate_of(before), estimate_of(now))
    if found.margin is None:
        unsure = "; whether by more than chance can’t be told"
        return f"{told}{unsure if is_perception(line.measure) else ''}"
    margin = shown_decimal(Decimal(repr(found.margin)))
    chance = "more than chance would do" if found.real else "no more than chance"
    few = ", but on few answers" if found.real and found.few else ""
    return f"{told}, give or take {margin}: {chance}{few}"


def checks_of(result: Result) -> list[dict[str, Any]]:
    """Give what a person should look at, in words, with the first records."""
    return [
        {
            "text": CHECKS.get(one["check"], words(one["check"])),
            "count": f"{one['count']:,}",
            "records": one["records"],
        }
        for one in result.checks
    ]
