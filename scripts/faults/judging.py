"""What is left when all is over, held against what the server said and the mail took.

`python -m scripts.faults.judging` has lost claims found, as the program finds them, and
prints as JSON what the home's database holds then.
"""

import datetime
import json
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

from scripts.faults.casework import Done

LATER = "may_have_been_sent"


def told() -> dict[str, Any]:
    """Tell every word that was recorded, and every letter with where it stands."""
    from putright.apps.complaints.models import CaseRow, Entry, EntryWords
    from putright.apps.letters.models import Dispatch
    from putright.config.verifying import findings

    words = [
        bytes(data).decode()
        for data in EntryWords.objects.values_list("data", flat=True)
    ]
    letters = [
        {
            "id": row.document_id,
            "message": row.document.message_id,
            "about": row.document.about,
            "state": row.state,
        }
        for row in Dispatch.objects.select_related("document")
    ]
    kinds = ("acknowledged", "letter_issued")
    steps = Counter(
        f"{reference} {kind}"
        for reference, kind in Entry.objects.filter(kind__in=kinds).values_list(
            "case__reference", "kind"
        )
    )
    return {
        "words": words,
        "letters": letters,
        "steps": steps,
        "cases": CaseRow.objects.count(),
        "amiss": [f"{one.reference} {one.what}" for one in findings()],
    }


def go_round(minutes: int) -> None:
    """Do a round of sending as it would be done some minutes from now."""
    from putright.apps.letters.services import send_due

    now = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(minutes=minutes)
    send_due(now, limit=100_000)


def judge(found: Mapping[str, Any], done: list[Done], taken: Counter[str]) -> list[str]:
    """Give whatever is not as it has to be."""
    wrong = [problem for one in done for problem in one.problems]
    wrong += found["amiss"]
    wrong += _words(found["words"], [word for one in done for word in one.words])
    issued = [letter for one in done for letter in one.letters]
    wrong += _steps(found["steps"], {reference for reference, _ in issued})
    return [*wrong, *_letters(found["letters"], {n for _, n in issued}, taken)]


def _words(recorded: list[str], said: list[str]) -> list[str]:
    """Whatever was acknowledged is there once; what was not, once at most."""
    markers = Counter(
        marker
        for text in recorded
        for marker in set(text.split('"'))
        if "marker" in marker
    )
    wrong = [
        f"recorded {markers[one]} times: {one}" for one in said if markers[one] != 1
    ]
    wrong += [f"recorded {n} times: {one}" for one, n in markers.items() if n > 1]
    return wrong


def _steps(steps: Mapping[str, int], issued: set[str]) -> list[str]:
    wrong = [f"{n} times: {one}" for one, n in steps.items() if n != 1]
    for reference in issued:
        for kind in ("acknowledged", "letter_issued"):
            if f"{reference} {kind}" not in steps:
                wrong.append(f"was acknowledged and is gone: {reference} {kind}")
    return wrong


def _letters(
    rows: list[Mapping[str, Any]], issued: set[int], taken: Counter[str]
) -> list[str]:
    """Each letter was sent, waits, or is before a person; none was taken twice."""
    wrong = [f"the mail server took {n} of {m}" for m, n in taken.items() if n > 1]
    per_letter = Counter(row["id"] for row in rows)
    wrong += [f"{n} tries of letter {one}" for one, n in per_letter.items() if n != 1]
    wrong += [f"letter {one} is gone" for one in issued - set(per_letter)]
    meant = {"sent": (1,), "waiting": (0,), LATER: (0, 1), "failed": (0,)}
    for row in rows:
        if taken[row["message"]] not in meant.get(row["state"], ()):
            number = taken[row["message"]]
            wrong.append(f"letter {row['id']} is {row['state']}, and {number} arrived")
    known = {row["message"] for row in rows}
    return [*wrong, *(f"nobody wrote {m}" for m in taken if m not in known)]


def main() -> None:
    """Do the rounds of a day, and tell."""
    from putright.config.django_setup import setup

    setup()
    for minutes in (31, 62, 24 * 60):
        go_round(minutes)
    sys.stdout.write(json.dumps(told()))


if __name__ == "__main__":
    main()
