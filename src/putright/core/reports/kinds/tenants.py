"""The summary for tenants: short, in plain English, with what was changed."""

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Given
from putright.core.reports.kinds.kind import YEAR, Kind
from putright.core.reports.kinds.whole import report
from putright.core.reports.sections import learning, shouted
from putright.core.reports.values import Part, Report, Section, held

TITLE = "Complaints: a summary for tenants"
SHOWN = (
    shouted.RECEIVED_1,
    shouted.IN_TIME_1,
    shouted.IN_TIME_2,
    shouted.COMPENSATION,
)


PARTS = (
    Part(number="9.3", title="What was changed, told to residents"),
    Part(number="3.7", title="The right to complain to the Ombudsman"),
)


def build(given: Given) -> Report:
    """Build it."""
    sections = (_short(given), _about(given), _changed(given), _complain())
    return report(
        given,
        kind=KIND.code,
        title=TITLE,
        sections=sections,
        parts=[held(part, sections) for part in PARTS],
    )


def _short(given: Given) -> Section:
    return Section(
        key="short",
        heading="In short",
        blocks=(
            s.paragraph("short.summary", _received(given), *_times(given)),
            *shouted.highlights(given, SHOWN),
        ),
    )


def _received(given: Given) -> s.Words:
    during = s.period_words(given.span)
    return s.said(
        "In {} you made {}, and asked us {} to look again.",
        during,
        s.lower(s.counted(given.of("stage_1_received"), "complaint", "complaints")),
        _times_asked(given),
    )


def _times_asked(given: Given) -> s.Words:
    one = given.of("stage_2_received")
    if not one.total.value:
        return s.Words("not once")
    return s.counted(one, "time", "times")


def _times(given: Given) -> list[s.Words]:
    """Say how many answers came in time, at first and when asked again."""
    told = []
    for stage, words in (
        (1, "We answered {} of the complaints due in time."),
        (2, "When you asked us to look again we answered {} in time."),
    ):
        one = given.of(f"stage_{stage}_answered_in_time")
        if one.total.denominator:
            told.append(s.said(words, s.rate(one)))
    return told


def _about(given: Given) -> Section:
    """Say what people complained about most, the three largest at most."""
    one = given.of("stage_1_received")
    most = sorted(
        (
            (-cell.value, labels)
            for labels, cell in one.by["category"].items()
            if labels[0] and cell.value
        ),
    )[:3]
    told = s.Words("We did not write down what complaints were about.")
    if most:
        named = [
            s.said("{} ({})", labels[0], s.number(one, "category", labels))
            for _, labels in most
        ]
        template = s.listed(["{}"] * len(named))
        told = s.said(f"You complained most about: {template}.", *named)
    return Section(
        key="about",
        heading="What you complained about",
        blocks=(s.paragraph("about.summary", told),),
    )


def _changed(given: Given) -> Section:
    return Section(
        key="changed",
        heading="What we changed",
        part="9.3",
        blocks=(
            s.wanted(
                "changed.written",
                "Write in plain English what was changed because of complaints. "
                f"{learning.READ_FIRST}",
                drafted=learning.offered(given.improvements),
            ),
        ),
    )


def _complain() -> Section:
    return Section(
        key="complain",
        heading="How to complain",
        part="3.7",
        blocks=(
            s.wanted(
                "complain.how",
                "Write how to complain (telephone, email, letter, in person), that "
                "someone may do it for them, and how to reach the Housing Ombudsman.",
            ),
        ),
    )


KIND = Kind(
    code="tenants",
    title=TITLE,
    period=YEAR,
    says="For tenants: a page or two in plain English on how complaints were dealt "
    "with and what was changed.",
    asks=(
        Ask(("stage_1_received",), (("category",),)),
        *shouted.asks(SHOWN),
        Ask(("stage_2_received",)),
    ),
    build=build,
    improvements=True,
)
