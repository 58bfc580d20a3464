"""Reports built from the records: their numbers are the figures', whatever grows."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.assessment.making import answered, said, signed
from tests.apps.assessment.making import started as assessment_started
from tests.apps.figures.making import at_ten, registered, then
from tests.apps.governance.making import determined, written
from tests.core.reports.making import rows, table, text

from putright.apps.complaints.services.erase import erase_words
from putright.apps.figures import queries as figures
from putright.apps.reports.queries.gathering import built
from putright.core.complaints import events as e
from putright.core.figures import figure
from putright.core.reports.kinds import (
    KINDS,
    PeriodError,
    ReportError,
    UnknownKindError,
)
from putright.core.reports.values import (
    Cell,
    Chart,
    Highlight,
    Paragraph,
    Report,
    Source,
    Table,
)

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2024, 10, 1), date(2024, 12, 31)
YEAR = (date(2024, 4, 1), date(2025, 3, 31))
AS_AT = date(2025, 6, 30)
AREAS = ("North", "South", "")


def row(number: int, **own: str) -> dict[str, str]:
    """Make a complaint of some day from July 2024 on, answered in a way or another."""
    month, day = 7 + number % 6, 1 + number % 27
    answer = f"2024-{month:02d}-{min(day + 9 + number % 15, 30):02d}"
    usual = {
        "reference": f"G{number}",
        "received_on": f"2024-{month:02d}-{day:02d}",
        "area": AREAS[number % 3],
        "category": ("Repairs", "Staff")[number % 2],
        "teams": ("Housing", "Repairs", "Housing;Repairs")[number % 3],
        "tenure": "LCRA",
        "s1_acknowledged_on": f"2024-{month:02d}-{day + 1:02d}",
        "s1_responded_on": "" if number % 11 == 0 else answer,
        "s1_outcome": ("upheld", "not_upheld", "partially_upheld")[number % 3],
        "compensation": "125.50" if number % 5 == 0 else "",
    }
    return usual | own


def many(count: int, *, start: int = 0) -> None:
    """Take complaints, some refused, some taken to stage 2, some with learning."""
    registered(
        *(row(number) for number in range(start, start + count)),
        row(
            start + count,
            received_on="2024-11-18",
            refused_on="2024-11-20",
            refusal_ground="too_old",
            s1_acknowledged_on="",
            s1_responded_on="",
            s1_outcome="",
        ),
        row(
            start + count + 1,
            received_on="2024-10-03",
            s1_responded_on="2024-10-14",
            s1_acknowledged_on="2024-10-04",
            s2_requested_on="2024-11-04",
            s2_acknowledged_on="2024-11-05",
            s2_responded_on="2024-11-29",
            s2_outcome="upheld",
            closed_on="2024-12-02",
            improvement=f"The list of case {start} is checked by two people",
        ),
        {
            "reference": f"G{start + count + 2}",
            "kind": "compliment",
            "received_on": "2024-10-09",
        },
    )


def quarterly() -> Report:
    """Build the report of October to December 2024."""
    return built("quarterly", first=FIRST, last=LAST, as_at=AS_AT)


def cells(made: Report) -> Iterator[Cell]:
    """Give every cell of a report."""
    for block in made.blocks():
        found = block.table if isinstance(block, Chart) else block
        if isinstance(found, Table):
            yield from (cell for one in found.rows for cell in one)
        elif isinstance(found, Highlight):
            yield found.cell


def answer(source: Source) -> figures.Result:
    """Ask a figure as `putright figures` does."""
    split = (tuple(source.split.split(",")),) if source.split else ()
    question = figures.Question(
        first=source.first, last=source.last, as_at=AS_AT, by=split
    )
    return figures.value(source.figure, question)


def test_every_number_of_the_quarterly_report_is_what_putright_figures_says() -> None:
    many(60)
    held = 0
    for cell in cells(quarterly()):
        source = cell.source
        if source is None:
            continue
        result = answer(source)
        found = result.total
        if source.split:
            there = result.by[source.split]
            if source.labels not in there:
                assert not cell.value
                continue
            found = there[source.labels]
        assert cell.value == found.value, (source, cell)
        assert cell.unit == result.figure.unit
        held += 1
    assert held > 150


def test_every_number_that_a_text_states_is_its_figure_s() -> None:
    many(60)
    stated = [
        one
        for block in quarterly().blocks()
        if isinstance(block, Paragraph)
        for one in block.sources
    ]
    assert len(stated) > 30
    for one in stated:
        code, _, part = one.source.figure.partition(".")
        assert figure(code)
        if part == "difference":
            continue
        source = Source(
            figure=code,
            first=one.source.first,
            last=one.source.last,
            split=one.source.split,
            labels=one.source.labels,
        )
        result = answer(source)
        cell = result.by[source.split][source.labels] if source.split else result.total
        of = {"": cell.value, "met": cell.numerator, "of": cell.denominator}
        assert one.value == of[part]
        digits = float(one.text.strip("£%").replace(",", ""))
        assert digits == pytest.approx(of[part], abs=0.051)


@pytest.mark.parametrize("code", KINDS)
def test_no_kind_asks_more_as_cases_findings_and_improvements_grow(code: str) -> None:
    days = YEAR if KINDS[code].period == "a reporting year" else (FIRST, LAST)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            built(code, first=days[0], last=days[1], as_at=AS_AT)
        return len(asked)

    many(8)
    determined("HOS-1", date(2024, 11, 5), "maladministration")
    before = count()
    for start in (100, 200, 300):
        many(20, start=start)
    for number in range(2, 8):
        determined(f"HOS-{number}", date(2024, 11, 5), "service_failure", "redress")
        issued = date(2024, 11, 6)
        written("failure_order", type="Order", issued_on=issued, about="Late")
    assert count() == before


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnknownKindError, match="quarterly, scrutiny, performance"):
        built("weekly", first=FIRST, last=LAST, as_at=AS_AT)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("quarterly", date(2024, 4, 1), date(2025, 3, 31)),
        ("quarterly", LAST, FIRST),
        ("annual", FIRST, LAST),
        ("annual", date(2024, 1, 1), date(2024, 12, 31)),
        ("performance", date(2024, 4, 1), date(2025, 6, 30)),
        ("performance", date(2024, 5, 1), date(2024, 7, 31)),
        ("poster", date(2023, 4, 1), date(2025, 3, 31)),
        ("poster", date.min, date.min),
        ("poster", date.max, date.max),
    ],
)
def test_a_period_that_does_not_fit_is_refused_in_words(
    code: str, first: date, last: date
) -> None:
    with pytest.raises(PeriodError, match=r"another period|earlier day first"):
        built(code, first=first, last=last, as_at=date.max)


def test_a_period_still_to_come_and_an_unknown_edition_are_refused() -> None:
    with pytest.raises(ReportError, match="has not begun"):
        built("poster", first=FIRST, last=LAST, as_at=date(2024, 9, 30))
    with pytest.raises(ReportError, match="housing-2024"):
        built("poster", first=FIRST, last=LAST, as_at=AS_AT, edition="housing-1066")


def test_an_edition_limits_the_report_to_its_cases_and_is_said() -> None:
    registered(row(3, edition="housing-2022"), row(9), row(15))
    made = built(
        "quarterly", first=FIRST, last=LAST, as_at=AS_AT, edition="housing-2022"
    )
    assert made.edition == "housing-2022"
    assert text(made, "received.summary").text.startswith("1 stage 1 complaint was")
    assert text(quarterly(), "received.summary").text.startswith("3 stage 1 complaints")


def test_9_1_staff_s_words_are_offered_but_those_of_a_restricted_case_never() -> None:
    many(2)
    many(2, start=50)
    then(
        "G53",
        e.AccessRestricted(
            on=date(2025, 1, 3),
            named=("u1",),
            by="u1",
            confirmed_by="u2",
        ),
    )
    found = text(quarterly(), "improvements.written")
    assert found.text == ""
    assert "The list of case 0" in found.drafted
    assert "The list of case 50" not in found.drafted


def test_erased_words_are_offered_no_more_and_the_count_stays() -> None:
    many(2)
    erase_words(reference="G3", reason="retention", who="u1", now=at_ten(AS_AT))
    made = quarterly()
    assert text(made, "improvements.written").drafted == ""
    assert text(made, "improvements.summary").text.startswith("1 case led to")


def test_8_1_a_the_year_s_self_assessment_stands_in_the_annual_report() -> None:
    def report() -> Report:
        return built("annual", first=YEAR[0], last=YEAR[1], as_at=AS_AT)

    assert "8.1a" in {one.number for one in report().missing()}
    number = assessment_started("2024-25")
    answered(number, "9.5")
    said(
        number,
        "9.5",
        "no",
        action="Appoint a member",
        owner="Harpreet Sandhu",
        by_when=date(2025, 9, 30),
    )
    assert "8.1a" in {one.number for one in report().missing()}
    signed(number)
    made = report()
    assert "8.1a" not in {one.number for one in made.missing()}
    actions = table(made, "self-assessment-actions")
    assert [one[2:] for one in rows(actions)] == [
        ("Appoint a member", "Harpreet Sandhu", "30 September 2025")
    ]
    assert len(table(made, "self-assessment-answers").rows) == 72


def test_8_1_c_e_f_the_register_s_orders_and_publications_are_in_the_report() -> None:
    determined("HOS-1", date(2024, 11, 5), "maladministration", "no_maladministration")
    written(
        "failure_order",
        type="Failure order",
        issued_on=date(2024, 12, 2),
        about="No answer at stage 2",
    )
    written(
        "publication",
        title="Landlord performance 2023-24",
        kind="annual_report",
        published_on=date(2024, 11, 1),
    )
    written(
        "publication",
        title="Spotlight on repairs",
        kind="other",
        published_on=date(2025, 3, 31),
    )
    made = built("annual", first=YEAR[0], last=YEAR[1], as_at=AS_AT)
    totals = dict(rows(table(made, "ombudsman-totals")))
    assert totals["Determinations"] == "1"
    assert totals["Maladministration rate"] == "50.0% (1 of 2)"
    assert totals["Failure orders"] == "1"
    assert rows(table(made, "published-annual"))[0][0] == "Landlord performance 2023-24"
    assert rows(table(made, "published-others"))[0][0] == "Spotlight on repairs"


def test_cases_at_the_ombudsman_stand_in_the_quarter_they_were_notified_in() -> None:
    determined("HOS-1", date(2025, 1, 9), "redress")
    made = built("performance", first=YEAR[0], last=YEAR[1], as_at=AS_AT)
    found = table(made, "ombudsman-by-quarter")
    assert rows(found)[1] == ("Cases determined", "none", "none", "none", "1", "1")


def test_what_came_in_at_a_managing_body_has_tables_of_its_own() -> None:
    registered(row(3, body="Otter Meadow TMO"), row(9))
    made = built("performance", first=YEAR[0], last=YEAR[1], as_at=AS_AT)
    found = {one.caption: one for one in made.blocks() if isinstance(one, Table)}
    own = found["Stage 1 by quarter, Otter Meadow TMO"]
    assert rows(own)[0] == ("Received", "none", "none", "1", "none", "1")
