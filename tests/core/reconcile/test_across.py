"""Tables held against each other."""

from tests.core.reconcile.tables import held, told

PAPER = """
Measure | 2023/24 | 2022/23
Repairs in time | 82.5% | 79.1%
Gas checks | 99.35% | 99.80%
Rent collected | 96.2% | 95.9%
Calls answered | 91.4% | 88.0%
"""


def test_one_figure_printed_twice_with_two_values() -> None:
    findings = held(PAPER, PAPER.replace("99.35%", "99.53%"))
    assert [(one.table, *told([one])[0]) for one in findings] == [
        ("t2", "Gas checks", "2023/24", "99.53%", "99.35%", "two_values")
    ]


def test_two_years_of_one_table_are_not_the_same_figures() -> None:
    """Where most differ, the tables are of different things."""
    other = PAPER.replace("82.5", "85.5").replace("96.2", "90.1").replace("91.4", "80")
    assert not held(PAPER, other)


def test_few_figures_in_common_are_not_certain_to_be_the_same() -> None:
    findings = held(
        "Stage | Received\nOne | 104\nTwo | 10",
        "Stage | Received | Open\nOne | 109 | 3\nTwo | 10 | 2",
    )
    assert [(one.row, one.kind, one.certain) for one in findings] == [
        ("One", "two_values", False)
    ]


def test_one_quotient_printed_differently() -> None:
    findings = held(
        "What | Result\nStage 2 in time | 485 of 552 (87.66%)",
        "Measure | Value\nAnswered | 485 of 552 (87.86%)",
    )
    assert {(one.table, one.kind) for one in findings if one.certain} == {
        ("t1", "rate"),
        ("t1", "two_values"),
    }


def test_a_cumulative_share_is_worked_out_from_another_tables_numbers() -> None:
    """91% is the average of 89% and 92%; of the calls it is 90%."""
    findings = held(
        """
Period | Calls | In 20 seconds | Letters
April to June | 23767 | 89% | 860
Quarter 1 cumulative | 23767 | 89% | 860
July to September | 22243 | 92% | 990
Quarter 2 cumulative | 46010 | 91% | 1850
""",
        """
Team | Quarter | In time
All | Q1 | 21171 of 23767 (89%)
All | Q2 | 20365 of 22243 (92%)
""",
    )
    assert told(findings) == [
        ("Quarter 2 cumulative", "In 20 seconds", "91%", "90%", "rate")
    ]
    assert "average of 89% and 92%" in findings[0].why


def test_a_quotient_that_the_rows_of_another_table_do_not_make() -> None:
    findings = held(
        """
Year | On target
2022/23 | 29 out of 40
2023/24 | 39 out of 45
""",
        """
Stage | Year | In time
One | 2022/23 | 22 of 31
One | 2023/24 | 29 of 32
Two | 2022/23 | 7 of 9
Two | 2023/24 | 9 of 12
""",
    )
    assert told(findings) == [
        ("2023/24", "On target", "39 out of 45", "38 of 44", "two_values")
    ]


def test_two_bases_under_one_heading_are_not_certain() -> None:
    first = "\n".join(
        f"{name} | {share} of 598"
        for name, share in (("A", "2.01%"), ("B", "2.68%"), ("C", "7.36%"))
    )
    findings = held(
        f"Group | This year\n{first}",
        "Question | This year\nAlarm | 87.35%\nDoors | 50.00%\nBins | 81.90%",
    )
    assert [(one.row, one.kind, one.certain) for one in findings] == [
        ("Alarm", "two_bases", False),
        ("Bins", "two_bases", False),
    ]
