"""The demonstration's measures of the year before, as counts, and this year's targets.

So that what stands beside a result can be seen: last year, and what was aimed at.
"""

import csv
import datetime
import io
from decimal import Decimal

from putright.apps.accounts.models import User
from putright.apps.measures import services
from putright.core.measures.counts import ANSWERS, COLUMNS
from putright.rules.satisfaction_measures import PERCEPTION, MeasureYear, measure_year

LANDLORD = "Wraysford Vale Homes"
ASKED = {
    "TP01": (214, 169, 62, 71, 54),
    "TP02": (139, 104, 38, 52, 47),
    "TP03": (128, 108, 41, 54, 49),
    "TP04": (181, 172, 79, 78, 60),
    "TP05": (205, 170, 71, 62, 47),
    "TP06": (128, 162, 121, 87, 63),
    "TP07": (166, 171, 98, 70, 49),
    "TP08": (190, 181, 92, 58, 41),
    "TP09": (18, 27, 19, 38, 41),
    "TP10": (72, 69, 29, 36, 28),
    "TP11": (171, 188, 97, 65, 42),
    "TP12": (117, 151, 109, 88, 77),
}
COUNTED = {
    "CH01_1": (81, 4190),
    "CH01_2": (11, 4190),
    "CH02_1": (69, 81),
    "CH02_2": (9, 11),
    "NM01_1": (147, 4502),
    "NM01_2": (5, 4502),
    "RP01": (161, 4102),
    "RP02_1": (3291, 3890),
    "RP02_2": (1498, 1561),
    "BS01": (3689, 3701),
    "BS02": (1120, 1131),
    "BS03": (1083, 1094),
    "BS04": (541, 541),
    "BS05": (399, 402),
}
TARGETS = {
    "TP01": "70",
    "TP02": "68",
    "TP09": "40",
    "CH02_1": "95",
    "CH02_2": "95",
    "RP01": "2",
    "RP02_1": "90",
    "RP02_2": "98",
    **dict.fromkeys(("BS01", "BS02", "BS03", "BS04", "BS05"), "100"),
}


def add_year_before(
    year: str, before: str, *, now: datetime.datetime, today: datetime.date, by: User
) -> None:
    """Take last year's counts, and set this year's targets."""
    number = services.start(name=before, by=by, now=now, day=today).pk
    services.take_counts(
        number=number,
        name=f"counts-{before}.csv",
        data=_counts(measure_year(before)),
        by=by,
        now=now,
    )
    values = {code: Decimal(text) for code, text in TARGETS.items()}
    services.set_targets(name=year, values=values, by=by, now=now)


def _counts(rules: MeasureYear) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=COLUMNS, restval="")
    writer.writeheader()
    for one in (*rules.perception, *rules.management):
        about = {
            "landlord": LANDLORD,
            "year": rules.name,
            "stock_type": one.stock_types[0],
            "measure": one.code,
        }
        if one.kind == PERCEPTION:
            counts = dict(zip(ANSWERS, ASKED[one.code], strict=True))
        else:
            met, base = COUNTED[one.code]
            counts = {"numerator": met, "denominator": base}
        writer.writerow(about | {name: str(n) for name, n in counts.items()})
    return out.getvalue().encode()
