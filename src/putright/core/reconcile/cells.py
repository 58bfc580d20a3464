"""A cell as printed: the numbers in it, and what it says they are made of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from putright.core.reconcile.printed import Number

MOST_DIGITS = 15
"""Digits a number may have: more is a telephone or an account number."""

MOST_PLACES = 10
"""Decimal places kept: more are the noise of a spreadsheet's quotient."""

_NUMBER = (
    r"(?P<sign>[-−–+]?)\s?(?P<pound>£?)"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<part>\.[0-9]+)?\s?(?P<percent>%?)"
)
_FIRST = re.compile(_NUMBER + r"(?![0-9])")
_BARE = _NUMBER.replace("?P<", "?P<s_")
_SECOND = re.compile(rf"\s*(?:\(\s*{_NUMBER}\s*\)|[,;]\s+{_BARE}$)")
_OUT_OF = re.compile(r"\s*(?:out of|of)(?: the)?\s+(?P<base>[0-9][0-9,]*)\b", re.I)
_SLASH = re.compile(r"(?P<top>[0-9][0-9,]*)\s?/\s?(?P<base>[0-9][0-9,]*)\s*\(")
_REST = re.compile(
    r"(?:\s*(?:\*+|†|‡|\^|#|\([^()]*\)|p|pp|pts?|(?:percentage )?points?|"
    r"(?:per|in|a|an|each|every)\b.*|working days|days?|hours?|hrs|"
    r"weeks?|months?|homes|units|cases|complaints))*\s*\.?",
    re.I,
)
_PER = re.compile(r"\bper (?:1,?000|thousand|1k)\b", re.I)
_EMPTY = frozenset({"", "-", "–", "—", "−", "nil", "none"})
_UNKNOWN = re.compile(
    r"(n/?a|n\.a\.|tbc|tba|#.*[!?/a]|not .*|unknown|awaiting.*)", re.I
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, its numbers (the first is the figure), and its own base.

    `top` and `base` are the numerator and denominator that the cell itself gives, and
    `multiplier` what their quotient is multiplied by: 100 for a percentage.
    """

    printed: str = ""
    numbers: tuple[Number, ...] = ()
    top: Fraction | None = None
    base: Fraction | None = None
    multiplier: int | None = None

    @property
    def number(self) -> Number | None:
        """The figure of the cell, where it has one."""
        return self.numbers[0] if self.numbers else None

    @property
    def blank(self) -> bool:
        """Say whether nothing is printed, or a dash that stands for nothing."""
        return self.printed.strip().lower() in _EMPTY

    @property
    def unknown(self) -> bool:
        """Say whether it says that there is no figure: n/a, TBC, #DIV/0!."""
        return _UNKNOWN.fullmatch(self.printed.strip()) is not None

    @property
    def words(self) -> bool:
        """Say whether it is text rather than a figure, a blank or n/a."""
        return not (self.numbers or self.blank or self.unknown)


class CellError(ValueError):
    """A cell that cannot be read: what it held, and why."""

    def __init__(self, value: str, why: str) -> None:
        """Hold the value and the reason."""
        super().__init__(why)
        self.value = value
        self.why = why


def read_cell(given: object) -> Cell:
    """Read a cell: text, a number, nothing, or an object with `printed` and its base.

    Raises CellError for anything else, or a base that is no number.
    """
    if given is None:
        return Cell()
    if isinstance(given, Mapping):
        return _object(given)
    if isinstance(given, bool):
        return Cell("yes" if given else "no")
    if isinstance(given, str):
        return _text(given.strip())
    if isinstance(given, (int, Decimal)):
        return _text(_written(given))
    why = "A cell is text, a number, or an object with “printed”. Put one of these."
    raise CellError(type(given).__name__, why)


def _written(given: int | Decimal) -> str:
    if isinstance(given, int):
        if abs(given) >= 10**MOST_DIGITS:
            raise CellError(f"{str(given)[:20]}…", "This number is too long. Check it.")
        return str(given)
    exponent = given.as_tuple().exponent
    if not isinstance(exponent, int) or abs(given.adjusted()) > MOST_DIGITS:
        raise CellError(str(given)[:20], "This is not a figure. Check it.")
    return f"{given:f}"[: MOST_DIGITS * 4]


def _object(given: Mapping[str, object]) -> Cell:
    printed = given.get("printed")
    if isinstance(printed, Mapping):
        raise CellError("printed", "“printed” is text or a number. Put one of these.")
    own = read_cell(printed)
    top = _part(given, "numerator")
    base = _part(given, "denominator")
    times = _part(given, "multiplier")
    if top is None and base is None:
        return own
    if times is not None and (times <= 0 or times.denominator != 1):
        why = "The multiplier is a whole number, such as 100. Put it right."
        raise CellError(str(times), why)
    multiplier = own.multiplier if times is None else int(times)
    return Cell(own.printed, own.numbers, top, base, multiplier)


def _part(given: Mapping[str, object], name: str) -> Fraction | None:
    value = given.get(name)
    if value is None:
        return None
    cell = Cell()
    if isinstance(value, (int, Decimal, str)) and not isinstance(value, bool):
        cell = read_cell(value)
    if cell.number is None:
        why = f"The {name} is not a number. Put the number, or leave it out."
        raise CellError(str(value)[:40], why)
    return cell.number.value


def _text(text: str) -> Cell:
    slash = _SLASH.match(text)
    if slash is not None:
        return _quotient(text, slash)
    first = _FIRST.match(text)
    if first is None or not _fits(first):
        return Cell(text)
    numbers = [_number(first)]
    end = first.end()
    of = _OUT_OF.match(text, end)
    if of is not None:
        base = Fraction(of["base"].replace(",", ""))
        share = _second(text, of.end())
        return _with_base(text, numbers, share, base, of.end())
    second = _second(text, end)
    if second is not None:
        number, end = second
        numbers.append(number)
    if _REST.fullmatch(text, end) is None:
        return Cell(text)
    return Cell(text, tuple(numbers), multiplier=_multiplier(text, numbers))


def _with_base(
    text: str,
    numbers: list[Number],
    share: tuple[Number, int] | None,
    base: Fraction,
    end: int,
) -> Cell:
    """Make a cell of “12 of 45” or “12 out of 45 (27%)”; its figure is the 12."""
    if share is not None:
        numbers.append(share[0])
        end = share[1]
    if _REST.fullmatch(text, end) is None:
        return Cell(text)
    multiplier = _multiplier(text, numbers)
    if not numbers[0].exact:
        return Cell(text, tuple(numbers), None, base, multiplier)
    return Cell(text, tuple(numbers), numbers[0].value, base, multiplier)


def _quotient(text: str, slash: re.Match[str]) -> Cell:
    """Make a cell of “12/45 (27%)”."""
    share = _second(text, slash.end() - 1)
    top = Fraction(slash["top"].replace(",", ""))
    if share is None or len(text) > MOST_DIGITS * 4:
        return Cell(text)
    number = Number(top, 0, "", slash["top"])
    base = Fraction(slash["base"].replace(",", ""))
    return _with_base(text, [number], share, base, share[1])


def _second(text: str, start: int) -> tuple[Number, int] | None:
    found = _SECOND.match(text, start)
    if found is None:
        return None
    prefix = "" if found["whole"] else "s_"
    if not _fits(found, prefix):
        return None
    return _number(found, prefix), found.end()


def _fits(found: re.Match[str], prefix: str = "") -> bool:
    return len(found[f"{prefix}whole"]) <= MOST_DIGITS


def _number(found: re.Match[str], prefix: str = "") -> Number:
    part = found[f"{prefix}part"] or ""
    value = Fraction(found[f"{prefix}whole"].replace(",", "") + part[:40])
    if len(part) > MOST_PLACES + 1:
        value, part = round(value, MOST_PLACES), part[: MOST_PLACES + 1]
    if found[f"{prefix}sign"] in ("-", "−", "–"):
        value = -value
    unit = found[f"{prefix}pound"] or found[f"{prefix}percent"]
    return Number(value, max(len(part) - 1, 0), unit, found[0].strip(" ();,"))


def _multiplier(text: str, numbers: list[Number]) -> int | None:
    if any(number.unit == "%" for number in numbers):
        return 100
    return 1000 if _PER.search(text) else None
