"""A row whose case is known: what it says more or otherwise, and the entries for it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from putright.core.complaints import events as e
from putright.core.complaints.case import Case
from putright.core.complaints.fold import fold, with_mends
from putright.core.complaints.journal import kind_of, payload_of
from putright.core.complaints.register.cells import Facts, read_row
from putright.core.complaints.register.columns import DATES
from putright.core.complaints.register.events import Imported, Timed, imported, is_live
from putright.core.complaints.register.row import last_read

Slot = tuple[str, int]
WHY = "The register that was read later says otherwise"


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What a row changes: each column with its old and new cell, and the entries."""

    cells: tuple[tuple[str, str, str], ...]
    events: tuple[Timed, ...]


def worked_since(events: Sequence[e.Event]) -> bool:
    """Whether a case was worked here since its row was read, or began here."""
    return last_read(events) != len(events) - 1


def differences(
    current: Mapping[str, str], facts: Facts, *, words: bool = True
) -> tuple[tuple[str, str, str], ...]:
    """Give each column that a row says more of, or otherwise: column, old, new.

    `current` are the case's cells. An empty cell says nothing. `words` false leaves
    out what people wrote and times of day: after an erasure they are not known.
    """
    found = []
    for column, new in (*facts.cells.items(), *facts.extra.items()):
        if column in facts.extra and not words:
            continue
        old = current.get(column, "")
        if not new or new == old or _says_less(column, old, new):
            continue
        if not words and _only_words(column, old, new):
            continue
        found.append((column, old, new))
    return tuple(found)


def _says_less(column: str, old: str, new: str) -> bool:
    """Whether a date without its time of day is the one known with it, or a default
    that the empty cell meant is now written out."""
    if column in DATES:
        return old.partition("T")[0] == new
    return column == "received_precision" and not old and new == "day"


def _only_words(column: str, old: str, new: str) -> bool:
    if column in DATES:
        return old == new.partition("T")[0]
    return column in {"subject", "refusal_reason", "improvement"} or not old


def changes(
    case: Case,
    events: Sequence[e.Event],
    current: Mapping[str, str],
    facts: Facts,
    *,
    unanswered: str = "unknown",
) -> Changed | None:
    """Give what a row changes in a case that was not worked here since it came in.

    None where it says nothing more. Facts that were told otherwise are mended, further
    ones follow, and the last entry is that the row was read. Raises RowRefusedError
    where the row and what is known already can't both be true.
    """
    cells = differences(current, facts)
    goes_live = unanswered == "open" and not case.live
    if not cells and not goes_live:
        return None
    new = {**facts.cells, **facts.extra}
    merged = read_row({**current, **{c: t for c, t in new.items() if t}})
    live = is_live(merged, unanswered, before=case.live)
    target = imported(merged, live=live)
    if not cells and target.case.live == case.live:
        return None
    if goes_live and target.case.live:
        cells = (*cells, ("unanswered", "unknown", "open"))
    return Changed(cells=cells, events=tuple(_entries(events, target)))


def _entries(events: Sequence[e.Event], target: Imported) -> Iterator[Timed]:
    """Give the entries that make of a case what the row now says it is."""
    *wanted, read = target.events
    day = max(read[0].on, events[-1].on)
    there = _places(events)
    plan = list(_by_slot(there, wanted, day))
    if not _comes_to(events, [*plan, read], target.case):
        plan = list(_by_place(there, wanted, day))
    yield from plan
    yield replace(read[0], on=day), read[1]


def _places(events: Sequence[e.Event]) -> list[tuple[int, e.Event]]:
    """Give the entries that tell facts of the row, as mended, with their number."""
    return [
        (number, event)
        for number, event in enumerate(with_mends(events), 1)
        if not isinstance(event, e.Mended | e.RegisterRowRead)
    ]


def _slot(event: e.Event) -> Slot:
    if isinstance(event, e.Refused | e.StageTwoRefused):
        return ("refused", 0)
    stage = getattr(event, "stage", 0)
    assert isinstance(stage, int)
    return (type(event).__name__, stage)


def _by_slot(
    there: list[tuple[int, e.Event]], wanted: Sequence[Timed], day: date
) -> Iterator[Timed]:
    """Mend each fact in the entry that told it; further facts follow."""
    known = {_slot(event): (number, event) for number, event in there}
    for event, at in wanted:
        found = known.get(_slot(event))
        if found is None:
            yield event, at
        elif found[1] != event:
            yield _mended(found[0], event, day), ""


def _by_place(
    there: list[tuple[int, e.Event]], wanted: Sequence[Timed], day: date
) -> Iterator[Timed]:
    """Put the facts in the entries' places in their order, where a further fact
    belongs before one that is there."""
    for (number, old), (event, _) in zip(there, wanted, strict=False):
        if old != event:
            yield _mended(number, event, day), ""
    yield from wanted[len(there) :]


def _mended(number: int, event: e.Event, day: date) -> e.Mended:
    return e.Mended(
        on=day,
        entry=number,
        kind=kind_of(type(event)),
        payload=payload_of(event),
        words={**event.words, "mend_reason": WHY},
    )


def _comes_to(events: Sequence[e.Event], plan: Sequence[Timed], wanted: Case) -> bool:
    made = fold([*events, *(event for event, _ in plan)], wanted.reference)
    same = {"entries": (), "last_on": wanted.last_on}
    return replace(made, **same) == replace(wanted, **same)
