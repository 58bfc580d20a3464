"""Themes that rise or fall: the latest months of a theme beside those before them."""

from collections.abc import Sequence

import msgspec

from putright.core.figures.funnel import Funnel, funnel

RECENT = 3
"""How many months are held against those before."""


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme's cases of the latest months and before; `within` is what chance gives.

    `side` is `high` where it rises by more than chance would have it, `low` where it
    falls, else empty.
    """

    recent: int
    before: int
    within: Funnel
    side: str


def theme(months: Sequence[int]) -> Theme | None:
    """Hold a theme's latest months against all of its months, oldest first.

    The limits are a Poisson count's own, for the latest months at the theme's rate over
    all of them, so a theme of a few cases is not said to rise for two more. None where
    there are no months before.
    """
    if len(months) <= RECENT:
        return None
    recent, every = sum(months[-RECENT:]), sum(months)
    within = funnel(every, len(months), RECENT)
    return Theme(
        recent=recent, before=every - recent, within=within, side=within.side(recent)
    )


def known(totals: Sequence[int]) -> bool:
    """Say whether there is anything to hold the latest months against.

    `totals` are all cases by month, oldest first. A landlord whose records begin
    within these months would see every theme rise.
    """
    return bool(totals) and totals[0] > 0
