"""What does not fit between a year's results is said before it is returned."""

import pytest

from putright.core.measures.findings import findings
from putright.core.measures.soundness import look_at
from putright.core.measures.standing import Standing, from_counts
from putright.rules.satisfaction_measures import measure_year

YEAR = measure_year("2024-25")
ANSWERS = {
    "very_satisfied": "40",
    "fairly_satisfied": "20",
    "neither": "10",
    "fairly_dissatisfied": "20",
    "very_dissatisfied": "10",
}


def over(numerator: int, denominator: int, **more: str) -> dict[str, str]:
    """Give the counts of a management measure."""
    return {"numerator": str(numerator), "denominator": str(denominator), **more}


SOUND = {
    ("CH01_1", "LCRA"): over(20, 1000),
    ("CH02_1", "LCRA"): over(18, 20, in_time="15", extended="3"),
    ("NM01_1", "combined"): over(30, 1200),
    ("RP01", "LCRA"): over(5, 990),
    ("BS01", "combined"): over(900, 900),
    ("RP02_1", "LCRA"): over(800, 900),
    ("RP02_2", "LCRA"): over(95, 100),
    ("TP02", "LCRA"): {**ANSWERS, "filter_yes": "110", "filter_no": "90"},
    ("TP03", "LCRA"): {**ANSWERS, "filter_yes": "110", "filter_no": "90"},
}


def standings(
    **changed: dict[str, str],
) -> dict[tuple[str, str], Standing]:
    """Judge the sound counts, some of them changed, by measure."""
    return {
        (code, stock): from_counts(YEAR, code, stock, changed.get(code, counts))
        for (code, stock), counts in SOUND.items()
    }


def test_a_sound_year_has_nothing_to_look_at() -> None:
    assert look_at(standings(), {"repairs_raised": "1000"}) == []
    assert look_at({}, {}) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"CH02_1": over(18, 20, in_time="15", extended="4")}, "add up to 19"),
        ({"RP01": over(5, 1001)}, "RP01 divides by 1001, and there are 1000 rented"),
        ({"BS01": over(900, 1201)}, "BS01 divides by 1201, and there are 1200 homes"),
        ({"TP02": {**ANSWERS, "filter_yes": "99"}}, "only 99 said yes"),
        ({"TP02": {**ANSWERS, "filter_yes": "120"}}, "120 and 110 are said"),
    ],
)
def test_each_thing_that_does_not_fit_is_said(
    changed: dict[str, dict[str, str]], said: str
) -> None:
    assert said in "\n".join(look_at(standings(**changed), {}))


def test_fewer_repairs_raised_than_completed_is_worth_a_look() -> None:
    (told,) = look_at(standings(), {"repairs_raised": "999"})
    assert told.startswith("999 repairs are said to have been raised in the year")
    assert told.endswith("and 1000 were completed")
    assert look_at(standings(), {"repairs_raised": "many"}) == []


def rows(rented: int, shared: int | None, every: int) -> list[dict[str, str]]:
    """Give a landlord's rows of counts that divide by homes."""
    told = [("CH01_1", "LCRA", rented), ("NM01_1", "combined", every)]
    told += [("CH01_1", "LCHO", shared)] if shared is not None else []
    return [
        {
            "landlord": "Wraysford Vale Homes",
            "year": "2024-25",
            "stock_type": stock,
            "measure": code,
            **over(1, homes),
        }
        for code, stock, homes in told
    ]


@pytest.mark.parametrize(
    ("rented", "shared", "every", "fits"),
    [
        (1000, 1100, 2100, True),
        (1000, 1100, 2101, False),
        (1000, None, 1200, True),
        (1000, None, 999, False),
    ],
)
def test_the_homes_of_nm01_are_those_of_both_stock_types(
    rented: int, shared: int | None, every: int, fits: bool
) -> None:
    found = findings(rows(rented, shared, every))
    assert (not found) is fits
