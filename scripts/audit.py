"""Ask the advisory services about every package in the locks: `make audit`.

Python's by pip-audit, over the locks as they stand; npm's by `npm audit`. Both need a
service that answers: where one does not, that is said and this fails, since not to
know of a fault is not to have none.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LOCKS = ("uv", "run", "dev")
NOT_ASKED = (
    "The advisory service for {} packages did not answer, so nothing is known of "
    "faults in them. Try again where it can be reached."
)
WAIT = 300
"""Seconds for a service to answer in."""

Run = Callable[[Sequence[str]], tuple[int, str]]


@dataclass(frozen=True)
class Found:
    """What came of asking: whether the service answered, and the faults it knows."""

    what: str
    answered: bool
    faults: tuple[str, ...] = ()


def run(command: Sequence[str]) -> tuple[int, str]:
    """Run a command here; give how it ended and what it wrote."""
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        return 1, ""
    return done.returncode, done.stdout


def python_packages(lock: str, run: Run) -> Found:
    """Ask about one lock of Python packages."""
    file = f"requirements/{lock}.txt"
    _, text = run(
        [
            *(str(BIN / "pip-audit"), "--requirement", file, "--format", "json"),
            *("--disable-pip", "--require-hashes", "--progress-spinner", "off"),
        ]
    )
    answer = _json(text)
    if "dependencies" not in answer:
        return Found(f"Python ({file})", answered=False)
    faults = tuple(
        f"{package['name']} {package.get('version', '')}: {fault['id']}, mended in "
        f"{', '.join(fault.get('fix_versions') or ['no version yet'])}"
        for package in answer["dependencies"]
        for fault in package.get("vulns", ())
    )
    return Found(f"Python ({file})", answered=True, faults=faults)


def npm_packages(run: Run) -> Found:
    """Ask about the npm packages, those of the tests too."""
    _, text = run([str(BIN / "npm"), "audit", "--json", "--package-lock-only"])
    answer = _json(text)
    if "vulnerabilities" not in answer:
        return Found("npm", answered=False)
    faults = tuple(
        f"{name}: {fault.get('severity', 'of unknown weight')}"
        for name, fault in answer["vulnerabilities"].items()
    )
    return Found("npm", answered=True, faults=faults)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def main(run: Run = run) -> int:
    """Say what was found; end with 0 only where all answered and none has a fault."""
    found = [*(python_packages(lock, run) for lock in LOCKS), npm_packages(run)]
    for one in found:
        if not one.answered:
            print(NOT_ASKED.format(one.what))
        elif one.faults:
            print(f"{one.what}: {len(one.faults)} known faults")
            print("\n".join(f"  {fault}" for fault in one.faults))
        else:
            print(f"{one.what}: no known fault")
    return int(any(one.faults or not one.answered for one in found))


if __name__ == "__main__":
    sys.exit(main())
