"""The kinds of row that figures count, their columns, and what they split by.

Columns are those of the summary rows, by the same names. A few are worked out for the
day on which the records are judged; each is said where it is listed.
"""

from collections.abc import Mapping
from datetime import date

CASE = "case"
STAGE = "stage"
ACTION = "action"
ENTRY = "entry"

_CASE_WIDE = {
    "kind": str,
    "tenure": str,
    "imported": bool,
    "restricted": bool,
}

COLUMNS: Mapping[str, Mapping[str, type]] = {
    CASE: {
        **_CASE_WIDE,
        "received_on": date,
        "refused_on": date,
        "withdrawn_on": date,
        "closed_on": date,
        "improvement_on": date,
        "adjustment_review": date,
        "learning": bool,
        "upheld": bool,
        # The first complaint that names this contact as where it came from.
        "became_on": date,
    },
    STAGE: {
        **_CASE_WIDE,
        "number": int,
        "received_on": date,
        "acknowledged_on": date,
        "responded_on": date,
        "acknowledge_by": date,
        "respond_by": date,
        "backstop": date,
        "extended_to": date,
        "extension_limit": date,
        "acknowledgement": str,
        "response": str,
        "working_days": int,
        "outcome": str,
        "ended": str,
        "ended_on": date,
        "compensation_pence": int,
        "offered_on": date,
        "remedied": bool,
        "vulnerable": bool,
        "hazard": bool,
        # The last day to answer, as the record stood on the day of judging: moved by
        # the extension told by then, if it was told in time and within the limit.
        "due_then": date,
        # The last days by the landlord's own targets, where its policy has one.
        "own_acknowledge_by": date,
        "own_respond_by": date,
        # When stage 2 was first asked for, but for requests refused by the day.
        "second_on": date,
        # Whether stage 1 of the case had a remedy.
        "remedied_before": bool,
    },
    ACTION: {
        **_CASE_WIDE,
        "made_on": date,
        "by_when": date,
        "done_on": date,
    },
    ENTRY: {
        "kind": str,
        "case_kind": str,
        "imported": bool,
        "restricted": bool,
        "happened_on": date,
        "recorded_on": date,
        "working_days": int,
    },
}
"""Each kind of row and its columns, with what they hold."""

TIME = ("month", "quarter", "year")
"""Splits by the date that puts a row in the period."""

DIMENSIONS = (
    *TIME,
    "stage",
    "area",
    "team",
    "category",
    "issue",
    "channel",
    "tenure",
    "raised_by",
    "handler",
    "body",
    "outcome",
    "ground",
    "own_stage",
)
"""What figures split by, beside the columns that came with a register."""

EQUALITY = "equality:"
"""Before the name of an equality question, a split of its own: `equality:disability`.
Its small numbers are hidden; it is never crossed, limited to, or opened to cases."""

OVERLAPPING = "team"
"""The split in which one case is listed once for each team that it concerns."""
