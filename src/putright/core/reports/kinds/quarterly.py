"""The quarterly complaints report: everything counted, for managers and the board."""

from putright.core.reports.given import Given
from putright.core.reports.kinds.kind import QUARTER, Kind
from putright.core.reports.kinds.whole import report
from putright.core.reports.sections import (
    compared,
    learning,
    method,
    ombudsman,
    outcomes,
    places,
    timeliness,
    trends,
    volumes,
)
from putright.core.reports.values import Report

TITLE = "Quarterly complaints report"


def build(given: Given) -> Report:
    """Build it."""
    return report(
        given,
        kind=KIND.code,
        title=TITLE,
        sections=(
            volumes.received(given),
            timeliness.in_time(given),
            timeliness.still_open(given),
            timeliness.speed(given),
            places.teams(given),
            places.areas(given),
            places.categories(given),
            outcomes.outcomes(given),
            outcomes.escalation(given),
            outcomes.compensation(given),
            outcomes.refusals(given),
            volumes.contacts(given),
            learning.promises(given),
            learning.improvements(given),
            ombudsman.ombudsman(given),
            compared.compared(given),
            trends.trends(given),
            method.method(given),
        ),
    )


KIND = Kind(
    code="quarterly",
    title=TITLE,
    period=QUARTER,
    says="For managers and the governing body: what came in, how fast and how it was "
    "answered, by team, area and category, beside the quarter and the year before.",
    asks=(
        *volumes.ASKS,
        *timeliness.ASKS,
        *timeliness.OPEN_ASKS,
        *timeliness.SPEED_ASKS,
        *places.ASKS,
        *outcomes.ASKS,
        *outcomes.ESCALATION_ASKS,
        *outcomes.MONEY_ASKS,
        *outcomes.REFUSED_ASKS,
        *volumes.CONTACT_ASKS,
        *learning.PROMISE_ASKS,
        *learning.ASKS,
        *compared.ASKS,
        *trends.ASKS,
    ),
    build=build,
    register=True,
    improvements=True,
)
