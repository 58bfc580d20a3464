"""Kill the program while people work, on both databases, and report what was lost.

`python -m scripts.faults [KILLS [KILLS_ON_POSTGRESQL [SEED]]]`; ends with 1 where
anything was.
"""

import sys

from scripts.faults.cluster import durable
from scripts.faults.trying import Outcome, run


def report(name: str, outcome: Outcome) -> None:
    """Print what came of a run."""
    total = sum(outcome.kills.values())
    print(f"{name}: {total} kills survived in {outcome.seconds:.0f} s")
    for where, number in sorted(outcome.kills.items()):
        print(f"  {number:5}  {where}")
    print(
        f"  {outcome.cases} cases, {outcome.steps} steps acknowledged, "
        f"{outcome.sent_again} sent again, {outcome.arrived} letters arrived; "
        + ", ".join(f"{n} {state}" for state, n in sorted(outcome.letters.items()))
    )
    for one in outcome.wrong:
        print(f"  WRONG: {one}")


def main(arguments: list[str]) -> int:
    """Run on SQLite, then on PostgreSQL."""
    given = [int(one) for one in arguments] + [1000, 200, 1][len(arguments) :]
    on_sqlite, on_postgresql, seed = given
    wrong = 0
    if on_sqlite:
        outcome = run(on_sqlite, seed)
        report("SQLite", outcome)
        wrong += len(outcome.wrong)
    if on_postgresql:
        with durable() as cluster:
            outcome = run(on_postgresql, seed, cluster)
        report("PostgreSQL", outcome)
        wrong += len(outcome.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
