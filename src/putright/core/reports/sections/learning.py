"""What was learned and promised: improvements, promises kept.

What staff wrote of an improvement is offered to whoever writes the report and stands
in none until a person has read it: it may say more than may be published.
"""

from collections.abc import Iterable

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Given, Improvement
from putright.core.reports.tables import Shown, figure_table, split_table
from putright.core.reports.values import Block, Paragraph, Section

IMPROVED = ("improvements", "learning_recorded")
PROMISES = ("promises_due", "promises_kept", "promises_overdue")
ASKS = (Ask(("improvements",), (("category",),)), Ask(("learning_recorded",)))
PROMISE_ASKS = (Ask(PROMISES),)
READ_FIRST = (
    "Staff wrote the offered words in the record of a case. Read them first: what is "
    "published names nobody, lets nobody be recognised and repeats no resident’s words."
)
NOT_KNOWN = "Category not known"


def promises(given: Given) -> Section:
    """Say how many promises fell due, and how many were kept by their date (7.3)."""
    kept = given.of("promises_kept")
    told = s.Words("No promise was due in the period.")
    if kept.total.denominator:
        told = s.said("Of the promises due {} were done by their date.", s.rate(kept))
    return Section(
        key="promises",
        heading="Promises kept",
        blocks=(
            s.paragraph("promises.summary", told),
            figure_table(
                given, "promises-figures", "Promises made to residents", PROMISES
            ),
        ),
    )


def improvements(given: Given, *, part: str = "") -> Section:
    """Say how many cases led to an improvement, by category; offer what staff wrote.

    With a `part` a person has to write what was improved (8.1 d).
    """
    blocks: list[Block] = [
        s.paragraph("improvements.summary", summary(given), recorded(given)),
        Paragraph(
            text="",
            key="improvements.written",
            drafted=offered(given.improvements),
            wanted=bool(part),
            prompt="Write which services were improved as a result of complaints, and "
            f"what changed for residents. {READ_FIRST}",
        ),
        split_table(
            given,
            "improvements-by-category",
            "Cases with a service improvement, by category",
            "category",
            [Shown("improvements", "Cases")],
        ),
        figure_table(
            given, "learning-figures", "Learning recorded in the period", IMPROVED
        ),
    ]
    return Section(
        key="improvements",
        heading="Service improvements",
        blocks=tuple(blocks),
        part=part,
    )


def summary(given: Given) -> s.Words:
    """Say how many cases led to an improvement."""
    return s.said(
        "{}.",
        s.counted(
            given.of("improvements"),
            "case led to a service improvement in the period",
            "cases led to a service improvement in the period",
        ),
    )


def recorded(given: Given) -> s.Words:
    """Say for how many of the upheld complaints learning was recorded."""
    one = given.of("learning_recorded")
    if not one.total.denominator:
        return s.Words("")
    return s.said(
        "Of the upheld complaints closed in the period {} have learning recorded.",
        s.rate(one),
    )


def offered(found: Iterable[Improvement]) -> str:
    """Give what staff wrote of some improvements, a line each, none of them twice."""
    lines = (f"{one.category or NOT_KNOWN}: {one.words}" for one in found if one.words)
    return "\n".join(dict.fromkeys(lines))
