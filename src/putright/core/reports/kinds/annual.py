"""The annual complaints performance and service improvement report (8.1, 8.2).

Each part that the Code asks for is a section, or several, marked with its number. What
only a person can write is asked of them; the report is not whole before it is there.
"""

from collections.abc import Sequence

import msgspec

from putright.core.calendar import reporting_year
from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import LAST_YEAR, Given, Register
from putright.core.reports.kinds.kind import REPORTING_YEAR, Kind
from putright.core.reports.kinds.whole import report
from putright.core.reports.sections import (
    assessment,
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
from putright.core.reports.tables import figure_table
from putright.core.reports.values import Block, Part, Report, Section, held

TITLE = "Annual complaints performance and service improvement report"
PARTS = (
    Part(number="8.1a", title="Self-assessment against the Code"),
    Part(
        number="8.1b",
        title="Analysis of performance, with the types of complaint refused",
    ),
    Part(number="8.1c", title="The Ombudsman’s findings of non-compliance"),
    Part(number="8.1d", title="Service improvements from learning"),
    Part(number="8.1e", title="The Ombudsman’s annual report about the landlord"),
    Part(number="8.1f", title="Other relevant reports of the Ombudsman"),
    Part(number="8.2", title="The governing body’s response"),
)
RATES = (
    "stage_1_per_1000",
    "stage_2_per_1000",
    "CH01_1",
    "CH01_2",
    "CH02_1",
    "CH02_2",
)


def build(given: Given) -> Report:
    """Build it."""
    year = reporting_year(given.first)
    sections = (
        _response(given),
        assessment.self_assessment(given),
        *_analysis(given),
        _non_compliance(given),
        learning.improvements(given, part="8.1d"),
        _yearly(given, year),
        _others(given),
        method.method(given),
    )
    return report(
        given,
        kind=KIND.code,
        title=TITLE,
        subtitle=f"{year}: 1 April {year[:4]} to {s.long_date(given.last)}",
        sections=sections,
        parts=[held(part, sections) for part in PARTS],
    )


def _response(given: Given) -> Section:
    """Ask for the governing body's response (8.2).

    Where the two are published is written down afterwards, beside the report: before
    it is published there is nothing to write.
    """
    return Section(
        key="response",
        heading="The governing body’s response",
        blocks=(
            s.wanted(
                "response.text",
                "Write the governing body’s response to this report, with the day on "
                "which it considered the report and the minute.",
                drafted=_considered(given),
            ),
            s.paragraph("response.published", s.Words(_published(given))),
        ),
        part="8.2",
    )


def _considered(given: Given) -> str:
    found = given.assessment
    if found is None or found.approved_on is None:
        return ""
    minute = f" ({found.minute})" if found.minute else ""
    return (
        "The governing body considered this report and the self-assessment on "
        f"{s.long_date(found.approved_on)}{minute}."
    )


def _published(given: Given) -> str:
    found = given.assessment
    if found is None or not found.published_at:
        return ""
    day = f" on {s.long_date(found.published_on)}" if found.published_on else ""
    response = found.response_at or "an address that is still to be given"
    return f"Published{day} at {found.published_at}; the response is at {response}."


def _analysis(given: Given) -> Sequence[Section]:
    """Give the figures (8.1 b), refusals among them, and ask what they mean."""
    figures = (
        volumes.received(given),
        _rates(given),
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
        compared.compared(given, windows=(LAST_YEAR,)),
        trends.trends(given, heading="The 12 months of the year"),
    )
    means = Section(
        key="analysis",
        heading="What the figures mean",
        blocks=(
            s.wanted(
                "analysis.qualitative",
                "Write what the figures below mean: what residents complained of and "
                "why, what went well and what did not, and which types of complaint "
                "were refused and why.",
            ),
        ),
    )
    return [msgspec.structs.replace(one, part="8.1b") for one in (means, *figures)]


def _rates(given: Given) -> Section:
    return Section(
        key="rates",
        heading="Complaints for the number of homes",
        blocks=(
            figure_table(
                given,
                "rates-figures",
                "Complaints per 1,000 homes, and the tenant satisfaction measures",
                RATES,
                notes=(
                    "A high or a low number of complaints is neither good nor bad.",
                ),
            ),
        ),
    )


def _register(given: Given) -> Register:
    return given.register or Register(span=given.span)


def _non_compliance(given: Given) -> Section:
    """Give the Ombudsman's findings; have a person say it where there was none."""
    register = _register(given)
    blocks: list[Block] = [
        *ombudsman.failures(register.failures),
        ombudsman.totals(register),
        *ombudsman.findings(register),
    ]
    if not register.failures:
        blocks.insert(
            0,
            s.wanted(
                "non-compliance.none",
                "Say whether the Ombudsman found any non-compliance with the Code, or "
                "add the order to the register: it holds none of the year.",
                drafted="The Ombudsman made no finding of non-compliance with the Code "
                "in the year.",
            ),
        )
    return Section(
        key="non-compliance",
        heading="Findings of non-compliance with the Code",
        blocks=tuple(blocks),
        part="8.1c",
    )


def _yearly(given: Given, year: str) -> Section:
    found = [one for one in _register(given).publications if one.yearly]
    blocks: tuple[Block, ...]
    if found:
        caption = "The Ombudsman’s annual report about the landlord"
        blocks = (
            ombudsman.publications("published-annual", caption, found),
            s.wanted(
                "ombudsman-annual.says",
                "Write what the Ombudsman’s annual report says about the landlord.",
            ),
        )
    else:
        blocks = (
            s.wanted(
                "ombudsman-annual.none",
                "Say that the Ombudsman issued no annual report about the landlord, or "
                "add it to the register: it holds none of the year.",
                drafted="The Ombudsman issued no annual report about the landlord in "
                f"{year}.",
            ),
        )
    return Section(
        key="ombudsman-annual",
        heading="The Ombudsman’s annual report about the landlord",
        blocks=blocks,
        part="8.1e",
    )


def _others(given: Given) -> Section:
    found = [one for one in _register(given).publications if not one.yearly]
    blocks: list[Block] = []
    drafted = (
        "No other report of the Ombudsman in the year bears on the landlord’s work."
    )
    if found:
        caption = "Other publications of the Ombudsman"
        blocks.append(ombudsman.publications("published-others", caption, found))
        drafted = ""
    blocks.append(
        s.wanted(
            "ombudsman-others.says",
            "Write which other reports or publications of the Ombudsman bear on the "
            "landlord’s work, and what was done about them; or that there was none.",
            drafted=drafted,
        )
    )
    return Section(
        key="ombudsman-others",
        heading="Other reports of the Ombudsman",
        blocks=tuple(blocks),
        part="8.1f",
    )


KIND = Kind(
    code="annual",
    title=TITLE,
    period=REPORTING_YEAR,
    says="The yearly report that the Code requires (8.1), with the self-assessment and "
    "its six parts, and the governing body’s response (8.2).",
    asks=(
        *volumes.ASKS,
        Ask(RATES),
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
        *compared.LAST_YEAR_ASKS,
        *trends.ASKS,
    ),
    build=build,
    register=True,
    assessment=True,
    improvements=True,
)
