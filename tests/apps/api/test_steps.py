"""Contacts logged and steps taken by programs: as on the pages, once each."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from tests import cast
from tests.apps.api.calling import Program, manager, program_of
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import LandlordSettings
from putright.apps.api.models import KeptAnswer
from putright.apps.api.services import prune
from putright.apps.complaints.models import CaseRow, Entry
from putright.apps.complaints.services.erase import erase_words

DAY = "2026-03-11"
CONTACT = {
    "date": "2026-03-09",
    "channel": "telephone",
    "text": "The heating is off",
    "subject": "Heating off",
    "person": cast.AMINA.reference,
    "home": cast.FLAT.reference,
}


@pytest.fixture
def program(db: None, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A manager's program, on the day of the work lists."""
    w.freeze(monkeypatch)
    w.amina()
    return program_of(manager())


def refused(answer: Any) -> list[str]:
    """Give the provisions that a step was refused by."""
    assert answer.status_code == 422, answer.content
    return [one["provision"] for one in answer.json()["refusals"]]


def acknowledgement(**more: Any) -> dict[str, Any]:
    step = {
        "do": "acknowledge",
        "date": DAY,
        "stage": 1,
        "definition": "No heating since January",
        "outcomes_sought": "Mend it",
        "points": ["heating"],
        "ours": ["heating"],
        "texts": {"heating": "The heating is off"},
    }
    return step | more


def letter_of(program: Program, reference: str, day: str = DAY) -> str:
    """Put a letter's file with a case; give its hash."""
    file = SimpleUploadedFile("letter.txt", b"Dear Amina Farrow")
    sent = {"file": file, "date": day}
    answer = program.upload(f"/cases/{reference}/files", sent)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["sha256"])


def test_a_complaint_goes_from_first_word_to_answer(program: Program) -> None:
    """A landlord's own system can do the whole of stage 1."""
    logged = program.post("/cases", CONTACT).json()
    case = f"/cases/{logged['reference']}"
    assert logged["state"] == "stage_1_open"
    file = letter_of(program, logged["reference"])
    done = program.post(f"{case}/steps", acknowledgement(letter_file=file))
    assert done.status_code == 201, done.content
    answer = {
        "do": "respond",
        "date": DAY,
        "stage": "1",
        "written": True,
        "escalation_told": True,
        "findings": [
            {
                "point": "heating",
                "outcome": "upheld",
                "reason": "The boiler failed.",
                "remedies": [
                    {"kind": "compensation", "amount": "50.00", "by_when": DAY}
                ],
            }
        ],
        "actions": [{"what": "Service the boiler", "by_when": "2026-04-01"}],
        "letter_file": file,
    }
    done = program.post(f"{case}/steps", answer)
    assert done.status_code == 201, done.content
    assert done.json()["state"] == "stage_1_answered"
    told = program.get(case).json()
    [stage] = told["stages"]
    assert stage["clock"]["response"] == "met"
    assert stage["points"][0]["remedies"][0]["pence"] == 5000
    assert {one["ref"] for one in told["actions"]} >= {"a1"}
    assert "request_stage_2" in told["offered"]
    letters = program.get(f"{case}/letters").json()["letters"]
    assert [one["kind"] for one in letters] == [
        "acknowledgement_1",
        "stage_1_response",
    ]


def test_what_the_code_does_not_allow_is_refused_with_its_provisions(
    program: Program,
) -> None:
    """A program is told the same as a person: the provision, why, what to do."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    steps = f"/cases/{reference}/steps"
    assert refused(program.post(steps, {"do": "stage_0", "date": DAY})) == ["5.2"]
    third = {"do": "request_stage_3", "date": DAY}
    assert refused(program.post(steps, third)) == ["5.3"]
    early = {"do": "request_stage_2", "date": DAY}
    answer = program.post(steps, early)
    assert refused(answer) == ["6.10"]
    [why] = answer.json()["refusals"]
    assert why["says"]
    assert why["do"]
    bare = {"do": "acknowledge", "date": DAY, "stage": 1}
    answer = program.post(steps, bare)
    assert refused(answer) == ["5.6", "5.6", "5.6"]
    assert answer.json()["errors"][0]["where"] == "letter_file"
    assert Entry.objects.filter(case__reference=reference).count() == 1


def test_a_step_that_a_letter_carries_needs_its_file(program: Program) -> None:
    """What the resident was sent is kept, by whichever door the step comes in."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    answer = program.post(f"/cases/{reference}/steps", acknowledgement())
    assert answer.status_code == 422
    assert answer.json()["type"] == "putright:no_letter"
    other = acknowledgement(letter_file="0" * 64)
    answer = program.post(f"/cases/{reference}/steps", other)
    assert "No file of this case" in answer.json()["detail"]
    assert Entry.objects.filter(case__reference=reference).count() == 1


def test_a_letter_can_be_written_here_and_waits_for_people(program: Program) -> None:
    """A program drafts; that the letter leaves is a person's to say."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    made = program.post(f"/cases/{reference}/letters", acknowledgement())
    assert made.status_code == 201, made.content
    number = made.json()["letter"]
    listed = program.get(f"/cases/{reference}/letters").json()["letters"]
    assert [(one["letter"], one["state"]) for one in listed] == [(number, "draft")]
    pdf = program.get(f"/cases/{reference}/letters/{number}.pdf")
    assert pdf.content.startswith(b"%PDF")
    word = program.get(f"/cases/{reference}/letters/{number}.docx")
    assert word.content.startswith(b"PK")
    assert Entry.objects.filter(case__reference=reference).count() == 1


def test_who_takes_a_step_is_never_what_a_program_says(program: Program) -> None:
    """A second person can't be had by naming one."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    steps = f"/cases/{reference}/steps"
    void = {"do": "propose_void", "date": DAY, "reason": "Twice"}
    assert program.post(steps, void | {"by": "u999"}).status_code == 422
    assert program.post(steps, void).status_code == 201
    confirm = {"do": "confirm_void", "date": DAY}
    answer = program.post(steps, confirm)
    assert answer.status_code == 422
    assert "proposed it" in answer.json()["detail"]


def test_a_sum_above_the_limit_waits_for_a_second_person(program: Program) -> None:
    LandlordSettings.objects.create(name="Otterdale", approval_limit_pence=10_000)
    reference = program.post("/cases", CONTACT).json()["reference"]
    finding = {
        "point": "p1",
        "outcome": "upheld",
        "reason": "It failed.",
        "remedies": [{"kind": "compensation", "amount": 150, "by_when": DAY}],
    }
    answer = program.post(
        f"/cases/{reference}/steps",
        {"do": "respond", "date": DAY, "stage": 1, "findings": [finding]},
    )
    assert answer.json()["refusals"][0]["code"] == "sum_by_second_person"


@pytest.mark.parametrize(
    ("step", "where"),
    [
        ({"do": "add_note", "note": "Later", "date": "2026-03-12"}, "date"),
        ({"do": "assign", "stage": 1, "handler": "u999"}, "handler"),
        ({"do": "set_teams", "stage": 1, "teams": ["Nobody's"]}, "teams"),
        ({"do": "declare_conflict", "who": "u999"}, "who"),
        ({"do": "add_action", "what": "Mend", "owner": "u999"}, "owner"),
        ({"do": "categorise", "area": "Nowhere"}, "area"),
        ({"do": "complete_action", "what": "a1", "file": "0" * 64}, "file"),
    ],
)
def test_people_teams_and_days_are_those_that_the_pages_would_offer(
    program: Program, step: dict[str, Any], where: str
) -> None:
    reference = program.post("/cases", CONTACT).json()["reference"]
    answer = program.post(f"/cases/{reference}/steps", {"date": DAY} | step)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == where


@pytest.mark.parametrize(
    "body",
    [
        {"do": "add_note", "note": "A\0B"},
        {"do": "add_note", "note": "A\ud800"},
        {"do": "add_note", "note": "A" * 20_001},
        {"do": "add_note", "date": 0, "note": "A"},
        {"do": "add_note", "date": "2026-02-30", "note": "A"},
        {"do": "acknowledge", "points": ["Amina's damp"]},
        {"do": "mend", "entry": 1},
        {"do": "nothing"},
        [],
        None,
    ],
)
def test_what_can_not_be_read_is_told_where_it_stands(
    program: Program, body: Any
) -> None:
    """No 500, and nothing in the record's codes that tells of somebody."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    sent = {"date": DAY} | body if isinstance(body, dict) else body
    answer = program.post(f"/cases/{reference}/steps", sent)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["says"]


def test_whoever_a_contact_names_has_to_be_there(program: Program) -> None:
    answer = program.post("/cases", CONTACT | {"person": "P-404", "home": "H-404"})
    assert {one["code"] for one in answer.json()["refusals"]} == {
        "no_such_person",
        "no_such_home",
    }
    answer = program.post("/cases", CONTACT | {"linked_to": "C-26-09999"})
    assert answer.json()["refusals"][0]["code"] == "no_such_case"


def test_a_new_issue_gets_a_reference_and_keeps_its_words_apart(
    program: Program,
) -> None:
    """What is written down for good names nobody."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    step = {"do": "add_issue", "date": DAY, "text": "Zqvissue", "related": True}
    assert program.post(f"/cases/{reference}/steps", step).status_code == 201
    assert not Entry.objects.filter(payload__contains="Zqvissue").exists()


# Once ----------------------------------------------------------------------------


def test_the_same_request_under_a_key_has_one_effect(program: Program) -> None:
    """A program that did not hear the answer asks again, and gets the same one."""
    first = program.post("/cases", CONTACT, key="k")
    again = program.post("/cases", CONTACT, key="k")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    reference = first.json()["reference"]
    note = {"do": "add_note", "date": DAY, "note": "Called"}
    for _ in range(3):
        answer = program.post(f"/cases/{reference}/steps", note, key="n")
        assert answer.json()["entries"] == 2
    assert Entry.objects.count() == 2


def test_a_refusal_is_kept_under_its_key_too(program: Program) -> None:
    reference = program.post("/cases", CONTACT).json()["reference"]
    step = {"do": "stage_0", "date": DAY}
    first = program.post(f"/cases/{reference}/steps", step, key="r")
    again = program.post(f"/cases/{reference}/steps", step, key="r")
    assert first.content == again.content
    assert again.headers["Content-Type"] == "application/problem+json"


def test_a_key_is_for_one_request_of_one_token(program: Program) -> None:
    """Two things are never taken for one: another body, address or token."""
    program.post("/cases", CONTACT, key="k")
    other = program.post("/cases", CONTACT | {"text": "Another"}, key="k")
    assert other.status_code == 422
    assert other.json()["type"] == "putright:key_used"
    assert CaseRow.objects.count() == 1
    neighbour = program_of(w.person(cast.COORDINATOR, "coordinator"))
    assert neighbour.post("/cases", CONTACT, key="k").status_code == 201
    assert CaseRow.objects.count() == 2


def test_a_file_sent_twice_under_a_key_is_one_entry(program: Program) -> None:
    reference = program.post("/cases", CONTACT).json()["reference"]
    for _ in range(2):
        file = SimpleUploadedFile("photo.txt", b"The radiator")
        sent = program.upload(f"/cases/{reference}/files", {"file": file}, key="f")
        assert sent.json()["entries"] == 2
    page = SimpleUploadedFile("x.exe", b"MZ\x90\x00\xff\xfe")
    answer = program.upload(f"/cases/{reference}/files", {"file": page})
    assert answer.status_code == 422, "checked by its content, as on the page"


def test_a_request_that_writes_needs_a_key(program: Program) -> None:
    answer = program.client.post(
        "/api/cases",
        CONTACT,
        content_type="application/json",
        headers={"authorization": f"Bearer {program.secret}"},
    )
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["errors"][0]["where"]


def test_kept_answers_go_after_a_day(program: Program) -> None:
    program.post("/cases", CONTACT, key="k")
    assert KeptAnswer.objects.count() == 1
    made = KeptAnswer.objects.get().made_at
    prune(now=made.replace(year=made.year + 1))
    assert not KeptAnswer.objects.exists()


def test_an_answer_that_quotes_a_case_goes_when_its_words_are_erased(
    program: Program,
) -> None:
    """A refusal quotes what was written; it is not kept longer than that."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    bare = {"do": "complete_action", "date": DAY, "what": "Zqvpromise"}
    program.post(f"/cases/{reference}/steps", bare)
    assert KeptAnswer.objects.filter(body__contains="Zqvpromise").exists()
    made = KeptAnswer.objects.latest("pk").made_at
    erase_words(reference=reference, reason="Asked for", who="u1", now=made)
    prune(now=made)
    assert not KeptAnswer.objects.filter(about=reference).exists()


def test_who_wrote_meanwhile_is_told(program: Program) -> None:
    """`seen` keeps two programs from answering the same thing twice."""
    reference = program.post("/cases", CONTACT).json()["reference"]
    steps = f"/cases/{reference}/steps"
    withdrawn = {"do": "withdraw", "date": DAY, "seen": 1}
    assert program.post(steps, withdrawn).status_code == 201
    answer = program.post(steps, withdrawn)
    assert answer.status_code == 409
    assert answer.json()["entries"] == [2]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_requests_under_one_key_at_the_same_moment_have_one_effect(
    served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that asks again before it was answered logs no second complaint."""
    w.freeze(monkeypatch)
    w.amina()
    secret = program_of(manager()).secret

    def ask(_: int) -> bytes:
        answer = Program(secret).post("/cases", CONTACT, key="same")
        connection.close()
        return bytes(answer.content)

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(ask, range(4)))
    assert len(answers) == 1, answers
    assert CaseRow.objects.count() == 1


def test_a_front_line_program_logs_and_notes_and_no_more(program: Program) -> None:
    """The person's roles hold for the program, step by step."""
    desk = program_of(w.person(cast.OUTSIDER, "front_line"))
    reference = desk.post("/cases", CONTACT).json()["reference"]
    steps = f"/cases/{reference}/steps"
    note = {"do": "add_note", "date": DAY, "note": "Called"}
    assert desk.post(steps, note).status_code == 201
    assert desk.post(steps, acknowledgement()).status_code == 403
    file = {"file": SimpleUploadedFile("a.txt", b"A")}
    assert desk.upload(f"/cases/{reference}/files", file).status_code == 403
