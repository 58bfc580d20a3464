"""The program is killed as people work, and nothing that was acknowledged is lost.

A short run; `make faults` kills a thousand times.
"""

import pytest
from scripts.faults.cluster import durable
from scripts.faults.trying import Outcome, run

ON_SQLITE, ON_POSTGRESQL, SEED = 18, 7, 7


def assert_nothing_lost(outcome: Outcome, kills: int) -> None:
    """Each step is there once, each chain holds, and no letter was sent twice."""
    assert outcome.wrong == []
    assert sum(outcome.kills.values()) == kills
    assert outcome.steps > 0
    assert outcome.arrived > 0


@pytest.mark.sqlite
def test_no_step_is_lost_and_no_letter_sent_twice() -> None:
    assert_nothing_lost(run(ON_SQLITE, SEED), ON_SQLITE)


@pytest.mark.postgresql
def test_no_step_is_lost_when_the_database_dies_as_well() -> None:
    with durable() as cluster:
        assert_nothing_lost(run(ON_POSTGRESQL, SEED, cluster), ON_POSTGRESQL)
