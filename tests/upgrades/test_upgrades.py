"""A database of an earlier release is brought over with nothing of its record changed.

Each release has added its own (`scripts/upgrades.py`), of both databases.
"""

from pathlib import Path

import pytest
from tests.conftest import database
from tests.own_home import TABLES, loaded, own_home

HERE = Path(__file__).parent
RELEASES = sorted(
    {path.name.replace(".postgresql", "")[:-4] for path in HERE.glob("*.sql")}
)
ENDING = {"sqlite": ".sql", "postgresql": ".postgresql.sql"}


def dump_of(release: str) -> Path:
    """Give a release's database as statements, for the database of this run."""
    return HERE / f"{release}{ENDING[database()]}"


@pytest.mark.parametrize("release", RELEASES)
def test_the_record_of_an_earlier_release_is_as_it_was(
    release: str, tmp_path: Path
) -> None:
    """An upgrade that rewrites an entry takes away what the landlord can prove."""
    with own_home(tmp_path / "home") as home:
        loaded(home, dump_of(release))
        columns = {table: home.columns(table) for table in TABLES}
        before = {table: home.rows(table, columns[table]) for table in TABLES}
        folded = home.columns("complaints_caserow")
        rows = home.rows("complaints_caserow", folded)
        assert all(before.values()), "a table without a row shows nothing"
        home.run("init")
        for table in TABLES:
            assert home.rows(table, columns[table]) == before[table], table
        still = [name for name in folded if name in home.columns("complaints_caserow")]
        chosen = [folded.index(name) for name in still]
        was = [tuple(row[place] for place in chosen) for row in rows]
        assert home.rows("complaints_caserow", still) == was, "it folds otherwise"
        assert " hold." in home.run("verify")
        own = home.rows("complaints_programcalendar", ["version"])
        by = home.rows("complaints_caserow", ["calendar_version"])
        assert set(by) <= {*own, *home.rows("complaints_calendaradoption", ["version"])}


def test_each_release_is_there_for_both_databases() -> None:
    assert RELEASES
    missing = [
        f"{release}{ending}"
        for release in RELEASES
        for ending in ENDING.values()
        if not (HERE / f"{release}{ending}").exists()
    ]
    assert not missing
