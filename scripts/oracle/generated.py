"""Invented surveys: answers that hang together with who answers, so weights matter."""

import csv
import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

CODES = tuple(f"TP{number:02d}" for number in range(1, 13))
NO_ANSWER_ALLOWED = frozenset({"TP05", "TP06", "TP07", "TP08", "TP11", "TP12"})
FILTERS = {
    "TP02": "repair_12_months",
    "TP03": "repair_12_months",
    "TP09": "complaint_12_months",
    "TP10": "communal_areas",
}
METHODS = ("telephone", "internet", "post", "face_to_face", "sms", "other")
Row = dict[str, str]
_FIRST = dt.date(2024, 4, 1)


@dataclass(frozen=True)
class Shape:
    """What to invent: how many answers of how many households, in which margins.

    `margins`: characteristic to its number of values. `hold`: from 0 to 1, how much
    each characteristic follows from the one before it.
    """

    responses: int
    households: int
    margins: dict[str, int]
    hold: float = 0.3
    seed: int = 1
    stock_type: str = "LCRA"


def invent(shape: Shape) -> tuple[list[Row], list[Row]]:
    """Give a survey's rows and its population's, the same for the same shape."""
    random = Random(shape.seed)  # noqa: S311 - invented answers, no secrets
    survey = [_response(random, shape, number) for number in range(shape.responses)]
    population = [_households(shape, "all", "", shape.households)]
    tilts = _tilts(random, shape, survey)
    for name in shape.margins:
        for value in sorted({row[name] for row in survey}):
            rows = zip(survey, tilts, strict=True)
            held = sum(tilt for row, tilt in rows if row[name] == value)
            number = max(1, round(held * shape.households / sum(tilts)))
            population.append(_households(shape, name, value, number))
    return survey, population


def _tilts(random: Random, shape: Shape, survey: list[Row]) -> list[float]:
    """Give how many households each response stands for: so all margins can be met."""
    pull = {name: random.uniform(-0.3, 0.3) for name in shape.margins}
    return [
        random.uniform(0.6, 1.5)
        * math.exp(sum(pull[name] * int(row[name].split()[1]) for name in pull))
        for row in survey
    ]


def _households(shape: Shape, name: str, value: str, number: int) -> Row:
    return {
        "stock_type": shape.stock_type,
        "characteristic": name,
        "value": value,
        "households": str(number),
    }


def _response(random: Random, shape: Shape, number: int) -> Row:
    row: Row = {
        "response": f"R{number:06d}",
        "household": f"H{number:06d}",
        "stock_type": shape.stock_type,
        "method": random.choices(METHODS, (60, 20, 9, 5, 4, 2))[0],
        "answered_on": str(_FIRST + random.randrange(364) * dt.timedelta(1)),
    }
    place = random.random()
    for name, values in shape.margins.items():
        if random.random() > shape.hold:
            place = random.random()
        row[name] = f"{name} {int(place**1.3 * values) + 1}"
    for name, share in (
        ("repair_12_months", 0.7),
        ("complaint_12_months", 0.25),
        ("communal_areas", 0.5),
    ):
        row[name] = "yes" if random.random() < share else "no"
    pleased = 0.45 + 0.4 * place + random.gauss(0, 0.2)
    row.update({code: _answer(random, row, code, pleased) for code in CODES})
    return row


def _answer(random: Random, row: Row, code: str, pleased: float) -> str:
    if code in FILTERS and row[FILTERS[code]] != "yes":
        return ""
    if random.random() < 0.04:
        return "na" if code in NO_ANSWER_ALLOWED else ""
    return str(min(5, max(1, 1 + int(5 * (pleased + random.gauss(0, 0.2))))))


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as CSV, under the headings of the first."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
