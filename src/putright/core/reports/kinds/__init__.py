"""The kinds of report, each built from what was gathered for it."""

from collections.abc import Mapping

from putright.core.reports.kinds import (
    annual,
    performance,
    poster,
    quarterly,
    scrutiny,
    tenants,
    you_said,
)
from putright.core.reports.kinds.kind import (
    Kind,
    PeriodError,
    ReportError,
    UnknownKindError,
    check_period,
)

KINDS: Mapping[str, Kind] = {
    one.code: one
    for one in (
        quarterly.KIND,
        scrutiny.KIND,
        performance.KIND,
        annual.KIND,
        tenants.KIND,
        poster.KIND,
        you_said.KIND,
    )
}
"""Every kind, by its code."""


def kind_of(code: str) -> Kind:
    """Give a kind by its code. UnknownKindError names the ones that there are."""
    try:
        return KINDS[code]
    except KeyError:
        raise UnknownKindError(
            f"There is no report of the kind {code!r}. There are: {', '.join(KINDS)}."
        ) from None


__all__ = [
    "KINDS",
    "Kind",
    "PeriodError",
    "ReportError",
    "UnknownKindError",
    "check_period",
    "kind_of",
]
