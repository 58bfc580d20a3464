"""What is on legal hold is erased by nobody, in no way, until the hold is lifted."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import AccessLog, User
from putright.apps.complaints.models import CaseRow, EntryWords, Erasure
from putright.apps.complaints.services import erasures
from putright.apps.holds import queries
from putright.apps.holds import services as holds
from putright.apps.holds.models import Hold
from putright.apps.residents import queries as residents
from putright.apps.residents.services import erase_person
from putright.config import guards

pytestmark = pytest.mark.django_db
REVIEW = date(2026, 9, 1)


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> User:
    guards.install()
    w.freeze(monkeypatch)
    w.amina()
    return w.person(cast.STAGE_1_HANDLER, "manager")


def placed(kind: str, reference: str, by: User | None = None) -> Hold:
    return holds.place(
        kind=kind,
        reference=reference,
        reason="A claim was announced",
        review_on=REVIEW,
        by=by,
        now=w.NOW,
        today=w.TODAY,
    )


def erase(reference: str) -> None:
    erasures.erase_case(reference=reference, reason="x", who="u1", now=w.NOW)


@pytest.mark.parametrize("kind", ["case", "person"])
def test_a_hold_keeps_a_case_from_being_erased(manager: User, kind: str) -> None:
    """By itself, or because of the resident it is about; lifted, it may go."""
    reference = w.logged()
    hold = placed(kind, reference if kind == "case" else cast.AMINA.reference)
    with pytest.raises(holds.HeldError, match="legal hold since 11 March 2026"):
        erase(reference)
    assert EntryWords.objects.exists()
    holds.lift(number=hold.pk, why="Settled", by=manager, now=w.NOW)
    erase(reference)
    assert not EntryWords.objects.exists()
    if kind == "case":
        hold.refresh_from_db()
        assert (hold.reason, hold.lifted_why) == ("", "")


def test_the_database_itself_keeps_the_words_of_what_is_held(manager: User) -> None:
    """Whatever program asks, and though an erasure was written down."""
    row = CaseRow.objects.get(reference=w.logged())
    Erasure.objects.create(case=row, reason="x", who="u1", recorded_at=w.NOW, up_to=9)
    words = EntryWords.objects.filter(entry__case=row)
    for kind, reference in (("case", row.reference), ("person", row.person)):
        hold = placed(kind, reference)
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
        ):
            words.delete()
        holds.lift(number=hold.pk, why="Settled", by=None, now=w.NOW)
    assert words.delete()[0] == 1


def test_a_person_on_hold_is_not_erased(manager: User) -> None:
    amina = residents.person(cast.AMINA.reference)
    assert amina is not None
    placed("person", amina.reference)
    with pytest.raises(holds.HeldError, match="The resident"):
        erase_person(person_id=amina.id)


def test_after_a_restore_a_hold_is_put_back_before_anything_is_erased_again(
    manager: User, django_capture_on_commit_callbacks: object
) -> None:
    """An older copy knows neither the hold nor the erasure before it."""
    held, gone = w.logged(), w.logged()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # pytest-django's own
        placed("case", held)
        lifted = placed("case", gone)
        holds.lift(number=lifted.pk, why="Settled", by=None, now=w.NOW)
    Hold.objects.all().delete()
    for reference in (held, gone):
        erasures._write_down(reference, 1, w.NOW)
    again = erasures.erase_again(who="system", now=w.NOW)
    assert (again.erased, again.held) == ([gone], [held])
    assert [one.reference for one in queries.standing()] == [held]
    assert holds.put_back(now=w.NOW) == []
    for path in (holds.log_path(), erasures.log_path()):
        path.unlink()


def test_a_hold_shows_on_the_case_and_in_the_list_until_it_is_lifted(
    manager: User,
) -> None:
    reference = w.logged()
    client = w.signed_in(manager)
    case = reverse("complaints:case", args=[reference])
    assert "legal hold" not in w.page(client, case)
    number = CaseRow.objects.get(reference=reference).pk
    place = reverse("protection:hold_case", args=[number])
    asked = {"reason": "A claim", **_day(date(2026, 3, 12))}
    assert client.post(place, asked).status_code == 302
    assert "On legal hold" in w.page(client, case)
    hold = Hold.objects.get()
    page = reverse("protection:hold", args=[hold.pk])
    assert "A claim" in w.page(client, page)
    assert client.post(page, _day(date(2026, 5, 1))).status_code == 302
    lift = reverse("protection:lift_hold", args=[hold.pk])
    assert "Write why" in client.post(lift, {"why": " "}).content.decode()
    assert client.post(lift, {"why": "Settled"}).status_code == 302
    assert "legal hold" not in w.page(client, case)
    kinds = AccessLog.objects.filter(kind__startswith="hold").values_list("kind")
    assert {one[0] for one in kinds} == {"hold_placed", "hold_reviewed", "hold_lifted"}


def test_holds_past_their_day_are_listed_first(manager: User) -> None:
    placed("case", w.logged())
    client = w.signed_in(manager)
    with pytest.MonkeyPatch.context() as patch:
        w.freeze(patch, date(2026, 9, 2))
        text = w.page(client, reverse("protection:holds"))
    assert "Review overdue" in text


def test_a_hold_on_a_restricted_case_is_named_to_those_named_on_it_alone(
    manager: User,
) -> None:
    other = w.person(cast.STAGE_2_HANDLER, "manager")
    reference = w.logged()
    hold = placed("case", reference)
    w.restricted_to(reference, manager)
    mine, theirs = w.signed_in(manager), w.signed_in(other)
    assert reference in w.page(mine, reverse("protection:holds"))
    assert reference not in w.page(theirs, reverse("protection:holds"))
    page = reverse("protection:hold", args=[hold.pk])
    assert mine.get(page).status_code == 200
    assert theirs.get(page).status_code == 404


def _day(day: date) -> dict[str, int]:
    return {
        "review_on_day": day.day,
        "review_on_month": day.month,
        "review_on_year": day.year,
    }
