"""You said, we did: what complaints were about, and what was improved because of them.

What people said is told by its category alone. What was done is offered in the words
of staff, which stand in no report before a person has read them and written it.
"""

from collections import defaultdict
from hashlib import sha256

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Given, Improvement
from putright.core.reports.kinds.kind import YEAR, Kind
from putright.core.reports.kinds.whole import report
from putright.core.reports.sections import learning
from putright.core.reports.values import Part, Report, Section, held

TITLE = "You said, we did"


PART = Part(number="9.3", title="What was done, told to residents")


def build(given: Given) -> Report:
    """Build it."""
    found: dict[str, list[Improvement]] = defaultdict(list)
    for one in given.improvements:
        found[one.category].append(one)
    order = sorted(found, key=lambda name: (not name, -len(found[name]), name))
    during = s.period_words(given.span)
    opening = Section(
        key="opening",
        heading=f"What changed in {during}",
        blocks=(s.paragraph("opening.summary", learning.summary(given)),),
    )
    sections = (opening, *(_category(given, name, found[name]) for name in order))
    return report(
        given,
        kind=KIND.code,
        title=TITLE,
        sections=sections,
        parts=[held(PART, sections)],
    )


def _category(given: Given, name: str, found: list[Improvement]) -> Section:
    key = sha256(name.encode()).hexdigest()[:8]
    return Section(
        key=f"about-{key}",
        heading=name or learning.NOT_KNOWN,
        part=PART.number,
        blocks=(
            s.paragraph(f"about.{key}.said", _said(given, name)),
            s.wanted(
                f"about.{key}.did",
                f"{name or learning.NOT_KNOWN}: write what we did, in plain English. "
                f"{learning.READ_FIRST}",
                drafted="\n".join(
                    dict.fromkeys(one.words for one in found if one.words)
                ),
            ),
        ),
    )


def _said(given: Given, name: str) -> s.Words:
    """Say how many complaints were of a category: nobody's words."""
    one = given.of("stage_1_received")
    cell = one.cell("category", (name,))
    about = f"about {name}" if name else "of which we did not write down the category"
    if cell.hidden or not cell.value:
        return s.Words(f"You said: complaints {about}.")
    return s.said(
        "You said: {} {}.",
        s.counted(one, "complaint", "complaints", "category", (name,)),
        about,
    )


KIND = Kind(
    code="you-said",
    title=TITLE,
    period=YEAR,
    says="For residents: what complaints were about, and what was improved because of "
    "them, with nobody’s words or name in it.",
    asks=(
        Ask(("stage_1_received",), (("category",),)),
        Ask(("improvements",)),
    ),
    build=build,
    improvements=True,
)
