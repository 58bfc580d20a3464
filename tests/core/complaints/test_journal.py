"""The journal's bytes and its chain: what was written is what is read."""

import hashlib
import json
from datetime import date

import msgspec
import pytest
from msgspec.structs import replace
from tests.core.complaints.entries import SALT, read, stored, with_payload
from tests.core.complaints.playing import answered

from putright.core.complaints import events as e
from putright.core.complaints import journal, parts
from putright.core.complaints.journal import (
    BrokenChainError,
    Entry,
    UnknownKindError,
    check_chain,
    event_from,
    hash_entry,
    payload_of,
    sealed,
    words_of,
)

DAY = date(2025, 2, 3)


def test_a_payload_is_one_text_whatever_made_it() -> None:
    """Keys sorted, no spaces, no words in it: these very bytes are hashed for ever."""
    event = e.Acknowledged(
        on=DAY,
        stage=1,
        points=(parts.PointOwned("lift"), parts.PointOwned("lamp", False, True)),
        words={"definition": "The lift", "outcomes_sought": ""},
    )
    assert payload_of(event) == (
        '{"imported":false,"on":"2025-02-03","points":['
        '{"not_ours":false,"ours":true,"ref":"lift"},'
        '{"not_ours":true,"ours":false,"ref":"lamp"}],"stage":1}'
    )
    assert words_of(event) == b'{"definition":"The lift"}'


def test_words_are_bytes_in_one_order_and_keep_every_letter() -> None:
    """Blank ones are left out; an event without words has none."""
    event = e.NoteAdded(on=DAY, words={"b": "Zoë “said” so\n", "a": "x", "c": ""})
    assert words_of(event) == '{"a":"x","b":"Zoë “said” so\\n"}'.encode()
    assert journal.words_from(words_of(event)) == {"a": "x", "b": "Zoë “said” so\n"}
    assert words_of(e.NoteAdded(on=DAY)) == b""
    assert journal.words_from(b"") == {}


def test_the_hash_of_words_can_t_be_guessed_without_the_salt() -> None:
    """The same words under another salt have another hash; none have none."""
    words = b'{"note":"yes"}'
    assert journal.hash_words(SALT, words) == hashlib.sha256(SALT + words).hexdigest()
    assert journal.hash_words(SALT, words) != journal.hash_words(SALT[::-1], words)
    assert journal.hash_words(SALT, b"") == journal.NO_WORDS


def test_an_entry_s_hash_is_made_of_all_its_other_fields() -> None:
    """Written once in plain terms, so that another program can check a journal."""
    entry, _ = stored(answered().events)[0]
    fields = {name: getattr(entry, name) for name in Entry.__struct_fields__}
    assert fields.pop("hash") == entry.hash
    text = json.dumps(
        fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
    assert entry.hash == hashlib.sha256(text).hexdigest()


def test_a_whole_chain_holds_and_gives_its_head() -> None:
    """An empty one has the head that stands before the first."""
    entries = [entry for entry, _ in stored(answered().events)]
    assert check_chain(entries) == entries[-1].hash
    assert check_chain([]) == journal.FIRST


@pytest.mark.parametrize(
    "field", [name for name in Entry.__struct_fields__ if name not in ("hash",)]
)
def test_no_field_of_an_entry_can_be_edited(field: str) -> None:
    """Whichever it is, the entry no longer holds."""
    entries = [entry for entry, _ in stored(answered().events)]
    value = 7 if field in ("sequence", "version") else "edited"
    entries[1] = replace(entries[1], **{field: value})
    with pytest.raises(BrokenChainError, match="entry 2"):
        check_chain(entries)


def test_an_entry_edited_and_sealed_again_breaks_the_next() -> None:
    """The one after it still names the hash it followed."""
    entries = [entry for entry, _ in stored(answered().events)]
    entries[1] = sealed(with_payload(entries[1], on="2025-02-04"))
    with pytest.raises(BrokenChainError, match="entry 3 does not follow"):
        check_chain(entries)


def test_a_removed_entry_is_missed() -> None:
    """From the middle and from the front."""
    entries = [entry for entry, _ in stored(answered().events)]
    with pytest.raises(BrokenChainError, match="entry 2 is missing"):
        check_chain([entries[0], entries[2]])
    with pytest.raises(BrokenChainError, match="entry 1 is missing"):
        check_chain(entries[1:])
    renumbered = sealed(replace(entries[2], sequence=2))
    with pytest.raises(BrokenChainError, match="entry 2 does not follow"):
        check_chain([entries[0], renumbered])


def test_entries_can_t_change_places_nor_stand_twice() -> None:
    """Nor can one of another case be put between."""
    entries = [entry for entry, _ in stored(answered().events)]
    for wrong in (
        [entries[1], entries[0], entries[2]],
        [entries[0], entries[0], entries[1]],
        [entries[0], stored(answered().events, "C-2")[1][0], entries[2]],
    ):
        with pytest.raises(BrokenChainError):
            check_chain(wrong)


def test_what_was_stored_is_read_back_the_same() -> None:
    """Every event, its inner values and its words."""
    events = answered(upheld=True).events
    assert read(stored(events)) == events


def test_a_payload_of_an_older_shape_takes_the_defaults() -> None:
    """A field that was added since is not asked of entries written before."""
    old = b'{"on":"2024-04-02","kind":"complaint","channel":"email"}'
    event = event_from("received", old, {"text": "Bins"})
    assert event == e.Received(
        on=date(2024, 4, 2), channel="email", words={"text": "Bins"}
    )
    refused = event_from(
        "refused", b'{"on":"2024-04-02","by":"A","ground":"too_old"}', {}
    )
    assert isinstance(refused, e.Refused)
    assert (refused.court_filed_on, refused.imported) == (None, False)


def test_a_field_that_this_version_does_not_know_is_left_alone() -> None:
    """A payload that a later version wrote can still be read."""
    event = event_from("note_added", b'{"on":"2024-04-02","mood":"calm"}', {})
    assert event == e.NoteAdded(on=date(2024, 4, 2))


def test_an_event_of_a_newer_version_is_said_to_be_one() -> None:
    """And never passed over."""
    with pytest.raises(UnknownKindError, match="astrology"):
        event_from("astrology", b"{}", {})


@pytest.mark.parametrize(
    "payload", [b"{}", b'{"on":"yesterday"}', b'{"on":"2024-04-02","stage":"one"}']
)
def test_a_payload_of_another_shape_is_no_event(payload: bytes) -> None:
    """A damaged row is found as it is read."""
    with pytest.raises(msgspec.ValidationError):
        event_from("acknowledged", payload, {})


def test_kinds_are_told_apart_by_their_stored_names() -> None:
    """Names stay as they are for ever: they stand in every journal."""
    assert len(journal.KINDS) == len(e.EVENTS)
    assert journal.KINDS["stage_two_requested"] is e.StageTwoRequested
    assert journal.KIND_OF[e.VoidProposed] == "void_proposed"
    entry, _ = stored(answered().events)[0]
    assert hash_entry(entry) == entry.hash
