"""The self-assessment in short (8.1 a): the answers, and the action for each no."""

from putright.core.reports import cells
from putright.core.reports import sentences as s
from putright.core.reports.given import Assessed, Given, Provision
from putright.core.reports.values import Block, Cell, Column, Section, Table

PART = "8.1a"
ANSWERS = {"yes": "Yes", "no": "No", "": "No answer"}


def self_assessment(given: Given) -> Section:
    """Sum up the year's self-assessment; what it lacks is named."""
    blocks: list[Block] = []
    found = given.assessment
    if found is None or not found.signed:
        blocks.append(s.lacking(_lack(found)))
    if found is not None:
        blocks += _told(found)
    return Section(
        key="self-assessment",
        heading="Self-assessment against the Complaint Handling Code",
        blocks=tuple(blocks),
        part=PART,
    )


def _lack(found: Assessed | None) -> str:
    if found is None:
        return "Start the self-assessment of the year, and sign it off: there is none."
    return f"Sign off the self-assessment of {found.year}: it is a draft."


def _told(found: Assessed) -> list[Block]:
    noes = [one for one in found.provisions if one.answer == "no"]
    blocks: list[Block] = [
        s.paragraph("self-assessment.summary", s.Words(_summary(found, len(noes))))
    ]
    if noes:
        blocks.append(_actions(noes))
    blocks.append(_answers(found))
    return blocks


def _summary(found: Assessed, noes: int) -> str:
    many = len(found.provisions)
    yes = sum(one.answer == "yes" for one in found.provisions)
    text = (
        f"Of {many} provisions of the Code the landlord answers yes to {yes} and no to "
        f"{noes or 'none'}."
    )
    if many - yes - noes:
        text += f" {many - yes - noes} have no answer yet."
    if found.approved_on:
        text += f" It was approved on {s.long_date(found.approved_on)}"
        text += f" ({found.minute})." if found.minute else "."
    return text


def _actions(noes: list[Provision]) -> Table:
    return Table(
        key="self-assessment-actions",
        caption="Provisions that are not met, and what is done about each",
        columns=tuple(
            Column(text=text)
            for text in ("Provision", "What it asks", "Action", "Owner", "By")
        ),
        rows=tuple(
            (
                cells.row_head(one.number),
                Cell(text=one.requirement),
                Cell(text=one.action or "No action is given"),
                Cell(text=one.owner or "No owner is given"),
                Cell(text=s.long_date(one.by_when) if one.by_when else "No date"),
            )
            for one in noes
        ),
        notes=(f"Base: {len(noes)} provisions answered no.",),
    )


def _answers(found: Assessed) -> Table:
    return Table(
        key="self-assessment-answers",
        caption=f"Self-assessment of {found.year}, provision by provision",
        columns=tuple(
            Column(text=text) for text in ("Provision", "What it asks", "Met")
        ),
        rows=tuple(
            (
                cells.row_head(one.number),
                Cell(text=one.requirement),
                Cell(text=ANSWERS[one.answer]),
            )
            for one in found.provisions
        ),
        notes=(
            f"Base: {len(found.provisions)} provisions of the edition {found.edition}. "
            "Evidence and commentary stand in the whole assessment, which is published "
            "with this report.",
        ),
    )
