"""Corrections, and letters drafted: looked at first, recorded afterwards."""

from datetime import date

import pytest
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import opened

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow, Entry
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
TODAY = w.TODAY


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    w.amina()


@pytest.fixture
def manager() -> User:
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


@pytest.fixture
def client(manager: User) -> Client:
    return w.signed_in(manager)


def at(reference: str, step: str) -> str:
    return f"/cases/{reference}/{step.replace('_', '-')}/"


def with_points() -> str:
    reference = w.logged()
    w.acknowledged(reference, FRIDAY)
    return reference


def kinds(reference: str) -> list[str]:
    rows = Entry.objects.filter(case__reference=reference).order_by("sequence")
    return list(rows.values_list("kind", flat=True))


def test_5_12_a_correction_shows_what_it_changes_before_it_is_made(
    client: Client,
) -> None:
    reference = with_points()
    assert "Entry 1: Received" in opened(client, at(reference, "mend")).html
    page = opened(client, f"{at(reference, 'mend')}?entry=1")
    seen = page.send(fact_on=date(2026, 2, 23), reason="It came a week before")
    words = w.words(seen.html)
    assert "Acknowledge by 9 March 2026 2 March 2026" in words
    assert "Acknowledged in time Acknowledged late" in words
    assert kinds(reference) == ["received", "acknowledged"]
    seen.send()
    assert kinds(reference)[-1] == "mended"
    assert CaseRow.objects.get().received_on == date(2026, 2, 23)


def test_a_correction_to_a_later_day_names_the_entries_it_overtakes(
    client: Client,
) -> None:
    reference = with_points()
    page = opened(client, f"{at(reference, 'mend')}?entry=1")
    seen = page.send(fact_on=date(2026, 3, 9), reason="Read wrongly")
    assert "Entry 2 (Stage 1 acknowledged) is dated 6 March 2026" in w.words(seen.html)


def test_a_letter_is_written_first_and_its_answers_stand_on_the_page_again(
    client: Client,
) -> None:
    reference = with_points()
    address = at(reference, "respond")
    letter = opened(client, address).send(
        outcome_1="upheld",
        reason_1="The part was late.",
        remedy_1_1_kind="compensation",
        remedy_1_1_amount="50.50",
        remedy_1_1_by=date(2026, 3, 27),
        action_1_what="Service the boiler",
        action_1_by=date(2026, 4, 1),
        written="on",
        told="on",
        press=("go", "letter"),
    )
    assert "Nothing is recorded until it leaves" in letter.html
    assert CaseRow.objects.get().state == "stage_1_open"
    page = opened(client, address)
    assert "A letter that would record this is drafted" in page.html
    assert page.fields["outcome_1"] == ["upheld"]
    assert page.fields["remedy_1_1_amount"] == ["50.50"]
    assert page.fields["action_1_by_day"] == ["1"]
    assert page.fields["told"] == ["on"]
    assert "Stage 1 response" in w.page(client, f"/cases/{reference}/")


def test_an_acknowledgement_drafted_keeps_its_points_and_whose_they_are(
    client: Client,
) -> None:
    reference = w.logged()
    opened(client, at(reference, "acknowledge")).send(
        definition="No heating",
        outcomes_sought="Mend it",
        point_1="The boiler",
        whose_1="ours",
        point_2="The neighbour's noise",
        whose_2="not_ours",
        press=("go", "letter"),
    )
    page = opened(client, at(reference, "acknowledge"))
    assert page.fields["point_2"] == ["The neighbour's noise"]
    assert page.fields["whose_2"] == ["not_ours"]
    assert kinds(reference) == ["received"]


def test_every_kind_of_entry_can_be_looked_at_and_nothing_changes_by_looking(
    client: Client, manager: User
) -> None:
    reference = with_points()
    w.answered(reference, f"u{manager.pk}", FRIDAY, ("Ring weekly", TODAY))
    for step in (
        s.RequestStageTwo(on=FRIDAY, reasons="Still cold"),
        s.Extend(
            on=FRIDAY,
            stage=2,
            to=date(2026, 4, 20),
            reason="Surveyor",
            ombudsman_told=True,
        ),
        s.AgreeUpdates(on=FRIDAY, stage=2, every_days=7),
        s.Adjust(on=FRIDAY, adjustment="Large print", review_on=date(2026, 9, 1)),
        s.AddAction(on=FRIDAY, what="Paint", by_when=TODAY),
        s.SetTeams(on=FRIDAY, stage=2, teams=("Heating",)),
        s.Triage(on=FRIDAY, route="investigate", risk="high"),
    ):
        w.taken(reference, step)
    before = kinds(reference)
    for number in range(1, len(before) + 1):
        page = opened(client, f"{at(reference, 'mend')}?entry={number}")
        assert page.status == 200, before[number - 1]
        seen = page.send(reason="Looked at")
        assert "No date, verdict or state changes" in seen.html, before[number - 1]
        wrong = page.send(reason="x", fact_stage="5", fact_every_days="99999999")
        assert wrong.status == 200
    assert kinds(reference) == before
