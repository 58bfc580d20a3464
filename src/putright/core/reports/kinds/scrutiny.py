"""The scrutiny committee's report: a short body, and what came in by team and month as
appendices A to E."""

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Given
from putright.core.reports.kinds.kind import YEAR, Kind
from putright.core.reports.kinds.whole import report
from putright.core.reports.sections import (
    learning,
    method,
    ombudsman,
    timeliness,
    volumes,
)
from putright.core.reports.tables import Shown, split_table
from putright.core.reports.values import Paragraph, Report, Section

TITLE = "Complaints report to the scrutiny committee"
APPENDICES = (
    ("A", "compliments_received", "Compliments"),
    ("B", "comments_received", "Comments"),
    ("C", "stage_1_received", "Stage 1 complaints"),
    ("D", "mp_enquiries_received", "MP enquiries"),
    ("E", "stage_2_received", "Stage 2 complaints"),
)
SPLITS = (("team",), ("month",))


def build(given: Given) -> Report:
    """Build it."""
    return report(
        given,
        kind=KIND.code,
        title=TITLE,
        sections=(
            _purpose(given),
            volumes.received(given),
            timeliness.in_time(given),
            timeliness.speed(given),
            volumes.contacts(given),
            ombudsman.ombudsman(given),
            learning.improvements(given),
            _asked(),
            *(_appendix(given, *one) for one in APPENDICES),
            method.method(given),
        ),
    )


def _purpose(given: Given) -> Section:
    during = s.period_words(given.span)
    text = (
        "This report tells the committee how many compliments, comments and "
        f"complaints {given.landlord} received in {during}, how fast complaints were "
        "answered, and what changed because of them."
    )
    return Section(
        key="purpose",
        heading="Purpose of this report",
        blocks=(s.paragraph("purpose.text", s.Words(text)),),
    )


def _asked() -> Section:
    text = "The committee is asked to note this report and to say what it would add."
    return Section(
        key="recommendation",
        heading="What the committee is asked to do",
        blocks=(Paragraph(text=text, key="recommendation.text", drafted=text),),
    )


def _appendix(given: Given, letter: str, code: str, name: str) -> Section:
    """Give what came in of one sort, by team and by month, never what anyone said."""
    shown = [Shown(code, "Received")]
    low = letter.lower()
    return Section(
        key=f"appendix-{low}",
        heading=f"Appendix {letter}: {name}",
        blocks=(
            split_table(
                given,
                f"appendix-{low}-team",
                f"{name} by team",
                "team",
                shown,
                all_words="All, each counted once",
            ),
            split_table(
                given,
                f"appendix-{low}-month",
                f"{name} by month",
                "month",
                shown,
                all_words="All months",
            ),
        ),
    )


KIND = Kind(
    code="scrutiny",
    title=TITLE,
    period=YEAR,
    says="For a scrutiny committee: a short account of complaints and what changed, "
    "with what came in of each sort, by team and by month, as appendices A to E.",
    asks=(
        Ask(tuple(code for _, code, _ in APPENDICES), SPLITS),
        *volumes.ASKS,
        *timeliness.ASKS,
        *timeliness.SPEED_ASKS,
        *volumes.CONTACT_ASKS,
        *learning.ASKS,
    ),
    build=build,
    register=True,
    improvements=True,
)
