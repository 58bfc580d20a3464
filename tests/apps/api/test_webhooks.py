"""Webhooks: what they are told, that none is lost, and where they may lead."""

import datetime
import hashlib
import hmac
import json
import os
import socket
from typing import Any

import psycopg
import pytest
from django.test import override_settings
from tests import cast
from tests.apps.api.calling import manager
from tests.apps.api.listening import Inbox, listening
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import User
from putright.apps.api import services
from putright.apps.api.models import Delivery, DeliveryState, Webhook
from putright.apps.api.services import announcing
from putright.apps.api.services.addresses import AddressRefusedError, checked
from putright.apps.api.services.sending import MOST_ATTEMPTS
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

SOON = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let webhooks be sent to this machine, on the day of the work lists."""
    w.freeze(monkeypatch)
    with override_settings(WEBHOOKS_TO_LOOPBACK=True):
        yield


def hooked(owner: User, inbox: Inbox, *kinds: str) -> tuple[Webhook, str]:
    """Register a webhook and take it; give it with its secret."""
    hook = services.register_webhook(
        name="Repairs system",
        address=inbox.address,
        owner=owner,
        kinds=kinds,
        by=owner,
        now=w.NOW,
    )
    return hook, services.take_webhook(number=hook.pk, by=owner, now=w.NOW)


def round_at(moment: datetime.datetime = w.NOW) -> int:
    """Do the background worker's round."""
    return services.send_due(now=moment)


def told(inbox: Inbox) -> list[tuple[str, str, int]]:
    """Give what an address was told: case, entry, sequence."""
    bodies = [json.loads(body) for body, _ in inbox.came]
    return [(one["case"], one["entry"], one["sequence"]) for one in bodies]


def test_what_is_written_on_a_case_is_announced_once_and_signed() -> None:
    """An address is told that something happened, and nothing of anyone."""
    w.amina()
    with listening() as inbox:
        _, secret = hooked(manager(), inbox)
        reference = w.logged(text="Zqvtext", subject="Zqvsubject")
        w.taken(reference, s.AddNote(on=w.MONDAY, note="Zqvnote"))
        assert round_at() == 2
        assert round_at(w.NOW + SOON) == 0
    assert told(inbox) == [(reference, "received", 1), (reference, "note_added", 2)]
    body, headers = inbox.came[0]
    assert set(json.loads(body)) == {
        "delivery",
        "case",
        "entry",
        "sequence",
        "recorded_at",
    }
    assert b"Zqv" not in body
    assert cast.AMINA.reference.encode() not in body
    signed = headers["Putright-Timestamp"].encode() + b"." + body
    made = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["Putright-Signature"] == f"sha256={made}"


def test_the_secret_is_kept_nowhere() -> None:
    with listening() as inbox:
        hook, secret = hooked(manager(), inbox)
    hook.refresh_from_db()
    assert secret not in str(vars(hook))


def test_only_the_kinds_asked_for_and_what_came_after_it_was_taken() -> None:
    owner = manager()
    before = w.logged()
    with listening() as inbox:
        hooked(owner, inbox, "received")
        after = w.logged(text="Another")
        w.taken(before, s.AddNote(on=w.MONDAY, note="Called"))
        round_at()
    assert told(inbox) == [(after, "received", 1)]


def test_a_restricted_case_is_announced_only_to_a_webhook_of_someone_named() -> None:
    """Not even that there is one gets out to anybody else's address."""
    named = w.person(cast.STAGE_1_HANDLER, "investigator")
    with listening() as theirs, listening() as others:
        hooked(named, theirs)
        hooked(manager(), others)
        reference = w.logged()
        w.restricted_to(reference, named)
        round_at()
        assert {case for case, _, _ in told(theirs)} == {reference}
        assert told(others) == []


def test_what_was_restricted_meanwhile_is_held_back() -> None:
    """A case restricted between the writing and the sending is not told of."""
    owner, named = manager(), w.person(cast.STAGE_1_HANDLER, "investigator")
    with listening() as inbox:
        hooked(owner, inbox)
        reference = w.logged()
        services.announce(now=w.NOW)
        w.restricted_to(reference, named)
        round_at()
    assert inbox.came == []
    assert {one.state for one in Delivery.objects.all()} == {DeliveryState.WITHHELD}


def test_a_team_s_webhook_is_told_of_that_team_s_cases() -> None:
    owner = w.person(cast.STAGE_1_HANDLER, "investigator", scope="team", of="repairs")
    with listening() as inbox:
        hooked(owner, inbox)
        mine, other = w.logged(teams=("repairs",)), w.logged(text="Another")
        round_at()
    assert {case for case, _, _ in told(inbox)} == {mine}
    assert other not in str(inbox.came)


def test_what_fails_is_tried_again_with_growing_gaps_and_then_given_up() -> None:
    """An address that is down for an evening misses nothing."""
    owner = manager()
    with listening(*[503] * MOST_ATTEMPTS) as inbox:
        hook, _ = hooked(owner, inbox)
        w.logged()
        moment, gaps = w.NOW, []
        for _ in range(MOST_ATTEMPTS):
            round_at(moment)
            one = Delivery.objects.get()
            gaps.append((one.not_before - moment) // SOON)
            moment = max(moment, one.not_before)
        assert gaps[:5] == [1, 2, 4, 8, 16]
        assert one.state == DeliveryState.FAILED
        assert one.detail == "Answered 503"
        assert round_at(moment + SOON * 10_000) == 0
        desk = w.signed_in(w.person(cast.ADMINISTRATOR, "administrator"))
        assert "Given up" in w.page(desk, f"/settings/api/webhooks/{hook.pk}/")
        desk.post(f"/settings/api/webhooks/again/{one.pk}/")
        Delivery.objects.update(not_before=w.NOW)
        assert round_at(moment) == 1
    assert len(inbox.came) == MOST_ATTEMPTS + 1
    assert len({body for body, _ in inbox.came}) == 1, "the same number each time"


def test_one_address_that_is_down_does_not_hold_up_another() -> None:
    owner = manager()
    with listening(503, 503, 503) as down, listening() as up:
        hooked(owner, down)
        hooked(owner, up)
        w.logged()
        w.logged(text="Another")
        assert round_at() == 2
    assert (len(down.came), len(up.came)) == (1, 2)


def test_a_redirect_is_not_followed() -> None:
    """An address can't send the program on to one that was not looked at."""
    with listening() as secret, listening(302, leads_to=secret.address) as inbox:
        hooked(manager(), inbox)
        w.logged()
        assert round_at() == 0
    assert secret.came == []
    assert Delivery.objects.get().detail == "Answered 302"


def test_a_withdrawn_webhook_is_told_nothing_more() -> None:
    owner = manager()
    with listening() as inbox:
        hook, _ = hooked(owner, inbox)
        w.logged()
        services.announce(now=w.NOW)
        services.withdraw_webhook(number=hook.pk, by=owner, now=w.NOW)
        w.logged(text="Another")
        round_at()
    assert inbox.came == []


def test_a_worker_lost_on_the_way_leaves_it_to_another() -> None:
    with listening() as inbox:
        hooked(manager(), inbox)
        w.logged()
        services.announce(now=w.NOW)
        Delivery.objects.update(state="claimed", claimed_at=w.NOW, attempts=1)
        assert round_at() == 0
        assert round_at(w.NOW + SOON * 31) == 1


def test_a_long_journal_is_read_in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much was written at once, nothing is passed over."""
    monkeypatch.setattr(announcing, "MOST", 3)
    monkeypatch.setattr(announcing, "FURTHEST", 5)
    w.logged(text="Before")
    with listening() as inbox:
        hooked(manager(), inbox)
        cases = [w.logged(text=f"Number {n}") for n in range(8)]
        for n in range(6):
            round_at(w.NOW + SOON * n)
    assert [case for case, _, _ in told(inbox)] == cases


@pytest.mark.postgresql
def test_what_another_database_of_the_server_does_holds_nothing_up() -> None:
    """One server often holds several programs' databases, and long work in them."""
    with (
        psycopg.connect(os.environ["PUTRIGHT_DATABASE_URL"]) as elsewhere,
        listening() as inbox,
    ):
        elsewhere.execute("SELECT pg_current_xact_id()")  # and it does not end
        hooked(manager(), inbox)
        reference = w.logged()
        assert round_at() == 1
    assert {case for case, _, _ in told(inbox)} == {reference}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_entry_written_slowly_is_not_passed_over(served: str) -> None:
    """A lower number that appears after a higher one was seen is announced as well."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Event

    from django.db import connection, transaction

    with override_settings(WEBHOOKS_TO_LOOPBACK=True), listening() as inbox:
        hooked(manager(), inbox)
        first, second = w.logged(), w.logged(text="Another")
        round_at()
        written, go_on = Event(), Event()

        def slowly() -> None:
            with transaction.atomic():
                w.taken(first, s.AddNote(on=w.MONDAY, note="Slow"))
                written.set()
                go_on.wait(30)
            connection.close()

        with ThreadPoolExecutor(1) as threads:
            done = threads.submit(slowly)
            assert written.wait(30)
            w.taken(second, s.AddNote(on=w.MONDAY, note="Quick"))
            round_at(w.NOW + SOON)
            go_on.set()
            done.result(30)
        round_at(w.NOW + SOON * 2)
        round_at(w.NOW + SOON * 3)
    assert {(case, n) for case, _, n in told(inbox)} == {
        (first, 1),
        (second, 1),
        (first, 2),
        (second, 2),
    }
    assert len(inbox.came) == 4


# Where it may lead -----------------------------------------------------------------

INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address that must be refused
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
)


def resolves(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name lead to these addresses."""
    found = [(0, 0, 0, "", (one, 443)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """No webhook reaches the landlord's network, this machine or a cloud's keys."""
    resolves(monkeypatch, "8.8.8.8", address)
    with (
        override_settings(WEBHOOKS_TO_LOOPBACK=False),
        pytest.raises(AddressRefusedError, match="this network"),
    ):
        checked("https://hooks.landlord.example/x")


def test_a_public_name_is_taken_and_its_address_is_the_one_dialled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolves(monkeypatch, "8.8.8.8")
    found = checked("https://hooks.landlord.example:8443/x?y=1")
    assert found == ("https", "hooks.landlord.example", 8443, "/x?y=1", "8.8.8.8")


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.landlord.example/",
        "ftp://hooks.landlord.example/",
        "https://user:pass@hooks.landlord.example/",
        "https://hooks.landlord.example/#x",
        "https://hooks.landlord.example:99999/",
        "https:///x",
        "https://hooks .example/",
        "https://hooks.example/\r\nHost: x",
        "https://hooks.example\\@10.0.0.1/",
        "file:///etc/passwd",
        "hooks",
        "https://[::1/",
        "https://" + "a" * 600,
    ],
)
def test_anything_but_a_plain_https_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    resolves(monkeypatch, "8.8.8.8")
    with (
        override_settings(WEBHOOKS_TO_LOOPBACK=False),
        pytest.raises(AddressRefusedError),
    ):
        checked(address)


def test_a_name_that_changes_after_it_was_registered_gains_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is looked at again before each sending, and what was looked at is dialled."""
    owner = manager()
    with listening() as inbox, override_settings(WEBHOOKS_TO_LOOPBACK=False):
        resolves(monkeypatch, "8.8.8.8")
        inbox.address = "https://hooks.landlord.example/x"
        hooked(owner, inbox)
        resolves(monkeypatch, "127.0.0.1")
        w.logged()
        assert round_at() == 0
    assert Delivery.objects.get().detail == "The address may not be sent to"


def test_an_administrator_registers_and_the_owner_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owner = manager()
    desk = w.signed_in(w.person(cast.ADMINISTRATOR, "administrator"))
    with listening() as inbox, override_settings(WEBHOOKS_TO_LOOPBACK=False):
        sent = {"name": "Repairs", "address": inbox.address, "owner": owner.pk}
        shown = desk.post("/settings/api/webhooks/add/", sent).content.decode()
        assert "must begin with https://" in shown
        resolves(monkeypatch, "8.8.8.8")
        sent["address"] = "https://hooks.landlord.example/"
        desk.post("/settings/api/webhooks/add/", sent)
    number = Webhook.objects.get().pk
    assert desk.post(f"/account/programs/webhook/{number}/").status_code == 404
    own = w.signed_in(owner)
    shown = own.post(f"/account/programs/webhook/{number}/").content.decode()
    assert "<code" in shown
    own.post(f"/account/programs/webhook/{number}/end/")
    assert Webhook.objects.get().withdrawn_at is not None
