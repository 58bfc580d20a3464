"""The registers, promises, reassigning, and what the board sees of single cases."""

from datetime import date

import pytest
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.board import coded
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


def promised(handler: User) -> str:
    """Answer a case with one promise that is late by now and one that is not."""
    reference = w.logged(on=date(2026, 2, 16))
    w.handled_by(reference, handler, on=date(2026, 2, 16))
    w.acknowledged(reference, date(2026, 2, 17))
    w.answered(
        reference,
        f"u{handler.pk}",
        date(2026, 2, 25),
        ("Fit a new boiler", date(2026, 3, 6)),
        ("Inspect in a month", date(2026, 4, 1)),
    )
    return reference


def test_7_3_a_promise_stays_listed_after_its_case_is_closed(handler: User) -> None:
    reference = promised(handler)
    w.taken(reference, s.Close(on=date(2026, 2, 27), learning="Order parts sooner"))
    client = w.signed_in(handler)
    shown = w.page(client, "/promises/")
    assert shown.index("Fit a new boiler") < shown.index("Inspect in a month")
    assert "6 March 2026 Overdue by 3 working days" in shown
    assert "Closed" in shown
    assert "1 overdue or due by 15 March 2026" in w.page(client, "/")


def test_7_3_a_remedy_with_a_day_is_a_promise_in_plain_words(handler: User) -> None:
    """Its own words where it has any; else what it is, how much and on which point."""
    reference = w.logged(on=date(2026, 2, 16))
    w.handled_by(reference, handler, on=date(2026, 2, 16))
    w.acknowledged(reference, date(2026, 2, 17))
    day = date(2026, 4, 1)
    w.answered(
        reference,
        f"u{handler.pk}",
        date(2026, 2, 25),
        remedies=(
            s.RemedyGiven(kind="compensation", amount="50", by_when=day),
            s.RemedyGiven(kind="repair", by_when=day, detail="Bleed the radiators"),
        ),
    )
    client = w.signed_in(handler)
    for address in ("/promises/", f"/cases/{reference}/"):
        shown = w.page(client, address)
        assert "Compensation of £50.00, point 1" in shown
        assert "Bleed the radiators" in shown
        assert "compensation: p1" not in shown


def test_7_3_a_promise_proved_kept_leaves_the_list(handler: User) -> None:
    reference = promised(handler)
    kept = s.CompleteAction(on=date(2026, 3, 5), what="a1", proof="Photograph")
    w.taken(reference, kept)
    shown = w.page(w.signed_in(handler), "/promises/")
    assert "Fit a new boiler" not in shown
    assert "Inspect in a month" in shown


def test_promises_of_others_are_not_mine(handler: User, manager: User) -> None:
    promised(handler)
    client = w.signed_in(manager)
    assert "No promise is waiting" in w.page(client, "/promises/")
    assert "Fit a new boiler" in w.page(client, "/promises/?scope=all")


def test_a_restricted_cases_promise_is_hidden_and_its_day_told_to_the_manager(
    handler: User, manager: User
) -> None:
    reference = promised(handler)
    w.restricted_to(reference, handler, on=date(2026, 2, 26))
    shown = w.page(w.signed_in(manager), "/promises/?scope=all")
    assert reference not in shown
    assert "boiler" not in shown
    told = "A promise on a restricted case was due on 6 March 2026: ask Chidi"
    assert told in shown


def test_2_4_the_register_of_refusals_says_on_what_ground_when_and_by_whom(
    manager: User,
) -> None:
    reference = w.logged(issue_on=date(2024, 1, 5), aware_on=date(2024, 1, 5))
    step = s.Refuse(
        on=date(2026, 3, 4),
        by=f"u{manager.pk}",
        ground="too_old",
        reason="Two years ago",
        discretion="Considered",
        ombudsman_told=True,
    )
    w.taken(reference, step)
    shown = w.page(w.signed_in(manager), "/registers/refusals/")
    row = shown.split(reference, 1)[1]
    assert "4 March 2026 Complaint More than 12 months old Harpreet Sandhu" in row


def test_1_5_service_requests_show_their_age_and_the_complaint_from_them(
    handler: User, manager: User
) -> None:
    plain = w.logged(kind="service_request", text="Tap drips")
    unhappy = w.logged(kind="service_request", text="Door sticks")
    w.taken(unhappy, s.Dissatisfied(on=date(2026, 3, 4)))
    complaint = CaseRow.objects.get(kind="complaint").reference
    client = w.signed_in(manager)
    shown = w.page(client, "/registers/service-requests/")
    assert "2 March 2026 7 No" in shown.split(plain, 1)[1]
    assert f"2 March 2026 7 {complaint}" in shown.split(unhappy, 1)[1]
    w.restricted_to(complaint, handler, on=date(2026, 3, 5))
    shown = w.page(client, "/registers/service-requests/")
    assert complaint not in shown
    assert "2 March 2026 7 Yes" in shown.split(unhappy, 1)[1]


def test_compliments_and_comments_stand_by_themselves(manager: User) -> None:
    thanks = w.logged(kind="compliment", text="Thank you")
    complaint = w.logged()
    shown = w.page(w.signed_in(manager), "/registers/compliments/")
    assert thanks in shown
    assert complaint not in shown


@pytest.mark.parametrize(
    "address",
    [
        "/promises/?scope=all",
        "/registers/refusals/",
        "/registers/service-requests/",
        "/registers/compliments/",
        "/registers/adjustments/",
        "/registers/without-names/",
    ],
)
def test_an_empty_register_says_so(manager: User, address: str) -> None:
    shown = w.page(w.signed_in(manager), address)
    assert "No " in shown or "There is no case" in shown


def test_a_board_member_sees_coded_fields_and_nobody(manager: User) -> None:
    reference = w.logged(category="Heating")
    hidden = w.logged(category="Pests")
    w.restricted_to(hidden, manager)
    board = w.signed_in(w.person(cast.BOARD_MEMBER, "board_member"))
    for client in (board, w.signed_in(manager)):
        html = client.get("/registers/without-names/").content.decode()
        for personal in (
            reference,
            hidden,
            "Amina",
            "Flat 14",
            "Heating off",
            cast.AMINA.reference,
            "Pests",
        ):
            assert personal not in html
    shown = w.page(board, "/registers/without-names/")
    row = CaseRow.objects.get(reference=reference)
    assert f"{coded(row.pk)} Complaint: Heating 2025-26 Q4" in shown
    assert "Overdue" in shown


def test_a_board_member_starts_at_the_list_without_names() -> None:
    client = w.signed_in(w.person(cast.BOARD_MEMBER, "board_member"))
    response = client.get("/start/")
    assert response["Location"] == "/registers/without-names/"


def test_the_front_line_has_no_list_without_names() -> None:
    client = w.signed_in(w.person(cast.COORDINATOR, "front_line"))
    assert client.get("/registers/without-names/").status_code == 403


def test_work_that_nobody_has_is_given_to_someone(handler: User, manager: User) -> None:
    first, second = w.logged(), w.logged()
    w.handled_by(w.logged(), handler)
    client = w.signed_in(manager)
    shown = w.page(client, "/cases/unassigned/")
    assert first in shown
    assert second in shown
    sent = {"case": [first], "handler": f"u{handler.pk}", "reason": "New work"}
    assert client.post("/cases/unassigned/", sent)["Location"] == "/cases/reassigned/"
    assert first in w.page(client, "/cases/reassigned/")
    row = CaseRow.objects.get(reference=first)
    assert row.handler == f"u{handler.pk}"
    assert first not in w.page(client, "/cases/unassigned/")
    assert second in w.page(client, "/cases/unassigned/")


def test_5_8_a_refused_reassignment_says_why_and_the_others_go_on(
    handler: User, manager: User
) -> None:
    conflict, plain = w.logged(), w.logged()
    declared = s.DeclareConflict(on=w.MONDAY, who=f"u{handler.pk}", reason="Kin")
    w.taken(conflict, declared)
    client = w.signed_in(manager)
    sent = {
        "case": [conflict, plain, "C-26-99999"],
        "handler": f"u{handler.pk}",
        "reason": "Leave",
    }
    client.post("/cases/reassign/", sent)
    shown = w.page(client, "/cases/reassigned/")
    assert "Chidi Okafor has declared a conflict of interest" in shown
    assert "Code provision 5.8" in shown
    assert "There is no such case, or it is not yours" in shown
    assert CaseRow.objects.get(reference=conflict).handler == ""
    assert CaseRow.objects.get(reference=plain).handler == f"u{handler.pk}"


def test_6_13_whoever_answered_stage_1_is_not_given_stage_2(
    handler: User, manager: User
) -> None:
    reference = promised(handler)
    w.taken(reference, s.RequestStageTwo(on=date(2026, 3, 2)))
    client = w.signed_in(manager)
    sent = {"case": [reference], "handler": f"u{handler.pk}", "reason": "Leave"}
    client.post("/cases/reassign/", sent)
    assert "Code provision 6.13" in w.page(client, "/cases/reassigned/")


def test_a_team_is_kept_unless_another_is_chosen(handler: User, manager: User) -> None:
    reference = w.logged()
    w.handled_by(reference, handler, team="Heating")
    sent = {"case": [reference], "handler": f"u{manager.pk}", "reason": "Leave"}
    w.signed_in(manager).post("/cases/reassign/", sent)
    row = CaseRow.objects.get(reference=reference)
    assert (row.handler, row.team) == (f"u{manager.pk}", "Heating")


def test_a_reassignment_with_nothing_selected_keeps_what_was_typed(
    handler: User, manager: User
) -> None:
    w.logged()
    sent = {"handler": f"u{handler.pk}", "reason": "Typed already"}
    response = w.signed_in(manager).post("/cases/unassigned/", sent)
    shown = w.words(response.content.decode())
    assert "Select at least one case." in shown
    assert "Typed already" in shown


@pytest.mark.parametrize(
    "address", ["/promises/?scope=all", "/registers/service-requests/"]
)
def test_a_register_asks_the_database_as_often_for_50_as_for_5(
    address: str, handler: User, manager: User
) -> None:
    client = w.signed_in(manager)
    counts = []
    for more in (5, 20):
        for _ in range(more):
            unhappy = w.logged(kind="service_request", text="Door sticks")
            w.taken(unhappy, s.Dissatisfied(on=date(2026, 3, 4)))
            promised(handler)
        counts.append(w.queries(client, address))
    assert counts[0] == counts[1]
