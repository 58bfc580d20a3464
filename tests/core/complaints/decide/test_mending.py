"""Correcting an entry: the facts change in the old place, the record stays whole."""

from datetime import date

import pytest
from tests.core.complaints.playing import Playing, acknowledged, answered, received

from putright.core.complaints import events as e
from putright.core.complaints.fold import NotAJournalError, fold
from putright.core.complaints.journal import kind_of, payload_of


def _mend(playing: Playing, entry: int, event: e.Event) -> dict[str, object]:
    return {
        "entry": entry,
        "kind": kind_of(type(event)),
        "payload": payload_of(event),
        "reason": "The letter left on the Tuesday",
    }


def _moved(playing: Playing, entry: int, day: str) -> dict[str, object]:
    """Give a mending step that moves an entry to another day."""
    fields = {
        name: getattr(playing.events[entry - 1], name)
        for name in playing.events[entry - 1].__struct_fields__
    }
    fields |= {"on": date.fromisoformat(day), "words": {}}
    return _mend(playing, entry, type(playing.events[entry - 1])(**fields))


def test_5_12_the_mended_facts_stand_in_the_old_place() -> None:
    """The clock runs from the corrected day; nobody's words are lost by it."""
    playing = answered()
    case = playing.do("mend", "2025-02-12", **_moved(playing, 2, "2025-02-04"))
    assert case.stage_1 is not None
    assert case.stage_1.acknowledged_on == date(2025, 2, 4)
    assert case.stage_1.definition == "Two visits missed"
    assert case.state == "stage_1_answered"
    assert case.entries[-1] == "mended"


def test_5_12_words_alone_can_be_mended() -> None:
    """The rest of the entry's words stay."""
    playing = acknowledged()
    step = _moved(playing, 2, "2025-02-05")
    case = playing.do("mend", "2025-02-06", **step, words={"definition": "One visit"})
    assert case.stage_1 is not None
    assert case.stage_1.definition == "One visit"
    assert case.stage_1.outcomes_sought == "An apology"


def test_5_12_the_latest_of_two_mendings_stands() -> None:
    """And both stay on the record."""
    playing = acknowledged()
    playing.do("mend", "2025-02-06", **_moved(playing, 2, "2025-02-04"))
    case = playing.do("mend", "2025-02-07", **_moved(playing, 2, "2025-02-03"))
    assert case.stage_1 is not None
    assert case.stage_1.acknowledged_on == date(2025, 2, 3)
    assert case.entries == ("received", "acknowledged", "mended", "mended")


def test_5_12_a_mending_says_why() -> None:
    """A record that changes without a reason proves nothing."""
    playing = acknowledged()
    step = {**_moved(playing, 2, "2025-02-04"), "reason": " "}
    assert playing.codes("mend", "2025-02-06", **step) == ["no_reason_for_record"]


@pytest.mark.parametrize(
    "changes",
    [
        {"entry": 0},
        {"entry": 3},
        {"entry": 10**12},
        {"entry": 1},
        {"kind": "withdrawn"},
        {"kind": "no_such_kind"},
        {"payload": "not JSON"},
        {"payload": "{}"},
        {"payload": '{"on":"2025-02-31","stage":1}'},
        {"payload": '[{"on":"2025-02-04","stage":1}]'},
    ],
)
def test_5_12_only_an_entry_of_this_case_can_be_mended(
    changes: dict[str, object],
) -> None:
    """By its own kind, with a payload of that kind; else nothing is recorded."""
    playing = acknowledged()
    step = {**_moved(playing, 2, "2025-02-04"), **changes}
    assert playing.codes("mend", "2025-02-06", **step) == ["nothing_to_mend"]


def test_5_12_a_mending_is_not_mended_nor_is_a_voiding() -> None:
    """The first entry is mended again instead."""
    playing = acknowledged()
    playing.do("mend", "2025-02-06", **_moved(playing, 2, "2025-02-04"))
    again = _mend(playing, 3, playing.events[2])
    assert playing.codes("mend", "2025-02-06", **again) == ["nothing_to_mend"]


def test_5_12_an_edition_that_nobody_knows_can_t_be_mended_in() -> None:
    """The case could never be judged again."""
    playing = received()
    first = playing.events[0]
    assert isinstance(first, e.Received)
    step = _mend(playing, 1, e.Received(on=first.on, edition="housing-1899"))
    assert playing.codes("mend", "2025-02-06", **step) == ["nothing_to_mend"]


def test_a_journal_begins_with_what_was_received() -> None:
    """Anything else is no case, and says which."""
    with pytest.raises(NotAJournalError, match="C-3"):
        fold([e.NoteAdded(on=date(2025, 2, 3))], "C-3")
    with pytest.raises(NotAJournalError, match="no reference"):
        fold([])
