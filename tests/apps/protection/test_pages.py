"""The pages of the schedule, by the hands of two people; the log, filtered."""

import pytest
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.protection import making as m

from putright.apps.accounts.models import AccessLog, User
from putright.apps.complaints.models import EntryWords
from putright.apps.protection.models import Batch, Rule
from putright.apps.protection.services import erasing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> tuple[User, User]:
    w.freeze(monkeypatch, m.LATER)
    w.amina()
    return m.two()


def test_two_people_set_a_period_and_erase_what_it_makes_due(
    pair: tuple[User, User],
) -> None:
    reference, hidden = m.closed(), m.closed()
    w.restricted_to(hidden, w.person(cast.STAGE_1_HANDLER), on=m.CLOSED)
    one, other = (w.signed_in(user) for user in pair)
    schedule = reverse("protection:schedule")
    period = reverse("protection:period", args=["complaints"])
    wrong = one.post(period, {"how": "months", "months": "0", "basis": "x"})
    assert "Give 1 month or more." in wrong.content.decode()
    asked = {"how": "months", "months": "12", "basis": "Board minute 12"}
    assert one.post(period, asked).status_code == 302
    confirm = reverse("protection:confirm_rule", args=[Rule.objects.get().pk])
    one.post(confirm)
    assert "Someone else has to confirm it." in w.page(one, schedule)
    other.post(confirm)
    assert "1 year" in w.page(one, schedule)
    due = reverse("protection:due", args=["complaints"])
    text = w.page(one, due)
    assert reference in text
    assert (hidden in text, "A restricted case" in text) == (False, True)
    one.post(reverse("protection:propose_batch", args=["complaints"]))
    batch = Batch.objects.get()
    page = reverse("protection:batch", args=[batch.pk])
    assert "Someone else has to approve it." in w.page(one, page)
    assert hidden not in w.page(other, page)
    approve = reverse("protection:approve_batch", args=[batch.pk])
    one.post(approve)
    assert erasing.erase_due(now=m.NOW) == 0
    other.post(approve)
    assert erasing.erase_due(now=m.NOW) == 2
    assert "Erased" in w.page(one, page)
    left = EntryWords.objects.filter(entry__case__reference__in=(reference, hidden))
    assert not left.exists()


def test_what_is_due_asks_the_same_number_of_times_however_much_it_is(
    pair: tuple[User, User],
) -> None:
    m.kept_for("complaints", 12, *pair)
    client = w.signed_in(pair[0])
    asked = []
    for _ in range(2):
        m.closed()
        asked.append(w.queries(client, reverse("protection:due", args=["complaints"])))
    assert asked[0] == asked[1]


def test_the_log_is_filtered_by_person_day_and_reference_and_given_out(
    pair: tuple[User, User],
) -> None:
    auditor = w.person(cast.AUDITOR, "auditor")
    for user, at, subject in (
        (pair[0], w.NOW, "C-1"),
        (pair[1], w.NOW, "C-1"),
        (pair[0], m.NOW, "C-1"),
        (pair[0], w.NOW, "C-2"),
    ):
        AccessLog.objects.create(at=at, user=user, kind="case_opened", subject=subject)
    client = w.signed_in(auditor)
    asked = {
        "user": pair[0].pk,
        "subject": "C-1",
        "day_day": w.TODAY.day,
        "day_month": w.TODAY.month,
        "day_year": w.TODAY.year,
    }
    page = client.get(reverse("accounts:access_log"), asked)
    assert page.content.decode().count(">case opened<") == 1
    given = client.get(reverse("accounts:access_log_file"), asked)
    lines = given.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[1:] for line in lines[1:]] == [
        [pair[0].username, "case opened", "C-1"]
    ]
    bad = client.get(reverse("accounts:access_log"), {"day_day": "40"})
    assert "The day must include a month and a year." in bad.content.decode()
