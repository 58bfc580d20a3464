"""What every test shares: a folder for files, quick passwords, and the two databases.

Tests run on SQLite unless started by `python -m tests.postgres`. A test that can only
mean something on one of the two carries the marker `postgresql` or `sqlite`, and runs
when the tests run on that one: pytest counts it as deselected on the other.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

DATABASES = ("sqlite", "postgresql")
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"
"""Argon2 is slow by design: a tenth of a second for each person made or signed in."""


def database() -> str:
    """Say which database these tests run on: `sqlite` or `postgresql`."""
    address = os.environ.get("PUTRIGHT_DATABASE_URL", "")
    return "postgresql" if address.startswith("postgres") else "sqlite"


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known."""
    for name in DATABASES:
        config.addinivalue_line("markers", f"{name}: only means something on {name}")


def pytest_report_header() -> str:
    """Print the database at the head of the run."""
    return f"database: {database()}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print how many requests of junk were sent, and the worst answer to any."""
    told = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "teardown"
        for name, value in report.user_properties
        if name == "fuzzed"
    ]
    if told:
        count, worst = sum(one for one, _ in told), max(one for _, one in told)
        terminalreporter.line(f"{count} requests of junk; the worst answer was {worst}")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out the tests that are for the other database only."""
    theirs = [item for item in items if not _runs_here(item)]
    config.hook.pytest_deselected(items=theirs)
    items[:] = [item for item in items if _runs_here(item)]


def _runs_here(item: pytest.Item) -> bool:
    named = [name for name in DATABASES if item.get_closest_marker(name)]
    return not named or database() in named


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep evidence, letters and mail of tests out of the program's own folder."""
    home = settings.PUTRIGHT_HOME
    there = tmp_path_factory.mktemp("home")
    moved = {
        name: there / value.relative_to(home)
        for name in dir(settings)
        if isinstance(value := getattr(settings, name), Path)
        and value.is_relative_to(home)
    }
    moved["STATIC_ROOT"].mkdir()  # WhiteNoise warns where it is missing
    with override_settings(
        **moved, PASSWORD_HASHERS=[QUICK], CLOCK_CHECKED=False, ASKS_A_MINUTE=0
    ):
        yield
