"""My work and All cases: what is due, in order, filtered, and nothing hidden."""

from datetime import date

import pytest
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import Absence, User
from putright.apps.complaints.queries import lists
from putright.apps.complaints.queries.lists import Filters
from putright.core import tabular
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    w.amina()


@pytest.fixture
def handler() -> User:
    return w.person(cast.STAGE_1_HANDLER, "investigator")


@pytest.fixture
def manager() -> User:
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


def test_my_work_shows_who_where_what_and_how_late(handler: User) -> None:
    reference = w.logged()
    w.handled_by(reference, handler, team="Heating")
    shown = w.page(w.signed_in(handler), "/")
    assert reference in shown
    assert "Amina Farrow" in shown
    assert "Flat 14, Heron House" in shown
    assert "Heating off" in shown
    assert "Acknowledge stage 1 by 9 March 2026 Overdue by 2 working days" in shown
    assert "1 overdue" in shown


def test_my_work_has_the_clock_that_runs_out_first_at_its_head(handler: User) -> None:
    later, sooner = w.logged(date(2026, 3, 9)), w.logged(date(2026, 3, 4))
    for reference in (later, sooner):
        w.handled_by(reference, handler, on=date(2026, 3, 9))
    shown = w.page(w.signed_in(handler), "/")
    assert shown.index(sooner) < shown.index(later)
    assert "1 due today" in shown


def test_my_work_holds_the_cases_of_whom_i_cover_for(handler: User) -> None:
    away = w.person(cast.STAGE_2_HANDLER, "investigator")
    reference = w.logged()
    w.handled_by(reference, away)
    client = w.signed_in(handler)
    assert reference not in w.page(client, "/")
    Absence.objects.create(person=away, covered_by=handler, starts_on=w.MONDAY)
    shown = w.page(client, "/")
    assert reference in shown
    assert "You cover for Lowenna Penrose today" in shown


def test_5_9_an_agreed_update_that_is_due_is_on_my_work(handler: User) -> None:
    reference = w.logged()
    w.handled_by(reference, handler)
    w.acknowledged(reference, date(2026, 3, 3))
    w.taken(reference, s.AgreeUpdates(on=date(2026, 3, 3), stage=1, every_days=5))
    shown = w.page(w.signed_in(handler), "/")
    assert f"{reference} : was due by 8 March 2026 Overdue" in shown


def test_5_10_an_adjustment_overdue_for_review_is_on_my_work(handler: User) -> None:
    reference = w.logged()
    w.handled_by(reference, handler)
    adjust = s.Adjust(
        on=w.MONDAY, need="Sight", adjustment="Ring", review_on=date(2026, 3, 6)
    )
    w.taken(reference, adjust)
    client = w.signed_in(handler)
    assert "review was due on 6 March 2026" in w.page(client, "/")
    assert reference in w.page(client, "/registers/adjustments/")


def test_a_restricted_case_is_shown_to_those_named_and_to_nobody_else(
    handler: User, manager: User
) -> None:
    reference = w.logged()
    w.handled_by(reference, handler)
    w.restricted_to(reference, handler)
    for address in ("/?scope=all", "/cases/", "/cases/?due=overdue"):
        shown = w.page(w.signed_in(manager), address)
        assert reference not in shown
        assert "Amina" not in shown
        assert "Heating off" not in shown
    assert reference in w.page(w.signed_in(handler), "/")


def test_a_manager_sees_that_a_restricted_case_is_due_and_whom_to_ask(
    handler: User, manager: User
) -> None:
    w.restricted_to(w.logged(), handler)
    shown = w.page(w.signed_in(manager), "/")
    told = "A restricted case was due on 9 March 2026: ask Chidi Okafor. Overdue"
    assert told in shown
    assert "restricted case" not in w.page(w.signed_in(handler), "/")


def test_people_without_casework_are_sent_where_their_work_starts() -> None:
    for colleague, role in (
        (cast.BOARD_MEMBER, "board_member"),
        (cast.AUDITOR, "auditor"),
        (cast.OUTSIDER, ""),
    ):
        response = w.signed_in(w.person(colleague, role)).get("/")
        assert response["Location"] == "/start/"


def test_an_auditor_reads_every_list_and_reassigns_nothing() -> None:
    client = w.signed_in(w.person(cast.AUDITOR, "auditor"))
    reference = w.logged()
    for address in ("/cases/", "/cases/unassigned/", "/promises/", "/search/"):
        assert client.get(address).status_code == 200
    assert client.get("/cases/reassign/").status_code == 403
    sent = {"case": reference, "handler": "u1", "reason": "Mine"}
    assert client.post("/cases/unassigned/", sent).status_code == 403


def test_the_front_line_reads_on_screen_and_takes_no_list_away() -> None:
    client = w.signed_in(w.person(cast.COORDINATOR, "front_line"))
    w.logged()
    assert "CSV file" not in w.page(client, "/cases/")
    assert client.get("/cases/export.csv").status_code == 403
    assert client.get("/promises/export.csv").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/cases/",
        "/cases/export.csv",
        "/cases/next/",
        "/cases/unassigned/",
        "/cases/reassign/",
        "/cases/reassigned/",
        "/promises/",
        "/search/",
        "/registers/refusals/",
        "/registers/service-requests/",
        "/registers/compliments/",
        "/registers/adjustments/",
    ],
)
def test_a_board_member_opens_no_list_of_cases(address: str) -> None:
    client = w.signed_in(w.person(cast.BOARD_MEMBER, "board_member"))
    assert client.get(address).status_code == 403


def test_a_role_for_one_team_shows_that_teams_cases_alone() -> None:
    from putright.apps.accounts.models import Team, TeamName

    team = Team.objects.create(code="heating", starts_on=date(2020, 1, 6))
    TeamName.objects.create(team=team, name="Heating", starts_on=date(2020, 1, 6))
    user = w.person(cast.COORDINATOR, "coordinator", scope="team", of="heating")
    theirs, others = w.logged(), w.logged()
    w.handled_by(theirs, user, team="Heating")
    w.handled_by(others, user, team="Repairs")
    client = w.signed_in(user)
    for address in ("/cases/", "/cases/?team=heating"):
        shown = w.page(client, address)
        assert theirs in shown
        assert others not in shown


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("due=overdue", True),
        ("due=today", False),
        ("state=stage_1_open", True),
        ("state=stage_1_open&state=closed", True),
        ("state=closed", False),
        ("kind=complaint", True),
        ("kind=compliment", False),
        ("category=Heating", True),
        ("category=Damp", False),
        ("area=North", True),
        ("area=South", False),
        ("edition=housing-2024", True),
        ("edition=housing-2022", False),
        ("hazard=on", True),
        ("vulnerable=on", False),
        ("handler=nobody", True),
        ("handler=u99", False),
        ("scope=mine", False),
        ("person=P-1001", True),
        ("person=P-1003", True),
        ("person=P-9", False),
        ("home=OTT-0014", True),
        ("home=OTT-9", False),
        ("received_from_day=2&received_from_month=3&received_from_year=2026", True),
        ("received_from_day=3&received_from_month=3&received_from_year=2026", False),
        ("received_to_day=1&received_to_month=3&received_to_year=2026", False),
        ("sort=oldest", True),
        ("sort=due", True),
    ],
)
def test_each_filter_lets_through_what_it_says(
    manager: User, query: str, *, there: bool
) -> None:
    reference = w.logged(category="Heating", area="North", affected=("P-1003",))
    triage = s.Triage(on=w.MONDAY, route="investigate", hazard=True)
    w.taken(reference, triage)
    shown = w.page(w.signed_in(manager), f"/cases/?{query}")
    assert (reference in shown) == there


def test_a_filter_stays_until_it_is_cleared(manager: User) -> None:
    client = w.signed_in(manager)
    assert "Due: Overdue" in w.page(client, "/cases/?due=overdue")
    assert client.get("/cases/")["Location"] == "/cases/?due=overdue"
    w.page(client, "/cases/?person=P-1001")
    assert client.get("/cases/")["Location"] == "/cases/?due=overdue"
    assert client.get("/cases/?clear=1")["Location"] == "/cases/"
    assert client.get("/cases/").status_code == 200


def test_each_filter_can_be_taken_away_by_itself(manager: User) -> None:
    client = w.signed_in(manager)
    asked = "state=closed&state=refused&due=overdue&received_from_day=2"
    asked += "&received_from_month=3&received_from_year=2026"
    html = client.get(f"/cases/?{asked}").content.decode()
    rest = "&amp;received_from_day=2&amp;received_from_month=3"
    assert f'href="/cases/?state=closed&amp;state=refused{rest}' in html
    assert f'href="/cases/?due=overdue{rest}' in html
    assert 'href="/cases/?state=closed&amp;state=refused&amp;due=overdue"' in html


def test_a_filter_that_cannot_be_read_says_so_and_shows_the_rest(manager: User) -> None:
    reference = w.logged()
    wrong = "received_from_day=31&received_from_month=2&received_from_year=2026"
    shown = w.page(w.signed_in(manager), f"/cases/?{wrong}&kind=complaint&state=zzz")
    assert "There is a problem" in shown
    assert "must be a real date" in shown
    assert reference in shown


@pytest.mark.parametrize("junk", ["after=x", "before=2026-99-99.1", "after=9.9", "a=b"])
def test_an_address_made_up_by_hand_gives_the_first_page(
    manager: User, junk: str
) -> None:
    reference = w.logged()
    assert reference in w.page(w.signed_in(manager), f"/cases/?{junk}")


def test_pages_go_forth_and_back_and_hold_every_case_once(manager: User) -> None:
    made = [w.logged(date(2026, 3, 2 + number % 3)) for number in range(7)]
    order = lists.ORDERS["newest"]
    rows = lists.filtered(manager, w.TODAY, Filters())
    seen, pages, after = [], [], None
    while True:
        page = lists.key_page(rows, order, after=after, size=3)
        pages.append([row.reference for row in page.rows])
        seen += pages[-1]
        if not page.after:
            break
        after = lists.cursor(page.after)
    assert sorted(seen) == sorted(made)
    assert [len(one) for one in pages] == [3, 3, 1]
    back = lists.key_page(rows, order, before=lists.cursor(page.before), size=3)
    assert [row.reference for row in back.rows] == pages[1]
    first = lists.key_page(rows, order, before=lists.cursor(back.before), size=3)
    assert [row.reference for row in first.rows] == pages[0]
    assert first.before == ""


@pytest.mark.parametrize("address", ["/", "/cases/", "/cases/unassigned/"])
def test_a_page_asks_the_database_as_often_for_50_cases_as_for_5(
    address: str, manager: User
) -> None:
    client = w.signed_in(manager)
    counts = []
    for more in (5, 45):
        for number in range(more):
            reference = w.logged(person=f"P-{number}", home=f"H-{number}")
            if address == "/":
                w.handled_by(reference, manager)
        counts.append(w.queries(client, address))
    assert counts[0] == counts[1]
    assert reference in w.page(client, address)
    assert counts[0] < 30


def test_the_next_case_by_the_clock_stays_in_the_list_last_worked(
    manager: User,
) -> None:
    first, second = w.logged(date(2026, 3, 2)), w.logged(date(2026, 3, 3))
    other = w.logged(date(2026, 3, 2), category="Damp")
    for reference in (first, second):
        w.taken(reference, s.Categorise(on=date(2026, 3, 3), category="Heating"))
    client = w.signed_in(manager)
    w.page(client, "/cases/?category=Heating")
    order = lists.next_after(manager, w.TODAY, Filters(category="Heating"), first)
    assert order == second
    assert lists.next_after(manager, w.TODAY, Filters(), first) == other
    response = client.get(f"/cases/next/?from={second}")
    assert response["Location"] == "/cases/?category=Heating"


def test_a_list_taken_away_holds_what_was_filtered_and_says_so(manager: User) -> None:
    reference = w.logged(text="=cmd", subject="=1+1")
    w.logged(kind="compliment", subject="Thanks")
    client = w.signed_in(manager)
    for form in ("csv", "xlsx"):
        response = client.get(f"/cases/export.{form}?kind=complaint")
        assert response.status_code == 200
        table = tabular.read(f"cases.{form}", response.content)
        (row,) = table.rows
        assert row.cells["Reference"] == reference
        assert row.cells["Resident"] == "Amina Farrow"
        assert row.cells["Subject"] == "=1+1"
        assert row.cells["Received on"] == "2026-03-02"
        assert "Kind: Complaint" in row.cells["List"]
    assert client.get("/cases/export.pdf").status_code == 404
