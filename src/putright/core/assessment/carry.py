"""Carrying last year's assessment forward: what was said, to be answered afresh."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from putright.core.assessment.answers import Answer
from putright.rules.handling_code import Edition

NEW = "New provision"
UPDATED = "Updated provision"
SAME = "No change"


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A provision's row for the new year.

    `answer` is blank and holds what was said last time for someone to look over;
    `before` is last time's answer. `provision_change`: whether the Code's provision is
    new, updated or as it was.
    """

    answer: Answer
    before: str = ""
    provision_change: str = SAME


def carry(
    form: Sequence[str], before: Iterable[Answer], now: Edition, then: Edition | None
) -> list[Carried]:
    """Give a row for each provision of the form, with last time's words.

    No answer is carried: the program never says yes for a person.
    """
    said: Mapping[str, Answer] = {one.provision: one for one in before}
    return [_row(number, said.get(number), now, then) for number in form]


def _row(
    number: str, last: Answer | None, now: Edition, then: Edition | None
) -> Carried:
    return Carried(
        answer=msgspec.structs.replace(last or Answer(provision=number), answer=""),
        before=last.answer if last else "",
        provision_change=_change(number, now, then),
    )


def _change(number: str, now: Edition, then: Edition | None) -> str:
    if then is None or then.name == now.name:
        return SAME
    old = then.own_provisions.get(number)
    if old is None:
        return NEW
    same = old.summary == now.provisions[number].summary
    return SAME if same else UPDATED
