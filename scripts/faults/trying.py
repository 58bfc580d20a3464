"""One run: a landlord at work, so many kills, and what was lost by them."""

import json
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from scripts.faults.casework import ANSWERED, Caseworker
from scripts.faults.cluster import Cluster
from scripts.faults.judging import judge
from scripts.faults.points import WEB, WORK
from scripts.faults.post import Post
from scripts.faults.running import Running

PEOPLE = 2
REACHED_WITHIN = 8.0
"""Seconds for a process to come to the place where it is to die."""
AT_A_PLACE = 0.6
"""How many of the kills are at a place; the others are at any moment."""
ANSWER_WITHIN = 60.0
"""Seconds for people to have an answer after a kill: work has to go on."""
MAKING = (
    "from putright.config.commands.init import init_command; "
    "init_command.callback(demo=False, collect=False); "
    "from tests.trips.story import world; world()"
)


@dataclass
class Outcome:
    """What came of a run: kills by where they fell, what was done, what is wrong."""

    kills: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    steps: int = 0
    sent_again: int = 0
    letters: Counter[str] = field(default_factory=Counter)
    arrived: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


class NothingGoesOnError(Exception):
    """People could not go on with their work after a kill."""


def run(kills: int, seed: int, cluster: Cluster | None = None) -> Outcome:
    """Kill the program so many times while people work; give what came of it."""
    began, chance = time.monotonic(), random.Random(seed)
    outcome = Outcome()
    post = Post(random.Random(seed + 1))
    with tempfile.TemporaryDirectory(prefix="faults") as name:
        address = cluster.address if cluster else ""
        running = Running(Path(name) / "home", address, post.port)
        try:
            running.told("-c", MAKING)
            running.start()
            people = [
                Caseworker(running.port, f"p{number}", seed + number)
                for number in range(PEOPLE)
            ]
            for one in people:
                one.start()
            try:
                for number in range(1, kills + 1):
                    _work_goes_on(people)
                    outcome.kills[_kill(running, cluster, chance, number)] += 1
            except NothingGoesOnError as stuck:
                outcome.wrong.append(str(stuck))
            running.board.disarm()
            for one in people:
                one.stopping.set()
            for one in people:
                one.join(timeout=120)
                if one.is_alive():
                    outcome.wrong.append(f"{one.name} never came to an end")
            _judged(outcome, running, [one.done for one in people], post)
        finally:
            running.stop()
            post.close()
    outcome.seconds = time.monotonic() - began
    return outcome


def _work_goes_on(people: list[Caseworker]) -> None:
    """Wait until somebody has an answer, and at first until all are at work."""
    before, until = ANSWERED[0], time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < until:
        if any(one.done.problems for one in people):
            raise NothingGoesOnError("somebody could not go on")
        at_work = all(one.done.words for one in people)
        if ANSWERED[0] > before and at_work:
            return
        time.sleep(0.01)
    raise NothingGoesOnError(f"no answer within {ANSWER_WITHIN} seconds of a kill")


def _kill(
    running: Running, cluster: Cluster | None, chance: random.Random, number: int
) -> str:
    """Kill something; give where it fell."""
    what = chance.random()
    if cluster is not None and what < 0.35:
        time.sleep(chance.random() * 0.3)
        if what < 0.25 and cluster.kill_session(chance):
            return "the database: a session, at any moment"
        cluster.kill_server()
        return "the database: the server, at any moment"
    role = "web" if chance.random() < 0.55 else "work"
    named = "answering" if role == "web" else "background"
    if chance.random() < AT_A_PLACE:
        place = chance.choice(WEB if role == "web" else WORK)
        if _died_at(running, role, place, number):
            return f"{named}: {place}"
    time.sleep(chance.random() * 0.2)
    if role == "web" and chance.random() < 0.02:
        running.kill_pages()
        return "answering: all of it, at any moment"
    running.kill(role, chance)
    return f"{named}: at any moment"


def _died_at(running: Running, role: str, place: str, number: int) -> bool:
    """Have a process die at a place; give whether one came to it in time."""
    mark = running.board.mark(number)
    running.board.arm(role, place, number)
    until = time.monotonic() + REACHED_WITHIN
    while time.monotonic() < until and not mark.exists():
        time.sleep(0.005)
    running.board.disarm()
    if not mark.exists():
        return False
    mark.unlink()
    if role == "work":
        running.start_work()
    return True


def _judged(outcome: Outcome, running: Running, done: list, post: Post) -> None:  # type: ignore[type-arg]
    """Let what was lost be found, as the program finds it, and hold all to account."""
    running.kill("work", random.Random(0))
    found = json.loads(running.told("-m", "scripts.faults.judging"))
    outcome.wrong += judge(found, done, post.taken)
    outcome.cases = found["cases"]
    outcome.steps = sum(len(one.words) + len(one.letters) for one in done)
    outcome.sent_again = sum(one.sent_again for one in done)
    outcome.letters = Counter(row["state"] for row in found["letters"])
    outcome.arrived = sum(post.taken.values())
