"""The register as a landlord's file: out whole, in again, and nothing still to come."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.services.importing import import_register
from putright.config import demo
from putright.config.cli import putright
from putright.config.demo import stock
from putright.core.complaints import steps as s
from putright.core.tabular import read, write_csv

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)
RUN = CliRunner()


def test_a_landlords_cases_go_out_and_come_back_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the file has no word for is left out, and said, with its reference."""
    monkeypatch.setattr(stock, "HOMES", 400)
    demo.make(NOW)
    out = str(tmp_path / "register.csv")
    done = RUN.invoke(putright, ["export", "register", out])
    assert done.exit_code == 0, done.output
    undecided = CaseRow.objects.get(kind="dissatisfaction").reference
    void = CaseRow.objects.filter(counts=False).order_by("reference")
    named = ", ".join(row.reference for row in void)
    assert f"since what was meant is not yet decided: {undecided}." in done.stderr
    assert f"as void or a duplicate of another: {named}." in done.stderr
    again = RUN.invoke(putright, ["import", "register", out, "--json"])
    assert again.exit_code == 0, again.output
    expected = {"taken": 0, "changed": 0, "refused": []}
    told = json.loads(again.stdout)
    assert {name: told[name] for name in expected} == expected
    assert told["already"] == told["read"] == CaseRow.objects.count() - 3


def test_the_export_page_says_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    w.freeze(monkeypatch)
    w.amina()
    undecided = w.logged(kind="dissatisfaction")
    kept = w.logged()
    manager = w.person(cast.COMPLAINTS_MANAGER, "manager")
    client = w.signed_in(manager)
    page = w.page(client, "/records/export/")
    assert "1 case is left out, since what was meant is not yet decided" in page
    assert undecided in page
    assert kept not in page
    file = client.get("/records/export/register.csv")
    text = b"".join(file.streaming_content).decode()  # type: ignore[attr-defined] # a file in parts
    assert kept in text
    assert undecided not in text


HAPPENED = (
    "received_on",
    "s1_acknowledged_on",
    "s1_extension_told_on",
    "s1_responded_on",
    "s2_requested_on",
    "s2_acknowledged_on",
    "s2_extension_told_on",
    "s2_responded_on",
    "refused_on",
    "withdrawn_on",
    "closed_on",
)


@pytest.mark.parametrize("column", HAPPENED)
def test_nothing_has_happened_on_a_day_that_is_still_to_come(column: str) -> None:
    cells = {"reference": "OTT-1", "kind": "complaint", "received_on": "2026-03-04"}
    cells[column] = "05/03/2026"
    table = read("r.csv", write_csv(list(cells), [list(cells.values())]))
    (refused,) = import_register(table, who="system", now=NOW).refused
    assert (refused.line, refused.column, refused.value) == (2, column, "2026-03-05")
    assert "still to come" in refused.why
    late = NOW.replace(hour=23, day=4)
    assert import_register(table, who="system", now=late).refused
    next_day = NOW.replace(day=5)
    assert import_register(table, who="system", now=next_day).taken == 1


def test_a_day_told_for_later_and_a_month_that_has_begun_are_taken() -> None:
    cells = {
        "reference": "OTT-1",
        "kind": "complaint",
        "received_on": "2026-03-31",
        "received_precision": "month",
        "s1_extension_told_on": "2026-03-04",
        "s1_extended_to": "2026-12-31",
        "s2_extended_to": "2026-12-31",
    }
    table = read("r.csv", write_csv(list(cells), [list(cells.values())]))
    assert import_register(table, who="system", now=NOW).refused == ()


@pytest.mark.parametrize("precision", ["", "month"])
def test_a_clock_explained_is_no_overdue_by_guess(
    precision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page, the figures and the command say the same of what is not known."""
    headings = ["reference", "kind", "received_on", "received_precision"]
    row = ["OTT-1", "complaint", "2025-10-07", precision]
    table = read("r.csv", write_csv(headings, [row]))
    import_register(table, who="system", now=NOW)
    told = json.loads(RUN.invoke(putright, ["explain", "OTT-1", "--json"]).stdout)
    (stage,) = told["stages"]
    assert (stage["acknowledgement"], stage["response"]) == ("cannot_tell",) * 2
    said = RUN.invoke(putright, ["explain", "OTT-1"]).stdout
    assert "cannot tell" in said
    assert "overdue" not in said
    import_register(table, who="system", now=NOW, unanswered="open")
    live = json.loads(RUN.invoke(putright, ["explain", "OTT-1", "--json"]).stdout)
    known = "cannot_tell" if precision else "open_overdue"
    assert live["stages"][0]["response"] == known


def test_a_withdrawn_case_explained_owes_nothing() -> None:
    w.amina()
    reference = w.logged()
    w.taken(reference, s.Withdraw(on=date(2026, 3, 4), reason="Mended"))
    told = json.loads(RUN.invoke(putright, ["explain", reference, "--json"]).stdout)
    assert told["stages"][0]["response"] == "not_applicable"


def test_the_cases_received_between_two_days_go_out_and_no_others(
    tmp_path: Path,
) -> None:
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 2))
    first, second, third = (w.logged(on=day) for day in days)
    out = tmp_path / "year.csv"

    def told(*words: str) -> list[str]:
        done = RUN.invoke(putright, ["export", "register", str(out), *words])
        assert done.exit_code == 0, done.output
        rows = read(out.name, out.read_bytes()).rows
        return [row.cells["reference"] for row in rows]

    assert told("--from", "2026-01-01") == [second, third]
    assert told("--from", "2026-01-01", "--to", "2026-01-31") == [second]
    assert told("--to", "2025-12-31") == [first]
    turned = [
        "export",
        "register",
        str(out),
        "--from",
        "2026-02-01",
        "--to",
        "2026-01-01",
    ]
    refused = RUN.invoke(putright, turned)
    assert refused.exit_code == 2
    assert "lies before" in refused.output
