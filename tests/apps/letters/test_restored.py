"""After a restore no letter that may have left goes a second time unasked."""

import pytest
from tests.apps.letters.examples import NOW, issued, mail_server, state_of

from putright.apps.letters import services

pytestmark = pytest.mark.django_db


def test_what_waited_in_the_backup_is_put_before_a_person() -> None:
    """It left on the evening of the day whose morning is restored."""
    made = issued()
    assert services.doubt_waiting(now=NOW) == 1
    assert state_of(made.dispatch_id) == "may_have_been_sent"
    with mail_server() as inbox:
        assert services.send_due(now=NOW).sent == 0
    assert inbox.messages == []


def test_what_was_sent_or_is_settled_stays_so() -> None:
    made = issued()
    with mail_server():
        services.send_due(now=NOW)
    assert services.doubt_waiting(now=NOW) == 0
    assert state_of(made.dispatch_id) == "sent"
