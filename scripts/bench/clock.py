"""The clock's rows a second, on a file of its own making."""

import csv
import datetime
import resource
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from scripts.bench.serving import environment, run

ROWS = 1_000_000
HEADINGS = (
    "case",
    "stage",
    "edition",
    "started_on",
    "acknowledged_on",
    "extension_told_on",
    "extended_to",
    "responded_on",
)


class Rate(NamedTuple):
    """Seconds by the wall and of processor time, all processes together."""

    seconds: float
    processor: float


def answer_rows(folder: Path, rows: int = ROWS) -> Rate:
    """Time `putright clock` on a file of so many rows, start to end."""
    path = folder / "stages.csv"
    write_stages(path, rows)
    before = _processor()
    began = time.perf_counter()
    out = str(folder / "answered.csv")
    run(environment(folder), "clock", str(path), "--out", out, "--as-at", "2026-03-31")
    return Rate(time.perf_counter() - began, _processor() - before)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_stages(path: Path, rows: int) -> None:
    """Write stages of invented cases: most answered, some extended, some open."""
    random = Random(11)  # noqa: S311 - invented dates, no secrets
    first = datetime.date(2024, 4, 2)
    day = datetime.timedelta(days=1)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for number in range(rows):
            started = first + random.randrange(600) * day
            told = started + random.randrange(7) * day
            answered = told + random.randrange(2, 30) * day
            extended = random.random() < 0.1
            out.writerow(
                (
                    f"B-{number:07d}",
                    1 + (number % 6 == 0),
                    "housing-2024",
                    started,
                    told,
                    told + day if extended else "",
                    told + 20 * day if extended else "",
                    answered if random.random() > 0.02 else "",
                )
            )
