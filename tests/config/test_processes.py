"""Work shared out: every piece answered, in its order, however many processes."""

import math
import os

import pytest

from putright.config.processes import WORTH_IT, spread


def test_a_few_pieces_are_done_here() -> None:
    """The start of other processes would take longer than the work."""
    here = spread(_process, range(WORTH_IT - 1))
    assert set(here) == {os.getpid()}


def _process(_piece: int) -> int:
    return os.getpid()


def test_many_pieces_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    pieces = range(3 * WORTH_IT)
    assert list(spread(math.sqrt, pieces)) == [math.sqrt(n) for n in pieces]


def test_whoever_stops_reading_waits_for_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    found = spread(math.sqrt, range(100 * WORTH_IT))
    assert next(found) == 0.0
    found.close()
    assert list(found) == []
