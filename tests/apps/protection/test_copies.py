"""A copy of what is held on a person: whole, looked through, and kept nowhere."""

import io
import json
import re
import zipfile
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import AccessLog, User
from putright.apps.complaints.models import CaseRow, EvidenceFile
from putright.apps.complaints.services import evidence
from putright.apps.protection.models import LeftOut
from putright.apps.protection.queries import held
from putright.apps.protection.queries.passages import passages, without
from putright.apps.residents import queries as residents
from putright.apps.residents.models import EqualityAnswer
from putright.config.commands.transfer_person import export_person
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db


HER = cast.AMINA.reference


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> User:
    w.freeze(monkeypatch)
    w.amina()
    user = w.person(cast.STAGE_1_HANDLER, "manager")
    reference = w.logged(text="The boiler is off. Mr Heron next door shouts.")
    w.taken(reference, s.AddNote(on=w.MONDAY, note="Called twice"))
    for name, data in (("mine.txt", b"My own words"), ("theirs.txt", b"Of Mr Heron")):
        evidence.add(
            reference=reference, name=name, data=data, on=w.MONDAY, who="u1", now=w.NOW
        )
    EqualityAnswer.objects.create(
        person_id=amina().id, question="Sex", answer="Female", answered_on=w.MONDAY
    )
    return user


def amina() -> residents.PersonView:
    found = residents.person(cast.AMINA.reference)
    assert found is not None
    return found


def started(client: Client) -> str:
    """Start a copy; give the address of its page."""
    begin = reverse("protection:copy", args=[amina().id])
    return client.post(begin).headers["Location"]


def looked_through(client: Client, copy: str, **marks: dict[str, object]) -> None:
    """Look through every part, leaving out what is given by a part's beginning."""
    page = client.get(copy).content.decode()
    for address in sorted(set(re.findall(rf'href="({copy}[a-z0-9-]+/)"', page))):
        shown = client.get(address).content.decode()
        digest = re.findall(r'name="digest" value="([0-9a-f]+)"', shown)[0]
        code = address.removeprefix(copy).strip("/")
        asked = marks.get(code.partition("-")[0], {})
        answer = client.post(address, {"digest": digest, **asked})
        assert answer.status_code == 302, answer.content.decode()


def fetched(client: Client, copy: str) -> zipfile.ZipFile:
    response = client.post(f"{copy}fetch")
    assert response.status_code == 200
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined] # it is a file's
    return zipfile.ZipFile(io.BytesIO(data))


def all_of(archive: zipfile.ZipFile) -> str:
    return "\n".join(
        archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
    )


def places(user: User, word: str) -> dict[str, object]:
    """Give the marks that leave out every passage, or file, with a word."""
    marks: dict[str, object] = {}
    part = held.parts(amina(), user, w.TODAY)[1]
    for place, item in enumerate(part.items):
        out = [str(n) for n, p in enumerate(passages(item.text)) if word in p]
        if item.heading == "theirs.txt":
            out = ["whole"]
        if out:
            marks |= {f"out-{place}": out, f"why-{place}": "someone_else"}
    return marks


def test_a_copy_holds_everything_but_what_was_left_out_by_hand(manager: User) -> None:
    client = w.signed_in(manager)
    copy = started(client)
    looked_through(client, copy, case=places(manager, "Heron"))
    archive = fetched(client, copy)
    text = all_of(archive)
    for said in ("Amina Farrow", "The boiler is off", "Called twice", "My own words"):
        assert said in text, said
    assert "Female" in text
    assert "Heron next door" not in text
    assert "Of Mr Heron" not in text
    assert "theirs.txt" not in text
    left = archive.read("left-out.csv").decode("utf-8-sig").splitlines()
    assert len(left) == 4  # with the heading, and the name of the file
    assert all("About someone else" in line for line in left[1:])
    values = json.loads(archive.read("held.json"))
    assert [one["what"] for one in values["openings"]].count("case opened") == 0
    assert "Chidi" not in text


def test_the_command_writes_the_same_copy_once_it_was_looked_through(
    manager: User, tmp_path: Path
) -> None:
    client, out = w.signed_in(manager), tmp_path / "copy.zip"
    run = partial(CliRunner().invoke, export_person, [cast.AMINA.reference, str(out)])
    assert "Start one" in run().output
    copy = started(client)
    refused = run()
    assert (refused.exit_code, out.exists()) == (3, False)
    looked_through(client, copy, case=places(manager, "Heron"))
    assert "left out of 3 texts" in run().output
    assert "Called twice" in all_of(zipfile.ZipFile(out))
    assert out.stat().st_mode & 0o777 == 0o600
    assert AccessLog.objects.filter(kind="copy_fetched", user=None).exists()


def test_nothing_is_fetched_before_every_part_was_looked_through(
    manager: User,
) -> None:
    client = w.signed_in(manager)
    copy = started(client)
    assert client.post(f"{copy}fetch").status_code == 302
    looked_through(client, copy)
    w.taken(CaseRow.objects.get().reference, s.AddNote(on=w.TODAY, note="One more"))
    assert client.post(f"{copy}fetch").status_code == 302
    assert "Changed since" in w.page(client, copy)


def test_a_passage_is_left_out_only_with_its_reason(manager: User) -> None:
    client = w.signed_in(manager)
    copy = started(client)
    number = CaseRow.objects.get().pk
    address = f"{copy}case-{number}/"
    shown = client.get(address).content.decode()
    digest = re.findall(r'name="digest" value="([0-9a-f]+)"', shown)[0]
    answer = client.post(address, {"digest": digest, "out-0": "0"})
    assert "Choose why it is left out" in answer.content.decode()
    assert not LeftOut.objects.exists()


def test_a_restricted_case_is_in_the_copy_of_those_named_on_it_alone(
    manager: User,
) -> None:
    other = w.person(cast.STAGE_2_HANDLER, "manager")
    reference = CaseRow.objects.get().reference
    w.restricted_to(reference, other)
    mine = held.parts(amina(), manager, w.TODAY)
    theirs = held.parts(amina(), other, w.TODAY)
    assert [bool(one.case) for one in mine] == [False]
    assert [one.case for one in theirs] == ["", reference]
    assert reference not in w.page(w.signed_in(manager), started(w.signed_in(manager)))


def test_cases_of_others_in_which_they_are_or_speak_are_in_it(manager: User) -> None:
    """Their words there are theirs too; the neighbour's are left out by hand."""
    affected = w.logged(text="All of us", person="P-9", home="", affected=("P-9", HER))
    spoken = w.logged(text="For her father", person="P-9", home="")
    w.taken(spoken, s.NameRepresentative(on=w.MONDAY, person=HER, scope="All"))
    w.logged(text="Nothing to do with her", person="P-9", home="")
    found = held.parts(amina(), manager, w.TODAY)
    own = CaseRow.objects.order_by("pk")[0].reference
    assert [one.case for one in found] == ["", own, affected, spoken]
    assert "raised by someone else" in found[-1].title


def test_equality_answers_are_on_no_page_of_it(manager: User) -> None:
    client = w.signed_in(manager)
    copy = started(client)
    page = client.get(copy).content.decode()
    pages = [page]
    for address in re.findall(rf'href="({copy}[a-z0-9-]+/)"', page):
        pages.append(client.get(address).content.decode())
    assert not [one for one in pages if "Female" in one]


def test_what_is_kept_of_a_copy_is_numbers_and_codes(manager: User) -> None:
    client = w.signed_in(manager)
    copy = started(client)
    looked_through(client, copy, case=places(manager, "Heron"))
    fetched(client, copy)
    kept = list(LeftOut.objects.values_list("item", "passages", "reason"))
    assert "Heron" not in str(kept)
    kinds = set(AccessLog.objects.values_list("kind", flat=True))
    assert {"copy_started", "copy_looked_at", "copy_fetched"} <= kinds
    assert client.post(copy).status_code == 302
    assert not LeftOut.objects.exists()
    assert client.get(copy).status_code == 404


def test_a_copy_asks_the_same_number_of_times_however_many_cases(
    manager: User,
) -> None:
    asked = []
    for number in range(2):
        reference = w.logged(text=f"Another {number}")
        evidence.add(
            reference=reference,
            name="a.txt",
            data=f"{number}".encode(),
            on=w.MONDAY,
            who="u1",
            now=w.NOW,
        )
        with CaptureQueriesContext(connection) as seen:
            assert len(held.parts(amina(), manager, w.TODAY)) == number + 3
        asked.append(len(seen))
    assert asked[0] == asked[1]
    assert EvidenceFile.objects.count() == 4


def test_a_text_is_cut_at_sentences_and_lines() -> None:
    text = "One. Two!\nThree"
    assert passages(text) == ["One.", "Two!", "Three"]
    assert without(text, frozenset({1})) == "One.\n[left out]\nThree"
    assert without(text, frozenset()) == text
