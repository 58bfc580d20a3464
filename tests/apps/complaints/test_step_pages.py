"""A page a step: what it asks, what it refuses and where, and that nothing is lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import by_hand, opened

from putright.apps.accounts.models import LandlordSettings, User
from putright.apps.accounts.services import save_typing
from putright.apps.complaints.forms.steps import FORMS
from putright.apps.complaints.models import CaseRow, Entry
from putright.apps.complaints.queries.step_pages import NEVER, STEPS
from putright.core.complaints import steps as s
from putright.core.complaints.given import NAMES

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


def test_every_step_of_the_core_has_a_page_and_a_form() -> None:
    apart = {"receive", "mend", "restrict_access", "open_access"}
    assert set(STEPS) == set(NAMES) - {*NEVER, "receive"}
    assert set(FORMS) == set(STEPS) - apart


@pytest.mark.parametrize("name", sorted(set(STEPS) - {"restrict_access"}))
def test_every_page_opens_and_takes_an_empty_form_without_failing(
    client: Client, name: str
) -> None:
    reference = with_points()
    page = opened(client, at(reference, name))
    assert page.status == 200
    sent = client.post(at(reference, name), {}, follow=True)
    assert sent.status_code == 200
    wrong = {"seen": "x", "stage": "9", "on_day": "99", "points_rows": "10000000"}
    sent = client.post(at(reference, name), wrong, follow=True)
    assert sent.status_code == 200


@pytest.mark.parametrize("name", sorted(FORMS.keys() - {"mend"}))
def test_what_is_missing_is_named_as_the_form_names_it(
    client: Client, name: str
) -> None:
    """Sent with no more than its day, a step names each box that it lacks."""
    reference = with_points()
    assert "This is missing" not in opened(client, at(reference, name)).send().html


def test_a_sum_that_is_missing_is_asked_for_by_its_label(client: Client) -> None:
    page = opened(client, at(with_points(), "approve_compensation")).send()
    assert "Fill in “Amount in pounds”." in w.words(page.html)
    assert 'href="#id_pence"' in page.html


def test_5_6_an_acknowledgement_without_a_definition_says_so_and_keeps_the_rest(
    client: Client,
) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "acknowledge")).send(
        outcomes_sought="Mend the boiler", point_1="The boiler", whose_1="ours"
    )
    assert "There is a problem" in page.html
    assert "the definition is missing. (Code provision 5.6)" in w.words(page.html)
    assert 'href="#id_definition"' in page.html
    assert "Mend the boiler" in page.html
    assert "The boiler" in page.html
    assert kinds(reference) == ["received"]


def test_5_7_a_point_that_is_nobodys_is_told_by_its_own_words(client: Client) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "acknowledge")).send(
        definition="No heating", outcomes_sought="Mend it", point_1="The boiler"
    )
    assert "whether “The boiler” is the landlord&#x27;s responsibility" in page.html
    assert "(Code provision 5.7)" in page.html
    assert 'href="#id_whose_1_0"' in page.html


def test_another_point_is_added_without_a_script_and_nothing_is_recorded(
    client: Client,
) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "acknowledge"))
    assert 'id="id_point_3"' not in page.html
    more = page.send(point_1="The boiler", press=("more", "points"))
    assert 'id="id_point_3"' in more.html
    assert "The boiler" in more.html
    assert "There is a problem" not in more.html
    assert kinds(reference) == ["received"]
    again = more.send(press=("more", "points"))
    assert 'id="id_point_4"' in again.html


def test_6_7_every_point_has_its_decision_and_its_reason(client: Client) -> None:
    reference = with_points()
    page = opened(client, at(reference, "respond")).send(written="on", told="on")
    assert "(Code provision 6.7)" in page.html
    page = page.send(outcome_1="not_upheld")
    assert "has no reason" in page.html
    assert 'href="#id_reason_1"' in page.html
    assert CaseRow.objects.get().state == "stage_1_open"


def test_7_1_and_7_3_an_upheld_point_has_a_remedy_and_a_remedy_its_date(
    client: Client,
) -> None:
    reference = with_points()
    page = opened(client, at(reference, "respond")).send(
        outcome_1="upheld", reason_1="The part was late.", written="on", told="on"
    )
    assert "(Code provision 7.1)" in page.html
    page = page.send(remedy_1_1_kind="repair")
    assert "(Code provision 7.3)" in page.html
    assert 'href="#id_remedy_1_1_by_0"' in page.html


def test_6_9_the_answer_is_written_and_tells_the_way_to_stage_2(client: Client) -> None:
    reference = with_points()
    page = opened(client, at(reference, "respond")).send(
        outcome_1="not_upheld", reason_1="It was mended on the day."
    )
    assert page.html.count("(Code provision 6.9)") == 4  # in the summary and beside


def test_6_4_an_extension_past_the_limit_needs_a_good_reason(client: Client) -> None:
    reference = with_points()
    page = opened(client, at(reference, "extend"))
    assert "may be no later than 7 April 2026" in w.words(page.html)
    page = page.send(
        to=date(2026, 4, 30),
        reason="The surveyor is away",
        ombudsman_told="on",
    )
    assert "no good reason is given. (Code provision 6.4)" in w.words(page.html)
    assert "(Code provision 5.9)" in page.html
    page = page.send(to=date(2026, 3, 27), **by_hand())
    assert "Recorded: Extend" in page.html


def test_6_8_the_page_shows_the_table_and_an_unrelated_issue_is_split_off(
    client: Client,
) -> None:
    reference = with_points()
    page = opened(client, at(reference, "add_issue"))
    assert "It joins this complaint as a point" in page.html
    joined = page.send(text="The tap drips too", related="yes", would_delay="no")
    assert "Recorded" in joined.html
    assert CaseRow.objects.count() == 1
    opened(client, at(reference, "add_issue")).send(
        text="Noise next door", related="no", would_delay="no"
    )
    assert CaseRow.objects.count() == 2


def test_6_13_stage_2_is_given_to_someone_else(client: Client, manager: User) -> None:
    reference = with_points()
    w.answered(reference, f"u{manager.pk}", FRIDAY)
    opened(client, at(reference, "request_stage_2")).send(reasons="")
    page = opened(client, at(reference, "assign")).send(handler=f"u{manager.pk}")
    assert "Harpreet Sandhu considered this complaint at stage 1" in page.html
    assert "(Code provision 6.13)" in page.html


def test_2_2_a_refusal_shows_its_grounds_and_asks_for_the_fact_each_needs(
    client: Client,
) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "refuse"))
    assert "a letter before claim is not enough" in page.html.lower()
    page = page.send(
        ground="legal_proceedings",
        reason="A claim about the same damp is before the court.",
        ombudsman_told="on",
    )
    assert "the day the claim was filed at court. (Code provision 2.2)" in w.words(
        page.html
    )
    assert 'href="#id_court_filed_on_0"' in page.html
    assert CaseRow.objects.get().state == "stage_1_open"


def test_6_12_reasons_for_stage_2_are_not_asked_for(client: Client) -> None:
    reference = with_points()
    w.answered(reference, "u77", FRIDAY)
    page = opened(client, at(reference, "request_stage_2"))
    assert "need not give reasons" in page.html
    page.send()
    assert CaseRow.objects.get().state == "stage_2_open"


def test_a_step_sent_twice_is_recorded_once(client: Client) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "contact"))
    page.send(note="She rang again", channel="telephone")
    again = page.send(note="She rang again", channel="telephone")
    assert "recorded already" in again.html
    assert kinds(reference) == ["received", "contact_recorded"]
    other = opened(client, at(reference, "contact"))
    other.send(note="She rang again", channel="telephone")
    assert len(kinds(reference)) == 3


def test_two_at_once_the_second_sees_what_the_first_did_and_keeps_the_typing(
    client: Client,
) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "acknowledge"))
    w.acknowledged(reference, FRIDAY)
    mine = page.send(
        definition="My own words for it",
        outcomes_sought="Mend it",
        point_1="The boiler",
        whose_1="ours",
        **by_hand(),
    )
    words = w.words(mine.html)
    assert "Recorded while you were typing" in words
    assert "Stage 1 was acknowledged with 1 point" in words
    assert "acknowledged already" in words
    assert "My own words for it" in mine.html
    assert kinds(reference) == ["received", "acknowledged"]


def test_two_at_once_where_it_makes_no_difference_both_stand(client: Client) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "add_note"))
    w.taken(reference, s.AddNote(on=MONDAY, note="Someone else's"))
    assert "Recorded: Add a note" in page.send(note="Mine").html
    assert len(kinds(reference)) == 3


def test_what_was_typed_before_a_sign_in_ran_out_comes_back(
    client: Client, manager: User
) -> None:
    reference = w.logged()
    kept = save_typing(
        user=manager,
        path=at(reference, "add_note"),
        fields="note=Half+a+note",
        now=w.NOW,
    )
    page = opened(client, f"{at(reference, 'add_note')}?typed={kept.pk}")
    assert "Half a note" in page.html
    assert "There is a problem" not in page.html


def test_compensation_above_the_limit_waits_for_a_second_person(
    client: Client, manager: User
) -> None:
    LandlordSettings.objects.create(approval_limit_pence=10_000)
    reference = with_points()
    answer: dict[str, Any] = {
        "outcome_1": "upheld",
        "reason_1": "The part was late.",
        "remedy_1_1_kind": "compensation",
        "remedy_1_1_amount": "250",
        "remedy_1_1_by": date(2026, 3, 27),
        "written": "on",
        "told": "on",
    }
    page = opened(client, at(reference, "respond")).send(**answer)
    assert "£250.00 is above your limit of £100.00" in page.html
    assert CaseRow.objects.get().state == "stage_1_open"
    kept = page.html.partition("respond/?typed=")[2].partition('"')[0]

    own = opened(client, at(reference, "approve_compensation"))
    own.send(pence="250", basis="Four weeks without heating")
    still = opened(client, f"{at(reference, 'respond')}?typed={kept}")
    assert "above your limit" in still.send(press=("go", "record")).html

    second = w.signed_in(w.person(cast.COORDINATOR, "manager"))
    approval = opened(second, at(reference, "approve_compensation"))
    approval.send(pence="250", basis="Four weeks without heating")
    again = opened(client, f"{at(reference, 'respond')}?typed={kept}")
    assert "The part was late." in again.html
    again.send(**by_hand())
    row = CaseRow.objects.get()
    assert (row.state, row.compensation_pence) == ("stage_1_answered", 25_000)


def test_an_investigator_answers_stage_1_and_not_stage_2(db: None) -> None:
    reference = with_points()
    investigator = w.person(cast.STAGE_1_HANDLER, "investigator")
    client = w.signed_in(investigator)
    assert client.get(at(reference, "respond")).status_code == 200
    assert client.get(at(reference, "refuse")).status_code == 403
    assert client.get(at(reference, "assign")).status_code == 403
    w.answered(reference, f"u{investigator.pk}", FRIDAY)
    w.taken(reference, s.RequestStageTwo(on=TODAY))
    assert client.get(at(reference, "respond")).status_code == 403
    reviewer = w.signed_in(w.person(cast.STAGE_2_HANDLER, "reviewer"))
    assert reviewer.get(at(reference, "respond")).status_code == 200


def test_a_date_to_come_is_refused_beside_its_boxes(client: Client) -> None:
    reference = w.logged()
    page = opened(client, at(reference, "add_note")).send(
        note="Tomorrow's news", on=date(2026, 3, 12)
    )
    assert "must be 11 March 2026 or before" in page.html
    assert "Tomorrow&#x27;s news" in page.html


def test_two_people_take_a_case_out_of_the_count(client: Client) -> None:
    reference = w.logged()
    opened(client, at(reference, "propose_void")).send(reason="A wrong number")
    own = opened(client, at(reference, "confirm_void")).send()
    assert "two people" in own.html
    assert CaseRow.objects.get().counts
    second = w.signed_in(w.person(cast.COORDINATOR, "manager"))
    opened(second, at(reference, "confirm_void")).send()
    assert not CaseRow.objects.get().counts
    assert "can only be read" in w.page(client, f"/cases/{reference}/")


def test_an_address_that_names_nothing_is_not_found_whatever_it_holds(
    client: Client,
) -> None:
    reference = w.logged()
    for path in (
        "/cases/%00/",
        "/cases/" + "x" * 2000 + "/",
        f"/cases/{reference}/mend/?entry=99",
        f"/cases/{reference}/mend/?entry=-1",
        f"/cases/{reference}/stage-0/",
        f"/cases/{reference}/request-stage-3/",
        f"/cases/{reference}/files/%00/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/log/?person=%00&home=%00&about=%00").status_code == 200
