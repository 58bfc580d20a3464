"""Figures read from a streaming replica: a real one, that follows, lags, and dies.

What a landlord would lose: figures that look like now and are not, or no figures at
all because the copy is away. It has a cluster of its own, with a second that copies it.
"""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from scripts.bench.serving import environment, run
from tests.postgres import cluster

from putright.config import environment as settings_of

ROOT = Path(__file__).resolve().parents[2]


def test_figures_come_from_the_copy_say_how_old_they_are_and_never_fail_with_it(
    tmp_path: Path,
) -> None:
    with cluster() as address:
        socket = parse_qs(urlsplit(address).query)["host"][0]
        landlord = environment(tmp_path, address)
        run(landlord, "init")
        with cluster(copy_of=socket) as copy:
            landlord["PUTRIGHT_FIGURES_DATABASE_URL"] = copy
            told = _told(landlord)
    assert told["counted"] == {
        "followed": 1,
        "behind": 1,  # of the copy: the second case has not come there yet
        "too far behind": 2,
        "caught up": 2,
        "died on the way": 2,
        "away": 2,
    }
    assert told["from"] == {
        "followed": "figures",
        "behind": "figures",
        "too far behind": None,
        "caught up": "figures",
        "died on the way": None,
        "away": None,
    }
    assert told["says as of"] == ["behind"], "and no page says so that is of now"
    assert told["cases"] == 2, "a list of cases is never read from the copy"
    assert told["statuses"] == [200] * 6
    assert "read-only" in told["written to"]


def _told(landlord: dict[str, str]) -> dict[str, object]:
    """Run the story in a process with these settings; give what it told."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.config.replica_story"],
        cwd=ROOT,
        env={**landlord, "DJANGO_SETTINGS_MODULE": "putright.config.settings"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_copy_of_an_embedded_database_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PUTRIGHT_DATABASE_URL", raising=False)
    monkeypatch.setenv("PUTRIGHT_FIGURES_DATABASE_URL", "postgresql://app@host/name")
    with pytest.raises(settings_of.EnvironmentValueError, match="only a database on"):
        settings_of.figures_copy()
