"""A number as printed: its exact value, its decimal places, and what rounds to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

Verdict = Literal["agrees", "half", "cut", "wrong"]
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a cell: 34.5% is 69/2 with one place and the unit %.

    `unit` is "%", "£" or empty.
    """

    value: Fraction
    places: int
    unit: str
    text: str

    @property
    def step(self) -> Fraction:
        """One in the last place printed."""
        return Fraction(1, 10**self.places)

    @property
    def exact(self) -> bool:
        """Say whether it is a whole number that nothing was rounded to: a count."""
        return not self.unit and not self.places

    @property
    def slack(self) -> Fraction:
        """How far what it was rounded from may lie from it."""
        return Fraction(0) if self.exact else self.step / 2


def verdict(shown: Number, true: Fraction) -> Verdict:
    """Say how a printed number stands to the value it should show.

    `agrees`: rounded half up it is the same. `half`: the value lies just between two,
    and the lower was printed, as some programs do. `cut`: the digits after the last
    place were dropped. `wrong`: none of these.
    """
    sign = -1 if true < 0 else 1
    scaled = abs(true) / shown.step
    got = sign * shown.value / shown.step
    if got == floor(scaled + HALF):
        return "agrees"
    if got == floor(scaled):
        return "half" if scaled - floor(scaled) == HALF else "cut"
    return "wrong"


def show(value: Fraction, like: Number) -> str:
    """Write a value with the places and the unit of a printed number."""
    return spell(value, places=like.places, unit=like.unit)


def spell(value: Fraction, *, places: int = 0, unit: str = "") -> str:
    """Write a value rounded half up to so many places, thousands parted by commas."""
    scale = 10**places
    whole = floor(abs(value) * scale + HALF)
    text = f"{whole // scale:,}"
    if places:
        text += f".{whole % scale:0{places}d}"
    sign = "-" if value < 0 and whole else ""
    return f"{sign}£{text}" if unit == "£" else f"{sign}{text}{unit}"


def closer(value: Fraction, like: Number) -> str:
    """Write a value with two places more than a printed number, to explain it."""
    return spell(value, places=like.places + 2, unit=like.unit)


def wholes(shown: Number, base: int, multiplier: int) -> Iterator[tuple[int, Fraction]]:
    """Give the whole numbers of a base on both sides of a printed rate, with theirs.

    The rate of `n` is `n / base x multiplier`. Gives two or three, the nearest.
    """
    near = shown.value * base / multiplier
    for number in range(max(floor(near) - 1, 0), ceil(near) + 2):
        yield number, Fraction(number * multiplier, base)


def obtainable(shown: Number, base: int, multiplier: int) -> Verdict:
    """Say whether any whole number of a base gives a printed rate: the best verdict."""
    order: tuple[Verdict, ...] = ("agrees", "half", "cut")
    found = {verdict(shown, rate) for _, rate in wholes(shown, base, multiplier)}
    return next((one for one in order if one in found), "wrong")
