"""The machine's clock is set back: no step is recorded on a wrong day."""

from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import opened
from tests.faults.pages import HIDDEN

from putright.apps.complaints.queries.cases import find

pytestmark = pytest.mark.django_db
NOTE = "Rang again on Wednesday"


@override_settings(CLOCK_CHECKED=True)
def test_a_clock_set_back_is_said_and_what_was_typed_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A day too early in the journal is a deadline met that was not."""
    user = w.person(cast.COORDINATOR, "coordinator")
    w.amina()
    reference = w.logged()
    told = [w.NOW - timedelta(hours=1)]

    def now() -> datetime:
        return told[0]

    client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
    monkeypatch.setattr(timezone, "now", now)
    client.force_login(user)
    form = opened(client, f"/cases/{reference}/add-note/")
    page = form.send(note=NOTE)
    assert page.status == 503
    assert "This machine’s clock is wrong" in page.html
    row = find(reference)
    assert row is not None
    assert row.entries_count == 1
    told[0] = w.NOW + timedelta(minutes=5)
    kept = {name: unescape(value) for name, value in HIDDEN.findall(page.html)}
    again = client.post("/account/typing/", kept, follow=True)
    form = opened(client, again.redirect_chain[-1][0])
    assert form.fields["note"] == [NOTE]
    assert form.send().status == 200
    row.refresh_from_db()
    assert row.entries_count == 2
