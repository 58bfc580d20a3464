"""Playing worked cases: what differs is said, and no file makes it fall over."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.core.complaints.playing import CALENDAR

from putright.config.commands.play import play_command
from putright.core.complaints.decide import Context
from putright.core.complaints.play import NotAWorkedCaseError, play, read

RECEIVED = {"do": "receive", "date": "2025-02-03", "channel": "email", "text": "Bins"}
CONTEXT = Context(calendar=CALENDAR)


def _why(*steps: object, **more: Any) -> list[str]:
    return play({"name": "a case", "steps": list(steps), **more}, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "a case",
        "{}",
        "- a\n- b",
        "[1, 2]",
        "- name: [",
        "- {name: a, steps: [{do: receive, date: 2025-02-31}]}",
        "\x00",
        "- &a [*a]",
        "- !!python/object/apply:os.getcwd []",
        "[" * 20000,
    ],
)
def test_a_file_that_is_no_list_of_cases_is_said_to_be_none(text: str) -> None:
    """With what was expected of it; nothing in it is run."""
    with pytest.raises(NotAWorkedCaseError):
        read(text)


def test_json_and_aliases_are_read() -> None:
    """JSON is YAML; an alias stands for the step it names."""
    assert read('[{"name": "a", "steps": []}]')[0]["name"] == "a"
    (case,) = read(
        "- name: twice\n"
        "  steps:\n"
        "    - &first {do: receive, date: 2025-02-03, text: Bins}\n"
        "    - {<<: *first, refused: order}\n"
        "  expect: {state: stage_1_open}\n"
    )
    assert play(case, CONTEXT) == []


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ({"steps": "receive"}, "list of steps"),
        ({"steps": ["receive"]}, "list of steps"),
        ({"steps": {"do": "receive"}}, "list of steps"),
        ({"steps": [RECEIVED], "expect": ["state"]}, "expect"),
        ({"steps": [RECEIVED], "expect": "closed"}, "expect"),
        ({}, "no step with a date"),
        ({"steps": []}, "no step with a date"),
        ({"steps": [{"do": "receive"}]}, "no date"),
        ({"steps": [{"do": "recieve", "date": "2025-02-03"}]}, "recieve"),
        ({"steps": [{"date": "2025-02-03"}]}, "no step"),
        ({"steps": [{**RECEIVED, "date": "soon"}]}, "soon"),
        ({"steps": [{**RECEIVED, "date": 20250203.5}]}, "YYYY-MM-DD"),
        ({"steps": [{**RECEIVED, "issue_on": "last May"}]}, "last May"),
        ({"steps": [{**RECEIVED, "date": "2035-02-03"}]}, "2035"),
        ({"steps": [RECEIVED], "as_at": "tomorrow"}, "tomorrow"),
        ({"steps": [RECEIVED], "edition": "housing-1899"}, "housing-1899"),
        ({"steps": [RECEIVED, {"do": "mend", "date": "2025-02-04"}]}, "5.12"),
    ],
)
def test_a_case_that_can_t_be_played_says_why(case: dict[str, Any], says: str) -> None:
    """It differs from what is expected; the cases after it are played."""
    assert says in " ".join(play(case, CONTEXT))


@pytest.mark.parametrize("bad", [7, "text", [7], ["a"], True, {"a": "b"}])
@pytest.mark.parametrize(
    "name", ["findings", "actions", "by", "written", "stage", "definition"]
)
def test_any_value_in_any_field_is_a_refusal_and_no_crash(name: str, bad: Any) -> None:
    """A field of the wrong shape is told, whatever stands in it."""
    step = {"do": "respond", "date": "2025-02-04", "stage": 1, name: bad}
    assert _why(RECEIVED, step)


def test_what_differs_is_named_with_both_values() -> None:
    """The step, the provisions expected and found; each value expected and found."""
    early = {"do": "stage_0", "date": "2025-02-04", "refused": "5.3"}
    why = _why(RECEIVED, early, expect={"state": "closed", "stage_1": {"response": ""}})
    assert why[0].startswith(
        "step 2 (stage_0): expected refused by 5.3, refused by 5.2"
    )
    assert why[1] == "state: expected 'closed', found 'stage_1_open'"
    assert why[2] == "stage_1.response: expected '', found 'open_in_time'"


def test_a_step_that_is_taken_against_expectation_is_named() -> None:
    """So is one refused for more than was expected."""
    contact = {"do": "contact", "date": "2025-02-04", "refused": "order"}
    assert _why(RECEIVED, contact) == [
        "step 2 (contact): expected refused by order, was taken"
    ]
    refuse = {"do": "refuse", "date": "2025-02-04", "by": "A", "refused": ["2.1"]}
    assert "refused by 2.1, 2.2, 2.4" in _why(RECEIVED, refuse)[0]


@pytest.mark.parametrize("blank", [None, "", [], {}])
def test_a_stage_that_never_began_is_the_same_as_blank(blank: object) -> None:
    """And so is a value that is absent."""
    expect = {"stage_2": blank, "stage_1": {"working_days": blank}}
    assert _why(RECEIVED, expect=expect) == []


def test_where_nothing_was_received_nothing_is_counted() -> None:
    """A survey's remark that was not taken leaves no case, and no count."""
    survey = {**RECEIVED, "channel": "survey", "refused": "1.6"}
    assert _why(survey, expect={"joined": 0, "state": "", "stage_1": {}}) == []


def test_an_unquoted_6_10_is_not_6_1_nor_6_10() -> None:
    """YAML reads it as the number 6.1: the case fails and shows what it read."""
    early = {"do": "request_stage_2", "date": "2025-02-04", "refused": 6.10}
    assert "expected refused by 6.1, refused by 6.10" in _why(RECEIVED, early)[0]


def test_the_command_says_what_failed_and_ends_with_1(tmp_path: Path) -> None:
    """In words, and in JSON; a file that is no such file ends with 2."""
    good, bad, none = tmp_path / "g.yaml", tmp_path / "b.yaml", tmp_path / "n.yaml"
    steps = "  steps: [{do: receive, date: 2025-02-03}]\n"
    good.write_text(f"- name: good\n{steps}")
    bad.write_text(f"- name: bad\n{steps}  expect: {{state: closed}}\n")
    none.write_bytes(b"\xff\xfe")
    runner = CliRunner()
    assert runner.invoke(play_command, [str(good)]).exit_code == 0
    told = runner.invoke(play_command, [str(good), str(bad), "--json"])
    assert told.exit_code == 1
    assert told.output.startswith('{"cases": 2, "passed": 1, "failed": [{"name": "bad"')
    assert runner.invoke(play_command, [str(none)]).exit_code == 2
