"""A fault beneath a page: it says what is wrong and what to do, and loses nothing."""

import json
from collections.abc import Iterator

import pytest
from tests.own_home import OwnHome, own_home, small_landlord

TITLES = {
    "full": "There is no room left to save",
    "read_only": "Nothing can be saved just now",
    "locked": "Something else is writing just now",
    "away": "The records can’t be reached just now",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnHome]:
    """A landlord at work."""
    with own_home(tmp_path_factory.mktemp("landlord") / "home") as made:
        small_landlord(made)
        yield made


@pytest.mark.parametrize(
    "fault",
    [
        "full",
        "read_only",
        "locked",
        pytest.param("away", marks=pytest.mark.postgresql),
    ],
)
def test_what_was_typed_is_kept_and_recorded_once_when_the_fault_is_over(
    home: OwnHome, fault: str
) -> None:
    """A bare error page after an hour's typing costs that hour, and the trust."""
    done = home.python("-m", "tests.faults.pages", fault)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "status": 503,
        "title": TITLES[fault],
        "recorded": 0,
        "typed": True,
        "in the end": 1,
    }
    assert "engineer rang" not in done.stderr, "the log tells of nobody"
    assert "The store is" in done.stderr
