"""A small landlord's files for 2024-25, and a year of measures made from them.

Three rented homes and one of shared ownership; every count can be done by hand.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import polars as pl

from putright.apps.measures import services
from putright.apps.measures.models import Year

YEAR = "2024-25"
DAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 10, tzinfo=UTC)
SAFETY = ("gas", "fire", "asbestos", "water", "lift")
PROGRAM = "0.1.0"
WHY = "Fieldwork began in the last week of the year."
RULES = "Tenant Satisfaction Measures 2024-25"

HOMES = (
    "home,stock_type,area,address,decent_homes_applies,decent_homes_fails,"
    + ",".join(f"{one}_required,{one}_current" for one in SAFETY)
    + "\n"
    "OTT-1,LCRA,North,1 Mill Lane,yes,yes,yes,yes,no,,no,,no,,no,\n"
    "OTT-2,LCRA,North,2 Mill Lane,yes,no,yes,no,yes,yes,no,,no,,no,\n"
    "OTT-3,LCRA,South,3 Mill Lane,no,,yes,yes,yes,yes,no,,no,,no,\n"
    "OTT-4,LCHO,South,4 Mill Lane,no,,no,,yes,yes,no,,no,,no,\n"
).encode()
REPAIRS = (
    b"job,stock_type,priority,raised_at,target_at,completed_at,cancelled_at\n"
    b"J-1,LCRA,emergency,2024-05-01,2024-05-02,2024-05-02,\n"
    b"J-2,LCRA,non_emergency,2024-05-01,2024-05-20,2024-05-21,\n"
    b"J-3,LCRA,non_emergency,2024-06-03,2024-06-20,2024-06-10,\n"
    b"J-4,LCRA,non_emergency,2024-06-03,2024-06-20,,2024-06-05\n"
)
ASB = (
    b"case,stock_type,opened_on,hate_incident\n"
    b"A-1,LCRA,2024-07-01,no\nA-2,LCHO,2024-08-01,yes\n"
)
REGISTER = (
    b"reference,kind,received_on,tenure,subject,s1_acknowledged_on,s1_responded_on,"
    b"s2_requested_on,s2_acknowledged_on,s2_responded_on\n"
    b"R-1,complaint,2024-10-07,LCRA,Velvetlantern,2024-10-09,2024-10-18,,,\n"
    b"R-2,complaint,2024-10-07,LCRA,Velvetlantern,2024-10-09,2024-12-02,2024-12-04,"
    b"2024-12-06,2024-12-16\n"
    b"R-3,complaint,2024-10-07,leaseholder,Velvetlantern,2024-10-09,2024-10-18,,,\n"
)
FILES = {"homes": HOMES, "repairs": REPAIRS, "asb": ASB, "register": REGISTER}
POPULATION = (
    b"stock_type,characteristic,value,households\n"
    b"LCRA,all,,2000\nLCRA,area,North,1200\nLCRA,area,South,800\n"
)


def responses(kept: int = 40) -> bytes:
    """Give a survey's responses: half of the North, three in four satisfied."""
    head = [
        "response",
        "household",
        "stock_type",
        "method",
        "answered_on",
        "area",
        "repair_12_months",
        "complaint_12_months",
        "communal_areas",
        *(f"TP{number:02d}" for number in range(1, 13)),
    ]
    rows = []
    for number in range(kept):
        said = str(5 - number % 4) if number % 4 < 2 else ("4", "2")[number % 4 - 2]
        area = "North" if number % 2 else "South"
        filters = ["yes" if number % 3 else "no"] * 3
        method = "telephone" if number % 5 else "internet"
        about = [f"S{number}", f"H{number}", "LCRA", method, "2024-11-04", area]
        answers = [said] * 12
        for place in (1, 2, 8, 9):
            answers[place] = said if filters[0] == "yes" else ""
        rows.append([*about, *filters, *answers])
    return csv(head, rows)


def csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Write lines of plain cells."""
    return ("\n".join(",".join(row) for row in [head, *rows]) + "\n").encode()


def parts(data: bytes) -> Iterator[bytes]:
    """Give a file as an upload hands it on."""
    yield data


def started(name: str = YEAR) -> Year:
    """Start a year."""
    return services.start(name=name, by=None, now=NOW, day=DAY)


def taken(year: Year, kind: str, data: bytes | None = None, name: str = "") -> int:
    """Load a file of records; one of ours where no other is given."""
    return services.take_records(
        number=year.pk,
        kind=kind,
        name=name or f"{kind}.csv",
        data=parts(FILES[kind] if data is None else data),
        by=None,
        now=NOW,
    )


def surveyed(year: Year, weight_by: Sequence[str] = ("area",)) -> int:
    """Load a survey."""
    return services.take_survey(
        number=year.pk,
        responses=("survey.csv", responses()),
        population=("population.csv", POPULATION),
        weight_by=weight_by,
        by=None,
        now=NOW,
    )


def complete(name: str = YEAR) -> Year:
    """Make a year that lacks nothing."""
    year = started(name)
    for kind in FILES:
        taken(year, kind)
    surveyed(year)
    services.write_given(number=year.pk, texts={"approach:i": WHY}, by=None, now=NOW)
    return year


def signed(year: Year) -> Year:
    """Sign a year off."""
    services.sign(
        number=year.pk,
        name="Beatrix Roundtable, chair",
        program=PROGRAM,
        by=None,
        now=NOW,
        day=DAY,
    )
    return year


def parquet(data: bytes) -> bytes:
    """Give a CSV's rows as Parquet."""
    out = io.BytesIO()
    pl.read_csv(data, infer_schema=False).write_parquet(out)
    return out.getvalue()
