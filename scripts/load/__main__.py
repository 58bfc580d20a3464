"""`python -m scripts.load`: many people at work on a landlord made for it.

Once on SQLite and once on PostgreSQL, each with cases of its own. It prints how each
page answered, and ends with 1 where anything went wrong, was lost or came twice.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.postgres import NoPostgreSQLError, cluster

from scripts.bench.serving import environment, run
from scripts.load.running import Asked, Outcome, press

CASES = 10_000
WIDTHS = (34, 9, 9, 9)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; give 0 where all held."""
    told = _arguments(arguments)
    asked = Asked(told.users, told.seconds, told.thought)
    held = True
    with tempfile.TemporaryDirectory(prefix="putright-load-") as name:
        folder = Path(name)
        if told.database != "postgresql":
            held &= _one("SQLite", folder / "sqlite", "", told.cases, asked)
        if told.database != "sqlite":
            try:
                with cluster() as address:
                    home = folder / "postgresql"
                    held &= _one("PostgreSQL", home, address, told.cases, asked)
            except NoPostgreSQLError as missing:
                print(f"Not run on PostgreSQL. {missing}")
    return 0 if held else 1


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.load")
    parser.add_argument("--users", type=int, default=Asked.people)
    parser.add_argument("--seconds", type=int, default=Asked.seconds)
    parser.add_argument("--thought", type=float, default=Asked.thought)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument(
        "--database", choices=("sqlite", "postgresql", "both"), default="both"
    )
    return parser.parse_args(arguments)


def _one(title: str, home: Path, address: str, cases: int, asked: Asked) -> bool:
    there = environment(home, address)
    run(there, "generate", "--cases", str(cases), "--seed", str(cases))
    outcome = press(there, home, asked)
    print(_report(title, asked, outcome), end="\n\n", flush=True)
    return not outcome.wrong


def _report(title: str, asked: Asked, outcome: Outcome) -> str:
    steps = ", ".join(f"{n} {what}s" for what, n in sorted(outcome.steps.items()))
    heading = (
        f"{title}: {asked.people} people, {asked.seconds} s, {asked.thought:g} s of "
        f"thought between pages; {outcome.asked} requests, each "
        f"{outcome.processor:.0f} ms of processor time (load {outcome.load:.1f})"
    )
    rows = [("Page", "times", "p50 ms", "p95 ms")] + [
        (page.name, str(page.count), f"{page.p50:.0f}", f"{page.p95:.0f}")
        for page in outcome.pages
    ]
    lines = [
        first.ljust(WIDTHS[0])
        + "".join(cell.rjust(WIDTHS[place + 1]) for place, cell in enumerate(rest))
        for first, *rest in rows
    ]
    if outcome.wrong:
        end = "WRONG:\n" + "\n".join(outcome.wrong[:40])
    else:
        end = "No error, nothing lost, nothing twice; `putright verify` holds."
    return "\n".join([heading, *lines, f"Told and there: {steps}.", end])


if __name__ == "__main__":
    sys.exit(main())
