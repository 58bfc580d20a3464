"""A backup holds all that there is, comes back as it was, or says why not."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.own_home import ROOT, OwnHome, own_home, small_landlord

ERASED = "OTT-1"
"""The case that is erased after the backup was made."""
WRITER = """
from putright.config.django_setup import load; load()
import datetime
from putright.apps.complaints.models import Entry
from putright.apps.complaints.services import steps
from putright.core.complaints import steps as s
now = datetime.datetime(2024, 10, 10, 10, tzinfo=datetime.UTC)
for number in range(4000):
    step = s.AddNote(on=now.date(), note=f"Rang again, call {number}")
    steps.take(reference="C-24-00001", step=step, who="u1", now=now)
    print(number, flush=True)
    for _ in range(20):  # nobody writes without ever looking
        list(Entry.objects.values_list("hash", "payload"))
"""
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
from putright.config.cli import main
main(["backup", "--quick", sys.argv[1]])
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnHome]:
    """A landlord at work."""
    with own_home(tmp_path_factory.mktemp("landlord") / "home") as made:
        small_landlord(made)
        yield made


@pytest.fixture(scope="module")
def saved(home: OwnHome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their backup, made while somebody writes note after note."""
    file = tmp_path_factory.mktemp("elsewhere") / "friday.backup"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER],
        env=home.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()
        try:
            told = home.run("backup", file)
            assert writing.poll() is None, "nobody worked meanwhile"
        finally:
            writing.kill()
    assert "Keep it elsewhere" in told
    return file


def test_all_of_one_moment_comes_back_byte_by_byte(
    home: OwnHome, saved: Path, tmp_path: Path
) -> None:
    """What a backup lacks is missed on the day that the machine is lost; and what was
    erased since must not come back with it."""
    assert saved.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]
    elsewhere = tmp_path / "list.jsonl"
    line = {"reference": ERASED, "up_to": 500, "erased_at": "2026-07-01T10:00:00"}
    elsewhere.write_text(json.dumps(line) + "\n")
    before = home.kept()
    with own_home(tmp_path / "home") as fresh:
        told = fresh.run("restore", saved, "--erasures", elsewhere)  # which verifies
        assert f"Erased again: {ERASED}" in told
        after = fresh.kept()
        entries = after["complaints_entry"]
        assert entries == before["complaints_entry"][: len(entries)]
        for table in ("complaints_seal", "reports_report", "reports_frozenfigure"):
            assert after[table] == before[table] != []
        words = after["complaints_entrywords"]
        assert set(words) <= set(before["complaints_entrywords"])
        theirs = "SELECT id FROM complaints_caserow WHERE reference = "
        (case,) = fresh.query(f"{theirs}'{ERASED}'")[0]
        with_words = {row[0] for row in before["complaints_entrywords"]}
        case_at = fresh.columns("complaints_entry").index("case_id")
        kept = {row[0] for row in entries if row[case_at] != case} & with_words
        assert {row[0] for row in words} == kept
        assert fresh.files() == home.files()
        restored_again(fresh, saved)


def restored_again(fresh: OwnHome, saved: Path) -> None:
    """What is there is not replaced unasked, and what it erased stays erased."""
    left = {path.name for path in fresh.folder.iterdir()}
    assert not left & {".restoring", "restore-not-finished"}
    assert (fresh.folder / "secret-key").read_bytes() not in saved.read_bytes()
    refused = fresh.refused("restore", saved)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    told = fresh.run("restore", saved, "--replace")
    assert f"Erased again: {ERASED}" in told


def test_without_room_nothing_is_left_half_and_the_records_are_as_they_were(
    home: OwnHome, tmp_path: Path
) -> None:
    before = home.rows("complaints_entry")
    done = home.python("-c", LIMITED, str(tmp_path / "full.backup"))
    assert done.returncode == 1
    why = "pg_dump did not do it" if home.address else "no room for the backup"
    assert why in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
    assert home.rows("complaints_entry") == before


def test_a_file_that_is_missing_is_named_and_the_rest_is_saved(
    home: OwnHome, tmp_path: Path
) -> None:
    """One lost file must not cost the landlord all others."""
    lost = next((home.folder / "evidence").rglob("*/*"))
    content = lost.read_bytes()
    lost.unlink()
    done = home.refused("backup", "--quick", tmp_path / "less.backup")
    lost.write_bytes(content)
    assert done.returncode == 1
    assert lost.name in done.stdout
    with zipfile.ZipFile(tmp_path / "less.backup") as packed:
        manifest = json.loads(packed.read("manifest.json"))
    assert [one for one in manifest["problems"] if lost.name in one]


def test_nothing_starts_beside_a_restore_that_was_not_finished(
    home: OwnHome,
) -> None:
    marker = home.folder / "restore-not-finished"
    marker.touch()
    try:
        for command in ("serve", "work"):
            done = home.refused(command)
            assert done.returncode == 1
            assert "putright restore" in done.stderr
    finally:
        marker.unlink()
