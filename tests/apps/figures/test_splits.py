"""Splits, limits, and cases that a split lists more than once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.figures.making import (
    asked,
    homes,
    lived,
    october,
    question_of,
    registered,
    split,
)

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.services.erase import erase_words
from putright.apps.complaints.services.verify import refold_all
from putright.apps.figures.queries import (
    BadQuestionError,
    as_json,
    members,
    values,
)
from putright.core.complaints import events as e

pytestmark = pytest.mark.django_db

DAY = "2024-10-07"


def test_months_quarters_and_years_by_their_labels() -> None:
    days = ("2024-03-31", "2024-04-01", DAY, "2024-12-31", "2025-01-01")
    registered(*({"received_on": day} for day in days))
    about = {
        "first": october(1).replace(month=3),
        "last": october(1).replace(year=2025, month=3, day=31),
    }
    result = asked("stage_1_received", "quarter", "year", "month", **about)
    assert split(result, "quarter") == {
        "2023-24 Q4": 1,
        "2024-25 Q1": 1,
        "2024-25 Q2": 0,
        "2024-25 Q3": 2,
        "2024-25 Q4": 1,
    }
    assert split(result, "year") == {"2023-24": 1, "2024-25": 4}
    assert split(result, "month")["2025-01"] == 1


def test_a_cross_cutting_case_counts_once_in_all_and_once_for_each_team() -> None:
    registered(
        {"received_on": DAY, "teams": "Housing;Repairs"},
        {"received_on": DAY, "teams": "Housing"},
        {"received_on": DAY},
    )
    result = asked("stage_1_received", "team", "month")
    assert result.total.value == 3
    assert split(result, "team") == {"": 1, "Housing": 2, "Repairs": 1}
    assert result.overlaps == ("team",)
    assert as_json(result)["overlaps"] is True
    alone = asked("stage_1_received", "team", where={"area": "Nowhere"})
    assert "overlaps" not in as_json(alone)


def test_the_teams_of_a_compliment_split_it_too() -> None:
    registered({"kind": "compliment", "received_on": DAY, "teams": "Housing;Repairs"})
    result = asked("compliments_received", "team")
    assert split(result, "team") == {"Housing": 1, "Repairs": 1}


def test_reassigning_work_does_not_move_the_split() -> None:
    lived("A", [e.Received(on=october(7), teams=("Housing",))])
    lived(
        "B",
        [
            e.Received(on=october(7), teams=("Housing",)),
            e.Assigned(on=october(8), stage=1, handler="u9", team="Repairs"),
        ],
    )
    assert split(asked("stage_1_received", "team"), "team") == {"Housing": 2}


def test_a_split_by_two_at_once_is_nested_in_their_order() -> None:
    registered(
        {"received_on": DAY, "teams": "Housing", "area": "North"},
        {"received_on": "2024-11-04", "teams": "Housing"},
    )
    result = as_json(asked("stage_1_received", "month,area,team"))
    cells = result["by"]["month,area,team"]
    assert cells["2024-10"]["North"]["Housing"]["value"] == 1
    assert cells["2024-11"][""]["Housing"]["numerator"] == 1


def test_limits_hold_together_and_not_known_is_the_empty_text() -> None:
    registered(
        {"received_on": DAY, "teams": "Housing;Repairs", "area": "North"},
        {"received_on": DAY, "teams": "Repairs", "area": "North"},
        {"received_on": DAY, "teams": "Housing"},
        {"received_on": "2024-11-04"},
    )

    def number(**where: str) -> object:
        return asked("stage_1_received", where=where).total.value

    assert number(team="Housing") == 2
    assert number(team="Housing", area="North") == 1
    assert number(area="") == 2
    assert number(team="") == 1
    assert number(month="2024-11") == 1
    assert number(quarter="2024-25 Q3", stage="1") == 4
    assert number(stage="7") == 0


def test_the_registers_own_columns_split_until_their_words_are_erased() -> None:
    registered(
        {"received_on": DAY, "reference": "A", "patch": "West"},
        {"received_on": DAY, "reference": "B", "patch": "East"},
        {"received_on": DAY, "reference": "C"},
    )
    result = asked("stage_1_received", "patch")
    assert split(result, "patch") == {"": 1, "East": 1, "West": 1}
    assert asked("stage_1_received", where={"patch": "West"}).total.value == 1
    erase_words(reference="A", reason="Retention", who="u1", now=_moment())
    refold_all()
    erased = asked("stage_1_received", "patch")
    assert erased.total.value == 3
    assert split(erased, "patch") == {"": 2, "East": 1}


def test_handlers_come_by_name_and_two_of_one_name_apart() -> None:
    ann = User.objects.create(username="ann", name="Ann Lee")
    other = User.objects.create(username="ann2", name="Ann Lee")
    for reference, user in (("A", ann), ("B", other)):
        handler = f"u{user.pk}"
        lived(
            reference,
            [
                e.Received(on=october(7)),
                e.Assigned(on=october(7), stage=1, handler=handler),
            ],
        )
    registered({"received_on": DAY, "s1_handler": "Jo"})
    result = asked("stage_1_received", "handler")
    assert set(split(result, "handler")) == {
        f"Ann Lee (u{ann.pk})",
        f"Ann Lee (u{other.pk})",
        "Jo",
    }
    one = asked("stage_1_received", where={"handler": f"Ann Lee (u{ann.pk})"})
    assert one.total.value == 1


def test_an_unknown_split_is_refused_with_those_there_are() -> None:
    registered({"received_on": DAY, "patch": "West"})
    with pytest.raises(BadQuestionError, match=r"no split by 'colour'.*patch"):
        asked("stage_1_received", "colour")
    with pytest.raises(BadQuestionError, match="earlier day first"):
        asked("stage_1_received", first=october(2), last=october(1))
    with pytest.raises(BadQuestionError, match="not a month"):
        asked("stage_1_received", where={"month": "October"})


def test_a_cell_opens_by_its_labels() -> None:
    registered(
        {"received_on": DAY, "reference": "A", "teams": "Housing"},
        {"received_on": "2024-11-04", "reference": "B", "teams": "Housing"},
    )
    question = question_of(where={"team": "Housing", "month": "2024-11"})
    assert [one.reference for one in members("stage_1_received", question).listed] == [
        "B"
    ]


def test_every_figure_opens_to_as_many_as_it_counted() -> None:
    registered(
        {
            "received_on": DAY,
            "s1_acknowledged_on": "2024-10-09",
            "s1_responded_on": "2024-10-16",
            "s1_outcome": "upheld",
            "s2_requested_on": "2024-10-21",
            "compensation": "20",
            "tenure": "LCRA",
        },
        {"received_on": DAY, "refused_on": "2024-10-08", "refusal_ground": "too_old"},
        {"kind": "compliment", "received_on": DAY},
    )
    question = question_of()
    for result in values(None, question):
        code = result.figure.code
        if code.startswith("escalation_ratio"):
            continue
        listed = members(code, question).listed
        left_out = [one for one in listed if one.counted == "left_out"]
        assert len(left_out) == sum(result.left_out.values()), code
        if result.figure.measure in ("count", "per_1000"):
            met = [one for one in listed if one.counted == "met"]
            assert len(met) == result.total.numerator, code
        elif result.figure.measure == "percent":
            assert len(listed) - len(left_out) == result.total.denominator, code


def test_the_number_of_queries_does_not_grow_with_cases() -> None:
    def queries() -> int:
        question = question_of("month", "team")
        with CaptureQueriesContext(connection) as captured:
            values(None, question)
        return len(captured)

    registered({"received_on": DAY, "teams": "A"})
    few = queries()
    registered(
        *(
            {"received_on": DAY, "reference": f"N{n}", "teams": f"T{n};A"}
            for n in range(40)
        )
    )
    assert queries() == few


def test_a_restricted_case_counts_and_is_not_told() -> None:
    registered(*({"received_on": DAY, "area": "North"} for _ in range(6)))
    lived("S1", [e.Received(on=october(7), area="South")])
    lived("E1", [e.Received(on=october(7), area="East")])
    CaseRow.objects.filter(reference="S1").update(restricted=True)
    result = asked("stage_1_received", "area", "month")
    assert (result.total.value, result.restricted) == (8, 1)
    cells = {labels[0]: cell for labels, cell in result.by["area"].items()}
    assert (cells["North"].value, cells["North"].hidden) == (6, False)
    assert (cells["South"].value, cells["South"].hidden) == (None, True)
    assert cells["East"].hidden, "the total would give South away"
    assert result.by["month"][("2024-10",)].value == 8
    assert as_json(result)["by"]["area"]["South"]["hidden"] is True


def _moment() -> datetime.datetime:
    return datetime.datetime(2025, 7, 1, 9, tzinfo=datetime.UTC)


def test_a_total_is_the_same_whichever_splits_are_asked() -> None:
    answer = {"s1_acknowledged_on": DAY, "s1_outcome": "upheld"}
    registered(
        {"received_on": DAY, "s1_responded_on": "2024-10-14", **answer},
        {"received_on": DAY, "s1_responded_on": "2024-11-29", **answer},
        {"received_on": "2024-11-04", "compensation": "250.50"},
        {"received_on": "2024-12-02", "withdrawn_on": "2024-12-03"},
    )
    alone = values(None, question_of())
    for name in ("month", "team", "quarter"):
        for one, other in zip(alone, values(None, question_of(name)), strict=True):
            assert other.total == one.total, (name, one.figure.code)
            assert other.left_out == one.left_out
            assert other.restricted == one.restricted


def test_a_rate_on_a_day_without_homes_says_which_day() -> None:
    registered({"received_on": DAY})
    result = asked("stage_1_per_1000")
    assert result.total.value is None
    assert "31 December 2024" in result.missing
    assert as_json(result)["missing"] == result.missing
    homes(("H1", "Millwater", "LCRA", ""))
    counted = asked("stage_1_per_1000")
    assert counted.missing == ""
    assert counted.total.value == 1000
