"""Values for a page: what could give a small restricted cell away is hidden first."""

from collections.abc import Iterable, Sequence

import msgspec

from putright.apps.complaints.queries.people import staff_names
from putright.apps.figures import queries
from putright.apps.figures.queries import Question, Result
from putright.core.calendar import anniversary
from putright.core.figures import Cell
from putright.core.figures.figure import PERCENT, RATIO
from putright.core.figures.values import HIDDEN


def answered(codes: Sequence[str] | None, question: Question) -> list[Result]:
    """Answer figures; one limited to a cell that a split would hide is hidden too.

    Raises as `queries.values` does.
    """
    found = queries.values(codes, question)
    hidden = _hidden(codes, question) if question.where else frozenset()
    return [_without(one) if one.figure.code in hidden else one for one in found]


def _without(one: Result) -> Result:
    return msgspec.structs.replace(
        one,
        total=HIDDEN,
        left_out={},
        by={name: {} for name in one.by},
        overlaps=(),
        restricted=0,
    )


def _hidden(codes: Sequence[str] | None, question: Question) -> frozenset[str]:
    """Name the figures whose cell, in a split by all that is limited to, is hidden."""
    split = tuple(name for name, _ in question.where)
    labels = tuple(_names(question.where))
    asked = msgspec.structs.replace(question, by=(split,), where=())
    return frozenset(
        one.figure.code
        for one in queries.values(codes, asked)
        for cell_labels, cell in one.by[",".join(split)].items()
        if cell.hidden
        and all(
            label in names for label, names in zip(cell_labels, labels, strict=True)
        )
    )


def _names(where: Iterable[tuple[str, str]]) -> Iterable[frozenset[str]]:
    """Give each label as a split may write it: a colleague by name or number."""
    for name, label in where:
        if name == "handler":
            person = staff_names([label]).get(label, label)
            yield frozenset({label, person, f"{person} ({label})"})
        else:
            yield frozenset({label})


def year_before(question: Question, years: int = 1) -> Question:
    """Ask the same of the same days some years before, without splits."""
    return msgspec.structs.replace(
        question,
        first=anniversary(question.first, -years),
        last=anniversary(question.last, -years),
        by=(),
    )


def counts(one: Result) -> list[tuple[str, str, int]]:
    """Count how a figure's rows stand to it: how counted, why, how many."""
    cell = one.total
    if cell.hidden or one.figure.measure == RATIO:
        return []
    found: list[tuple[str, str, int]] = []
    if one.figure.measure == PERCENT:
        met, of = int(cell.numerator or 0), int(cell.denominator or 0)
        found += [("met", "", met), ("not_met", "", of - met)]
    else:
        found.append(("met", "", cell.base))
    found += [("left_out", why, number) for why, number in one.left_out.items()]
    return found


def listed(cells: Iterable[Cell]) -> int:
    """Add up what the cells of a split rest on."""
    return sum(cell.base for cell in cells)
