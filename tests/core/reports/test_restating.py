"""A published figure beside what it is now: what changed is named, and why."""

from datetime import date

from putright.core.reports import restating as r
from putright.core.reports.frozen import Asked, Kept, KeptCell, Member
from putright.core.reports.saying import then_and_now
from putright.core.reports.values import Paragraph, Table

ASKED = Asked("stage_1_received", date(2024, 10, 1), date(2024, 12, 31))
PUBLISHED = date(2025, 1, 6)


def cell(value: int, split: str = "", *labels: str) -> KeptCell:
    return KeptCell(
        split=split, labels=labels, value=value, numerator=value, base=value
    )


def kept(*cells: KeptCell) -> Kept:
    return Kept(
        asked=ASKED,
        title="Complaints received at stage 1",
        unit="cases",
        as_at=PUBLISHED,
        edition="",
        rules="1/a",
        program="0.1.0",
        cells=cells,
        splits=("team",),
    )


def member(case: str, team: str = "Housing", counted: str = "met") -> Member:
    return Member(case=case, counted=counted, why="counted", labels=(((team,),),))


def restated(
    then: list[Member],
    now: list[Member],
    *,
    written: set[str],
    rules: str = "1/a",
    program: str = "0.1.0",
) -> r.Restated:
    def total(members: list[Member]) -> KeptCell:
        return cell(sum(one.counted == "met" for one in members))

    since = r.Since(written=written, rules=rules, program=program)
    moved = r.changes(then, now)
    return r.restate(kept(total(then)), [total(now)], moved, since)


def test_cases_added_gone_and_counted_otherwise_are_told_apart() -> None:
    then = [member("A"), member("B"), member("C")]
    now = [member("A"), member("C", "Repairs"), member("D")]
    found = restated(then, now, written={"B", "C", "D"})
    assert [(one.case, one.sort) for one in found.moved] == [
        ("B", r.GONE),
        ("C", r.OTHERWISE),
        ("D", r.ADDED),
    ]
    assert found.causes == ((r.RECORDS, 3),)


def test_one_in_and_one_out_is_a_change_though_the_number_stands() -> None:
    """A figure that looks the same and rests on other cases is not the same."""
    found = restated([member("A")], [member("B")], written={"A", "B"})
    assert not found.total.changed
    assert found.changed


def test_a_case_that_nobody_wrote_to_changed_by_the_rules_or_by_the_program() -> None:
    then, now = [member("A"), member("B")], [member("B")]
    for rules, program, cause in (
        ("1/b", "0.2.0", r.RULES),
        ("1/a", "0.2.0", r.PROGRAM),
        ("1/a", "0.1.0", r.RECORDS),
    ):
        found = restated(then, now, written=set(), rules=rules, program=program)
        assert found.causes == ((cause, 1),)


def test_the_same_rows_in_another_order_are_no_change() -> None:
    rows = [member("A"), member("A", counted="left_out"), member("B")]
    found = restated(rows, rows[::-1], written={"A"})
    assert not found.changed
    assert found.causes == ()


def test_a_part_of_a_split_that_is_new_is_a_change() -> None:
    since = r.Since(written=(), rules="1/a", program="0.1.0")
    found = r.restate(
        kept(cell(2), cell(2, "team", "Housing")),
        [cell(2), cell(1, "team", "Housing"), cell(1, "team", "Repairs")],
        (),
        since,
    )
    lines = {line.labels: line for line in found.lines}
    assert lines["Repairs",].then is None
    assert [one.changed for one in found.lines] == [False, True, True]


def test_how_a_case_stood_and_stands_names_the_team_only_where_it_moved() -> None:
    moved = r.changes([member("A")], [member("A", "Repairs")])[0]
    assert then_and_now(moved, kept(cell(1))) == (
        "Counted; Team: Housing",
        "Counted; Team: Repairs",
    )
    gone = r.changes([member("A")], [])[0]
    assert then_and_now(gone, kept(cell(1))) == ("Counted", "Not in it")


def test_the_next_report_prints_each_figure_that_changed_and_a_text_to_edit() -> None:
    found = restated([member("A"), member("B")], [member("A")], written={"B"})
    section = r.restatement_section("Quarterly report", PUBLISHED, [found])
    table = next(one for one in section.blocks if isinstance(one, Table))
    assert [cell.text for cell in table.rows[0]] == [
        "Complaints received at stage 1, October to December 2024",
        "2",
        "1",
        "none",
        "1",
        "none",
        "the records changed",
    ]
    text = next(b for b in section.blocks if isinstance(b, Paragraph) and b.key)
    assert text.key == r.WHY
    assert text.drafted == (
        "1 of its 1 figures is restated, because the records changed. "
        "1 case is counted otherwise."
    )


def test_a_report_that_stands_says_so_and_has_no_table() -> None:
    found = restated([member("A")], [member("A")], written=set())
    section = r.restatement_section("Quarterly report", PUBLISHED, [found])
    assert not [one for one in section.blocks if isinstance(one, Table)]
    said = " ".join(b.text for b in section.blocks if isinstance(b, Paragraph))
    assert "6 January 2025" in said
    assert "None of its 1 figures has changed." in said
