"""The demonstration's satisfaction measures of a year, all made by this program.

The homes are the demonstration's own, complaints its cases and the survey its own;
checks, repairs and cases of anti-social behaviour are drawn by lot, the same each time.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from putright.apps.accounts.models import User
from putright.apps.measures import services
from putright.config.demo.measured_before import add_year_before
from putright.config.demo.stock import listed_homes
from putright.config.demo.surveyed import add_survey
from putright.core.calendar import reporting_year_bounds
from putright.core.measures.records.homes import SAFETY
from putright.core.measures.records.stock import LCRA
from putright.rules.satisfaction_measures import measure_year, year_names

YEAR = year_names()[-1]
"""The last year whose measures are known."""
SEED = 5_011
REPAIRS = 6_000
ASB = 160
REQUIRED = {"gas": 82, "fire": 24, "asbestos": 24, "water": 12, "lift": 9}
"""Of a hundred homes, how many need a check of each kind."""
TYPED = {
    "census_or_sample:LCRA": "Sample",
    "target_non_emergency": "20 working days",
    "target_emergency": "24 hours",
}
TOOK = (0, 0.3, 0.5, 0.7, 0.9, 0.9, 0.9, 1.4)
"""How long a repair took, as a part of its target."""
Cells = dict[str, str]


def add_measures(*, now: datetime.datetime, today: datetime.date, by: User) -> None:
    """Work the year's measures out, where the year has begun."""
    span = reporting_year_bounds(YEAR)
    if today < span.first:
        return
    random = Random(SEED)  # noqa: S311 - the same figures each time, no secrets
    homes = listed_homes(today)
    number = services.start(name=YEAR, by=by, now=now, day=today).pk
    records = {
        "homes": _homes(homes, random),
        "repairs": _repairs(homes, span.first, random),
        "asb": _asb(homes, span.first, random),
    }
    for kind, rows in records.items():
        services.take_records(
            number=number,
            kind=kind,
            name=f"{kind}-{YEAR}.csv",
            data=_parts(_csv(rows)),
            by=by,
            now=now,
        )
    rules = measure_year(YEAR)
    rented = sum(home["stock_type"] == LCRA for home in homes)
    add_survey(rules, span, rented=rented, random=random, now=now, today=today, by=by)
    services.take_recorded_survey(number=number)
    services.write_given(number=number, texts=TYPED, by=by, now=now)
    add_year_before(YEAR, year_names()[-2], now=now, today=today, by=by)


def _parts(data: bytes) -> Iterator[bytes]:
    yield data


def _csv(rows: Sequence[Cells]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _homes(homes: Iterable[Cells], random: Random) -> list[Cells]:
    """Give each home with its checks; nearly all of them are current."""
    rows = []
    for home in homes:
        row = {name: home[name] for name in ("home", "stock_type", "area", "category")}
        row["decent_homes_applies"] = "yes" if random.random() < 0.98 else "no"
        row["decent_homes_fails"] = "yes" if random.random() < 0.03 else "no"
        for check in SAFETY.values():
            required = random.random() * 100 < REQUIRED[check]
            row[f"{check}_required"] = "yes" if required else "no"
            current = "yes" if random.random() < 0.997 else "no"
            row[f"{check}_current"] = current if required else ""
        rows.append(row)
    return rows


def _repairs(
    homes: Sequence[Cells], first: datetime.date, random: Random
) -> list[Cells]:
    rows = []
    rented = [home for home in homes if home["stock_type"] == "LCRA"]
    for number in range(1, REPAIRS + 1):
        home = random.choice(rented)
        emergency = random.random() < 0.3
        raised = first + datetime.timedelta(days=random.randint(-20, 350))
        limit = 1 if emergency else 28
        took = round(limit * random.choice(TOOK)) + (random.random() < 0.04)
        done = raised + datetime.timedelta(days=took)
        cancelled = random.random() < 0.03
        rows.append(
            {
                "job": f"J-{number:06d}",
                "stock_type": "LCRA",
                "priority": "emergency" if emergency else "non_emergency",
                "raised_at": raised.isoformat(),
                "target_at": (raised + datetime.timedelta(days=limit)).isoformat(),
                "completed_at": "" if cancelled else done.isoformat(),
                "cancelled_at": done.isoformat() if cancelled else "",
                "area": home["area"],
            }
        )
    return rows


def _asb(homes: Sequence[Cells], first: datetime.date, random: Random) -> list[Cells]:
    return [
        {
            "case": f"ASB-{number:04d}",
            "stock_type": random.choice(("LCRA", "LCRA", "LCRA", "LCHO")),
            "opened_on": str(first + datetime.timedelta(days=random.randint(0, 364))),
            "hate_incident": "yes" if random.random() < 0.04 else "no",
            "area": random.choice(homes)["area"],
        }
        for number in range(1, ASB + 1)
    ]
