"""Which cell is at fault where several disagree, and each said once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from putright.core.reconcile.findings import Finding, Place

Values = Callable[[Place], Fraction | None]
"""Gives the figure printed in a cell."""


def settle(findings: Iterable[Finding], values: Values) -> list[Finding]:
    """Put findings in order, each once; name a part where it, not the sum, is wrong.

    A sum that does not come out may be wrong in a part. Where another relation says
    what one of the parts should be, and the sum then comes out, the part is named and
    is certain, and the sum is not.
    """
    every = list(findings)
    by_place: dict[Place, list[Finding]] = {}
    for one in every:
        by_place.setdefault(one.place, []).append(one)
    dropped: set[int] = set()
    mended: dict[int, Finding] = {}
    for one in every:
        part = _part_at_fault(one, by_place, values)
        if part is not None:
            dropped.add(id(one))
            why = f"{part.why} With it, “{one.row}” comes out as printed."
            mended[id(part)] = replace(part, certain=True, why=why)
    kept = [mended.get(id(one), one) for one in every if id(one) not in dropped]
    return _each_once(_less_doubt(_cut_alike(kept)))


def _cut_alike(findings: Sequence[Finding]) -> list[Finding]:
    """Be certain of a half that went down where its column is cut off elsewhere too."""
    cut = {one.place[::2] for one in findings if one.kind == "rounding" and one.certain}
    again = " Other figures of this column are cut off too."
    return [
        replace(one, certain=True, why=one.why + again)
        if one.kind == "rounding" and not one.certain and one.place[::2] in cut
        else one
        for one in findings
    ]


def _less_doubt(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what is not certain of a cell, or its like, of which something is."""
    sure = {one.place for one in findings if one.certain}
    return [
        one
        for one in findings
        if one.certain or not sure.intersection((one.place, *one.parts))
    ]


def _part_at_fault(
    one: Finding, by_place: dict[Place, list[Finding]], values: Values
) -> Finding | None:
    total = values(one.place)
    if one.kind not in ("sum", "cumulative") or one.value is None or total is None:
        return None
    for place in one.parts:
        printed = values(place)
        for other in by_place.get(place, []):
            if other.value is None or printed is None or other.kind != "two_values":
                continue
            if one.value - printed + other.value == total:
                return other
    return None


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """Keep one finding of a kind in a cell, the certain one first; in reading order."""
    ordered = sorted(findings, key=lambda one: (one.place, not one.certain))
    seen: set[tuple[Place, str, str]] = set()
    kept = []
    for one in ordered:
        place = (one.place, one.kind, one.printed if one.place.row < 0 else "")
        if place not in seen:
            seen.add(place)
            kept.append(one)
    return kept
