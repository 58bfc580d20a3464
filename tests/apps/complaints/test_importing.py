"""A register file taken: every row accounted for, and nothing twice."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from putright.apps.complaints import search
from putright.apps.complaints.models import CaseRow, Entry, StageRow
from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.services import erase, importing_writing, steps, verify
from putright.apps.complaints.services.importing import (
    RegisterOutcome,
    import_register,
    mapping_of,
    try_register,
)
from putright.apps.complaints.services.importing_reading import Batch, Read
from putright.core.complaints import steps as s
from putright.core.tabular import Table, TableError, read, write_csv

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)
HEADINGS = ("reference", "kind", "received_on", "subject", "s1_responded_on", "Ward")
ONE = ("OTT-1", "complaint", "2024-10-07", "Heating off", "", "North")
TWO = ("OTT-2", "compliment", "2024-10-08T09:30", "Kind on the telephone", "", "")
LATE = ("OTT-3", "complaint", "2024-10-07", "Mould", "2024-12-02", "South")


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Table:
    return read("register.csv", write_csv(headings, rows))


def taken(*rows: tuple[str, ...], **options: object) -> RegisterOutcome:
    return import_register(table(*rows), who="system", now=NOW, **options)  # type: ignore[arg-type] # a test's own options


def counts(outcome: RegisterOutcome) -> tuple[int, int, int, int]:
    refused = len(outcome.refused)
    return outcome.taken, outcome.already, outcome.changed, refused


def test_rows_become_cases_with_journals_rows_and_search() -> None:
    assert counts(taken(ONE, TWO, LATE)) == (3, 0, 0, 0)
    row = CaseRow.objects.get(reference="OTT-3")
    assert StageRow.objects.get(case=row).response == "late"
    assert search.matching("mould", 9) == [row.pk]
    assert search.matching("south", 9) == [row.pk]
    received = Entry.objects.get(case__reference="OTT-2", sequence=1)
    assert (received.kind, received.happened_at) == ("received", "09:30")
    assert list(verify.verify()) == []


def test_the_same_file_twice_changes_nothing_the_second_time() -> None:
    taken(ONE, TWO, LATE)
    before = list(Entry.objects.values_list("hash", flat=True))
    assert counts(taken(ONE, TWO, LATE)) == (0, 3, 0, 0)
    assert list(Entry.objects.values_list("hash", flat=True)) == before


def test_a_refused_row_is_named_by_line_column_value_and_why() -> None:
    bad = ("OTT-9", "complaint", "31/02/2024", "", "", "")
    outcome = taken(ONE, bad, TWO)
    assert counts(outcome) == (2, 0, 0, 1)
    assert outcome.read == 3
    (row,) = outcome.refused
    assert (row.line, row.column, row.value) == (3, "received_on", "31/02/2024")
    assert "no such day" in row.why


def test_a_reference_given_twice_in_a_file_is_refused_the_second_time() -> None:
    outcome = taken(ONE, ("OTT-1", "comment", "2024-10-09", "", "", ""))
    assert counts(outcome) == (1, 0, 0, 1)
    assert outcome.refused[0].column == "reference"
    assert "Line 2" in outcome.refused[0].why


def test_all_or_nothing_takes_none_where_one_is_refused() -> None:
    bad = ("OTT-9", "grumble", "2024-10-07", "", "", "")
    outcome = taken(ONE, bad, all_or_nothing=True)
    assert counts(outcome) == (0, 0, 0, 1)
    assert CaseRow.objects.count() == 0
    assert counts(taken(ONE, TWO, all_or_nothing=True)) == (2, 0, 0, 0)


def test_trying_takes_nothing() -> None:
    assert counts(try_register(table(ONE, TWO), now=NOW)) == (2, 0, 0, 0)
    assert CaseRow.objects.count() == 0


def test_a_row_that_says_more_changes_its_case_old_and_new_shown() -> None:
    taken(ONE)
    outcome = taken((*ONE[:4], "2024-10-18", "East"))
    assert counts(outcome) == (0, 0, 1, 0)
    shown = [(one.column, one.old, one.new) for one in outcome.changes]
    assert shown == [("s1_responded_on", "", "2024-10-18"), ("Ward", "North", "East")]
    stage = StageRow.objects.get(case__reference="OTT-1")
    assert stage.responded_on == date(2024, 10, 18)
    assert list(verify.verify()) == []
    assert counts(taken((*ONE[:4], "2024-10-18", "East"))) == (0, 1, 0, 0)


def test_an_emptied_cell_changes_nothing() -> None:
    taken(LATE)
    assert counts(taken(("OTT-3", "complaint", "2024-10-07", "", "", ""))) == (
        0,
        1,
        0,
        0,
    )


def test_a_case_worked_here_since_is_refused_a_change_and_left_alone() -> None:
    taken(ONE)
    note = s.AddNote(on=date(2025, 3, 3), note="Rang")
    steps.take(reference="OTT-1", step=note, who="u1", now=NOW)
    assert counts(taken(ONE)) == (0, 1, 0, 0)
    outcome = taken((*ONE[:4], "2024-10-18", "North"))
    assert counts(outcome) == (0, 0, 0, 1)
    assert outcome.refused[0].column == "s1_responded_on"
    assert "worked here since" in outcome.refused[0].why


def test_a_case_logged_here_is_not_changed_by_a_file() -> None:
    step = s.Receive(on=date(2025, 3, 3), channel="telephone", text="Tap drips")
    reference = steps.receive(step=step, who="u1", now=NOW).reference
    outcome = taken((reference, "complaint", "2024-01-01", "", "", ""))
    assert counts(outcome) == (0, 0, 0, 1)


def test_erased_words_do_not_come_back_from_an_old_file() -> None:
    taken(ONE)
    erase.erase_words(reference="OTT-1", reason="Retention", who="u1", now=NOW)
    assert counts(taken(ONE)) == (0, 1, 0, 0)
    assert search.matching("heating", 9) == []
    row = find("OTT-1")
    assert row is not None
    assert open_case(row).case.subject == ""
    outcome = taken((*ONE[:4], "2024-10-18", "North"))
    assert "erased" in outcome.refused[0].why


def test_unanswered_rows_are_live_only_where_that_is_said() -> None:
    taken(ONE)
    assert CaseRow.objects.get(reference="OTT-1").beat_on is None
    assert counts(taken(ONE, unanswered="open")) == (0, 0, 1, 0)
    assert CaseRow.objects.get(reference="OTT-1").beat_on == date(2024, 10, 14)
    assert counts(taken(ONE, unanswered="open")) == (0, 1, 0, 0)
    assert counts(taken(ONE)) == (0, 1, 0, 0)


def test_a_live_row_can_be_worked_here() -> None:
    taken(ONE, unanswered="open")
    step = s.Withdraw(on=date(2025, 3, 3), reason="Mended")
    steps.take(reference="OTT-1", step=step, who="u1", now=NOW)
    assert CaseRow.objects.get(reference="OTT-1").state == "withdrawn"


def test_stopped_half_way_the_file_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [(f"OTT-{n}", *ONE[1:]) for n in range(1200)]
    store = importing_writing.bulk.store
    calls = []

    def failing(batch: list[importing_writing.bulk.Prepared]) -> None:
        calls.append(len(batch))
        if len(calls) == 2:
            raise RuntimeError("the power went")
        store(batch)

    monkeypatch.setattr(importing_writing.bulk, "store", failing)
    with pytest.raises(RuntimeError):
        taken(*rows)
    assert CaseRow.objects.count() == 500
    assert counts(taken(*rows)) == (700, 500, 0, 0)
    assert list(verify.verify()) == []


def test_our_next_reference_is_after_every_imported_one_of_its_series() -> None:
    taken(("C-25-00041", *ONE[1:]))
    step = s.Receive(on=date(2025, 3, 3), channel="web", text="Tap drips")
    assert steps.receive(step=step, who="u1", now=NOW).reference == "C-25-00042"


def test_own_headings_and_words_come_in_through_a_mapping() -> None:
    mapping = mapping_of(
        {
            "columns": {"reference": "Case ref", "received_on": "Date in"},
            "values": {"channel": {"Phone": "telephone"}},
            "fixed": {"kind": "complaint"},
        }
    )
    file = table(
        ("A1", "07/10/2024", "phone", "red"),
        ("A2", "07/10/2024", "pigeon", ""),
        headings=("Case ref", "Date in", "Channel", "Colour"),
    )
    outcome = import_register(file, who="system", now=NOW, mapping=mapping)
    assert counts(outcome) == (1, 0, 0, 1)
    assert outcome.refused[0].column == "Channel"
    row = find("A1")
    assert row is not None
    case = open_case(row).case
    assert (case.channel, case.extra) == ("telephone", {"Colour": "red"})


def test_a_file_without_a_column_that_is_needed_is_refused_whole() -> None:
    file = table(("A1", "complaint"), headings=("Ref", "kind"))
    with pytest.raises(TableError, match="reference"):
        import_register(file, who="system", now=NOW)


def test_rows_that_the_table_could_not_read_are_accounted_for() -> None:
    data = b"reference,kind,received_on\r\nA1,comment,2024-10-07\r\nA2,comment\r\n"
    outcome = import_register(read("r.csv", data), who="system", now=NOW)
    assert (outcome.read, counts(outcome)) == (2, (1, 0, 0, 1))


def test_a_thousand_rows_take_few_statements() -> None:
    rows = [(f"OTT-{n}", *LATE[1:]) for n in range(1000)]
    with connection.execute_wrapper(_Counting()) as _:
        _Counting.count = 0
        taken(*rows)
    assert _Counting.count < 120


class _Counting:
    """Counts statements sent to the database."""

    count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def] # Django's own shape
        _Counting.count += 1
        return execute(sql, params, many, context)


def elsewhere(
    work: Callable[[Batch], list[Read]], pieces: Iterable[Batch]
) -> Iterator[list[Read]]:
    """Read as another process does: all that goes there and comes back is copied."""
    for piece in pieces:
        yield pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(piece)))))  # noqa: S301 - our own values


def test_rows_read_by_other_processes_come_to_the_same() -> None:
    """Journals but for salts, rows, refusals and changes, whoever read the rows."""
    bad = ("OTT-9", "grumble", "2024-10-07", "", "", "")
    again = (*ONE[:4], "2024-10-18", "East")
    told = []
    for place, shared in (("A", {}), ("B", {"spread": elsewhere})):
        files = [[ONE, TWO, LATE, bad, LATE], [again, TWO]]
        moved = [[(f"{place}-{one}", *rest) for one, *rest in rows] for rows in files]
        first, second = (taken(*rows, **shared) for rows in moved)
        own = CaseRow.objects.filter(reference__startswith=place).order_by("id")
        told.append(
            (
                (counts(first), counts(second)),
                [(one.line, one.column) for one in first.refused],
                [(one.line, one.column, one.old, one.new) for one in second.changes],
                list(own.values_list("entries__kind", "entries__payload")),
                list(own.values_list("stages__response", "beat_on", "closed_on")),
            )
        )
    assert told[0] == told[1]
    assert list(verify.verify()) == []


def test_a_case_written_while_rows_were_read_is_not_written_twice() -> None:
    """Whoever read the rows found it new; whoever writes them looks again."""

    def slowly(
        work: Callable[[Batch], list[Read]], pieces: Iterable[Batch]
    ) -> list[list[Read]]:
        read = [work(piece) for piece in pieces]
        taken(TWO)
        return read

    assert counts(taken(ONE, TWO, spread=slowly)) == (1, 1, 0, 0)
    assert CaseRow.objects.count() == 2
    assert list(verify.verify()) == []
