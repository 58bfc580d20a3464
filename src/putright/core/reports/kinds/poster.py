"""The poster: one page of large numbers."""

from putright.core.reports import sentences as s
from putright.core.reports.given import Given
from putright.core.reports.kinds.kind import YEAR, Kind
from putright.core.reports.kinds.whole import report
from putright.core.reports.sections import shouted
from putright.core.reports.values import Report, Section

TITLE = "How we dealt with complaints"
SHOWN = (
    shouted.RECEIVED_1,
    shouted.IN_TIME_1,
    shouted.DAYS_1,
    shouted.RECEIVED_2,
    shouted.IN_TIME_2,
    shouted.UPHELD_1,
    shouted.COMPLIMENTS,
    shouted.IMPROVEMENTS,
)


def build(given: Given) -> Report:
    """Build it."""
    during = s.period_words(given.span)
    text = (
        f"Counted for {during}, as at {s.long_date(given.as_at)}. In time: within the "
        "Complaint Handling Code’s time, extensions that it allows included."
    )
    return report(
        given,
        kind=KIND.code,
        title=TITLE,
        sections=(
            Section(
                key="poster",
                heading=f"Complaints, {during}",
                blocks=(
                    *shouted.highlights(given, SHOWN),
                    s.paragraph("poster.counted", s.Words(text)),
                ),
            ),
        ),
    )


KIND = Kind(
    code="poster",
    title=TITLE,
    period=YEAR,
    says="For a wall, a screen or a website: one page of large numbers.",
    asks=shouted.asks(SHOWN),
    build=build,
)
