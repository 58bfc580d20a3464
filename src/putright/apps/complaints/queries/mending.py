"""What a correction would change: dates, verdicts, and later steps now refused."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from putright.apps.complaints.queries.cases import OpenCase
from putright.apps.complaints.queries.words import ACKNOWLEDGEMENTS, RESPONSES
from putright.core.calendar import long_date
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context
from putright.core.complaints.events import Event, Mended, NoteAdded, Undone
from putright.core.complaints.fold import fold, with_mends
from putright.core.complaints.sentences import title
from putright.core.complaints.summary import CaseSummary, summarise

NAMES: Mapping[str, str] = {
    "acknowledge_by": "Acknowledge by",
    "respond_by": "Answer by",
    "extension_limit": "Extension limit",
    "backstop": "Backstop",
    "acknowledgement": "Acknowledgement",
    "response": "Answer",
}


class Change(NamedTuple):
    """What a correction changes, before and after, in words."""

    what: str
    before: str
    after: str


class Changes(NamedTuple):
    """All that a correction changes, and later entries that are now out of order."""

    verdicts: tuple[Change, ...]
    out_of_order: tuple[str, ...]


def standing(opened: OpenCase) -> dict[int, Event]:
    """Give each entry's event by its number, as corrected so far."""
    events = with_mends([entry.event for entry in opened.entries])
    return dict(enumerate(events, 1))


def _settled(event: Event) -> Event:
    """Give an event as it stands; one that mended another has done so already."""
    return NoteAdded(on=event.on) if isinstance(event, Mended | Undone) else event


def changes(
    opened: OpenCase, entry: int, corrected: Event, context: Context
) -> Changes:
    """Compare the case as it stands with the case as it would be.

    Later steps are not decided again; those dated before what now comes first, or
    judged otherwise now, are listed.
    """
    now = standing(opened)
    then = [corrected if number == entry else _settled(now[number]) for number in now]
    before = opened.case
    after = fold(then, before.reference)
    summaries = summarise(before, context), summarise(after, context)
    return Changes(
        (*_states(before, after), *_verdicts(*summaries)),
        tuple(_out_of_order(then, entry)),
    )


def _states(before: Case, after: Case) -> list[Change]:
    pairs = [("Where the case stands", before.state, after.state)]
    pairs.append(("Upheld", str(before.upheld), str(after.upheld)))
    return [
        Change(what, _words(old), _words(new)) for what, old, new in pairs if old != new
    ]


def _verdicts(before: CaseSummary, after: CaseSummary) -> list[Change]:
    found = []
    later = {stage.number: stage for stage in after.stages}
    for stage in before.stages:
        other = later.get(stage.number)
        for name, said in NAMES.items():
            old, new = getattr(stage, name), getattr(other, name, None)
            if old != new:
                what = f"Stage {stage.number}: {said}"
                found.append(Change(what, _told(name, old), _told(name, new)))
    gone = before.compensation_pence, after.compensation_pence
    if gone[0] != gone[1]:
        found.append(Change("Compensation in pence", str(gone[0]), str(gone[1])))
    return found


def _told(name: str, value: object) -> str:
    if value is None:
        return "Not settled"
    if isinstance(value, str):
        codes = ACKNOWLEDGEMENTS if name == "acknowledgement" else RESPONSES
        return codes[value].text if value in codes else _words(value)
    return long_date(value) if isinstance(value, date) else str(value)


def _words(code: str) -> str:
    told = {"True": "Yes", "False": "No"}.get(code)
    return told or code.replace("_", " ").capitalize()


def _out_of_order(events: list[Event], entry: int) -> list[str]:
    """Name the entries that would now be refused for their date."""
    corrected = events[entry - 1]
    wrong = []
    for number, event in enumerate(events, 1):
        early = number > entry and event.on < corrected.on
        late = number < entry and event.on > corrected.on
        if early or late:
            how = "before" if early else "after"
            wrong.append(
                f"Entry {number} ({title(event)}) is dated {long_date(event.on)}, "
                f"{how} the corrected one."
            )
    return wrong
