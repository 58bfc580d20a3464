"""`make audit`: what is known of faults in the packages, and that not knowing fails."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from tests.architecture.tree import ROOT

from scripts import audit

CLEAN = {
    "pip-audit": {"dependencies": [{"name": "a", "version": "1", "vulns": []}]},
    "npm": {"vulnerabilities": {}},
}
FAULTY = {
    "pip-audit": {
        "dependencies": [
            {
                "name": "a",
                "version": "1",
                "vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}],
            }
        ]
    },
    "npm": {"vulnerabilities": {"b": {"severity": "high"}}},
}


def answering(answers: dict[str, object]) -> audit.Run:
    """Give a runner of which each tool writes its answer."""

    def run(command: Sequence[str]) -> tuple[int, str]:
        name = command[0].rpartition("/")[2]
        return 1, json.dumps(answers.get(name)) if name in answers else "no network"

    return run


def test_nothing_known_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(answering(CLEAN)) == 0
    assert capsys.readouterr().out.count("no known fault") == 4


def test_a_known_fault_is_named_with_its_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert audit.main(answering(FAULTY)) == 1
    said = capsys.readouterr().out
    assert "a 1: CVE-1, mended in 1.1" in said
    assert "b: high" in said


@pytest.mark.parametrize("silent", ["pip-audit", "npm"])
def test_one_service_that_does_not_answer_fails_the_whole(
    capsys: pytest.CaptureFixture[str], silent: str
) -> None:
    answers = {name: said for name, said in CLEAN.items() if name != silent}
    assert audit.main(answering(answers)) == 1
    assert "did not answer" in capsys.readouterr().out


def test_a_service_that_does_not_answer_is_no_clean_bill() -> None:
    """The tools themselves, with every address led to a port where nobody is."""
    nowhere = "http://127.0.0.1:9"
    leads = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NPM_CONFIG_REGISTRY")
    environment = dict(os.environ) | {
        **dict.fromkeys(leads, nowhere),
        **{name.lower(): nowhere for name in leads},
        "NO_PROXY": "",
        "no_proxy": "",
        "npm_config_fetch_retries": "0",
    }
    code = "from scripts import audit as a; a.LOCKS = ('uv',); exit(a.main())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout
    assert done.stdout.count("did not answer") == 2, done.stdout
