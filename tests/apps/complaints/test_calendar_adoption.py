"""A newer list of bank holidays: what it moves is listed, and moves only when told."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from putright.apps.complaints.models import CaseRow, StageRow
from putright.apps.complaints.services import calendars, redating, steps, verify
from putright.config.commands.redate import redate_command
from putright.core.complaints import steps as s
from putright.rules.reading import packaged_text

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
SPRING = "{ day = 2026-04-03,"
"""The first bank holiday after the cases come in: a further one goes before it."""


def newer(day: str = "2026-03-05") -> str:
    """Give the program's list with one bank holiday more."""
    text = packaged_text("putright.rules.bank_holidays", "england")
    assert SPRING in text
    return text.replace(SPRING, f'{{ day = {day}, name = "Extra" }},\n    {SPRING}')


def logged(on: date = MONDAY) -> str:
    step = s.Receive(on=on, channel="telephone", text="Mould")
    return steps.receive(step=step, who="u1", now=NOW).reference


def acknowledged(reference: str, on: date) -> None:
    step = s.Acknowledge(
        on=on,
        stage=1,
        definition="Mould",
        outcomes_sought="Treat it",
        points=("p1",),
        ours=("p1",),
        texts={"p1": "Mould"},
    )
    steps.take(reference=reference, step=step, who="u1", now=NOW)


def adopted(text: str) -> None:
    calendars.adopt(text=text, reason="Proclaimed", by=None, now=NOW)


def test_adopting_moves_nothing_and_lists_what_would_move() -> None:
    reference = logged()
    adopted(newer())
    row = CaseRow.objects.get(reference=reference)
    assert row.beat_on == date(2026, 3, 9)
    moved = {one.what: (one.old, one.new) for one in redating.moves()}
    assert moved["acknowledge_by"] == ("2026-03-09", "2026-03-10")
    assert list(verify.verify()) == []


def test_applying_moves_the_dates_and_a_second_time_nothing() -> None:
    reference = logged()
    adopted(newer())
    result = CliRunner().invoke(redate_command, ["--apply"])
    assert result.exit_code == 0
    assert "acknowledge by 2026-03-09 → 2026-03-10" in result.stdout
    assert CaseRow.objects.get(reference=reference).beat_on == date(2026, 3, 10)
    again = CliRunner().invoke(redate_command, [])
    assert "0 cases would move" in again.stdout
    assert list(verify.verify()) == []


def test_a_verdict_that_flips_is_listed_and_an_answered_date_alone_is_not() -> None:
    late, in_time = logged(), logged()
    acknowledged(late, date(2026, 3, 10))
    acknowledged(in_time, date(2026, 3, 4))
    adopted(newer())
    flipped = [one for one in redating.moves() if one.what == "acknowledgement"]
    assert [(one.reference, one.old, one.new) for one in flipped] == [
        (late, "late", "met")
    ]


def test_what_if_moves_nothing(tmp_path: Path) -> None:
    logged()
    file = tmp_path / "holidays.toml"
    file.write_text(newer(), encoding="utf-8")
    result = CliRunner().invoke(redate_command, ["--calendar", str(file), "--json"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert {one["what"] for one in told["moved"]} >= {"acknowledge_by", "respond_by"}
    assert StageRow.objects.get().acknowledge_by == date(2026, 3, 9)
    both = CliRunner().invoke(redate_command, ["--calendar", str(file), "--apply"])
    assert both.exit_code == 2


def test_a_list_that_cannot_be_used_is_wrong_words(tmp_path: Path) -> None:
    file = tmp_path / "holidays.toml"
    file.write_text("days = 3", encoding="utf-8")
    result = CliRunner().invoke(redate_command, ["--calendar", str(file)])
    assert result.exit_code == 2
    assert "holidays.toml" in result.stderr


def test_a_letter_sent_that_states_the_old_date_is_marked() -> None:
    reference = logged()
    acknowledged(reference, date(2026, 3, 4))
    letter = s.IssueLetter(
        on=date(2026, 3, 4),
        letter="7",
        kind="acknowledgement_1",
        sha256="0" * 64,
        stage=1,
    )
    steps.take(reference=reference, step=letter, who="u1", now=NOW)
    adopted(newer())
    wrong = [(one.what, one.new) for one in redating.moves() if one.letter_wrong]
    assert wrong == [("respond_by", "2026-03-19")]
    result = CliRunner().invoke(redate_command, [])
    assert "a letter sent states the old date" in result.stdout
