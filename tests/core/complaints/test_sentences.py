"""Every event is told in plain words, with names, UK dates and nobody's own words."""

import re
from datetime import date

import pytest
from tests.core.complaints.samples import SAMPLES

from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.core.complaints.sentences import TELLINGS, sentence, title

NAMES = {"okafor": "Chidi Okafor", "penrose": "Lowenna Penrose", "P-1": "Amina Farrow"}
DAY = date(2025, 1, 10)


@pytest.mark.parametrize("kind", e.EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_has_its_sentence_and_its_heading(kind: type[e.Event]) -> None:
    """Whole sentences; no code, no ISO date, no None and no words of anybody's."""
    event = SAMPLES[kind]
    told, heading = sentence(event, NAMES), title(event)
    assert re.fullmatch(r"[A-Z].*\.", told)
    assert not re.search(r"_|\d{4}-\d\d-\d\d|None|\(\)|  | \.|\.\.|secret", told)
    assert heading
    assert "{" not in heading
    assert len(heading) < 40


def test_no_event_is_without_one() -> None:
    """Nor is there a sentence for nothing."""
    assert set(TELLINGS) == set(e.EVENTS)


@pytest.mark.parametrize("kind", e.EVENTS, ids=lambda kind: kind.__name__)
def test_the_sentence_does_not_change_when_words_are_erased(
    kind: type[e.Event],
) -> None:
    """It is made of the payload alone."""
    event = SAMPLES[kind]
    bare = {name: getattr(event, name) for name in event.__struct_fields__}
    bare["words"] = {}
    assert sentence(kind(**bare), NAMES) == sentence(event, NAMES)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (
            e.Received(on=DAY, channel="letter", raised_by="mp"),
            "A complaint was received by letter from an MP.",
        ),
        (
            e.Received(on=DAY, precision="month", imported=True),
            "A complaint was received in January 2025, the day is not known. "
            "The record came in from a file.",
        ),
        (
            e.Acknowledged(
                on=DAY,
                stage=1,
                points=(
                    parts.PointOwned("a"),
                    parts.PointOwned("b", ours=False, not_ours=True),
                ),
            ),
            "Stage 1 was acknowledged with 2 points, 1 not for us to answer for.",
        ),
        (
            e.Extended(on=DAY, stage=1, to=date(2025, 1, 24), told_on=DAY),
            "The resident was told that the stage 1 answer will come by "
            "24 January 2025.",
        ),
        (
            e.Extended(on=DAY, stage=2, to=date(2025, 1, 24)),
            "Stage 2 was extended to 24 January 2025; when the resident was told is "
            "not recorded.",
        ),
        (
            e.Assigned(on=DAY, stage=2, handler="penrose"),
            "Lowenna Penrose handles stage 2.",
        ),
        (
            e.Assigned(on=DAY, stage=2, handler="nobody-known"),
            "Nobody-known handles stage 2.",
        ),
        (
            e.Responded(on=DAY, stage=1, by="", outcome="partially_upheld"),
            "Stage 1 was answered: partially upheld.",
        ),
        (
            e.CompensationApproved(on=DAY, by="okafor", stage=1, pence=125050),
            "Chidi Okafor approved compensation of £1,250.50 at stage 1.",
        ),
        (
            e.ContactRecorded(on=DAY),
            "There was contact with the resident.",
        ),
        (
            e.AdjustmentReviewed(on=DAY, adjustment="adj1"),
            "An adjustment was reviewed and ended.",
        ),
    ],
)
def test_how_some_read(event: e.Event, told: str) -> None:
    """As a person would put it."""
    assert sentence(event, NAMES) == told


def test_names_may_come_from_a_function() -> None:
    """Which is asked for each identity, and never for nobody."""
    asked: list[str] = []

    def name(identity: str) -> str:
        asked.append(identity)
        return NAMES[identity]

    told = sentence(e.VoidProposed(on=DAY, by="okafor"), name)
    assert told == "Chidi Okafor says that the case was logged in error."
    assert sentence(e.VoidProposed(on=DAY, by=""), name).startswith("Someone says")
    assert asked == ["okafor"]


def test_a_refusal_that_was_imported_claims_nothing_about_its_letter() -> None:
    """What the file does not say is not said."""
    here = e.Refused(on=DAY, by="okafor", ground="too_old")
    there = e.Refused(on=DAY, by="okafor", ground="too_old", imported=True)
    assert "Ombudsman" in sentence(here, NAMES)
    assert "Ombudsman" not in sentence(there, NAMES)
