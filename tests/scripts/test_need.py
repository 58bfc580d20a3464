"""A machine that lacks something is told what, and how to get it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHELL = shutil.which("sh") or "/bin/sh"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Give a folder of programs with Python and an ordinary user, and no more."""
    (tmp_path / "python3").symlink_to(Path(sys.executable).resolve())
    user = tmp_path / "id"
    user.write_text("#!/bin/sh\necho 1000\n", encoding="ascii")
    user.chmod(0o755)
    return tmp_path


def _need(programs: Path, *what: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHELL, ROOT / "scripts" / "need.sh", *what],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": str(programs)},
    )


def test_who_may_not_install_is_given_the_line_that_does(bare: Path) -> None:
    """Nothing is skipped in silence: it names the packages, and fails."""
    done = _need(bare, "browser", "pdf")
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends" in done.stderr
    assert "chromium" in done.stderr
    assert "poppler-utils" in done.stderr


def test_a_machine_with_all_of_it_hears_nothing(bare: Path) -> None:
    """Where the program is there, nothing is said and nothing installed."""
    (bare / "pdftotext").symlink_to(SHELL)
    done = _need(bare, "pdf")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_need_nobody_knows_is_refused(bare: Path) -> None:
    """A slip in the Makefile does not pass for a need that is met."""
    assert _need(bare, "brwoser").returncode == 2
