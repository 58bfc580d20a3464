"""Each part that the Code may require of a letter, and how to tell that it is there.

A part is checked twice over: the case must know the fact, and the letter must say
it. The edition names the parts of each letter and the provision behind each; a part
that it names and this file does not know is refused, never passed over.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from putright.core.calendar import long_date
from putright.core.complaints.letters.facts import (
    REFUSALS,
    Finding,
    point_text,
    remedy_words,
    unanswered,
    unplaced,
)
from putright.core.complaints.letters.remark import Checked
from putright.core.complaints.parts import DATELESS_REMEDIES, UPHELD


class Lack(NamedTuple):
    """What is wrong and what to do about it.

    `provision` is given only where it is not the part's own.
    """

    says: str
    do: str
    provision: str = ""


OUTCOME_PATTERNS = {
    "upheld": r"(?<!not )(?<!partly )(?<!partially )\bupheld",
    "partially_upheld": r"\bpart(?:ly|ially) upheld",
    "not_upheld": r"\bnot upheld",
    "not_ours": r"\bnot (?:ours|our responsibility)",
}
"""How each decision reads in a letter, in lower case."""
REFUSING = r"\b(?:not|cannot|can't|won't|unable)\b"


def stage(checked: Checked) -> Iterator[Lack]:
    """6.2, 6.4, 6.9a, 6.11, 6.19a: which stage of the complaint this is."""
    if checked.facts.stage and not checked.words.says(f"stage {checked.facts.stage}"):
        yield Lack(
            f"The letter does not say that this is stage {checked.facts.stage}.",
            f"Write “stage {checked.facts.stage}” in the letter.",
        )


def definition(checked: Checked) -> Iterator[Lack]:
    """5.6, 6.9b, 6.19b: the complaint as we understand it, point by point."""
    yield from recorded(checked, checked.facts.definition, "complaint definition")
    if not checked.facts.points:
        yield Lack(
            "The case has no points to answer.",
            "List each thing the resident is unhappy about, one a point.",
        )
    for point in checked.facts.points:
        yield from recorded(checked, point.text, f"point “{point.text}”")


def outcomes_sought(checked: Checked) -> Iterator[Lack]:
    """5.6: the outcomes that the resident is looking for."""
    if not checked.facts.outcomes_sought:
        yield Lack(
            "The case has no record of the outcomes the resident wants.",
            "Ask the resident what would put things right, and record it.",
        )
    for outcome in checked.facts.outcomes_sought:
        yield from recorded(checked, outcome, f"outcome sought “{outcome}”")


def ours_and_not_ours(checked: Checked) -> Iterator[Lack]:
    """5.7: which points are the landlord's responsibility, and which are not."""
    for point in unplaced(checked.facts):
        yield Lack(
            f"It is not said whether “{point.text}” is our responsibility.",
            "Mark the point as ours or not ours.",
        )
    if not checked.words.matches(r"responsib"):
        yield Lack(
            "The letter does not say which points we are responsible for.",
            "Say which points are ours, or that all of them are.",
        )
    for other in checked.facts.not_ours:
        text = point_text(checked.facts, other.code)
        yield from recorded(checked, text, f"point “{text}”, which is not ours")


def decision(checked: Checked) -> Iterator[Lack]:
    """2.4, 6.9c, 6.19c: what was decided, on every point where points are answered."""
    if checked.facts.kind in REFUSALS:
        yield from _refusing(checked)
        return
    if not checked.facts.findings:
        yield Lack("No decision is recorded.", "Record a decision on each point.")
    decided = {found.point for found in checked.facts.findings}
    for point in checked.facts.points:
        if point.code not in decided:
            yield Lack(
                f"The point “{point.text}” has no decision.",
                "Decide the point, and give the reason.",
                _every_point(checked),
            )
    for found in checked.facts.findings:
        if not checked.words.matches(OUTCOME_PATTERNS[found.outcome]):
            text = point_text(checked.facts, found.point)
            label = found.outcome.replace("_", " ")
            yield Lack(
                f"“{text}” is recorded as {label}; the letter does not say so.",
                "Put the decision in the letter, or correct the record.",
            )


def _refusing(checked: Checked) -> Iterator[Lack]:
    if not checked.words.matches(REFUSING):
        yield Lack(
            "The letter does not say plainly that the complaint is not taken up.",
            "Say what was decided in the first paragraph.",
        )


def reasons(checked: Checked) -> Iterator[Lack]:
    """2.4, 5.11, 6.7, 6.9d, 6.18, 6.19d: the reason for what was decided."""
    if checked.facts.kind in REFUSALS:
        yield from reason(checked)
        return
    for point in unanswered(checked.facts):
        yield Lack(
            f"No reason is given for the decision on “{point.text}”.",
            "Say why, and name the policy, law or good practice you relied on.",
            _every_point(checked),
        )
    for found in checked.facts.findings:
        text = point_text(checked.facts, found.point)
        if found.reason.strip():
            yield from recorded(checked, found.reason, f"reason about “{text}”")


def _every_point(checked: Checked) -> str:
    return "6.18" if checked.facts.stage == 2 else "6.7"


def remedy(checked: Checked) -> Iterator[Lack]:
    """6.9e, 6.19e, 7.1, 7.3: what is offered to put each upheld point right."""
    for found in checked.facts.findings:
        yield from _remedies_of(checked, found)


def _remedies_of(checked: Checked, found: Finding) -> Iterator[Lack]:
    text = point_text(checked.facts, found.point)
    nothing = not found.remedies and not found.no_remedy_because.strip()
    if found.outcome in UPHELD and nothing:
        yield Lack(
            f"“{text}” was upheld and nothing is offered to put it right.",
            "Offer a remedy, or say why there is none.",
            "7.1",
        )
    if not found.remedies and found.no_remedy_because.strip():
        why = f"reason for no remedy for “{text}”"
        yield from recorded(checked, found.no_remedy_because, why)
    for offered in found.remedies:
        words, name = remedy_words(offered), f"remedy for “{text}”"
        yield from recorded(checked, words, name)
        if offered.by_when:
            yield from dated(checked, long_date(offered.by_when), name)
        elif offered.kind not in DATELESS_REMEDIES:
            yield Lack(
                f"The remedy “{words}” has no date.",
                "Say by when it will be done.",
                "7.3",
            )


def outstanding_actions(checked: Checked) -> Iterator[Lack]:
    """6.9f, 6.19f, 7.3: what is still to be done, and by when."""
    for action in checked.facts.actions:
        name = f"action “{action.what}”"
        yield from recorded(checked, action.what, name)
        if action.by_when:
            yield from dated(checked, long_date(action.by_when), name)
        else:
            yield Lack(f"The {name} has no date.", "Say by when it is done.", "7.3")


def how_to_escalate(checked: Checked) -> Iterator[Lack]:
    """6.9g: how to go to stage 2, with no need to give reasons (6.12)."""
    if not checked.words.says("stage 2"):
        yield Lack(
            "The letter does not say how to take the complaint to stage 2.",
            "Say how to ask for stage 2, and that no reasons are needed.",
        )


def ombudsman_contact(checked: Checked) -> Iterator[Lack]:
    """2.4, 3.7, 6.5, 6.16, 6.19g: the Ombudsman, and how to reach it."""
    service = checked.facts.ombudsman
    if not checked.words.says("ombudsman"):
        yield Lack(
            "The letter does not mention the Ombudsman.",
            f"Add the paragraph on the {service.name}.",
        )
    if not any(checked.words.says(way) for way in service.ways()):
        yield Lack(
            "The letter has no contact details of the Ombudsman.",
            f"Add how to reach the {service.name}: {', '.join(service.ways())}.",
        )


def ombudsman_right(checked: Checked) -> Iterator[Lack]:
    """2.4, 5.11: the right to take this decision to the Ombudsman."""
    if not checked.words.matches(r"\bright\b.{0,200}ombudsman|ombudsman.{0,200}right"):
        yield Lack(
            "The letter does not say that the resident has the right to take this "
            "decision to the Ombudsman.",
            "Put back the paragraph “If you do not agree”.",
        )


def new_date(checked: Checked) -> Iterator[Lack]:
    """6.4, 6.15: the new date of the answer."""
    day = checked.facts.new_date
    if day is None:
        yield Lack("No new date is recorded.", "Record the date you will answer by.")
    else:
        yield from dated(checked, long_date(day), "new date")


def reason(checked: Checked) -> Iterator[Lack]:
    """2.4, 5.11, 6.4, 6.15: why the answer is later, or not to be given."""
    yield from recorded(checked, checked.facts.reason, "reason")


def discretion(checked: Checked) -> Iterator[Lack]:
    """2.3: that taking it although late was considered, and why it is not done."""
    yield from recorded(
        checked, checked.facts.discretion, "thought given to discretion"
    )


def update_interval(checked: Checked) -> Iterator[Lack]:
    """5.9: when, or how often, the resident hears next."""
    days, day = checked.facts.update_every_days, checked.facts.next_update
    if day is not None and checked.words.says(long_date(day)):
        return
    if days is not None and checked.words.says(f"every {days} "):
        return
    if days is None and day is None:
        yield Lack(
            "It is not agreed how often the resident will hear from us.",
            "Agree it with the resident, and record the number of days.",
        )
    else:
        yield Lack(
            "The letter does not say when the resident will hear next.",
            "Give the day of the next update, or how often they come.",
        )


def question(checked: Checked) -> Iterator[Lack]:
    """5.6: what is unclear, asked plainly."""
    yield from recorded(checked, checked.facts.question, "question")


def progress(checked: Checked) -> Iterator[Lack]:
    """5.9, 6.6, 6.17: what has happened since the resident last heard."""
    yield from recorded(checked, checked.facts.update, "update")


def request(checked: Checked) -> Iterator[Lack]:
    """1.4: what the resident asked to be put right."""
    yield from recorded(checked, checked.facts.request, "request")


def what_happens_next(checked: Checked) -> Iterator[Lack]:
    """1.4: what will be done, by whom and when."""
    yield from recorded(checked, checked.facts.next_steps, "next step")


def how_to_complain(checked: Checked) -> Iterator[Lack]:
    """1.3, 1.5: that the resident may complain, even while the request is open."""
    if not checked.words.matches(r"\bcompla(?:in|int)\b"):
        yield Lack(
            "The letter does not say how to complain.",
            "Say that the resident may complain at any time, and how.",
        )


def recorded(checked: Checked, passage: str, name: str) -> Iterator[Lack]:
    """Require that the case knows this passage, and that the letter gives it."""
    if not passage.strip():
        yield Lack(f"The case has no {name}.", f"Record the {name} first.")
    elif not checked.words.carries(passage):
        yield Lack(
            f"The letter does not give the {name}.",
            f"Put the {name} in the letter as it is recorded, or correct the record.",
        )


def dated(checked: Checked, day: str, name: str) -> Iterator[Lack]:
    """Require that the letter gives this very date."""
    if not checked.words.says(day):
        yield Lack(
            f"The letter does not give the date {day} for the {name}.",
            f"Write {day} in the letter, or correct the record.",
        )


PartCheck = Callable[[Checked], Iterator[Lack]]

PARTS: dict[str, PartCheck] = {
    check.__name__: check
    for check in (
        stage,
        definition,
        outcomes_sought,
        ours_and_not_ours,
        decision,
        reasons,
        remedy,
        outstanding_actions,
        how_to_escalate,
        ombudsman_contact,
        ombudsman_right,
        new_date,
        reason,
        discretion,
        update_interval,
        question,
        progress,
        request,
        what_happens_next,
        how_to_complain,
    )
}
"""The parts that can be checked, by the codes that editions give them."""
