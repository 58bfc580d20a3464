"""The register going out: all that came in, and what was worked here."""

from datetime import UTC, date, datetime

import pytest

from putright.apps.accounts.models import User
from putright.apps.complaints.queries.exporting import csv_parts, export_register
from putright.apps.complaints.services import steps
from putright.apps.complaints.services.importing import import_register
from putright.core.complaints import steps as s
from putright.core.complaints.register import COLUMNS
from putright.core.tabular import read, write_csv, write_xlsx

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)
HEADINGS = ["reference", "kind", "received_on", "subject", "teams", "Officer’s note"]
ROWS = [
    ["OTT-1", "complaint", "2024-10-07T16:40", "=Heating off", "Repairs;Housing", "-1"],
    ["OTT-2", "comment", "2024-10-08", "A “quoted”, line\nand another", "", ""],
]


def imported() -> None:
    table = read("r.csv", write_csv(HEADINGS, ROWS))
    outcome = import_register(table, who="system", now=NOW)
    assert (outcome.taken, outcome.refused) == (2, ())


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_came_in_goes_out_and_can_come_in_again(write: object) -> None:
    assert callable(write)
    imported()
    headings, rows = export_register()
    assert headings == [*COLUMNS, "Officer’s note"]
    back = read("r", write(headings, rows))
    for given, row in zip(ROWS, back.rows, strict=True):
        assert [row.cells[heading] for heading in HEADINGS] == given
        assert "".join(row.cells.values()) == "".join(
            given[HEADINGS.index(h)] for h in headings if h in HEADINGS
        )
    again = import_register(back, who="system", now=NOW)
    assert (again.already, again.changed, again.refused) == (2, 0, ())


def test_a_case_worked_here_goes_out_in_the_same_columns() -> None:
    handler = User.objects.create(username="okafor", name="Chidi Okafor")
    step = s.Receive(
        on=date(2025, 3, 3), channel="telephone", text="Tap drips", subject="Tap"
    )
    reference = steps.receive(step=step, who="u1", now=NOW).reference
    assign = s.Assign(on=date(2025, 3, 3), stage=1, handler=f"u{handler.pk}")
    steps.take(reference=reference, step=assign, who="u1", now=NOW)
    headings, rows = export_register()
    (cells,) = [dict(zip(headings, row, strict=True)) for row in rows]
    assert {name: text for name, text in cells.items() if text} == {
        "reference": reference,
        "kind": "complaint",
        "received_on": "2025-03-03",
        "channel": "telephone",
        "raised_by": "self",
        "subject": "Tap",
        "s1_handler": "Chidi Okafor",
    }
    headings, rows = export_register()
    back = read("r.csv", write_csv(headings, rows))
    assert import_register(back, who="system", now=NOW).already == 1


def test_csv_in_parts_is_the_same_file() -> None:
    imported()
    headings, rows = export_register()
    listed = list(rows) * 400
    assert b"".join(csv_parts(headings, listed)) == write_csv(headings, listed)
