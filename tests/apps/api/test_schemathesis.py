"""The API held against its own document by a program made for that, from outside.

Run as a program of its own against the served API: whatever it sends, nothing is
answered by 500 and nothing otherwise than the document says.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.apps.api.calling import secret_for
from tests.trips.house import committed

from putright.apps.api.views.program import auth
from putright.apps.api.views.program.api import document

EXAMPLES = 6
"""For each address: a bound by number, so that a slow machine tries as much."""
MANY_FIELDS = ("cases", "log", "steps", "write_letter")
"""Addresses of so many fields that every value of each would take minutes; they are
tried by `EXAMPLES` alone, and by the tests beside this one."""
SEED = 20260311
NOT_HELD = (
    "positive_data_acceptance",  # a step is refused by the Code, however well written
    "use_after_free",
    "ensure_resource_availability",
    "object_level_authorization",
)
CONFIG = """
[parameters]
"path.reference" = "{reference}"
"path.letter" = {letter_id}
"path.sha256" = "{sha256}"
"path.code" = "stage_1_received"
"""
LESS = """
[[operations]]
include-operation-id = "{name}"
phases.coverage.enabled = false
"""


@pytest.mark.django_db(transaction=True)
def test_nothing_is_answered_otherwise_than_the_document_says(
    served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes a program from the document meets nothing that is not in it."""
    monkeypatch.setattr(auth, "BAD_TOKENS", "100000/600s")
    with committed() as house:
        config = tmp_path / "schemathesis.toml"
        less = [LESS.format(name=name) for name in MANY_FIELDS]
        told = CONFIG.format(**house.things) + "".join(less)
        config.write_text(told, encoding="utf-8")
        done = subprocess.run(
            [
                Path(sys.executable).with_name("schemathesis"),
                f"--config-file={config}",
                "run",
                f"{served}/api/openapi.json",
                f"--header=Authorization: Bearer {secret_for(house.people['m'])}",
                f"--max-examples={EXAMPLES}",
                "--phases=coverage,fuzzing",
                "--checks=all",
                f"--exclude-checks={','.join(NOT_HELD)}",
                f"--seed={SEED}",
                "--workers=1",
                "--no-shrink",
                "--max-redirects=1",
                "--suppress-health-check=all",
                "--warnings=off",
                "--continue-on-failure",
            ],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-12_000:] + done.stderr[-3_000:]
    paths = document()["paths"].values()
    assert f"Tested: {sum(len(methods) for methods in paths)}" in done.stdout
