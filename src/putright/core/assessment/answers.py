"""What a person says of a provision, and what is missing before anyone may sign."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

YES = "yes"
NO = "no"
ANSWERS = (YES, NO)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A person's answer to one provision; `answer` is empty until they give it.

    `evidence` is the sentence of the policy or the document that shows it. A no has an
    action, who owns it and the day it is to be done by.
    """

    provision: str
    answer: str = ""
    evidence: str = ""
    commentary: str = ""
    action: str = ""
    owner: str = ""
    by_when: date | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing: `answer`, `commentary`, `action`, `owner` or `date`."""
        if self.answer not in ANSWERS:
            return ("answer",)
        missing = []
        if not (self.commentary.strip() or self.evidence.strip()):
            missing.append("commentary")
        if self.answer == NO:
            if not self.action.strip():
                missing.append("action")
            if not self.owner.strip():
                missing.append("owner")
            if self.by_when is None:
                missing.append("date")
        return tuple(missing)


class Problem(msgspec.Struct, frozen=True):
    """One reason why it can't be signed off, and the provisions it concerns."""

    says: str
    provisions: tuple[str, ...]


WHATS = {
    "answer": "without an answer",
    "commentary": "without evidence or commentary",
    "action": "answered no without an action",
    "owner": "answered no without an owner of the action",
    "date": "answered no without a date for the action",
}


def problems(answers: Iterable[Answer], form: Sequence[str]) -> list[Problem]:
    """Give every reason why an assessment can't be signed off; none where it can.

    `form` are the provisions that it must have, in their order.
    """
    by_number = {one.provision: one for one in answers}
    lacking: dict[str, list[str]] = {what: [] for what in WHATS}
    for number in form:
        for what in by_number.get(number, Answer(provision=number)).lacks:
            lacking[what].append(number)
    found = [_problem(what, numbers) for what, numbers in lacking.items() if numbers]
    strange = tuple(number for number in by_number if number not in form)
    if strange:
        says = "It can’t be signed off with rows that are not on the form: "
        says += f"{_list(strange)}."
        found.append(Problem(says, strange))
    return found


def _problem(what: str, numbers: Sequence[str]) -> Problem:
    many = "provision" if len(numbers) == 1 else "provisions"
    says = (
        f"It can’t be signed off with {len(numbers)} {many} {WHATS[what]}: "
        f"{_list(numbers)}."
    )
    return Problem(says, tuple(numbers))


def _list(numbers: Sequence[str]) -> str:
    return ", ".join(numbers)


def changed(now: Answer, before: Answer | None) -> tuple[str, ...]:
    """Name what a person says otherwise than last time; `new` where nobody said.

    An answer not yet given is no change.
    """
    if before is None:
        return ("new",) if now.answer else ()
    names: Mapping[str, str] = {
        "answer": "answer",
        "evidence": "evidence",
        "commentary": "commentary",
        "action": "action",
        "owner": "owner",
        "by_when": "date",
    }
    return tuple(
        word
        for field, word in names.items()
        if getattr(now, field) != getattr(before, field)
        and not (field == "answer" and not now.answer)
    )
