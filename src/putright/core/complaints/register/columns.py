"""The register's columns: their names and what a cell of each may hold."""

from collections.abc import Mapping

from putright.core.complaints import parts

COLUMNS = (
    "reference",
    "kind",
    "received_on",
    "received_precision",
    "channel",
    "raised_by",
    "tenure",
    "area",
    "teams",
    "category",
    "issue",
    "subject",
    "edition",
    "own_stage",
    "body",
    "s1_acknowledged_on",
    "s1_extension_told_on",
    "s1_extended_to",
    "s1_responded_on",
    "s1_outcome",
    "s1_handler",
    "s2_requested_on",
    "s2_teams",
    "s2_acknowledged_on",
    "s2_extension_told_on",
    "s2_extended_to",
    "s2_responded_on",
    "s2_outcome",
    "s2_handler",
    "refused_on",
    "refusal_ground",
    "refusal_reason",
    "withdrawn_on",
    "closed_on",
    "linked_to",
    "compensation",
    "improvement",
)
"""Every column of the register, in the order in which it is written."""

NEEDED = ("reference", "kind", "received_on")
DATES = frozenset(
    name
    for name in COLUMNS
    if name.endswith("_on") or name in {"s1_extended_to", "s2_extended_to"}
)
HAPPENED = DATES - {"s1_extended_to", "s2_extended_to"}
"""Dates of what happened; a date told for later is not one."""
WORDS = frozenset({"subject", "refusal_reason", "improvement"})
"""What people wrote: kept as it stands, and erased with the case's words."""

TEAMS = frozenset({"teams", "s2_teams"})
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": parts.KINDS,
    "channel": parts.CHANNELS,
    "raised_by": parts.RAISED_BY,
    "tenure": parts.TENURES,
    "s1_outcome": parts.OUTCOMES,
    "s2_outcome": parts.OUTCOMES,
    "received_precision": ("day", "month"),
}
LIMITS: Mapping[str, int] = {
    "reference": 60,
    "edition": 30,
    "area": 100,
    "body": 100,
    "category": 100,
    "issue": 100,
    "own_stage": 60,
    "linked_to": 60,
    "refusal_ground": 60,
    "s1_handler": 100,
    "s2_handler": 100,
}
"""The most characters that a cell's code may have."""
TEAM_LIMIT = 100


def known_column(heading: str) -> str:
    """Give the register's column that a heading names, however it is written.

    `Received on` is `received_on`; a heading that names none gives "".
    """
    name = heading.strip().casefold().replace(" ", "_").replace("-", "_")
    return name if name in _KNOWN else ""


_KNOWN = frozenset(COLUMNS)
