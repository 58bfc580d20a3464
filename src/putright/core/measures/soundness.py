"""What a person should look at between a year's results before they are returned.

In the regulator's returns of 2024-25 the first two hold in every row; of the others a
few landlords depart, so each is worth a look and none stops anything.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from putright.core.measures.numbers import NotACountError, plain, read_count
from putright.core.measures.standing import Standing

Standings = Mapping[tuple[str, str], Standing]
_SAFETY = ("BS01", "BS02", "BS03", "BS04", "BS05")
_RP02 = ("RP02_1", "RP02_2")


def look_at(standings: Standings, given: Mapping[str, str]) -> list[str]:
    """Say what does not fit, a sentence each.

    `given`: what was typed for the return, by its names there.
    """
    sound = {key: one for key, one in standings.items() if one.status == "ok"}
    return [
        *_answered_in_time(sound),
        *_asked(sound),
        *_more_than_homes(sound),
        *_repairs(sound, given),
    ]


def _answered_in_time(sound: Standings) -> Iterator[str]:
    for (code, stock), one in sound.items():
        parts = [_number(one.parts.get(name, "")) for name in ("in_time", "extended")]
        if not code.startswith("CH02") or None in parts:
            continue
        whole = sum((part for part in parts if part is not None), Fraction(0))
        if whole != Fraction(one.numerator):
            yield (
                f"{stock}: {code} has {one.numerator} answered in time, and those "
                f"without and with an extension add up to {plain(whole)}"
            )


def _asked(sound: Standings) -> Iterator[str]:
    """Hold answers against those who said yes to the question before them."""
    for (code, stock), one in sound.items():
        yes = _number(one.parts.get("filter_yes", ""))
        if yes is not None and Fraction(one.denominator) > yes:
            yield (
                f"{stock}: {code} has {one.denominator} answers, and only {plain(yes)} "
                "said yes to the question that leads to it"
            )
        other = sound.get(("TP03", stock))
        if code == "TP02" and other is not None:
            theirs = _number(other.parts.get("filter_yes", ""))
            if yes is not None and theirs is not None and yes != theirs:
                yield (
                    f"{stock}: TP02 and TP03 come after one question, and "
                    f"{plain(yes)} and {plain(theirs)} are said to have said yes to it"
                )


def _more_than_homes(sound: Standings) -> Iterator[str]:
    rented, whole = (
        _homes(sound, key) for key in (("CH01_1", "LCRA"), ("NM01_1", "combined"))
    )
    wanted = [("RP01", "LCRA", rented, "rented homes")]
    wanted += [(code, "combined", whole, "homes") for code in _SAFETY]
    for code, stock, owned, called in wanted:
        one = sound.get((code, stock))
        if one is not None and owned is not None and Fraction(one.denominator) > owned:
            yield (
                f"{code} divides by {one.denominator}, and there are {plain(owned)} "
                f"{called}"
            )


def _homes(sound: Standings, key: tuple[str, str]) -> Fraction | None:
    one = sound.get(key)
    return None if one is None else Fraction(one.denominator)


def _repairs(sound: Standings, given: Mapping[str, str]) -> Iterator[str]:
    parts = [one for code in _RP02 if (one := sound.get((code, "LCRA")))]
    raised = _number(given.get("repairs_raised", ""))
    done = sum((Fraction(one.denominator) for one in parts), Fraction(0))
    if raised is not None and len(parts) == len(_RP02) and raised < done:
        yield (
            f"{plain(raised)} repairs are said to have been raised in the year, and "
            f"{plain(done)} were completed"
        )


def _number(text: str) -> Fraction | None:
    try:
        return read_count(text, {}, whole=False)
    except NotACountError:
        return None
