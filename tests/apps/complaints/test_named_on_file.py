"""What a page lets be named on a case: people, homes and cases that there are."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import by_hand, opened

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.services import steps
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.services import add_person
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.refusals import StepRefusedError

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
NOPE = "Nobody on record has the reference “NOPE”"


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


def case_of(reference: str) -> Case:
    row = find(reference)
    assert row is not None
    return open_case(row).case


def sister() -> str:
    """Write down Amina's sister, who may be named to speak for her."""
    known = cast.REPRESENTATIVE
    add_person(
        facts=PersonFacts(name=known.name),
        token=UUID(int=3),
        reference=known.reference,
        now=w.NOW,
        by=None,
    )
    return known.reference


def test_a_case_is_a_duplicate_only_of_one_that_is_there_and_counts(
    client: Client,
) -> None:
    """One person alone must not take a complaint out of every count."""
    reference, other = w.logged(), w.logged(subject="The same again")
    address = at(reference, "mark_duplicate")
    page = opened(client, address)
    assert f'<option value="{other}">The same again' in page.html, "offered unasked"
    missing = page.send(of="NOPE")
    assert "There is no case “NOPE” that you can see" in w.words(missing.html)
    assert 'href="#id_of"' in missing.html
    assert CaseRow.objects.filter(counts=True).count() == 2

    page.send(of=f" {other} ")
    assert case_of(reference).duplicate_of == other
    back = opened(client, at(other, "mark_duplicate")).send(of=reference)
    assert "itself out of the count" in w.words(back.html), "no circle"
    assert CaseRow.objects.filter(counts=True).count() == 1


def test_a_case_that_someone_may_not_see_is_not_told_to_be_there(
    client: Client,
) -> None:
    """Its reference is answered as one that nobody ever gave."""
    reference, secret = w.logged(), w.logged(subject="Kept from most")
    w.restricted_to(secret, w.person(cast.STAGE_1_HANDLER, "investigator"))
    page = opened(client, at(reference, "mark_duplicate"))
    assert secret not in page.html
    sent = w.words(page.send(of=secret).html)
    assert f"There is no case “{secret}” that you can see" in sent
    assert "Kept from most" not in sent


def test_people_and_homes_that_nobody_knows_are_refused_beside_their_boxes(
    client: Client,
) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "set_people"))
    assert "Find a person or home" in page.html
    sent = page.send(person="NOPE", home="NO-HOME", affected="P-X")
    words = w.words(sent.html)
    assert NOPE in words
    assert "Nobody on record has the reference “P-X”" in words
    assert "No home on record has the reference “NO-HOME”" in words
    for field in ("person", "home", "affected"):
        assert f'href="#id_{field}"' in sent.html
    assert case_of(reference).person == cast.AMINA.reference
    sent.send(person="", home="", affected=sister())
    case = case_of(reference)
    assert (case.person, case.affected) == ("", (cast.REPRESENTATIVE.reference,))


def test_who_else_a_contact_affects_is_known_before_it_is_logged(
    client: Client,
) -> None:
    said = {
        "kind": "complaint",
        "channel": "telephone",
        "text": "The lift is broken",
        "hazard": "no",
        "affected": "NOPE",
    }
    page = opened(client, "/log/?person=P-1001").send(**said, press=("go", "check"))
    assert NOPE in w.words(page.html)
    assert 'href="#id_affected"' in page.html
    assert not CaseRow.objects.exists()


def test_3_6_a_representative_is_someone_known_and_still_to_speak(
    client: Client,
) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "name_representative"))
    assert NOPE in w.words(page.send(person="NOPE", scope="All of it").html)
    over = page.send(person=sister(), scope="All of it", expires_on=date(2026, 3, 10))
    assert "ends on 10 March 2026, before the day they are named" in w.words(over.html)
    assert 'href="#id_expires_on_0"' in over.html
    assert case_of(reference).representatives == ()


def test_2_2_a_matter_considered_before_names_a_case_that_is_there(
    client: Client,
) -> None:
    earlier, reference = w.logged(subject="Last year's"), w.logged()
    page = opened(client, at(reference, "refuse"))
    assert f'<option value="{earlier}">' in page.html
    refusal = {
        "ground": "already_considered",
        "reason": "We answered this very point.",
        "ombudsman_told": "on",
    }
    sent = page.send(**refusal, earlier_case="NOPE", **by_hand())
    assert "There is no case “NOPE” that you can see" in w.words(sent.html)
    assert 'href="#id_earlier_case"' in sent.html
    sent.send(earlier_case=earlier, **by_hand())
    assert case_of(reference).state == "refused"


def test_the_command_line_is_held_to_it_as_the_pages_are() -> None:
    """Whoever takes the step: the lock and the look are in one transaction."""
    reference = w.logged()
    step = s.MarkDuplicate(on=FRIDAY, of="NOPE", by="u1")
    with pytest.raises(StepRefusedError, match="There is no case “NOPE”"):
        steps.take(reference=reference, step=step, who="putright", now=w.NOW)


def test_7_3_a_promise_is_not_overdue_as_it_is_born(client: Client) -> None:
    reference = w.logged()
    late = date(2026, 3, 10)
    page = opened(client, at(reference, "add_action"))
    sent = page.send(what="Ring her", by_when=late)
    assert "“Ring her”, by 10 March 2026, is promised" in w.words(sent.html)
    assert 'href="#id_by_when_0"' in sent.html
    w.acknowledged(reference, FRIDAY)
    answer = {
        "outcome_1": "upheld",
        "reason_1": "The part was late.",
        "remedy_1_1_kind": "repair",
        "remedy_1_1_by": late,
        "action_1_what": "Service it",
        "action_1_by": late,
        "written": "on",
        "told": "on",
    }
    page = opened(client, at(reference, "respond"))
    for press in ("letter", "record"):
        sent = page.send(**answer, press=("go", press))
        assert sent.html.count("(Code provision 7.3)") == 4, "above, and beside each"
        assert 'href="#id_remedy_1_1_by_0"' in sent.html
        assert 'href="#id_action_1_by_0"' in sent.html
    page.send(**answer, on=late, **by_hand())
    assert len(case_of(reference).open_actions) == 2


@pytest.mark.parametrize(
    ("step", "day", "more"),
    [
        ("request_information", "due_on", {"of": "Repairs", "what": "The log"}),
        ("adjust", "review_on", {"adjustment": "Braille"}),
        ("contact", "note", {"channel": "telephone"}),
    ],
)
def test_what_is_late_or_empty_as_it_is_typed_is_told_beside_its_box(
    client: Client, step: str, day: str, more: dict[str, str]
) -> None:
    reference = w.logged()
    given = {**more, day: " " if day == "note" else date(2026, 3, 10)}
    sent = opened(client, at(reference, step)).send(**given)
    assert f'href="#id_{day}' in sent.html
    assert CaseRow.objects.get().entries_count == 1


def test_a_sum_is_not_approved_by_who_answers_and_the_page_says_why(
    client: Client, manager: User
) -> None:
    reference = w.logged()
    w.handled_by(reference, manager)
    page = opened(client, at(reference, "approve_compensation")).send(pence="250")
    words = w.words(page.html)
    assert "limit is approved by a second person" in words
    assert "Harpreet Sandhu handles this stage" in words
    assert "taken out of the count" not in words
