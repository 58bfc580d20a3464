"""Sentences for what was put on the file, promised, mended and taken out."""

from putright.core.calendar import long_date
from putright.core.complaints import events as e
from putright.core.complaints.money import pounds
from putright.core.complaints.sentences.wording import (
    Names,
    Telling,
    code,
    count,
    first,
    said,
)

_FILE = {
    "application/pdf": "a PDF",
    "text/plain": "a text",
    "text/csv": "a table",
}


def _evidence(event: e.EvidenceAdded, _: Names) -> str:
    kind = _FILE.get(event.kind) or ("a picture" * event.kind.startswith("image/"))
    about = ", ".join(filter(None, (kind, _size(event.size))))
    return f"A file was put with the case{f' ({about})' if about else ''}."


def _size(size: int) -> str:
    """Say a size in bytes: `300 bytes`, `2 KB`, `1.5 MB`; nothing for none."""
    if size < 1000:
        return count(size, "byte") if size else ""
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1e6:.1f} MB"


def _contact(event: e.ContactRecorded, names: Names) -> str:
    how = f" by {code(event.channel)}" if event.channel else ""
    if not event.by:
        return f"There was contact with the resident{how}."
    return f"{first(names(event.by))} was in contact with the resident{how}."


def _asked(event: e.InformationRequested, _: Names) -> str:
    return f"{first(event.of)} was asked for information by {long_date(event.due_on)}."


def _added(event: e.ActionAdded, names: Names) -> str:
    owner = f" by {names(event.action.owner)}" if event.action.owner else ""
    day = long_date(event.action.by_when)
    return f"A further action was promised, to be done{owner} by {day}."


def _moved(event: e.ActionMoved, names: Names) -> str:
    changes = []
    if event.owner:
        changes.append(f"is now with {names(event.owner)}")
    if event.by_when is not None:
        changes.append(f"is now due by {long_date(event.by_when)}")
    return f"A promised action {' and '.join(changes) or 'was looked at again'}."


def _approved(event: e.CompensationApproved, names: Names) -> str:
    return (
        f"{first(names(event.by))} approved compensation of {pounds(event.pence)} "
        f"at stage {event.stage}."
    )


def _mended(event: e.Mended, _: Names) -> str:
    return f"Entry {event.entry} was corrected; what it said first stays on the record."


def _undone(event: e.Undone, _: Names) -> str:
    places = ", ".join(str(place) for place in event.entries)
    entries = "Entry" if len(event.entries) == 1 else "Entries"
    return (
        f"The letter was stopped before it left. {entries} {places}, which it carried, "
        "no longer count; what they said stays on the record."
    )


def _void_proposed(event: e.VoidProposed, names: Names) -> str:
    return f"{first(names(event.by))} says that the case was logged in error."


def _voided(event: e.Voided, names: Names) -> str:
    return f"{first(names(event.by))} agreed: the case leaves every count."


def _duplicate(event: e.MarkedDuplicate, names: Names) -> str:
    return (
        f"{first(names(event.by))} found it to be the same complaint as "
        f"{names(event.of)}: this one leaves every count."
    )


def _row(event: e.RegisterRowRead, _: Names) -> str:
    kept = count(len(event.columns), "column")
    told = f"The row of a register was read, with {kept} of its own."
    if event.compensation_pence is not None:
        told += f" Compensation: {pounds(event.compensation_pence)}."
    return told


TELLINGS: dict[type[e.Event], Telling] = {
    e.NoteAdded: Telling("Note added", said("A note was put on the file.")),
    e.EvidenceAdded: Telling("Evidence added", _evidence),
    e.ContactRecorded: Telling("Contact recorded", _contact),
    e.InformationRequested: Telling("Information requested", _asked),
    e.InformationChased: Telling(
        "Information chased", said("A request for information was chased.")
    ),
    e.InformationReceived: Telling(
        "Information received", said("A request for information was answered.")
    ),
    e.ActionAdded: Telling("Action promised", _added),
    e.ActionMoved: Telling("Action moved", _moved),
    e.ActionDone: Telling(
        "Action done", said("A promised action was done, and proof of it kept.")
    ),
    e.CompensationApproved: Telling("Compensation approved", _approved),
    e.Mended: Telling("Entry corrected", _mended),
    e.Undone: Telling("Letter stopped", _undone),
    e.VoidProposed: Telling("Voiding proposed", _void_proposed),
    e.Voided: Telling("Voided", _voided),
    e.MarkedDuplicate: Telling("Marked a duplicate", _duplicate),
    e.RegisterRowRead: Telling("Register row read", _row),
}
