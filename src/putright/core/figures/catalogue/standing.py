"""How a stage stands to its clocks on a day: the rules that many figures share.

A stage is judged by its settled verdict once it was answered, and by dates until then,
so that the same rows answer for today and for any day before.
"""

from collections.abc import Iterable

from putright.core.figures.figure import LEFT_OUT, MET, NOT_MET, Sort
from putright.core.figures.rules import (
    ALWAYS,
    Ahead,
    Happened,
    In,
    Is,
    Known,
    Not,
    OnOrBefore,
    Rule,
    either,
    every,
)

ANSWERED = Happened("responded_on")
ENDED = Happened("ended_on")
"""Refused or withdrawn before it was answered."""
REFUSED = every(ENDED, Is("ended", "refused"))
EXTENDED = every(ANSWERED, Known("extended_to"))

CANNOT_TELL = "cannot tell"
NOT_YET_DUE = "not yet due"
ENDED_IN_TIME = "withdrawn or refused"

UNTOLD = either(Is("response", "cannot_tell"), Not(Known("respond_by")))
UNVERIFIED = every(ANSWERED, Not(ENDED), Is("response", "extension_unverified"))
_MET = every(ANSWERED, Is("response", "met"))
_MET_EXTENDED = every(ANSWERED, Is("response", "met_with_extension"))

BASE: tuple[Sort, ...] = (
    Sort(LEFT_OUT, CANNOT_TELL, either(UNTOLD, UNVERIFIED)),
    Sort(LEFT_OUT, ENDED_IN_TIME, every(ENDED, OnOrBefore("ended_on", "respond_by"))),
    Sort(NOT_MET, "withdrawn or refused after the answer was due", ENDED),
)
"""What is settled before anyone asks whether an answer was in time."""

OPEN: tuple[Sort, ...] = (
    Sort(LEFT_OUT, NOT_YET_DUE, Ahead("due_then")),
    Sort(NOT_MET, "not answered, overdue"),
)

IN_TIME: tuple[Sort, ...] = (
    *BASE,
    Sort(MET, "answered in time", _MET),
    Sort(MET, "answered in time with an extension", _MET_EXTENDED),
    Sort(
        NOT_MET,
        "answered by an extended date told late or too far off",
        every(ANSWERED, Is("response", "late_extension_invalid")),
    ),
    Sort(NOT_MET, "answered late", ANSWERED),
    *OPEN,
)

BY_BACKSTOP: tuple[Sort, ...] = (
    *BASE,
    Sort(
        MET,
        "answered by the backstop",
        every(ANSWERED, OnOrBefore("responded_on", "backstop")),
    ),
    Sort(NOT_MET, "answered after the backstop", ANSWERED),
    *OPEN,
)

ACKNOWLEDGED_LATE = every(
    Happened("acknowledged_on"), Not(OnOrBefore("acknowledged_on", "acknowledge_by"))
)

ACKNOWLEDGED: tuple[Sort, ...] = (
    Sort(
        LEFT_OUT,
        CANNOT_TELL,
        either(Is("acknowledgement", "cannot_tell"), Not(Known("acknowledge_by"))),
    ),
    Sort(NOT_MET, "acknowledged late", ACKNOWLEDGED_LATE),
    Sort(MET, "acknowledged in time", Happened("acknowledged_on")),
    Sort(
        MET,
        "answered in full by the day to acknowledge it",
        every(ANSWERED, OnOrBefore("responded_on", "acknowledge_by")),
    ),
    Sort(NOT_MET, "answered without an acknowledgement", every(ANSWERED, Not(ENDED))),
    Sort(
        LEFT_OUT, ENDED_IN_TIME, every(ENDED, OnOrBefore("ended_on", "acknowledge_by"))
    ),
    Sort(NOT_MET, "withdrawn or refused after it was to be acknowledged", ENDED),
    Sort(LEFT_OUT, NOT_YET_DUE, Ahead("acknowledge_by")),
    Sort(NOT_MET, "not acknowledged, overdue"),
)

NO_TARGET = "no target of the landlord's own"


def _by_own_target(done: str, by: str, what: str) -> tuple[Sort, ...]:
    """How a stage stands to a target of the landlord's own; an extension moves none."""
    done_by = every(Happened(done), OnOrBefore(done, by))
    return (
        Sort(LEFT_OUT, CANNOT_TELL, UNTOLD),
        Sort(LEFT_OUT, NO_TARGET, Not(Known(by))),
        Sort(MET, f"{what} within the target", done_by),
        Sort(NOT_MET, f"{what} after the target", Happened(done)),
        Sort(LEFT_OUT, ENDED_IN_TIME, every(ENDED, OnOrBefore("ended_on", by))),
        Sort(NOT_MET, "withdrawn or refused after the target", ENDED),
        Sort(LEFT_OUT, NOT_YET_DUE, Ahead(by)),
        Sort(NOT_MET, f"not {what}, past the target"),
    )


ACKNOWLEDGED_BY_OWN_TARGET = _by_own_target(
    "acknowledged_on", "own_acknowledge_by", "acknowledged"
)
ANSWERED_BY_OWN_TARGET = _by_own_target("responded_on", "own_respond_by", "answered")

UPHELD: tuple[Sort, ...] = (
    Sort(MET, "upheld", Is("outcome", "upheld")),
    Sort(MET, "upheld in part", Is("outcome", "partially_upheld")),
    Sort(NOT_MET, "not upheld", Is("outcome", "not_upheld")),
    Sort(
        LEFT_OUT,
        "resolved or withdrawn, which decides nothing",
        In("outcome", ("resolved", "withdrawn")),
    ),
    Sort(LEFT_OUT, "outcome not known"),
)

STILL_OPEN = every(Not(ANSWERED), Not(ENDED), Not(UNTOLD))
OVERDUE = every(STILL_OPEN, Not(Ahead("due_then")))


def met_only(sorts: Iterable[Sort], *whys: str) -> Rule:
    """Give the rule of the rows that these sorts find, tried in their order."""
    rest: list[Rule] = []
    found: list[Rule] = []
    for sort in sorts:
        if sort.why in whys:
            found.append(every(*(Not(rule) for rule in rest), sort.rule))
        rest.append(sort.rule)
    return either(*found) if found else Not(ALWAYS)
