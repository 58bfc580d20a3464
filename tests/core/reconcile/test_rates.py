"""Rates and shares: what follows, what is cut off, and what no number gives."""

import json

from tests.core.reconcile.tables import held, told

from putright.core.reconcile import read_json, reconcile

CALLS = """
Team | Received | Answered | % answered
Legal | 221 | 195 | 88%
Audit | 130 | 100 | 77%
Repairs | 933 | 889 | {}
Rent | 84 | 76 | 90%
Planning | 311 | 250 | 80%
"""


def test_a_rate_that_does_not_follow_is_named_with_its_numbers() -> None:
    findings = held(CALLS.format("91%"))
    assert told(findings) == [("Repairs", "% answered", "91%", "95%", "rate")]
    assert "889 of 933 is 95.28%, so 95%, not 91%" in findings[0].why
    assert not held(CALLS.format("95%"))


def test_a_rate_cut_off_is_no_wrong_rate() -> None:
    cut = CALLS.format("95%").replace("90%", "90.4%").replace("77%", "76.9%")
    findings = held(cut)
    assert told(findings) == [("Rent", "% answered", "90.4%", "90.5%", "rounding")]


def test_an_exact_half_put_down_is_not_certain_alone() -> None:
    """Some programs round a half to the even number: that is no cutting off."""
    halves = CALLS.format("95%") + "Post | 8 | 1 | 12%\n"
    findings = held(halves)
    assert [(one.kind, one.certain) for one in findings] == [("rounding", False)]
    also = halves.replace("130 | 100 | 77%", "130 | 100 | 76%")
    assert [one[0] for one in told(held(also))] == ["Audit", "Post"]


def test_counts_with_their_share_in_one_cell() -> None:
    findings = held("""
Stage | Received | In our time | In the Code's time
Informal | 60 | 53 (88.3%) | 60 (100%)
Formal | 44 | 40 (90.9%) | 28 (61.6%)
Review | 19 | 17 (89.5%) | 12 (63.2%)
Other | 71 | 50 (70.4%) | 33 (46.5%)
""")
    assert told(findings) == [
        ("Formal", "In the Code's time", "28 (61.6%)", "63.6%", "rate")
    ]


def test_a_share_of_another_base_is_said_to_be() -> None:
    findings = held("""
Reason | Cases | Asked | Share
Damp | 44 | 120 | 36.7%
Heating | 31 | 90 | 34.4%
Noise | 27 | 80 | 33.8%
Parking | 19 | 70 | 15.7%
Total | 121 | 360 | 33.6%
""")
    assert told(findings) == [("Parking", "Share", "15.7%", "27.1%", "two_bases")]
    assert "another base: 121" in findings[0].why


def test_shares_of_a_base_that_is_not_printed_raise_no_alarm() -> None:
    """Of 2,341 comments all follow; of the sum of the themes two would not."""
    assert not held("""
Theme | Count | As %
Disrepair | 391 | 17%
Fast | 303 | 13%
None | 274 | 12%
Well done | 271 | 12%
Service | 245 | 10%
Slow | 220 | 9%
Poor work | 159 | 7%
Helpful | 139 | 6%
""")


def test_percentages_that_no_whole_number_gives() -> None:
    findings = held("""
Stage | Q1 received | Q1 in time | Q2 received | Q2 in time
One, this year | 139 | 88.5% | 143 | 88.8%
One, last year | 114 | 60.1% | 118 | 66.9%
Two, this year | 134 | 83.6% | 173 | 90.8%
Two, last year | 145 | 67.6% | 136 | 63.2%
""")
    assert told(findings) == [
        ("One, last year", "Q1 in time", "60.1%", "59.6% or 60.5%", "impossible")
    ]
    assert "No whole number of 114 gives 60.1%" in findings[0].why


def test_a_count_beside_shares_of_something_else_is_no_base() -> None:
    """Where few of the shares can be had from the count, it is not their base."""
    assert not held("""
Question | Leaflets | Satisfied
Repairs | 12 | 61.3%
Rent | 15 | 47.1%
Noise | 11 | 72.9%
Post | 14 | 33.8%
""")


def test_a_base_in_the_heading_is_held() -> None:
    findings = held("Answer | Agree (n = 15)\nFully | 60.0%\nPartly | 33.3%\nNo | 8%")
    assert told(findings) == [("No", "Agree (n = 15)", "8%", "7% or 13%", "impossible")]


def test_shares_of_a_whole_add_up_within_rounding() -> None:
    shares = """
Group | All | 2022 | 2023
A | 6.85% | 2.7% | 2.01%
B | 3.71% | 4.8% | 2.68%
C | 17.92% | 12.8% | 9.53%
D | 51.12% | 62.6% | 57.19%
E | 20.40% | {} | 28.59%
"""
    assert not held(shares.format("17.1%"))
    assert not held(shares.format("17.3%"))
    findings = held(shares.format("17.7%"))
    assert [(one.row, one.column, one.should_be) for one in findings] == [
        ("", "2022", "100%")
    ]
    assert "add up to 100.6%" in findings[0].why


def test_answers_of_which_several_may_be_given_need_not_add_up() -> None:
    assert not held(
        "Topic | 2022 | 2023\nFire | 38% | 27%\nBins | 37% | 33%\nDoors | 41% | 57%"
    )


def test_a_cell_that_gives_its_own_numbers_is_held_to_them() -> None:
    cell = {"printed": "1.99 (1.2)", "numerator": 10, "denominator": 4939}
    given = {
        "id": "notes",
        "columns": [{"key": "what", "label": "What"}, {"key": "rate", "label": ""}],
        "rows": [
            {"what": "Hate incidents", "rate": {**cell, "multiplier": 1000}},
            {"what": "Upheld", "rate": {"printed": "65.0%", "denominator": 513}},
            {"what": "In time", "rate": {"printed": "all but one", "numerator": 4}},
            {"what": "Late", "rate": {"printed": None, "denominator": 0}},
        ],
    }
    findings = reconcile(read_json("x", json.dumps(given)))
    assert [(one.row, one.should_be, one.kind) for one in findings] == [
        ("Hate incidents", "2.02", "rate"),
        ("Upheld", "64.9% or 65.1%", "impossible"),
    ]


def test_a_count_that_differs_from_a_given_base_is_named() -> None:
    findings = held("""
Year | Total | Upheld | Compliments
2019/20 | 43 | 14 out of 43 | 2
2020/21 | 27 | 15 out of 27 | 2
2021/22 | 33 | 22 out of 32 | 11
2022/23 | 40 | 5 out of 40 | 6
""")
    assert told(findings) == [("2021/22", "Total", "33", "32", "two_values")]


def test_fractions_of_a_spreadsheet_are_no_percentages() -> None:
    """A cell formatted as 88% reads as 0.883…: nothing is wrong with it."""
    assert not held("""
Team | Received | Answered | % answered
Legal | 60 | 53 | 0.88333333333333333
Audit | 44 | 28 | 0.63636363636363635
Rent | 71 | 50 | 0.70422535211267601
""")
