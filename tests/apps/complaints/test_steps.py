"""Steps on a case, through the services: recorded, folded, summed up, found."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from msgspec.structs import replace

from putright.apps.complaints import search
from putright.apps.complaints.models import CaseRow, Entry, EntryWords, StageRow
from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.services import erase, policies, steps, verify
from putright.core.complaints import steps as s
from putright.core.refusals import StepRefusedError

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


def logged(text: str = "Mould in the back bedroom") -> str:
    step = s.Receive(on=MONDAY, channel="telephone", text=text, person="P1")
    return steps.receive(step=step, who="u1", now=NOW).reference


def acknowledged(reference: str, on: date = date(2026, 3, 4)) -> None:
    step = s.Acknowledge(
        on=on,
        stage=1,
        definition="Mould not treated",
        outcomes_sought="Treat it",
        points=("p1",),
        ours=("p1",),
        texts={"p1": "Mould"},
    )
    steps.take(reference=reference, step=step, who="u2", now=NOW)


def test_a_complaint_logged_has_a_journal_a_summary_and_a_date_to_beat() -> None:
    reference = logged()
    row = CaseRow.objects.get(reference=reference)
    assert (row.state, row.entries_count) == ("stage_1_open", 1)
    assert row.beat_on == date(2026, 3, 9)
    assert row.beat_what == "acknowledge stage 1"
    assert search.matching("mould bedrooms", 50) == [row.pk]


def test_6_3_acknowledging_moves_the_date_to_beat_to_the_answer() -> None:
    reference = logged()
    acknowledged(reference)
    row = CaseRow.objects.get(reference=reference)
    assert row.beat_on == date(2026, 3, 18)
    assert row.beat_what == "answer stage 1"
    stage = StageRow.objects.get(case=row, number=1)
    assert (stage.acknowledgement, stage.response) == ("met", None)


def test_a_refused_step_records_nothing() -> None:
    reference = logged()
    bare = s.Acknowledge(on=MONDAY, stage=1)
    with pytest.raises(StepRefusedError) as refusal:
        steps.take(reference=reference, step=bare, who="u2", now=NOW)
    assert refusal.value.provisions == ("5.6",)
    assert Entry.objects.count() == 1


def test_two_people_at_once_the_second_is_told_what_the_first_did() -> None:
    reference = logged()
    acknowledged(reference)
    again = s.Acknowledge(
        on=date(2026, 3, 5),
        stage=1,
        definition="Mould",
        outcomes_sought="Treat it",
        points=("p1",),
        ours=("p1",),
    )
    with pytest.raises(steps.ChangedSinceError) as changed:
        steps.take(reference=reference, step=again, who="u3", now=NOW, seen=1)
    assert [r.who for r in changed.value.others] == ["u2"]


def test_two_people_at_once_where_it_makes_no_difference_both_are_kept() -> None:
    reference = logged()
    acknowledged(reference)
    note = s.AddNote(on=date(2026, 3, 5), note="Rang the surveyor")
    steps.take(reference=reference, step=note, who="u3", now=NOW, seen=1)
    assert Entry.objects.count() == 3


def test_1_5_dissatisfaction_opens_a_linked_complaint_and_the_request_goes_on() -> None:
    step = s.Receive(on=MONDAY, kind="service_request", channel="web", text="Tap drips")
    request = steps.receive(step=step, who="u1", now=NOW).reference
    taken = steps.take(
        reference=request, step=s.Dissatisfied(on=MONDAY), who="u1", now=NOW
    )
    complaint = CaseRow.objects.get(reference=taken.opened[0])
    assert complaint.linked_to == request
    assert CaseRow.objects.get(reference=request).state == "service_request"
    steps.take(reference=request, step=s.Dissatisfied(on=MONDAY), who="u1", now=NOW)
    assert CaseRow.objects.count() == 2


def test_the_database_refuses_to_change_an_entry() -> None:
    logged()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(who="u9")


def test_the_database_refuses_to_remove_words_without_an_erasure() -> None:
    logged()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EntryWords.objects.all().delete()


def test_the_database_refuses_to_replace_an_entry() -> None:
    logged()
    if connection.vendor == "sqlite":
        sql = "INSERT OR REPLACE INTO complaints_entry SELECT * FROM complaints_entry"
    else:
        sql = "TRUNCATE complaints_entry CASCADE"
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_verify_finds_nothing_wrong_and_then_what_was_changed() -> None:
    reference = logged()
    acknowledged(reference)
    assert list(verify.verify()) == []
    CaseRow.objects.filter(reference=reference).update(state="closed")
    assert [f.reference for f in verify.verify()] == [reference]
    verify.refold_all()
    assert list(verify.verify()) == []


def test_erasing_words_leaves_the_chain_and_the_summary_as_they_were() -> None:
    reference = logged("A marker: zzqx")
    acknowledged(reference)
    before = CaseRow.objects.values().get(reference=reference)
    erase.erase_words(reference=reference, reason="Retention", who="u1", now=NOW)
    row = find(reference)
    assert row is not None
    verify.refold_all()
    assert CaseRow.objects.values().get(reference=reference) == {
        **before,
        "erased_to": row.entries_count,
    }
    assert list(verify.verify()) == []
    assert EntryWords.objects.count() == 0
    assert open_case(row).case.text == ""
    assert search.matching("zzqx", 50) == []


def test_2_2_a_ground_of_the_landlords_own_policy_needs_its_facts() -> None:
    policies.adopt(
        text="""
title = "Ours"
edition = "housing-2024"
[grounds.statutory_appeal]
title = "There is a right of appeal"
needs = ["route"]
says = "Name the appeal."
source = "Our policy, 3.9"
""",
        reason="Approved by the board",
        by=None,
        now=NOW,
    )
    reference = logged()
    bare = s.Refuse(
        on=MONDAY,
        by="u1",
        ground="statutory_appeal",
        reason="Appeal to the tribunal",
        ombudsman_told=True,
    )
    with pytest.raises(StepRefusedError, match="needs route"):
        steps.take(reference=reference, step=bare, who="u1", now=NOW)
    full = replace(bare, route="First-tier Tribunal")
    taken = steps.take(reference=reference, step=full, who="u1", now=NOW)
    assert taken.case.state == "refused"
