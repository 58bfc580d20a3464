"""Whether what was told is there: `python -m scripts.load.holding FILE`.

Run in the landlord's own environment after the run. Letters that still wait are sent
first, as background work does. FILE holds what the people were
told, a line each; it prints JSON: what was lost, what is there twice, and the letters
as the program has them.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from putright.config.django_setup import load
from scripts.load.mailbox import MARK

ROUNDS = 200
"""The most rounds of background work for the last letters to leave."""


def main(told: Path) -> None:
    """Print what does not hold."""
    load()
    _send_the_rest()
    from putright.apps.complaints.models import EntryWords
    from putright.apps.letters.models import Dispatch, LetterVersion

    steps = [line for line in read(told) if "step" in line]
    there: dict[str, Counter[str]] = defaultdict(Counter)
    words = EntryWords.objects.values_list("entry__case__reference", "data")
    for reference, data in words.iterator(chunk_size=2000):
        for mark in set(MARK.findall(bytes(data).decode())):
            there[mark][reference] += 1
    numbers = {
        mark: number
        for number, text in LetterVersion.objects.values_list("document", "text")
        for mark in MARK.findall(text)
    }
    letters = {line["mark"]: numbers.get(line["mark"]) for line in steps_of(steps)}
    states = dict(
        Dispatch.objects.filter(document__in=numbers.values()).values_list(
            "document", "state"
        )
    )
    found = {
        "steps": dict(Counter(line["step"] for line in steps)),
        "lost": [line for line in steps if there[line["mark"]][line["case"]] == 0],
        "twice": [mark for mark, where in there.items() if where.total() > 1],
        "letters": {mark: states.get(one, "") for mark, one in letters.items()},
    }
    json.dump(found, sys.stdout)


def _send_the_rest() -> None:
    from putright.apps.letters.models import Dispatch, Route
    from putright.config.commands.work import one_round

    waiting = Dispatch.objects.filter(route=Route.EMAIL, state="waiting")
    for _ in range(ROUNDS):
        one_round(hourly=False)
        if not waiting.exists():
            return


def steps_of(steps: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Give those that sent a letter."""
    return [line for line in steps if line["step"] == "letter"]


def read(told: Path) -> list[dict[str, str]]:
    """Read what was told, a line each; half a line at the end was told to nobody."""
    lines = told.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
