"""Lists, figures and the register read by programs: paged, filtered, and quick."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.apps.api.calling import Program, manager, program_of
from tests.apps.complaints import worklists as w

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.lists import PAGE
from putright.apps.figures import queries as figures
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

PERIOD = {"from": "2026-01-01", "to": "2026-03-31"}


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    """A manager's program, on the day of the work lists."""
    w.freeze(monkeypatch)
    w.amina()
    return program_of(manager())


def references(program: Program, **query: object) -> list[str]:
    answer = program.get("/cases", **query)
    assert answer.status_code == 200, answer.content
    return [one["reference"] for one in answer.json()["cases"]]


def test_pages_follow_one_another_and_none_is_told_twice(program: Program) -> None:
    """A program reads a list to its end by cursor, and no case is passed over."""
    logged = {w.logged(text=f"Number {n}") for n in range(PAGE + 3)}
    first = program.get("/cases").json()
    assert len(first["cases"]) == PAGE
    second = program.get("/cases", after=first["after"]).json()
    assert second["after"] is None
    told = [one["reference"] for page in (first, second) for one in page["cases"]]
    assert len(told) == len(set(told))
    assert set(told) == logged
    assert "count" not in first


def test_lists_are_filtered_as_the_work_lists_are(program: Program) -> None:
    late, fresh = w.logged(), w.logged(w.TODAY, text="Another", area="North")
    w.acknowledged(late, w.TODAY)
    praise = w.logged(kind="compliment", text="Thanks")
    old = w.logged(w.MONDAY, text="Old")
    assert references(program, open="true") == [old, fresh, late]
    assert references(program, late="true") == [old]
    assert references(program, due_before="2026-03-17") == [old]
    assert references(program, stage="1", order="oldest") == [late, old, fresh]
    assert references(program, kind="compliment") == [praise]
    assert references(program, area="North") == [fresh]
    assert references(program, state=["not_a_complaint", "withdrawn"]) == [praise]
    assert references(program, received_from="2026-03-10") == [fresh]
    assert references(program, handler="nobody", state="stage_1_open", area="x") == []


@pytest.mark.parametrize(
    "query",
    [
        {"after": "9999"},
        {"after": "2026-13-01.4"},
        {"stage": "3"},
        {"state": "nonsense"},
        {"due_before": "tomorrow"},
        {"due_before": "0"},
        {"order": "worst"},
        {"open": "perhaps"},
        {"team": "x" * 101},
        {"team": "a\0b"},
    ],
)
def test_a_filter_that_can_not_be_read_is_told(
    program: Program, query: dict[str, str]
) -> None:
    answer = program.get("/cases", **query)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"].startswith("query")


def counted(program: Program, path: str, **query: object) -> int:
    """Count what an address asks the database, once it was asked before."""
    assert program.get(path, **query).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        answer = program.get(path, **query)
        _ = b"".join(answer) if answer.streaming else answer.content
    return len(asked)


def test_what_is_asked_of_the_database_does_not_grow_with_the_cases(
    program: Program,
) -> None:
    """A landlord's millionth case costs what the first does."""
    one = w.logged()
    w.acknowledged(one, w.TODAY)
    paths = (
        ("/cases", {}),
        ("/cases", {"open": "true"}),
        (f"/cases/{one}", {}),
        (f"/cases/{one}/entries", {}),
        (f"/cases/{one}/letters", {}),
        (f"/cases/{one}/files", {}),
        ("/figures/stage_1_received", PERIOD | {"by": "month,team"}),
        ("/figures/stage_1_received/members", PERIOD),
        ("/register.csv", {}),
    )
    before = [counted(program, path, **query) for path, query in paths]
    for number in range(12):
        more = w.logged(text=f"Number {number}")
        w.acknowledged(more, w.TODAY)
        w.taken(one, s.AddNote(on=w.TODAY, note=f"Note {number}"))
    after = [counted(program, path, **query) for path, query in paths]
    assert after == before


def test_a_list_of_what_is_open_is_found_by_its_index(program: Program) -> None:
    """A million cases, of which few are open: the list reads those alone."""
    if connection.vendor != "sqlite":
        return
    w.logged()
    with CaptureQueriesContext(connection) as asked:
        references(program, open="true")
    [listing] = [
        q["sql"] for q in asked if "beat_on" in q["sql"] and "ORDER BY" in q["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {listing}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "complaints_due" in plan
    assert "SCAN complaints_caserow (" not in plan


def test_a_figure_is_told_as_on_the_command_line(program: Program) -> None:
    """One number, wherever it is asked for."""
    for number in range(3):
        w.logged(text=f"Number {number}", teams=("Repairs",))
    answer = program.get("/figures/stage_1_received", **PERIOD, by=["month", "team"])
    told = answer.json()
    question = figures.Question(
        first=w.date(2026, 1, 1),
        last=w.date(2026, 3, 31),
        as_at=w.TODAY,
        by=(("month",), ("team",)),
    )
    same = figures.as_json(figures.value("stage_1_received", question))
    assert {name: told[name] for name in same} == same
    members = program.get("/figures/stage_1_received/members", **PERIOD).json()
    assert len(members["members"]) == told["value"] == 3
    names = program.get("/figures").json()
    assert "stage_1_received" in {one["code"] for one in names["figures"]}


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-02-01", "to": "2026-01-01"},
        {"from": "2026-02-01"},
        PERIOD | {"by": "nonsense"},
        PERIOD | {"by": "month,month"},
        PERIOD | {"where": "team"},
        PERIOD | {"where": "month=never"},
        PERIOD | {"edition": "housing-1999"},
    ],
)
def test_a_question_that_has_no_answer_is_told(
    program: Program, query: dict[str, str]
) -> None:
    assert program.get("/figures/stage_1_received", **query).status_code == 422
    assert program.get("/figures/nonsense", **PERIOD).status_code == 404


def test_the_board_reads_figures_and_no_case(program: Program) -> None:
    """The board's programs get numbers, and no reference behind them."""
    w.logged()
    board = program_of(w.person(cast.BOARD_MEMBER, "board_member"))
    assert board.get("/figures/stage_1_received", **PERIOD).json()["value"] == 1
    answer = board.get("/figures/stage_1_received/members", **PERIOD)
    assert answer.status_code == 403
    splits = board.get("/figures").json()["dimensions"]
    assert "handler" not in splits
    handlers = PERIOD | {"by": "handler"}
    assert board.get("/figures/stage_1_received", **handlers).status_code == 422
    assert board.get("/cases").status_code == 403


def test_a_role_for_one_team_reaches_that_team_s_cases_and_no_others(
    program: Program,
) -> None:
    """A program goes as far as its person's role does."""
    mine, other = w.logged(teams=("repairs",)), w.logged(text="Another")
    limited = program_of(
        w.person(cast.STAGE_1_HANDLER, "investigator", scope="team", of="repairs")
    )
    assert references(limited) == [mine]
    assert limited.get(f"/cases/{mine}").status_code == 200
    for part in ("", "/entries", "/letters", "/files"):
        assert limited.get(f"/cases/{other}{part}").status_code == 404, part
    note = {"do": "add_note", "date": w.TODAY.isoformat(), "note": "Called"}
    assert limited.post(f"/cases/{mine}/steps", note).status_code == 201
    assert limited.post(f"/cases/{other}/steps", note).status_code == 404


def test_the_register_comes_out_in_its_own_format(program: Program) -> None:
    reference = w.logged()
    hidden = w.logged(text="Another")
    w.restricted_to(hidden, w.person(cast.STAGE_1_HANDLER, "investigator"))
    answer = program.get("/register.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["reference"] for row in rows] == [reference]
    assert rows[0]["received_on"] == w.MONDAY.isoformat()


def test_a_mended_entry_shows_no_case_that_may_not_be_seen(program: Program) -> None:
    """What a correction points at is looked at like everything else."""
    named = w.person(cast.STAGE_1_HANDLER, "investigator")
    hidden = w.logged(text="Another")
    shown = w.logged(linked_to=hidden)
    w.restricted_to(hidden, named)
    for path in (f"/cases/{shown}", f"/cases/{shown}/entries", "/register.csv"):
        answer = program.get(path)
        whole = b"".join(answer) if answer.streaming else answer.content
        assert hidden.encode() not in whole, path
    assert hidden in program_of(named).get(f"/cases/{shown}").content.decode()
    assert CaseRow.objects.count() == 2
