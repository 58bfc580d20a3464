"""The packages of the rivals, in a venv of their own under `build`.

They are locked apart (`requirements/peer-statistics.txt`) and are never part of
the program. Where they can't be had, that is said and the rest is measured.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOCK = ROOT / "requirements" / "peer-statistics.txt"
VENV = ROOT / "build" / "peers" / "statistics"
HERE = Path(__file__).parent
UV = Path(sys.executable).parent / "uv"


class NoPeersError(RuntimeError):
    """The peers can't be installed; the message says what the installer said."""


def peer_python() -> Path:
    """Give the Python that has the peers, installed anew when their lock changed.

    Raises NoPeersError where they can't be.
    """
    python, stamp = VENV / "bin" / "python", VENV / "lock.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    stamp.unlink(missing_ok=True)
    _run(UV, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
    sync = ("--quiet", "--no-build", "--require-hashes", "--python", python)
    _run(UV, "pip", "sync", *sync, LOCK)
    stamp.write_text(wanted)
    return python


def _run(*words: str | Path) -> None:
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines()[:1]
        raise NoPeersError("; ".join(["What they are held to is missing", *said]))
