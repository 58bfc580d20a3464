"""Journals written by earlier versions fold as they did, and their chains hold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.core.complaints.samples import SAMPLES
from tests.journals.made import GOLDEN, HERE, state_of

from putright.core.complaints import events as e
from putright.core.complaints import journal
from putright.core.complaints.fold import ARMS, fold
from putright.core.complaints.journal import Entry, check_chain, hash_words
from putright.core.complaints.sentences import TELLINGS, sentence

JOURNALS = sorted(HERE.glob("*.jsonl"))


def _rows(path: Path) -> Iterator[tuple[Entry, bytes, bytes]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        entry = msgspec.convert(row["entry"], type=Entry)
        yield entry, bytes.fromhex(row["salt"]), row["words"].encode()


def _events(path: Path) -> list[e.Event]:
    return [
        journal.event_from(
            entry.kind, entry.payload.encode(), journal.words_from(words)
        )
        for entry, _, words in _rows(path)
    ]


def _within(old: Any, now: Any) -> bool:
    """Whether a value says all that an older one said."""
    if isinstance(old, dict):
        return all(name in now and _within(old[name], now[name]) for name in old)
    if isinstance(old, list):
        return len(old) == len(now) and all(map(_within, old, now))
    return bool(old == now)


def _expected(path: Path) -> dict[str, Any]:
    text = path.with_suffix(".expected.json").read_text(encoding="utf-8")
    expected = json.loads(text)
    assert isinstance(expected, dict)
    return expected


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_a_journal_folds_to_the_state_it_always_had(path: Path) -> None:
    """A changed fold would move figures that were published."""
    expected = _expected(path)
    expected.pop("head")
    assert state_of(fold(_events(path), "C-1")) == expected


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_a_journal_s_chain_and_words_hold(path: Path) -> None:
    """Entries are hashed today as they were when they were written."""
    rows = list(_rows(path))
    assert check_chain(entry for entry, _, _ in rows) == _expected(path)["head"]
    for entry, salt, words in rows:
        assert hash_words(salt, words) == entry.words_hash


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_a_journal_s_payloads_are_written_today_as_they_were(path: Path) -> None:
    """But for fields added since, which older entries do not have."""
    for (entry, _, words), event in zip(_rows(path), _events(path), strict=True):
        assert (
            json.loads(entry.payload).items()
            <= json.loads(journal.payload_of(event)).items()
        )
        assert journal.words_of(event) == words
        assert journal.canonical(json.loads(entry.payload)).decode() == entry.payload


@pytest.mark.parametrize("make", GOLDEN, ids=lambda make: make.__name__)
def test_the_same_steps_come_to_the_same_state_today(make: Any) -> None:
    """What a case lived through then would be decided the same now."""
    path = HERE / f"{make.__name__}.jsonl"
    expected = _expected(path)
    expected.pop("head")
    assert state_of(fold(make().events, "C-1")) == expected


@pytest.mark.parametrize("kind", e.EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_has_an_arm_a_stored_form_a_sentence_and_a_journal(
    kind: type[e.Event],
) -> None:
    """A new kind of event is not finished until it has all four."""
    event = SAMPLES[kind]
    assert kind is e.Received or kind in ARMS
    stored_as = journal.KIND_OF[kind]
    payload = journal.payload_of(event).encode()
    assert journal.event_from(stored_as, payload, event.words) == event
    assert kind in TELLINGS
    assert sentence(event, {})
    kinds = {entry.kind for path in JOURNALS for entry, _, _ in _rows(path)}
    assert stored_as in kinds


def test_every_journal_has_its_expected_state_and_its_story() -> None:
    """None stands for nothing."""
    assert {path.stem for path in JOURNALS} == {make.__name__ for make in GOLDEN}
    assert len(JOURNALS) >= 6
