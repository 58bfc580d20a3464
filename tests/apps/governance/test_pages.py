"""The pages of the Ombudsman's register: who writes, who reads, what is shown."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.governance.making import appointed, determined, ordered

from putright.apps.accounts.models import Role
from putright.apps.governance import queries

pytestmark = pytest.mark.django_db

JUNE = date(2025, 6, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)


def _day(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def _manager() -> Client:
    return w.signed_in(w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER))


def test_a_determination_is_typed_in_with_its_findings_and_orders() -> None:
    client = _manager()
    typed = {
        "hos_reference": "202412345",
        "route": "full_investigation",
        "source": "Letter",
        **_day("notified_on", date(2025, 4, 7)),
        **_day("determined_on", JUNE),
    }
    answer = client.post(reverse("governance:add", args=["investigation"]), typed)
    found = queries.investigations().get()
    own = reverse("governance:investigation", args=[found.pk])
    assert answer["Location"] == own
    client.post(
        reverse("governance:add_part", args=[found.pk, "finding"]),
        {"about": "Damp", "kind": "maladministration", "source": "Letter, 12"},
    )
    client.post(
        reverse("governance:add_part", args=[found.pk, "order"]),
        {
            "sort": "order",
            "kind": "compensation",
            "text": "Pay",
            "pence": "£250",
            "source": "Letter, 40",
            **_day("due_on", date(2025, 7, 1)),
        },
    )
    shown = w.page(client, own)
    assert "Maladministration" in shown
    assert "£250" in shown
    assert "Due on 1 July 2025" in shown
    assert "Overdue" in shown
    assert "100.0% (1 of 1 finding on the merits)" in w.page(
        client, reverse("governance:register") + "?year=2025-26"
    )
    assert "days late" in w.page(client, reverse("governance:overdue"))


def test_an_order_for_money_says_how_much_and_no_due_date_is_made_up() -> None:
    client = _manager()
    number = determined("A", JUNE)
    typed = {"sort": "order", "kind": "compensation", "text": "Pay", "source": "x"}
    address = reverse("governance:add_part", args=[number, "order"])
    assert "Enter how much compensation" in client.post(address, typed).content.decode()
    client.post(address, typed | {"pence": "250"})
    assert queries.orders_without_date().get().due_on is None


def test_a_determination_cant_come_before_the_complaint_or_lie_ahead() -> None:
    client = _manager()
    typed = {
        "hos_reference": "1",
        "route": "not_known",
        "source": "x",
        **_day("notified_on", JUNE),
        **_day("determined_on", date(2025, 6, 1)),
    }
    address = reverse("governance:add", args=["investigation"])
    assert "before we were told" in client.post(address, typed).content.decode()
    typed |= _day("determined_on", date(2027, 1, 1))
    assert (
        "must be 11 March 2026 or before"
        in client.post(address, typed).content.decode()
    )
    assert not queries.investigations().exists()


@pytest.mark.parametrize(
    ("colleague", "role"),
    [(cast.BOARD_MEMBER, Role.BOARD_MEMBER), (cast.AUDITOR, Role.AUDITOR)],
)
def test_board_and_auditor_read_and_write_nothing(
    colleague: cast.Colleague, role: Role
) -> None:
    number = determined("A", JUNE, "maladministration")
    client = w.signed_in(w.person(colleague, role))
    shown = w.page(client, reverse("governance:investigation", args=[number]))
    assert "Maladministration" in shown
    assert "Strike" not in shown
    for name, args in (("add", ["publication"]), ("change", ["investigation", number])):
        assert client.get(reverse(f"governance:{name}", args=args)).status_code == 403


def test_our_case_is_shown_only_to_those_who_may_open_it() -> None:
    w.amina()
    reference = w.logged()
    number = determined("A", JUNE, case=reference)
    address = reverse("governance:investigation", args=[number])
    assert reference in w.page(_manager(), address)
    member = w.signed_in(w.person(cast.BOARD_MEMBER, Role.BOARD_MEMBER))
    assert reference not in w.page(member, address)


def test_a_restricted_case_stays_linked_when_another_amends_the_entry() -> None:
    w.amina()
    reference = w.logged()
    number = determined("A", JUNE, case=reference)
    w.restricted_to(reference, w.person(cast.STAGE_1_HANDLER, Role.INVESTIGATOR))
    client = _manager()
    assert reference not in w.page(
        client, reverse("governance:investigation", args=[number])
    )
    typed = {
        "hos_reference": "A2",
        "route": "full_investigation",
        "source": "x",
        **_day("notified_on", date(2025, 4, 7)),
    }
    client.post(reverse("governance:change", args=["investigation", number]), typed)
    found = queries.investigation(number)
    assert found is not None
    assert (found.hos_reference, found.case) == ("A2", reference)


def test_an_entry_is_struck_out_on_its_page() -> None:
    number = determined("A", JUNE)
    order = ordered(number, JUNE)
    client = _manager()
    client.post(reverse("governance:strike", args=["order", order]), {"why": "Twice"})
    shown = w.page(client, reverse("governance:investigation", args=[number]))
    assert "Mend the roof" not in shown
    assert "Twice" in shown


def test_9_4_9_5_who_answers_is_shown_and_nobody_is_said_to_be_missing() -> None:
    appointed("member_responsible", "Ada North", JUNE)
    shown = w.page(_manager(), reverse("governance:people"))
    assert "Ada North" in shown
    assert "Senior lead for complaint handling Nobody" in shown


@pytest.mark.parametrize(
    "address",
    ["add/finding/", "add/nonsense/", "7/add/publication/", "nonsense/1/change/"],
)
def test_what_there_is_not_is_not_found(address: str) -> None:
    assert _manager().get(f"/ombudsman/{address}").status_code == 404
