"""Small turns of phrase that the sentences share."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from putright.core.calendar import long_date

Names = Callable[[str], str]


class Telling(NamedTuple):
    """An event's heading, with `{stage}` where it has one, and its sentence."""

    title: str
    tell: Callable[[Any, Names], str]


def said(text: str) -> Callable[[Any, Names], str]:
    """Give the teller of an event whose sentence never changes."""
    return lambda _, __: text


def first(text: str) -> str:
    """Begin a sentence with a capital; the rest is left as it is."""
    return text[:1].upper() + text[1:]


def count(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: `1 point`, `2 points`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Give names in a row: `A, B and C`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def code(value: str) -> str:
    """Give a code as words: `already considered`."""
    return value.replace("_", " ")


def until(day: date | None, then: str, ended: str) -> str:
    """Say that something goes on to a day, or that it ended."""
    return ended if day is None else f"{then} {long_date(day)}."
