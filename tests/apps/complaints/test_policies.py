"""The landlord's own policy on its pages: adopted, shown, and beside the Code."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from tests import cast
from tests.apps.complaints.worklists import person, signed_in

from putright.apps.accounts.models import Role
from putright.apps.complaints.models import PolicyAdoption
from putright.apps.complaints.services import policies, steps
from putright.apps.complaints.views.policies import EXAMPLE
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


def test_a_policy_is_looked_at_before_it_is_adopted() -> None:
    client = signed_in(person(cast.ADMINISTRATOR, Role.ADMINISTRATOR))
    typed = {"text": EXAMPLE, "reason": "Approved by the board"}
    address = reverse("complaints:adopt_policy")
    seen = client.post(address, typed | {"action": "see"})
    assert "Our complaints policy, 4.1" in seen.content.decode()
    assert not PolicyAdoption.objects.exists()
    client.post(address, typed | {"action": "adopt"})
    shown = client.get(reverse("complaints:policy")).content.decode()
    assert "There is a right of appeal" in shown
    assert "Approved by the board" in shown


def test_a_policy_that_cant_be_read_is_told_what_is_wrong() -> None:
    client = signed_in(person(cast.ADMINISTRATOR, Role.ADMINISTRATOR))
    typed = {"text": "title = ", "reason": "x", "action": "adopt"}
    answer = client.post(reverse("complaints:adopt_policy"), typed)
    assert "There is a problem" in answer.content.decode()
    assert not PolicyAdoption.objects.exists()


def test_a_cases_clocks_show_the_landlords_targets_beside_the_codes() -> None:
    policies.adopt(text=EXAMPLE, reason="Board", by=None, now=NOW)
    step = s.Receive(on=MONDAY, channel="web", text="Gutter")
    reference = steps.receive(step=step, who="u1", now=NOW).reference
    client = signed_in(person(cast.COMPLAINTS_MANAGER, Role.MANAGER))
    page = client.get(reverse("complaints:case_clocks", args=[reference]))
    shown = page.content.decode()
    assert "9 March 2026" in shown, "the Code's: five working days"
    assert "5 March 2026" in shown, "the landlord's own: three"
