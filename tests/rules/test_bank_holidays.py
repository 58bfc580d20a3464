"""England's bank holidays, held against two lists made by others."""

from datetime import date

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays as PublishedList

from putright.rules.bank_holidays import england, parse
from putright.rules.reading import RulesDataError

YEARS = range(2015, 2029)
OURS = {holiday.day: holiday.name for holiday in england().days}

A_YEAR = """
nation = "England"
known_from = {known_from}
known_to = {known_to}
source = "invented"
days = [
{days}
]
"""
DAYS = [
    *("2031-01-01", "2031-04-11", "2031-04-14", "2031-05-05"),
    *("2031-05-26", "2031-08-25", "2031-12-25", "2031-12-26"),
]


def written(
    days: list[str], known_from: str = "2031-01-01", known_to: str = "2031-12-31"
) -> str:
    rows = "\n".join(f'{{ day = {day}, name = "A holiday" }},' for day in days)
    return A_YEAR.format(known_from=known_from, known_to=known_to, days=rows)


def test_the_years_known_are_2015_to_2028() -> None:
    found = england()
    assert (found.known_from, found.known_to) == (date(2015, 1, 1), date(2028, 12, 31))
    assert {day.year for day in OURS} == set(YEARS)
    assert found.nation == "England"
    assert found.source


@pytest.mark.parametrize("year", YEARS)
def test_a_year_is_the_published_one(year: int) -> None:
    published = PublishedList(use_cached_holidays=True)
    listed = published.get_holidays("england-and-wales", year=year)
    assert [h["date"] for h in listed] == [day for day in OURS if day.year == year]


@pytest.mark.parametrize("year", YEARS)
def test_a_year_is_the_computed_one_on_working_weekdays(year: int) -> None:
    computed = holidays.country_holidays("GB", subdiv="ENG", years=year)
    weekdays = sorted(day for day in computed if day.weekday() < 5)
    assert weekdays == [day for day in OURS if day.year == year]


def test_no_holiday_stands_on_a_weekend_its_substitute_does() -> None:
    assert all(day.weekday() < 5 for day in OURS)
    assert OURS[date(2026, 12, 28)] == "Boxing Day (substitute day)"
    assert OURS[date(2028, 1, 3)] == "New Year's Day (substitute day)"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 5, 8), "VE Day"),
        (date(2022, 6, 3), "Platinum Jubilee"),
        (date(2022, 9, 19), "funeral"),
        (date(2023, 5, 8), "Coronation"),
    ],
)
def test_days_of_one_year_only_are_known(day: date, name: str) -> None:
    assert name in OURS[day]


def test_a_day_that_moved_is_not_also_on_its_old_date() -> None:
    assert date(2020, 5, 4) not in OURS
    assert date(2022, 5, 30) not in OURS


def test_a_newer_list_can_be_read() -> None:
    found = parse(written(DAYS))
    assert [str(holiday.day) for holiday in found.days] == DAYS
    assert found.known_to == date(2031, 12, 31)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (written(DAYS[:-1]), "2031 has 7 bank holidays"),
        (written(DAYS, known_to="2032-12-31"), "2032 has 0 bank holidays"),
        (written([*DAYS, DAYS[-1]]), "2031-12-26 is there twice"),
        (written([DAYS[1], DAYS[0], *DAYS[2:]]), "2031-01-01 stands after 2031-04-11"),
        (written([*DAYS, "2032-01-01"]), "2032-01-01 lies outside"),
        (written(DAYS, known_from="2031-02-01"), "should be a 1 January"),
        (written(DAYS, known_to="2031-12-30"), "should be a 31 December"),
        (written(DAYS, known_from="2033-01-01"), "should be a 31 December after"),
        (written(["'2031-01-01'", *DAYS[1:]]), "days 1: day: is '2031-01-01'"),
        (written(["2031-01-01T00:00:00", *DAYS[1:]]), "should be a date"),
        (written(DAYS) + "nationn = 'x'", "nationn: is not a name known here"),
        ("nation =", "this is not TOML"),
        ("", "nation: missing"),
    ],
)
def test_a_list_that_would_give_wrong_dates_is_refused_in_plain_words(
    text: str, message: str
) -> None:
    with pytest.raises(RulesDataError) as caught:
        parse(text, "the new list")
    assert str(caught.value).startswith("the new list: ")
    assert message in str(caught.value)
