"""Files of a case: kept by what they are, given out as downloads, never shown."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import opened

from putright.apps.accounts.models import AccessLog
from putright.apps.complaints.models import Entry, EvidenceFile

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
PROGRAM = b"MZ" + b"\0" * 512
PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)


@pytest.fixture
def client(db: None) -> Client:
    return w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))


def add(client: Client, reference: str, name: str, data: bytes) -> str:
    page = opened(client, f"/cases/{reference}/add-evidence/")
    return page.send(file=SimpleUploadedFile(name, data)).html


def test_a_file_is_kept_and_comes_back_byte_for_byte_as_a_download(
    client: Client,
) -> None:
    reference = w.logged()
    assert "Recorded: Add a file" in add(client, reference, "mould photo.png", PNG)
    sha256 = EvidenceFile.objects.get().sha256
    answer = client.get(f"/cases/{reference}/files/{sha256}/")
    assert answer.content == PNG
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AccessLog.objects.filter(kind="file_opened", subject=reference).exists()
    assert "mould photo.png" in w.page(client, f"/cases/{reference}/files/")


def test_a_file_sent_twice_is_recorded_once(client: Client) -> None:
    reference = w.logged()
    page = opened(client, f"/cases/{reference}/add-evidence/")
    for _ in range(2):
        page.send(file=SimpleUploadedFile("photo.png", PNG))
    assert Entry.objects.filter(kind="evidence_added").count() == 1


def test_a_program_is_refused_by_its_bytes_whatever_its_name(client: Client) -> None:
    reference = w.logged()
    html = add(client, reference, "letter.pdf", PROGRAM)
    assert "not a kind of file that can be kept" in html
    assert 'href="#id_file"' in html
    assert not EvidenceFile.objects.exists()


def test_a_page_with_a_script_is_only_ever_text_to_download(client: Client) -> None:
    reference = w.logged()
    add(client, reference, "page.html", PAGE)
    sha256 = EvidenceFile.objects.get().sha256
    answer = client.get(f"/cases/{reference}/files/{sha256}/")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_50_mb_are_refused_with_how_much_may_be_sent(client: Client) -> None:
    reference = w.logged()
    html = add(client, reference, "film.mp4", b"\0" * (50 * 1024 * 1024))
    assert "“film.mp4” is 50 MB; the most is 25 MB" in html
    assert not EvidenceFile.objects.exists()


def test_another_cases_file_is_not_given_out(client: Client) -> None:
    one, other = w.logged(), w.logged()
    add(client, one, "photo.png", PNG)
    sha256 = EvidenceFile.objects.get().sha256
    assert client.get(f"/cases/{other}/files/{sha256}/").status_code == 404
    assert client.get(f"/cases/{one}/files/{'0' * 64}/").status_code == 404


def test_a_letter_sent_by_hand_needs_the_file_of_it(client: Client) -> None:
    reference = w.logged()
    address = f"/cases/{reference}/issue-letter/"
    assert "Choose the file" in opened(client, address).send().html
    opened(client, address).send(
        kind="acknowledgement_1",
        on=date(2026, 3, 6),
        file=SimpleUploadedFile("letter.png", PNG),
    )
    kinds = list(Entry.objects.order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["received", "evidence_added", "letter_issued"]
