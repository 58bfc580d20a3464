"""The daily digest: once, to those it is for, with nothing personal in it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.core import mail
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import LandlordSettings, User
from putright.apps.accounts.services import create_team
from putright.apps.complaints.models import DigestSent
from putright.apps.complaints.services import digest
from putright.config.commands.digest import digest_command
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 11, 7, 0, tzinfo=UTC)


@pytest.fixture
def handler() -> User:
    w.amina()
    return w.person(cast.STAGE_1_HANDLER, "investigator")


@pytest.fixture
def overdue(handler: User) -> str:
    reference = w.logged()
    w.handled_by(reference, handler)
    return reference


def test_a_digest_says_what_is_due_by_reference_and_date(
    handler: User, overdue: str
) -> None:
    today = w.logged(date(2026, 3, 4))
    w.handled_by(today, handler, on=date(2026, 3, 4))
    promise = s.AddAction(
        on=date(2026, 3, 4), what="Fit a boiler", by_when=date(2026, 3, 13)
    )
    w.taken(today, promise)
    assert digest.send_due(now=MORNING) == 1
    (sent,) = mail.outbox
    assert sent.to == [cast.STAGE_1_HANDLER.email]
    assert f"{overdue}: Acknowledge stage 1, was due 9 March 2026" in sent.body
    assert f"{today}: Acknowledge stage 1" in sent.body
    assert f"{today}: by 13 March 2026" in sent.body


def test_a_digest_holds_nothing_personal(handler: User, overdue: str) -> None:
    digest.send_due(now=MORNING)
    (sent,) = mail.outbox
    everything = str(sent.message().as_string()) + sent.body + sent.subject
    for personal in ("Amina", "Farrow", "Flat 14", "Heating off", "P-1001"):
        assert personal not in everything


def test_a_digest_is_sent_once_a_day_however_often_it_is_asked_for(
    overdue: str,
) -> None:
    assert digest.send_due(now=MORNING) == 1
    assert digest.send_due(now=MORNING + timedelta(minutes=1)) == 0
    assert list(digest.send(now=MORNING + timedelta(hours=3))) == []
    assert len(mail.outbox) == 1
    assert digest.send_due(now=MORNING + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    "when",
    [
        datetime(2026, 3, 11, 5, 59, tzinfo=UTC),
        datetime(2026, 3, 14, 9, 0, tzinfo=UTC),
        datetime(2026, 4, 3, 9, 0, tzinfo=UTC),
    ],
    ids=["before six", "a Saturday", "Good Friday"],
)
def test_no_digest_leaves_at_night_or_on_a_day_off(
    overdue: str, when: datetime
) -> None:
    assert digest.send_due(now=when) == 0


def test_nobody_with_nothing_due_is_written_to(handler: User) -> None:
    w.person(cast.BOARD_MEMBER, "board_member")
    assert digest.send_due(now=MORNING) == 0
    assert mail.outbox == []


def test_a_landlord_may_turn_digests_off(overdue: str) -> None:
    LandlordSettings.objects.create(pk=1, digest_on=False)
    assert digest.send_due(now=MORNING) == 0


def test_a_mail_that_the_server_refuses_is_tried_again_later(
    overdue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert digest.send_due(now=MORNING) == 0
    assert digest.send_due(now=MORNING + timedelta(minutes=5)) == 0
    assert digest.send_due(now=MORNING + timedelta(minutes=61)) == 1
    assert DigestSent.objects.get().sent_at is not None


def test_a_manager_is_told_the_day_of_a_restricted_case_and_no_more(
    handler: User, overdue: str
) -> None:
    manager = w.person(cast.COMPLAINTS_MANAGER, "manager")
    w.restricted_to(overdue, handler)
    digest.send_due(now=MORNING)
    theirs = next(one for one in mail.outbox if one.to == [manager.email])
    assert overdue not in theirs.body
    assert "A restricted case was due on 9 March 2026" in theirs.body


def test_an_overdue_case_that_nobody_has_is_told_to_those_who_may_assign_it(
    handler: User,
) -> None:
    team = create_team(
        name="Damp", starts_on=date(2020, 1, 6), manager=None, by=None, now=w.NOW
    )
    unassigned, elsewhere = w.logged(), w.logged()
    w.taken(unassigned, s.SetTeams(on=w.MONDAY, stage=1, teams=(team.code,)))
    in_time = w.logged(date(2026, 3, 10))
    manager = w.person(cast.COMPLAINTS_MANAGER, "manager")
    theirs = w.person(cast.COORDINATOR, "coordinator", scope="team", of=team.code)
    digest.send_due(now=MORNING)
    told = {one.to[0]: one.body for one in mail.outbox}
    assert set(told) == {manager.email, theirs.email}  # no investigator
    due = "Acknowledge stage 1, was due 9 March 2026"
    for reference in (unassigned, elsewhere):
        assert f"{reference}: {due}" in told[manager.email]
    assert f"{unassigned}: {due}" in told[theirs.email]
    assert elsewhere not in told[theirs.email]
    assert not any(in_time in body for body in told.values())


def test_the_command_shows_the_mails_and_sends_none(
    overdue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
    shown = CliRunner().invoke(digest_command, ["--dry-run"])
    assert shown.exit_code == 0, shown.output
    assert overdue in shown.output
    assert "1 to send, none sent." in shown.output
    assert mail.outbox == []
    sent = CliRunner().invoke(digest_command, [])
    assert "1 sent." in sent.output
    assert len(mail.outbox) == 1
    assert "0 sent." in CliRunner().invoke(digest_command, []).output
