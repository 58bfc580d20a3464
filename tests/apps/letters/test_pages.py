"""The pages of letters on their way and of own words, through the browser's eyes."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.letters.examples import CASE, NOW, issued, state_of
from tests.cast import AMINA, PASSWORD
from tests.core.complaints.letters.examples import ON

from putright.apps.accounts.models import Role, Scope, User
from putright.apps.letters import queries, services

pytestmark = pytest.mark.django_db

EARLY = datetime(2024, 1, 1, tzinfo=UTC)
KIND, CODE = "stage_1_response", "response.to_stage_2"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def person(role: Role) -> User:
    user = User.objects.create_user(username=role, password=PASSWORD, name=role.label)
    other = User.objects.create_user(username=f"{role}-giver", password=PASSWORD)
    user.grants.create(
        role=role,
        scope=Scope.EVERYTHING,
        starts_on=EARLY.date(),
        given_at=EARLY,
        confirmed_by=other,
        confirmed_at=EARLY,
    )
    return user


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(person(Role.COORDINATOR))
    return client


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(person(Role.ADMINISTRATOR))
    return client


def lost() -> services.Issued:
    made = issued()
    services.claim(dispatch_id=made.dispatch_id, now=EARLY)
    services.reap(now=NOW)
    return made


def test_the_queue_shows_coded_references_and_no_person(coordinator: Client) -> None:
    lost()
    issued("post")
    issued("hand")
    page = coordinator.get("/letters/").content.decode()
    assert page.count(CASE) == 3
    assert "May have been sent" in page
    assert AMINA.name not in page
    assert AMINA.email not in page


def test_an_empty_queue_says_so(coordinator: Client) -> None:
    assert "None. Every letter" in coordinator.get("/letters/").content.decode()


@pytest.mark.parametrize("role", [Role.FRONT_LINE, Role.BOARD_MEMBER])
def test_who_does_not_work_cases_does_not_see_the_queue(
    client: Client, role: Role
) -> None:
    made = lost()
    client.force_login(person(role))
    for page in ("", f"dispatch/{made.dispatch_id}/", "words/"):
        assert client.get(f"/letters/{page}").status_code == 403


def test_an_auditor_sees_and_settles_nothing(client: Client) -> None:
    made = lost()
    client.force_login(person(Role.AUDITOR))
    page = client.get(f"/letters/dispatch/{made.dispatch_id}/")
    assert page.status_code == 200
    assert "Send it again" not in page.content.decode()
    for action in ("sent", "again"):
        address = f"/letters/dispatch/{made.dispatch_id}/{action}/"
        assert client.post(address, {"route": "email"}).status_code == 403
    assert state_of(made.dispatch_id) == "may_have_been_sent"


def test_a_person_records_that_a_letter_was_sent(coordinator: Client) -> None:
    made = lost()
    address = f"/letters/dispatch/{made.dispatch_id}/sent/"
    late = {"on_day": "22", "on_month": "10", "on_year": "2024"}
    page = coordinator.post(address, late)
    assert page.status_code == 200
    assert "21 October 2024 or before" in page.content.decode()
    assert "govuk-error-summary" in page.content.decode()
    right = coordinator.post(address, late | {"on_day": "21"})
    assert right.status_code == 302
    assert queries.dispatch(made.dispatch_id).sent_on == ON


def test_a_person_sends_again_a_letter_that_came_back(coordinator: Client) -> None:
    made = lost()
    address = f"/letters/dispatch/{made.dispatch_id}"
    page = coordinator.get(f"{address}/").content.decode()
    assert "If it came back, record that on the case." in page
    services.record_bounce(dispatch_id=made.dispatch_id, on=ON, by="u1", now=NOW)
    assert "Send it again" in coordinator.get(f"{address}/").content.decode()
    assert coordinator.post(f"{address}/again/", {}).status_code == 200
    coordinator.post(f"{address}/again/", {"route": "post"})
    (waiting,) = queries.waiting()
    assert (waiting.letter_id, waiting.route) == (made.letter_id, "post")
    again = coordinator.post(f"{address}/again/", {"route": "post"})
    assert "already queued" in again.content.decode()


def test_a_letter_that_waits_is_stopped_on_its_case(coordinator: Client) -> None:
    made = issued("post")
    page = coordinator.get(f"/letters/dispatch/{made.dispatch_id}/").content.decode()
    assert "stop it on its page in the case" in page
    assert f"/letters/{made.letter_id}/" in page


def test_a_dispatch_that_does_not_exist_is_not_found(coordinator: Client) -> None:
    for number in ("999", "9" * 30):
        for page in ("", "sent/", "again/"):
            address = f"/letters/dispatch/{number}/{page}"
            assert coordinator.get(address).status_code == 404


def test_the_administrator_writes_and_withdraws_own_words(
    administrator: Client,
) -> None:
    address = f"/letters/words/{KIND}/{CODE}/"
    first = administrator.get(address).content.decode()
    assert "You can ask us to look at your complaint again at stage 2." in first
    given = {
        "text": "Ask {{ handler }}.",
        "owner": "bea.whitlow",
        "expires_on_day": "1",
        "expires_on_month": "4",
        "expires_on_year": "2025",
    }
    forever = {"text": given["text"], "owner": given["owner"]}
    unended = administrator.post(address, forever).content.decode()
    assert "Enter the day they expire." in unended
    assert queries.texts_of(on=ON) == ()
    bad = administrator.post(address, given | {"text": "{{ handler.__class__ }}"})
    assert "Line 1: only values" in bad.content.decode()
    assert administrator.post(address, given).status_code == 302
    page = administrator.get(f"/letters/words/{KIND}/").content.decode()
    assert "Ask {{ handler }}." in page
    assert "bea.whitlow" in page
    assert "Ask {{ handler }}." in administrator.get(address).content.decode()
    administrator.post(f"{address}withdraw/")
    assert queries.texts_of(on=ON) == ()


def test_words_that_expired_are_marked_for_their_owner(administrator: Client) -> None:
    address = f"/letters/words/{KIND}/{CODE}/"
    given = {"text": "Old.", "owner": "bea", "expires_on_day": "1"}
    administrator.post(
        address, given | {"expires_on_month": "10", "expires_on_year": "2024"}
    )
    page = administrator.get(f"/letters/words/{KIND}/").content.decode()
    assert "Expired" in page
    assert "Expires on 1 October 2024" in page


@pytest.mark.parametrize(
    "page", ["poem/", "poem/a/", f"{KIND}/a/", f"{KIND}/response.nothing/"]
)
def test_words_of_no_letter_are_not_found(administrator: Client, page: str) -> None:
    assert administrator.get(f"/letters/words/{page}").status_code == 404


def test_who_may_look_at_words_may_not_always_change_them(client: Client) -> None:
    client.force_login(person(Role.MANAGER))
    assert client.get("/letters/words/").status_code == 200
    assert client.get(f"/letters/words/{KIND}/").status_code == 200
    address = f"/letters/words/{KIND}/{CODE}/"
    assert client.post(address, {"text": "x", "owner": "y"}).status_code == 403
