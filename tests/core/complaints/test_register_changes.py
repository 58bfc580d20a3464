"""A later row of a case that is known: what it changes, and that nothing else moves."""

import pytest

from putright.core.complaints import events as e
from putright.core.complaints import register as r
from putright.core.complaints.fold import fold

BASE = {"reference": "OTT-7", "kind": "complaint", "received_on": "2024-10-07"}


class Known:
    """A case as a first row told it, to which later rows are held."""

    def __init__(self, **cells: str) -> None:
        one = r.imported(r.read_row({**BASE, **cells}))
        self.events: list[e.Event] = [event for event, _ in one.events]

    def again(self, unanswered: str = "unknown", /, **cells: str) -> r.Changed | None:
        """Read a later row, and append what it comes to."""
        case = fold(self.events, "OTT-7")
        current = r.cells_of(case, self.events)
        facts = r.read_row({**BASE, **cells})
        found = r.changes(case, self.events, current, facts, unanswered=unanswered)
        if found is not None:
            self.events += [event for event, _ in found.events]
        return found

    @property
    def cells(self) -> dict[str, str]:
        return r.cells_of(fold(self.events, "OTT-7"), self.events)


def test_the_same_row_again_changes_nothing() -> None:
    known = Known(received_on="07/10/2024T16:40", subject="No heating", Ward="N")
    assert known.again(received_on="07/10/2024T16:40", subject="No heating") is None
    assert known.again() is None  # emptied cells, and less of a date


def test_a_further_fact_follows_as_an_entry_of_its_own() -> None:
    known = Known(s1_acknowledged_on="2024-10-09")
    changed = known.again(s1_acknowledged_on="2024-10-09", s1_responded_on="2024-10-18")
    assert changed is not None
    assert changed.cells == (("s1_responded_on", "", "2024-10-18"),)
    names = [type(event).__name__ for event, _ in changed.events]
    assert names == ["Responded", "RegisterRowRead"]
    assert fold(known.events).state == "stage_1_answered"
    assert known.again(s1_responded_on="2024-10-18") is None


def test_a_fact_told_otherwise_mends_the_entry_that_told_it() -> None:
    known = Known(s1_responded_on="2024-10-18", s1_outcome="upheld", subject="Heat")
    changed = known.again(s1_responded_on="2024-10-25", s1_outcome="not_upheld")
    assert changed is not None
    mended = changed.events[0][0]
    assert isinstance(mended, e.Mended)
    assert (mended.entry, mended.kind) == (2, "responded")
    assert changed.cells == (
        ("s1_responded_on", "2024-10-18", "2024-10-25"),
        ("s1_outcome", "upheld", "not_upheld"),
    )
    assert known.cells["s1_responded_on"] == "2024-10-25"
    assert known.cells["subject"] == "Heat"


def test_a_fact_that_belongs_before_others_is_put_there() -> None:
    """Stage 1's answer learned after stage 2 began does not end stage 2's turn."""
    known = Known(s2_requested_on="2024-11-20", refusal_reason="x")
    known.again(s1_responded_on="2024-10-18")
    case = fold(known.events)
    assert case.state == "stage_2_open"
    assert case.stage_1 is not None
    assert case.stage_1.responded_on is not None
    assert known.again(s1_responded_on="2024-10-18") is None


def test_an_answer_learned_of_a_refused_case_makes_the_refusal_one_of_escalation() -> (
    None
):
    known = Known(refused_on="2024-11-05", refusal_reason="Claim filed")
    known.again(s1_responded_on="2024-10-18")
    case = fold(known.events)
    assert (case.state, case.refusals[0].stage) == ("stage_1_answered", 2)
    assert known.cells["refusal_reason"] == "Claim filed"


def test_words_and_own_columns_are_changed_too() -> None:
    known = Known(subject="Heat", Ward="North")
    changed = known.again(subject="Heating off", Ward="South", Officer="CO")
    assert changed is not None
    assert [cell[0] for cell in changed.cells] == ["subject", "Ward", "Officer"]
    assert known.cells["Ward"] == "South"
    assert known.cells["Officer"] == "CO"
    assert known.again(subject="Heating off") is None
    assert known.cells["Ward"] == "South"


def test_a_later_row_that_contradicts_what_is_known_is_refused() -> None:
    known = Known(s1_acknowledged_on="2024-10-09")
    with pytest.raises(r.RowRefusedError) as error:
        known.again(s1_responded_on="2024-10-08")
    assert error.value.first.column == "s1_responded_on"


def test_rows_taken_as_unknown_can_be_said_to_be_live_later_and_stay_so() -> None:
    known = Known(s1_acknowledged_on="2024-10-09")
    changed = known.again("open")
    assert changed is not None
    assert changed.cells == (("unanswered", "unknown", "open"),)
    assert fold(known.events).live
    assert known.again("open") is None
    assert known.again("unknown") is None


def test_what_was_done_here_since_shows() -> None:
    known = Known()
    assert not r.worked_since(known.events)
    note = e.NoteAdded(on=known.events[-1].on, words={"note": "Rang"})
    assert r.worked_since([*known.events, note])
    assert r.worked_since(known.events[:1])


def test_a_cell_kept_word_for_word_gives_way_to_what_was_done_since() -> None:
    known = Known(received_on="2024-10-07T16:40", s1_outcome="upheld")
    answered = e.Responded(on=known.events[-1].on, stage=1, by="u1")
    known.events.append(answered)
    cells = known.cells
    assert cells["received_on"] == "2024-10-07T16:40"
    assert cells["s1_responded_on"] == "2024-10-07"
