"""Evidence and letters in an object store: a real one, OpenStack Swift, on loopback."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import opened
from tests.apps.letters.examples import issued, state_of
from tests.object_store import BUCKET, KEYS, ObjectStore, object_store

from putright.apps.complaints.models import Entry, EvidenceFile
from putright.apps.complaints.services import evidence, verify
from putright.apps.complaints.services.erasures import erase_case
from putright.apps.letters import files, services
from putright.apps.letters.errors import (
    FileGoneError,
    LetterRefusedError,
    StoreAwayError,
)
from putright.config import environment
from putright.config.commands import serve

pytestmark = pytest.mark.django_db

SAID = b"What Amina Farrow wrote about the mould"
NOWHERE = "s3://bucket?endpoint=http%3A%2F%2F127.0.0.1%3A9&addressing=path"
"""An address at which nobody listens."""


@pytest.fixture(scope="module")
def store() -> Iterator[ObjectStore]:
    with object_store() as running:
        yield running


@pytest.fixture(autouse=True)
def _kept_there(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    w.freeze(monkeypatch)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with files_at(store.files_url, monkeypatch):
        yield


def files_at(address: str, monkeypatch: pytest.MonkeyPatch) -> override_settings:
    """Keep files at an address, as the settings do that read it."""
    monkeypatch.setenv("PUTRIGHT_FILES_URL", address)
    monkeypatch.setattr("putright.apps.letters.object_store.TRIES", 1)
    return override_settings(STORAGES=settings.STORAGES | environment.files())


@pytest.fixture
def manager() -> Client:
    return w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))


def send(client: Client, reference: str) -> str:
    page = opened(client, f"/cases/{reference}/add-evidence/")
    return page.send(file=SimpleUploadedFile("note.txt", SAID)).html


def test_a_file_is_kept_in_the_store_and_given_out_by_the_program_alone(
    store: ObjectStore, manager: Client
) -> None:
    """No address of the store is ever shown: who may open a file is asked each time."""
    reference = w.logged()
    assert "Recorded: Add a file" in send(manager, reference)
    sha256 = EvidenceFile.objects.get().sha256
    kept = f"putright/evidence/{sha256[:2]}/{sha256}"
    assert store.client().get_object(Bucket=BUCKET, Key=kept)["Body"].read() == SAID
    assert not evidence.path_of(sha256).exists()
    page = f"/cases/{reference}/files/"
    answer = manager.get(f"{page}{sha256}/")
    assert answer.content == SAID
    assert answer["Content-Disposition"].startswith("attachment")
    assert store.endpoint not in manager.get(page).content.decode()
    stranger = w.signed_in(w.person(cast.OUTSIDER))
    assert stranger.get(f"{page}{sha256}/").status_code in (403, 404)


def test_what_was_changed_or_lost_in_the_store_is_found_and_not_given_out(
    store: ObjectStore, manager: Client
) -> None:
    reference = w.logged()
    send(manager, reference)
    sha256 = EvidenceFile.objects.get().sha256
    place = {"Bucket": BUCKET, "Key": f"putright/evidence/{sha256[:2]}/{sha256}"}
    address = f"/cases/{reference}/files/{sha256}/"
    assert list(verify.verify()) == []
    store.client().put_object(**place, Body=b"other words")
    assert "altered" in next(verify.verify()).what
    assert manager.get(address).status_code == 404
    store.client().delete_object(**place)
    assert next(verify.verify()).what.endswith("is missing")
    assert manager.get(address).status_code == 404
    with pytest.raises(FileGoneError, match="Restore it"):
        evidence.STORED.read(sha256)
    evidence.keep(SAID)
    assert list(verify.verify()) == []


def test_an_erasure_leaves_no_byte_of_it_in_the_store_not_even_an_older_version(
    store: ObjectStore,
    manager: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reference = w.logged()
    send(manager, reference)
    evidence.keep(SAID)  # once more: the bucket now has versions
    assert store.holds(SAID)
    with django_capture_on_commit_callbacks(execute=True):
        erase_case(reference=reference, reason="A court", who="system", now=w.NOW)
    assert not store.holds(SAID)
    listed = store.client().list_object_versions(Bucket=BUCKET)
    assert not [v for v in listed.get("Versions", []) if "evidence" in v["Key"]]


def test_what_nothing_refers_to_is_swept_and_what_a_letter_refers_to_is_kept() -> None:
    made = issued("post")
    stray = files.keep(b"left by a step that was refused")
    assert services.sweep_files(now=datetime.now(tz=UTC)) == 0, "it is of today"
    assert services.sweep_files(now=datetime.now(tz=UTC) + timedelta(days=2)) == 1
    assert files.STORED.amiss(stray) == "is missing"
    assert files.read(made.sha256).startswith(b"%PDF")


def test_a_row_taken_away_does_not_take_its_file_with_it(manager: Client) -> None:
    """The journal still tells of it: that it lacks its row is found, and mended."""
    send(manager, w.logged())
    sha256 = EvidenceFile.objects.get().sha256
    EvidenceFile.objects.all().delete()
    stray = evidence.keep(b"left by a step that was refused")
    evidence.sweep(now=datetime.now(tz=UTC) + timedelta(days=8))
    assert evidence.STORED.read(sha256) == SAID
    assert evidence.STORED.amiss(stray) == "is missing"


def test_while_the_store_is_away_nothing_is_lost_and_everyone_is_told(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = w.logged()
    send(manager, reference)
    sha256 = EvidenceFile.objects.get().sha256
    letter = issued("email")
    before = Entry.objects.count()
    with files_at(NOWHERE, monkeypatch):
        said = send(manager, reference)
        assert "The file was not kept, and nothing was recorded." in said
        assert "does not answer" in said
        answer = manager.get(f"/cases/{reference}/files/{sha256}/")
        assert answer.status_code == 503
        assert "can’t be reached just now" in answer.content.decode()
        with pytest.raises(LetterRefusedError, match="was not issued"):
            issued("post")
        services.send_due(letter_now())
        assert state_of(letter.dispatch_id) == "waiting", "it goes later"
        with pytest.raises(StoreAwayError):
            erase_case(reference=reference, reason="A court", who="u1", now=w.NOW)
        assert "not every file was checked" in next(verify.verify()).what
        assert "PUTRIGHT_FILES_URL" in serve._files_away(), "nor does a server start"
    assert serve._files_away() == ""
    assert Entry.objects.count() == before
    assert manager.get(f"/cases/{reference}/files/{sha256}/").content == SAID
    assert list(verify.verify()) == []


def letter_now() -> datetime:
    return datetime(2024, 10, 21, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("address", ["s3:bucket", "https://bucket.example", "bucket"])
def test_an_address_that_is_none_says_how_it_should_read(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUTRIGHT_FILES_URL", address)
    with pytest.raises(environment.EnvironmentValueError, match="s3://bucket"):
        environment.files()
