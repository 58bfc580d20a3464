"""The list of erasures, by which a restored copy forgets again, lacks none."""

import pytest
from tests.apps.complaints import worklists as w

from putright.apps.complaints.services import erasures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_list(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasures, "log_path", lambda: tmp_path / "erasures.jsonl")  # type: ignore[operator]


def erased() -> str:
    """Erase a case; what is done after the commit is not done here, as in a crash."""
    reference = w.logged()
    erasures.erase_case(reference=reference, reason="Retention", who="u1", now=w.NOW)
    return reference


def test_one_that_a_crash_kept_out_of_the_list_is_added() -> None:
    """Else a restore brings back what was erased, and nobody knows."""
    w.amina()
    reference = erased()
    assert list(erasures.written_down()) == []
    assert erasures.write_down_missing(now=w.NOW) == 1
    assert dict(erasures.written_down()) == {reference: 1}
    assert erasures.write_down_missing(now=w.NOW, since=None) == 0


def test_a_line_torn_by_a_power_cut_costs_no_other() -> None:
    w.amina()
    first = erased()
    erasures.write_down_missing(now=w.NOW)
    with erasures.log_path().open("a") as file:
        file.write('{"reference": "C-2')
    second = erased()
    assert erasures.write_down_missing(now=w.NOW) == 1
    assert dict(erasures.written_down()) == {first: 1, second: 1}
