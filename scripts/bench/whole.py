"""Runs from start to end, as commands: verify, export, redate and import."""

import csv
import datetime
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.measure import Whole
from scripts.bench.serving import Environment, run

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = 100_000
"""Rows of the register that is taken, where there are so many cases."""


def bench_whole(
    there: Environment, elsewhere: Environment, size: int, folder: Path
) -> Iterator[Whole]:
    """Time every run on a landlord that is there already.

    What is taken in goes `elsewhere`, to a landlord with no cases of its own yet, and
    the bank holidays are put back, so that this one stays as it is.
    """
    told = json.loads(_inside(there, "tell"))
    yield _timed(
        "Every chain, word and row verified",
        told["entries"],
        "> 20,000 entries a second",
        (there, ("verify",)),
    )
    year = folder / "year.csv"
    days = ("--from", f"{told['year']}-01-01", "--to", f"{told['year']}-12-31")
    export = (there, ("export", "register", str(year), *days))
    yield _timed("A year of the register exported", told["received"], "", export)
    _inside(there, "extra")
    redate = (there, ("redate", "--apply", "--json"))
    yield _timed("Open cases redated", told["open"], "well under a minute", redate)
    _inside(there, "own")
    run(there, "redate", "--apply", "--json")
    given = year
    if told["received"] < min(IMPORTED, size):
        given = folder / "every.csv"
        run(there, "export", "register", str(given))
    rows = anew(given, folder / "in.csv", IMPORTED)
    run(elsewhere, "init", "--demo")
    taking = (elsewhere, ("import", "register", str(folder / "in.csv")))
    yield _timed("A register taken", rows, "> 2,000 rows a second", taking)


def _timed(
    name: str, rows: int, goal: str, command: tuple[Environment, tuple[str, ...]]
) -> Whole:
    there, words = command
    before, began = _processor(), time.perf_counter()
    run(there, *words)
    return Whole(name, rows, time.perf_counter() - began, _processor() - before, goal)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def anew(exported: Path, out: Path, most: int) -> int:
    """Write rows of an exported register under references of their own; give how many
    there are, at most so many."""
    count = 0
    with (
        exported.open(encoding="utf-8-sig", newline="") as file,
        out.open("w", encoding="utf-8", newline="") as written,
    ):
        rows = csv.DictReader(file)
        to = csv.DictWriter(written, rows.fieldnames or ())
        to.writeheader()
        for row in rows:
            if count == most:
                break
            to.writerow({**row, "reference": f"X-{row['reference']}", "linked_to": ""})
            count += 1
    return count


def _inside(there: Environment, what: str) -> str:
    """Do one of this module's own acts in the environment of a landlord."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.bench.whole", what],
        cwd=ROOT,
        env=dict(there),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def _tell() -> None:
    """Print how much there is of what the runs go through, as JSON."""
    from django.db.models import Count, Sum

    from putright.apps.complaints.models import CaseRow

    rows = CaseRow.objects.all()
    by_year = rows.values("received_on__year").annotate(n=Count("pk")).order_by("-n")
    told = {
        "entries": rows.aggregate(n=Sum("entries_count"))["n"],
        "open": rows.filter(beat_on__isnull=False).count(),
        "year": by_year[0]["received_on__year"],
        "received": by_year[0]["n"],
    }
    print(json.dumps(told))


def _adopt(*, extra: bool) -> None:
    """Adopt the program's bank holidays, with one more in a few days or without."""
    from django.utils import timezone

    from putright.apps.complaints.services import calendars
    from putright.rules.reading import packaged_text

    text = packaged_text("putright.rules.bank_holidays", "england")
    if extra:
        day = timezone.localdate() + datetime.timedelta(days=3)
        while day.weekday() > 4 or f"day = {day}" in text:
            day += datetime.timedelta(days=1)
        later = next(d for d in re.findall(r"{ day = ([0-9-]+),", text) if d > str(day))
        one = "{{ day = {}, name = "
        place = text.index(one.format(later))
        text = f'{text[:place]}{one.format(day)}"Extra" }},\n    {text[place:]}'
    calendars.adopt(text=text, reason="Measured", by=None, now=timezone.now())


if __name__ == "__main__":
    from putright.config.django_setup import load

    load()
    if sys.argv[1] == "tell":
        _tell()
    else:
        _adopt(extra=sys.argv[1] == "extra")
