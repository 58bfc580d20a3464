"""Several background workers at once on one database, each a process of its own.

What a resident would lose: a letter that comes twice, or never.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from scripts.bench.serving import PROGRAM, environment, run
from scripts.load.mailbox import mailbox
from tests.own_database import own_database
from tests.trips.working_story import LETTERS, LOST

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
ROUNDS = 5


def test_each_letter_leaves_once_and_a_dead_workers_are_put_before_a_person(
    tmp_path: Path,
) -> None:
    with own_database() as address, mailbox() as (box, mail):
        landlord = environment(tmp_path, address)
        landlord |= {
            "PUTRIGHT_MAIL_URL": mail,
            "DJANGO_SETTINGS_MODULE": "putright.config.settings",
        }
        run(landlord, "init")
        story(landlord, "make")
        for _ in range(ROUNDS):
            work_together(landlord)
            told = json.loads(story(landlord, "tell"))
            if not told["waiting"]:
                break
    states = told["states"]
    assert Counter(states.values()) == {
        "sent": LETTERS - LOST,
        "may_have_been_sent": LOST,
    }
    sent = {number for number, state in states.items() if state == "sent"}
    assert box.by_id == dict.fromkeys(sent, 1)


def story(landlord: dict[str, str], what: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.trips.working_story", what],
        cwd=ROOT,
        env=landlord,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def work_together(landlord: dict[str, str]) -> None:
    """Start every worker, then wait for all: each goes round once."""
    command = [str(PROGRAM), "work", "--once"]
    workers = [subprocess.Popen(command, env=landlord) for _ in range(WORKERS)]
    for worker in workers:
        assert worker.wait(timeout=300) == 0
