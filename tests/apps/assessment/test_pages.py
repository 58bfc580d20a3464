"""The pages of the self-assessment, and the command."""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.apps.assessment.making import (
    LANDLORD,
    answered,
    said,
    signed,
    started,
)
from tests.apps.complaints import worklists as w
from tests.apps.figures import making as made
from tests.apps.governance.making import appointed

from putright.apps.accounts.models import LandlordSettings, Role, User
from putright.apps.assessment.models import Assessment, Row
from putright.config.commands.assess import assess_command
from putright.core.tabular import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    LandlordSettings.objects.create(name=LANDLORD)


def _manager() -> User:
    return w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER)


def _late() -> None:
    made.registered(
        {
            "reference": "L1",
            "received_on": "2025-06-02",
            "s1_acknowledged_on": "2025-06-04",
            "s1_responded_on": "2025-09-10",
        }
    )


def _open(client: Client, name: str, *args: object) -> str:
    return w.page(client, reverse(f"assessment:{name}", args=args))


def test_a_year_is_started_and_answered_provision_by_provision() -> None:
    client = w.signed_in(_manager())
    typed = {"year": "2025-26", "edition": "housing-2024", "carried_from": ""}
    answer = client.post(reverse("assessment:start"), typed)
    number = Assessment.objects.get().pk
    assert answer["Location"] == reverse("assessment:one", args=[number])
    sent = {
        "answer": "no",
        "commentary": "88% in time",
        "action": "Train",
        "owner": "Head",
        "by_when_day": "1",
        "by_when_month": "6",
        "by_when_year": "2026",
        "revision": "0",
        "then": "next",
    }
    address = reverse("assessment:provision", args=[number, "6.3"])
    after = client.post(address, sent)
    assert after["Location"] == reverse("assessment:provision", args=[number, "6.4"])
    shown = _open(client, "one", number)
    assert "Answered no (1)" in shown
    assert "Not answered (71)" in shown
    assert "Action by 1 June 2026" in shown
    assert "71 provisions without an answer" in shown


def test_evidence_stands_beside_each_provision_and_opens_to_what_failed() -> None:
    _late()
    number = started()
    client = w.signed_in(_manager())
    assert "0.0% (0 of 1)" in _open(client, "one", number)
    listed = _open(client, "cases", number, "6.3", "stage_1_answered_in_time")
    assert "L1" in listed
    assert "Answered late" in listed


def test_a_yes_that_the_records_do_not_bear_out_is_shown_among_others() -> None:
    _late()
    number = started()
    said(number, "6.3", "yes")
    client = w.signed_in(_manager())
    address = reverse("assessment:one", args=[number])
    answer = client.get(address, {"show": "failing"})
    shown = answer.content.decode()
    assert "Answered yes, with cases that failed (1)" in shown
    assert "6.3" in shown
    assert f"/assessment/{number}/provision/6.14/" not in shown


def test_the_board_sees_the_values_and_no_case() -> None:
    _late()
    number = started()
    member = w.signed_in(w.person(cast.BOARD_MEMBER, Role.BOARD_MEMBER))
    listed = _open(member, "cases", number, "6.3", "stage_1_answered_in_time")
    assert not re.search(r"\bL1\b", listed)  # a form's token may have any two letters
    assert "Not yours to open, of all that it looks at: 1" in listed
    shown = _open(member, "provision", number, "6.3")
    assert "0.0% (0 of 1)" in shown
    assert "Save" not in shown
    address = reverse("assessment:provision", args=[number, "6.3"])
    assert member.post(address, {"answer": "yes"}).status_code == 403
    assert Row.objects.get(assessment=number, provision="6.3").answer == ""


def test_a_restricted_case_is_counted_and_not_named() -> None:
    w.amina()
    reference = w.logged(on=date(2025, 6, 2))
    w.restricted_to(reference, w.person(cast.STAGE_1_HANDLER, Role.INVESTIGATOR))
    number = started()
    client = w.signed_in(_manager())
    listed = _open(client, "cases", number, "6.3", "stage_1_answered_in_time")
    assert reference not in listed
    assert "Restricted, of all that it looks at: 1" in listed


def test_6_7_the_journal_answers_for_what_no_figure_counts() -> None:
    w.amina()
    reference = w.logged(on=date(2026, 3, 2))
    w.acknowledged(reference, date(2026, 3, 3))
    w.answered(reference, "u1", date(2026, 3, 9))
    number = started()
    client = w.signed_in(_manager())
    shown = _open(client, "provision", number, "6.7")
    assert "a finding and its reason for each point: 1 of 1" in shown


def test_what_another_wrote_meanwhile_is_told_and_what_was_typed_is_kept() -> None:
    number = started()
    client = w.signed_in(_manager())
    said(number, "6.3", "yes", commentary="Theirs")
    address = reverse("assessment:provision", args=[number, "6.3"])
    sent = {"answer": "no", "commentary": "Mine", "revision": "0"}
    page = client.post(address, sent).content.decode()
    assert "Someone else changed this" in page
    assert "Mine" in page
    assert "Theirs" in page
    client.post(address, sent | {"revision": "1"})
    assert Row.objects.get(assessment=number, provision="6.3").commentary == "Mine"


def _signing(**own: str) -> dict[str, str]:
    return {
        "member": "Ada North",
        "lead": "Ben South",
        "approved_on_day": "10",
        "approved_on_month": "3",
        "approved_on_year": "2026",
        "minute": "Board, item 6",
        "sure": "on",
        **own,
    }


def test_it_is_signed_by_those_in_office_and_then_takes_no_answer() -> None:
    appointed("member_responsible", "Ada North", date(2025, 6, 2))
    number = started()
    client = w.signed_in(_manager())
    address = reverse("assessment:sign", args=[number])
    before = client.get(address).content.decode()
    assert 'value="Ada North"' in before
    assert "72 provisions without an answer" in before
    assert "can’t be signed off" in client.post(address, _signing()).content.decode()
    answered(number)
    client.post(address, _signing())
    shown = _open(client, "one", number)
    assert "Signed off on" in shown
    assert "Ada North, Member Responsible for Complaints" in shown
    own = reverse("assessment:provision", args=[number, "6.3"])
    answer = client.post(own, {"answer": "no", "revision": "0"})
    assert "not a draft any more" in answer.content.decode()
    shown = _open(client, "provision", number, "6.3")
    assert "What they showed when it was signed off" in shown


def test_8_2_it_is_published_and_downloaded_in_the_ombudsmans_columns() -> None:
    number = started()
    answered(number)
    client = w.signed_in(_manager())
    address = reverse("assessment:publish", args=[number])
    where = {
        "published_on_day": "11",
        "published_on_month": "3",
        "published_on_year": "2026",
        "published_at": "www.otterdale.example/complaints",
    }
    assert "It is not signed off" in client.post(address, where).content.decode()
    signed(number)
    client.post(address, where)
    shown = _open(client, "published", number)
    for heading in ("Code provision", "Code requirement", "Comply: Yes / No"):
        assert heading in shown
    assert "www.otterdale.example/complaints" in shown
    for form in ("csv", "xlsx"):
        file = client.get(
            reverse("assessment:download", args=[number, "published", form])
        )
        assert read(f"x.{form}", file.content).read == 72
    page = client.get(
        reverse("assessment:download", args=[number, "published", "html"])
    ).content.decode()
    assert page.startswith("<!DOCTYPE html>")
    assert "Sign out" not in page


def test_a_file_is_taken_on_screen_with_its_refused_rows() -> None:
    client = w.signed_in(_manager())
    file = SimpleUploadedFile(
        "form.csv",
        b"landlord,assessment,provision,comply\nWeir,2024,1.2,yes\nWeir,2024,1.1,yes\n",
    )
    sent = {"file": file, "edition": "housing-2024"}
    page = client.post(reverse("assessment:import_form"), sent).content.decode()
    assert "The form of housing-2024 has no such provision" in page
    assert Row.objects.get().provision == "1.2"
    sent = {
        "file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n"),
        "edition": "housing-2024",
    }
    page = client.post(reverse("assessment:import_form"), sent).content.decode()
    assert "There is no column" in page


@pytest.mark.parametrize(
    "address",
    [
        "999/",
        "1/provision/6.3/",
        "999/published/",
        "999/published.csv",
        "999/provision/6.3/refused/",
    ],
)
def test_what_there_is_not_is_not_found(address: str) -> None:
    assert w.signed_in(_manager()).get(f"/assessment/{address}").status_code == 404


def test_a_code_or_a_form_that_there_is_not_is_not_found() -> None:
    number = started()
    client = w.signed_in(_manager())
    for address in (
        f"/assessment/{number}/provision/6.3/nonsense/",
        f"/assessment/{number}/provision/1.1/",
        f"/assessment/{number}/published.pdf",
        f"/assessment/{number}/form.html",
        f"/assessment/{number}/other.csv",
    ):
        assert client.get(address).status_code == 404, address


def test_a_page_of_72_provisions_asks_a_fixed_number_of_things() -> None:
    number = started()
    client = w.signed_in(_manager())
    address = reverse("assessment:one", args=[number])
    few = w.queries(client, address)
    _late()
    made.registered(
        *({"reference": f"M{n}", "received_on": "2025-06-02"} for n in range(20))
    )
    assert w.queries(client, address) <= few + 4


def test_the_command_answers_nothing_for_anyone() -> None:
    _late()
    run = CliRunner().invoke(assess_command, ["--on", "2026-03-11", "--json"])
    told = json.loads(run.output)
    assert told["assessment"] is None
    rows = {row["provision"]: row for row in told["provisions"]}
    assert len(rows) == 72
    assert {row["comply"] for row in rows.values()} == {None}
    assert rows["6.3"]["records"][0]["failing"] == 1


def test_the_command_gives_the_answers_of_that_days_year() -> None:
    number = started()
    said(number, "6.3", "no", action="Train")
    run = CliRunner().invoke(assess_command, ["--on", "2026-03-11"])
    assert run.exit_code == 0
    assert "6.3  no" in run.output
    assert "can’t be signed off" in run.output
    other = CliRunner().invoke(assess_command, ["--on", "2024-10-07"])
    assert "nothing is answered" in other.output


@pytest.mark.parametrize("day", ["07/10/2024", "2024-02-30", "1990-01-01"])
def test_the_command_refuses_a_day_it_cant_judge_on(day: str) -> None:
    run = CliRunner().invoke(assess_command, ["--on", day])
    assert run.exit_code == 2
