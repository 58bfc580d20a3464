"""Pages of figures: they say what the queries say, to each what is theirs."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.figures.making import homes, lived, registered

from putright.apps.accounts.models import AccessLog
from putright.apps.figures import charts
from putright.apps.figures.queries import Question, values
from putright.apps.figures.views.wording import over_words, value_words
from putright.core.complaints import events as e
from putright.core.figures import FIGURES
from putright.core.tabular import read

pytestmark = pytest.mark.django_db

TODAY = date(2025, 3, 31)
AUTUMN = (
    "period=dates&first_day=1&first_month=10&first_year=2024"
    "&last_day=31&last_month=12&last_year=2024"
)
IN_TIME = "stage_1_answered_in_time"
LAST_YEAR = [
    *(f"2024-{number:02d}" for number in range(4, 13)),
    *(f"2025-{number:02d}" for number in range(1, 4)),
]
"""The twelve full months up to the day."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch, TODAY)


@pytest.fixture
def cases() -> None:
    """Two answered in time in the north, one late in the south, one in 2023."""
    day = "2024-10-07"
    registered(
        _row(day, "2024-10-14", "North", "A"),
        _row(day, "2024-10-15", "North", "B"),
        _row("2024-11-04", "2025-01-10", "South", "C"),
        _row("2023-10-09", "2023-10-16", "South", "D"),
    )


def _row(received: str, answered: str, area: str, name: str) -> Mapping[str, str]:
    return {
        "reference": name,
        "received_on": received,
        "s1_acknowledged_on": received,
        "s1_responded_on": answered,
        "s1_outcome": "upheld",
        "area": area,
    }


def signed_in(role: str) -> Client:
    """Sign in someone with a role."""
    who = cast.Colleague(role, f"{role.title()} Here", f"{role}@l.example", role)
    return w.signed_in(w.person(who, role))


def page(client: Client, address: str) -> str:
    """Give a page as it is sent."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def words(client: Client, address: str) -> str:
    """Give a page's words."""
    return w.words(page(client, address))


@pytest.mark.usefixtures("cases")
def test_every_figure_is_on_the_page_with_the_value_of_the_query() -> None:
    html = page(signed_in("manager"), f"/figures/?{AUTUMN}")
    question = Question(first=date(2024, 10, 1), last=date(2024, 12, 31), as_at=TODAY)
    for one in values(None, question):
        row = html.split(f'id="{one.figure.code}"')
        assert len(row) == 2, one.figure.code
        cells = w.words(row[1].split("</tr>")[0])
        assert value_words(one.total, one.figure.unit) in cells
        assert over_words(one.total, one.figure) in cells


@pytest.mark.usefixtures("cases")
def test_the_year_before_stands_beside_and_nothing_counted_is_none() -> None:
    client = signed_in("manager")
    html = page(client, f"/figures/?{AUTUMN}")
    row = w.words(html.split(f'id="{IN_TIME}"')[1].split("</tr>")[0])
    assert "66.7%" in row
    assert "2 of 3" in row
    assert "100.0% (1 of 1)" in row
    stage_2 = html.split('id="stage_2_answered_in_time"')[1].split("</tr>")[0]
    assert "none" in w.words(stage_2)
    assert "0.0%" not in w.words(stage_2)
    assert "0 of 0" in w.words(stage_2)


@pytest.mark.usefixtures("cases")
def test_a_split_and_a_limit_are_taken_and_said() -> None:
    client = signed_in("manager")
    html = page(client, f"/figures/?{AUTUMN}&by=area")
    row = w.words(html.split(f'id="{IN_TIME}"')[1].split("</tr>")[0])
    assert "North: 100.0% (2 of 2)" in row
    assert "South: 0.0% (0 of 1)" in row
    limited = words(client, f"/figures/{IN_TIME}/?{AUTUMN}&only=area&label=North")
    assert "Area: North" in limited
    assert "100.0% (2 of 2)" in limited


@pytest.mark.usefixtures("cases")
def test_one_figure_says_its_formula_source_splits_and_trend() -> None:
    said = words(signed_in("board_member"), f"/figures/{IN_TIME}/?{AUTUMN}")
    assert "divided by what met it and what did not" in said
    assert "Complaint Handling Code 6.3" in said
    assert "By area" in said
    assert "Base: 3 counted in all." in said
    assert "control limits need 8" in said
    assert "October 2024" in said


def test_a_trend_names_its_limits_and_the_month_beyond_them() -> None:
    months = [(2024, n) for n in range(1, 13)]
    rows = [
        {"reference": f"M{n}-{k}", "received_on": f"{y}-{n:02d}-1{k}"}
        for y, n in months
        for k in range(9 if n == 12 else 2)
    ]
    registered(*rows)
    html = page(signed_in("manager"), f"/figures/stage_1_received/?{AUTUMN}")
    said = w.words(html)
    # Mean 31/12; one difference of 7 among eleven.
    assert "The mean of the months is 2.6." in said
    assert "worth asking why: December 2024 (9)." in said
    assert "individuals chart (XmR): mean 2.6 ± 2.66" in said
    assert 'role="img"' in html
    assert "style=" not in html
    picture = html[html.index("<svg") : html.index("</svg>")]
    assert picture.count(charts.ALARM) == 1
    assert all(name in picture for name in ("Upper limit: ", "Mean: 2.6", "Nov 2024"))
    assert "Above the upper limit" in said


@pytest.mark.usefixtures("cases")
def test_a_figure_opens_to_its_cases_and_says_how_each_counted() -> None:
    html = page(signed_in("manager"), f"/figures/{IN_TIME}/cases/?{AUTUMN}")
    said = w.words(html)
    assert "Counted and met 2" in said
    assert "Counted and not met 1" in said
    assert 'href="/cases/A/"' in html
    assert "answered late" in said.lower()
    only = page(
        signed_in("auditor"), f"/figures/{IN_TIME}/cases/?{AUTUMN}&show=not_met"
    )
    assert "/cases/C/" in only
    assert "/cases/A/" not in only


@pytest.mark.usefixtures("cases")
def test_a_board_member_sees_counts_and_no_case() -> None:
    client = signed_in("board_member")
    html = page(client, f"/figures/{IN_TIME}/cases/?{AUTUMN}")
    assert "Counted and not met 1" in w.words(html)
    assert "/cases/A/" not in html
    file = client.get(f"/figures/{IN_TIME}/cases.csv?{AUTUMN}")
    table = read("x.csv", file.content)
    assert table.headings == ("How it counted", "Why", "Number", "Question")
    assert "by=handler" not in html


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_cases_are_taken_away_with_the_question_and_written_down(form: str) -> None:
    answer = signed_in("manager").get(f"/figures/{IN_TIME}/cases.{form}?{AUTUMN}")
    assert answer.status_code == 200
    table = read(f"x.{form}", answer.content)
    rows = [tuple(row.cells.values()) for row in table.rows]
    assert [row[0] for row in rows] == ["A", "B", "C"]
    assert [row[1] for row in rows][-1] == "Counted and not met"
    assert "1 October 2024 to 31 December 2024" in rows[0][3]
    logged = AccessLog.objects.filter(kind="figure_exported", subject=IN_TIME)
    assert logged.count() == 1
    assert answer["Cache-Control"] == "no-store"


def _restricted() -> None:
    lived("A", [e.Received(on=date(2024, 10, 7))])
    lived(
        "S",
        [
            e.Received(on=date(2024, 10, 7)),
            e.AccessRestricted(
                on=date(2024, 10, 8), named=("u9999",), by="u1", confirmed_by="u2"
            ),
        ],
    )


def test_a_restricted_case_is_a_number_and_its_small_cell_is_not_shown() -> None:
    _restricted()
    client = signed_in("manager")
    html = page(client, f"/figures/stage_1_received/cases/?{AUTUMN}")
    assert "Restricted: 1, of all" in w.words(html)
    assert "/cases/S/" not in html
    split = words(client, f"/figures/stage_1_received/?{AUTUMN}&by=category")
    assert "not shown" in split
    cell = words(client, f"/figures/stage_1_received/cases/?{AUTUMN}&where=category:")
    assert "Value: not shown" in cell
    assert "Restricted:" not in cell
    listed = words(client, f"/figures/?{AUTUMN}&where=category:")
    assert "not shown" in listed


@pytest.mark.usefixtures("cases")
def test_the_dashboard_counts_what_is_open_by_handler_with_links() -> None:
    registered({"reference": "O", "received_on": "2025-03-03"}, unanswered="open")
    client = signed_in("coordinator")
    html = page(client, "/figures/dashboard/")
    said = w.words(html)
    assert "Stage 1 complaints open 1" in said
    assert "Nobody" in said
    link = re.search(
        r'href="(/figures/stage_1_open/cases/[^"]*where=handler[^"]*)"', html
    )
    assert link
    assert "/cases/O/" in page(client, link[1].replace("&amp;", "&"))


def test_an_area_with_unusually_many_stands_out() -> None:
    homes(
        *((f"N{n}", "North", "LCRA", "") for n in range(40)),
        *((f"S{n}", "South", "LCRA", "") for n in range(400)),
    )
    registered(
        *(
            {"reference": f"X{n}", "received_on": "2024-10-07", "area": "North"}
            for n in range(12)
        )
    )
    said = words(signed_in("manager"), "/figures/dashboard/")
    assert "Unusually many" in said
    assert "99.8%" in said
    # 400 of 440 homes and nobody complains: 11 expected of 12.
    assert re.search(r"South 0\.0 0 400 \d+ to \d+ Unusually few", said)


def _by_month(category: str, numbers: Sequence[int]) -> list[dict[str, str]]:
    """Complaints of a category, so many in each of twelve months."""
    return [
        {
            "reference": f"{category}-{place}-{number}",
            "received_on": f"{LAST_YEAR[place]}-07",
            "category": category,
        }
        for place, many in enumerate(numbers)
        for number in range(many)
    ]


def test_a_theme_that_rises_by_more_than_chance_is_named_with_its_cases() -> None:
    registered(*_by_month("Damp", [1] * 9 + [7, 8, 8]), *_by_month("Staff", [2] * 12))
    client = signed_in("manager")
    html = page(client, "/figures/dashboard/")
    said = w.words(html)
    assert "More than chance would have it: Damp." in said
    assert re.search(r"Damp 23 9 \d+ to \d+ Rising", said)
    assert re.search(r"Staff 6 18 \d+ to \d+ Within", said)
    link = re.search(r'href="(/figures/stage_1_received/cases/[^"]*Damp[^"]*)"', html)
    assert link
    cases = page(client, link[1].replace("&amp;", "&"))
    assert "/cases/Damp-11-7/" in cases
    assert "/cases/Damp-8-0/" not in cases


def test_records_of_a_few_months_show_no_theme_as_rising() -> None:
    registered(*_by_month("Damp", [0] * 9 + [1, 9, 9]))
    said = words(signed_in("manager"), "/figures/dashboard/")
    assert "do not reach back twelve full months" in said


@pytest.mark.usefixtures("cases")
def test_9_7_the_board_has_its_set_without_names() -> None:
    html = page(signed_in("board_member"), "/figures/dashboard/")
    said = w.words(html)
    assert "Complaints for the governing body" in said
    assert "1 April 2024 to 31 March 2025" in said
    assert "Stage 1 complaints received 3 1" in said
    assert "Upheld 3" in said
    assert "/cases/A/" not in html
    assert "Handler" not in said


@pytest.mark.parametrize("role", ["front_line", "investigator", "administrator"])
def test_who_reads_no_figures_is_refused(role: str) -> None:
    client = signed_in(role)
    for address in ("", "dashboard/", f"{IN_TIME}/", f"{IN_TIME}/cases/"):
        assert client.get(f"/figures/{address}").status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        "where=month:nonsense",
        "where=area:a%00b",
        "where=handler:u99999999999999999999",
        "where=stage:9",
        "where=nothing:x&by=nothing",
        "period=dates&first_day=31&first_month=2&first_year=2024",
        "period=dates&first_day=1&first_month=1&first_year=1",
        "only=area",
        "page=99&show=x",
    ],
)
def test_a_question_that_is_none_is_answered_with_a_page(asked: str) -> None:
    client = signed_in("manager")
    for address in ("", f"{IN_TIME}/", f"{IN_TIME}/cases/", f"{IN_TIME}/cases.csv"):
        assert client.get(f"/figures/{address}?{asked}").status_code == 200
    assert client.get("/figures/no_such/").status_code == 404
    assert client.get(f"/figures/{IN_TIME}/cases.pdf").status_code == 404


def test_every_figure_has_its_page_and_its_cases() -> None:
    client = signed_in("manager")
    for code in FIGURES:
        assert client.get(f"/figures/{code}/").status_code == 200
        assert client.get(f"/figures/{code}/cases/").status_code == 200


def test_pages_read_as_often_for_many_cases_as_for_few() -> None:
    client = signed_in("manager")
    pages = (
        f"/figures/?{AUTUMN}&by=area",
        f"/figures/{IN_TIME}/?{AUTUMN}",
        f"/figures/{IN_TIME}/?{AUTUMN}&by=handler",
        f"/figures/{IN_TIME}/cases/?{AUTUMN}",
        "/figures/dashboard/",
    )

    def reads(number: int) -> list[int]:
        registered(
            *(
                _row("2024-10-07", "2024-10-14", f"Area {n}", f"Z{number}-{n}")
                | {"handler": f"Handler {n}"}
                for n in range(number)
            )
        )
        found = []
        for one in pages:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(one).status_code == 200
            found.append(len(seen))
        return found

    assert reads(2) == reads(30)
