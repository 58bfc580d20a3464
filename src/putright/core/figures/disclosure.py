"""What a table of people's answers may not show, nor give away.

A small number, 1 to 4 where nothing else is asked, is hidden, and then as many more
cells as it takes that no hidden number can be worked out from the table as it is
printed: its total, the cells still shown, and the knowledge that what was hidden first
was small.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Label = TypeVar("Label")
Sizes = tuple[int, ...]
"""The numbers that a cell would print, such as how many met, did not, and both."""

SMALL = 5
"""A number under this, and over 0, is not printed of equality answers."""


def withheld(cells: Mapping[Label, Sizes], least: int = SMALL) -> set[Label]:
    """Name the cells that may not be shown: small ones, then others to hide them among.

    A number is small under `least` and over 0. Every cell has as many numbers as every
    other. All are named where nothing less keeps a number from being worked out.
    """
    small = {
        label
        for label, sizes in cells.items()
        if any(_small(number, least) for number in sizes)
    }
    hidden = set(small)
    others = sorted(
        (label for label in cells if label not in small),
        key=lambda label: max(cells[label], default=0),
    )
    for label in others:
        if not _told(cells, hidden, least):
            return hidden
        if max(cells[label], default=0):
            hidden.add(label)
    return set(cells) if _told(cells, hidden, least) else hidden


def _small(number: int, least: int) -> bool:
    return 0 < number < least


def _told(cells: Mapping[Label, Sizes], hidden: set[Label], least: int) -> bool:
    """Whether the table would still tell one of its small numbers exactly."""
    width = max((len(sizes) for sizes in cells.values()), default=0)
    return any(
        _told_in_column([cells[label][place] for label in hidden], least)
        for place in range(width)
    )


def _told_in_column(numbers: Sequence[int], small: int) -> bool:
    """Whether one number of a column, its others and their sum known, must be itself.

    A reader knows the sum of what is hidden, that a small number is over 0 and under
    `small`, and, at worst, which of the others are none at all and which are not small.
    """
    total = sum(numbers)
    least = [_least(number, small) for number in numbers]
    most = [_most(number, total, small) for number in numbers]
    floor, ceiling = sum(least), sum(most)
    return any(
        _small(number, small)
        and max(low, total - (ceiling - high)) == min(high, total - (floor - low))
        for number, low, high in zip(numbers, least, most, strict=True)
    )


def _least(number: int, small: int) -> int:
    return 1 if _small(number, small) else min(number, small)


def _most(number: int, total: int, small: int) -> int:
    if not number:
        return 0
    return small - 1 if _small(number, small) else total
