"""Totals, differences and running totals that do not come out."""

import calendar

from tests.core.reconcile.tables import held, told

MONTHS = """
Month | Stage 1 | Stage 2 | All contacts
April | 31 | 4 | 35
May | 28 | 6 | 34
June | 45 | 3 | 48
Total | 104 | 13 | {all}
"""


def test_a_table_that_adds_up_is_left_in_peace() -> None:
    assert not held(MONTHS.format(all=117))


def test_a_total_row_that_does_not_add_up_is_named() -> None:
    findings = held(MONTHS.format(all=119))
    assert ("Total", "All contacts", "119", "117", "sum") in told(findings)
    assert "= 117, but 119 is printed" in findings[0].why


def test_a_total_column_is_held_row_by_row() -> None:
    findings = held("""
Area | Stage 1 | Stage 2 | Total
North | 30 | 3 | 33
South | 32 | 1 | 34
East | 17 | 1 | 18
West | 20 | 4 | 24
""")
    assert told(findings) == [("South", "Total", "34", "33", "sum")]


def test_a_year_is_the_sum_of_its_quarters() -> None:
    year = """
Kind | Q1 | Q2 | Q3 | Q4 | Year
Stage 1 | 32 | 35 | 19 | 20 | 106
Stage 2 | 4 | 6 | 6 | 5 | {}
Compliments | 22 | 35 | 30 | 24 | 111
"""
    assert not held(year.format(21))
    assert told(held(year.format(22))) == [("Stage 2", "Year", "22", "21", "sum")]


def test_nothing_plus_nothing_makes_no_total() -> None:
    """A heading that begins with Total may be of something else altogether."""
    assert not held("""
Area | Total homes | Stage 1 | Stage 2
North | 0 | 0 | 0
South | 530 | 31 | 4
""")


def test_a_lone_total_that_comes_near_is_held() -> None:
    """One column is enough where the row is called Total and was meant as one."""
    near = "Street | Garages\nA | 66\nB | 32\nC | 25\nTotal | {}"
    assert told(held(near.format(121).replace(" | ", "\t"))) == [
        ("Total", "Garages", "121", "123", "sum")
    ]
    assert not held(near.format(9).replace(" | ", "\t"))


def test_overlapping_parts_raise_no_certain_alarm() -> None:
    """A complaint about two teams counts under both; the total counts it once."""
    assert not told(
        held("""
Team | Stage 1 | Stage 2
Repairs | 62 | 8
Lettings | 17 | 5
Tenancy | 30 | 6
Total | 104 | 15
""")
    )


def test_a_total_without_its_own_kind_is_no_total() -> None:
    """Excluding cross cutting, an average, a target: none is the sum of the rows."""
    assert not held("""
Team | Stage 1 | Stage 2
Repairs | 62 | 1
Lettings | 17 | 2
Tenancy | 11 | 4
Total | 90 | 7
Total (excluding cross cutting) | 85 | 4
""")


def test_parts_and_a_grand_total() -> None:
    findings = held("""
Department | Received | Answered
Legal | 14 | 9
Audit | 30 | 28
Total services | 44 | 37
Repairs | 100 | 90
Streets | 50 | 45
Total works | 150 | 135
Grand total | 194 | 177
""")
    assert told(findings) == [("Grand total", "Answered", "177", "172", "sum")]


def test_a_long_table_is_added_up_by_its_groups() -> None:
    lists = "\n".join(
        f"{kind} | {month} | {number}"
        for kind, numbers in {
            "Compliments": (24, 32, 28, 84),
            "Complaints": (35, 13, 10, 58),
            "Enquiries": (4, 7, 2, 13),
            "Comments": (1, 3, 2, 5),
        }.items()
        for month, number in zip(
            ("2024-10", "2024-11", "2024-12", "Q3"), numbers, strict=True
        )
    )
    findings = held(f"List | Period | Number\n{lists}")
    assert told(findings) == [("Comments, Q3", "Number", "5", "6", "sum")]


def test_the_part_is_named_where_another_column_says_what_it_should_be() -> None:
    """Nothing is said of a total that is right."""
    rows = "\n".join(
        f"{kind} | {month} | {printed} | {listed}"
        for kind, figures in {
            "Compliments": ((24, 24), (32, 32), (28, 28), (84, 84)),
            "Complaints": ((35, 35), (13, 13), (10, 10), (58, 58)),
            "Comments": ((1, 0), (3, 3), (2, 2), (5, 5)),
        }.items()
        for month, (printed, listed) in zip(
            ("2024-10", "2024-11", "2024-12", "Q3"), figures, strict=True
        )
    )
    findings = held(f"List | Period | Printed | Listed\n{rows}")
    assert told(findings) == [("Comments, 2024-10", "Printed", "1", "0", "two_values")]


def test_a_difference_is_held_within_the_rounding_of_all_three() -> None:
    """71% less 64% may be 6, 7 or 8 points before they were rounded, never 9."""
    scores = """
Measure | Ours | Theirs | Variance
Safe | 81% | 74% | 7%
Kept up | 76% | 67% | 9%
Listens | 64% | 55% | 9%
Informed | 76% | 66% | 10%
Fair | 79% | 74% | {}
Easy | 75% | 66% | 9%
"""
    assert not held(scores.format("6%"))
    assert told(held(scores.format("9%"))) == [("Fair", "Variance", "9%", "5%", "sum")]


def test_a_cumulative_row_that_repeats_the_one_before_is_named() -> None:
    findings = held("""
Period | Calls | In time | Letters
Target | - | 90% | -
April to June | 23767 | 89% | 86
Quarter 1 cumulative | 23767 | 89% | 86
July to September | 22243 | 92% | 99
Quarter 2 cumulative | 46010 | 90% | 185
October to December | 15199 | 93% | 58
Quarter 3 cumulative | 46010 | 90% | 185
""")
    assert told(findings) == [
        ("Quarter 3 cumulative", "Calls", "46010", "61,209", "cumulative"),
        ("Quarter 3 cumulative", "Letters", "185", "243", "cumulative"),
    ]
    assert "repeats “Quarter 2 cumulative”" in findings[0].why


def test_a_first_cumulative_share_is_its_periods_own() -> None:
    findings = held("""
Period | Calls | In time | Letters | On time
April to June | 2376 | 89% | 86 | 100%
Quarter 1 cumulative | 2376 | 89% | 86 | 96%
July to September | 2224 | 92% | 99 | 98%
Quarter 2 cumulative | 4600 | 90% | 185 | 99%
""")
    assert told(findings) == [
        ("Quarter 1 cumulative", "On time", "96%", "100%", "two_values")
    ]


def test_a_running_column_names_the_row_where_it_breaks() -> None:
    findings = held("""
Month | Received | Year to date
April | 12 | 12
May | 20 | 32
June | 18 | 52
July | 22 | 74
August | 31 | 105
""")
    assert told(findings) == [("June", "Year to date", "52", "50", "cumulative")]


def test_months_listed_in_a_comment_are_added_up() -> None:
    months = [calendar.month_abbr[number] for number in range(1, 13)]
    right = ", ".join(f"{n} {month}" for n, month in enumerate(months, 1))
    findings = held(f"""
Measure | Year | Comment
Exchanges | 78 | Done: {right}
Court cases | 79 | Done: {right}
""")
    assert told(findings) == [("Court cases", "Year", "79", "78", "sum")]
