"""Seals kept elsewhere show what a chain alone cannot: a tail cut off, a case gone."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from putright.apps.complaints import triggers
from putright.apps.complaints.models import CaseRow, CaseText, Entry, EntryWords, Seal
from putright.apps.complaints.services import seals, steps, verify
from putright.config.commands.journal import (
    refold_command,
    seal_command,
    verify_command,
)
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


def logged() -> str:
    step = s.Receive(on=MONDAY, channel="telephone", text="Mould")
    reference = steps.receive(step=step, who="u1", now=NOW).reference
    noted(reference)
    return reference


def noted(reference: str) -> None:
    step = s.AddNote(on=MONDAY, note="Rang")
    steps.take(reference=reference, step=step, who="u1", now=NOW)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Log two cases, and keep a seal of them."""
    logged()
    logged()
    file = tmp_path / "seal.json"
    file.write_bytes(seals.write_seal(day=MONDAY, now=NOW).as_bytes())
    return file


def checked(kept: Path) -> Result:
    return CliRunner().invoke(verify_command, ["--seal", str(kept), "--json"])


def problems(result: Result) -> list[tuple[str, str]]:
    listed = json.loads(result.stdout)["problems"]
    return [(one["reference"], one["what"]) for one in listed]


def unguarded(*statements: str) -> None:
    """Do what the database refuses, as someone with the file itself could."""
    triggers.drop(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    triggers.make(connection)


def test_what_was_sealed_and_only_grew_holds(kept: Path) -> None:
    noted("C-26-00001")
    logged()
    result = checked(kept)
    assert (result.exit_code, problems(result)) == (0, [])


def test_a_tail_cut_off_is_named_though_its_chain_still_holds(kept: Path) -> None:
    row = CaseRow.objects.get(reference="C-26-00001")
    first = Entry.objects.get(case=row, sequence=1)
    triggers.drop(connection)
    EntryWords.objects.filter(entry__case=row, entry__sequence=2).delete()
    Entry.objects.filter(case=row, sequence=2).delete()
    triggers.make(connection)
    CaseRow.objects.filter(pk=row.pk).update(entries_count=1, head=first.hash)
    assert list(verify.verify()) == []
    result = checked(kept)
    assert result.exit_code == 1
    ((reference, what),) = problems(result)
    assert reference == "C-26-00001"
    assert "cut off" in what


def test_a_case_removed_is_named(kept: Path) -> None:
    row = CaseRow.objects.get(reference="C-26-00002")
    triggers.drop(connection)
    EntryWords.objects.filter(entry__case=row).delete()
    Entry.objects.filter(case=row).delete()
    CaseText.objects.filter(case=row).delete()
    row.delete()
    triggers.make(connection)
    assert list(verify.verify()) == []
    result = checked(kept)
    assert result.exit_code == 1
    assert [one[0] for one in problems(result)] == ["C-26-00002"]


def test_entries_written_anew_with_a_chain_that_holds_are_named(kept: Path) -> None:
    """A forger who works every hash out again still differs from the seal."""
    text = kept.read_text(encoding="utf-8")
    head = seals.read_seal(text.encode()).heads[0]
    forged = seals.Head(head.reference, 1, "f" * 64)
    found = list(seals._cases([forged], MONDAY))
    assert "written anew" in found[0].what


def test_a_seal_that_was_changed_is_not_believed(kept: Path) -> None:
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("C-26-00002", "C-26-00009"), encoding="utf-8")
    result = checked(kept)
    assert result.exit_code == 1
    assert "seal itself was changed" in problems(result)[0][1]


def test_a_file_that_is_no_seal_is_wrong_words(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"cases": 3}', encoding="utf-8")
    result = checked(file)
    assert result.exit_code == 2
    assert "not a seal" in result.stderr


def test_a_seal_gone_from_the_database_shows(kept: Path) -> None:
    triggers.drop(connection)
    Seal.objects.all().delete()
    triggers.make(connection)
    assert "gone from the database" in problems(checked(kept))[0][1]


def test_seals_are_chained_day_to_day(kept: Path) -> None:
    seals.write_seal(day=date(2026, 3, 3), now=NOW)
    unguarded("UPDATE complaints_seal SET previous = 'x' WHERE day = '2026-03-03'")
    found = problems(checked(kept))
    assert "does not follow" in found[0][1]


def test_verify_names_the_guards_that_are_missing() -> None:
    logged()
    triggers.drop(connection)
    result = CliRunner().invoke(verify_command, [])
    triggers.make(connection)
    assert result.exit_code == 1
    assert "complaints_entry_no_update" in result.stdout


def test_the_day_is_sealed_once_and_the_file_has_every_head(tmp_path: Path) -> None:
    logged()
    out = tmp_path / "seal.json"
    assert CliRunner().invoke(seal_command, ["--out", str(out)]).exit_code == 0
    printed = CliRunner().invoke(seal_command, [])
    assert json.loads(printed.stdout)["heads"] == json.loads(out.read_text())["heads"]
    assert Seal.objects.count() == 1
    assert json.loads(out.read_text())["heads"][0][:2] == ["C-26-00001", 2]


def test_refold_mends_a_summary_row_that_was_changed() -> None:
    reference = logged()
    CaseRow.objects.filter(reference=reference).update(state="closed")
    assert CliRunner().invoke(verify_command, []).exit_code == 1
    assert CliRunner().invoke(refold_command, []).exit_code == 0
    result = CliRunner().invoke(verify_command, [])
    assert result.exit_code == 0
    assert "1 cases and 2 entries hold" in result.stdout
