"""Imports run down only, and the two lower floors know no Django."""

import subprocess
import sys

from tests.architecture.tree import ROOT, modules

LOWER = ("src/putright/core", "src/putright/rules")
FOREIGN = ("django", "psycopg", "allauth", "requests", "django_tasks")
PROGRAM = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
loaded = {name.split(".")[0] for name in sys.modules}
print(sorted(loaded.intersection(sys.argv[1].split(","))))
"""


def _lower_modules() -> list[str]:
    return [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(
            ".__init__"
        )
        for path in modules(*LOWER)
    ]


def test_core_and_rules_load_without_django() -> None:
    """A calculation can be checked by someone who has only Python."""
    names = _lower_modules()
    assert "putright.core" in names
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, ",".join(FOREIGN), *names],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_import_walls_hold() -> None:
    """Every contract of `pyproject.toml` is kept."""
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "lint-imports", "--no-logo", "--no-cache"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
