"""Steps of setting a peer up, each with its time, and the folders that are kept."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PLACE = ROOT / "build" / "peers"
DONE = "made"
"""A file in a kept folder, there once it is filled."""


class NotHereError(RuntimeError):
    """A peer can't be measured here: the message says why, and what to do."""


def step(*words: str | Path, seconds: int, advice: str, **how: Any) -> str:
    """Run a command for so many seconds at most; give what it said.

    Raises NotHereError, with the advice, where it fails, is missing or takes longer.
    """
    script = [word for word in words if str(word).endswith(".sh")]
    name = Path([*script, words[0]][0]).name
    try:
        done = subprocess.run(
            words, check=False, capture_output=True, text=True, timeout=seconds, **how
        )
    except OSError as error:
        why = f"{name} can't be run: {error.strerror}. {advice}"
        raise NotHereError(why) from error
    except subprocess.TimeoutExpired as error:
        late = f"{name} was not done in {seconds} seconds"
        raise NotHereError(f"{late}. {advice}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise NotHereError(f"{name} said: {said[-1].rstrip('.')}. {advice}")
    return done.stdout


def home_of(peer: str, size: int, made_by: Iterable[Path], texts: str) -> Path:
    """Give the kept folder of a peer with so many cases, by what fills it."""
    digest = hashlib.sha256(texts.encode())
    for path in sorted(made_by):
        digest.update(path.name.encode() + path.read_bytes())
    return PLACE / f"{peer}-{size}-{digest.hexdigest()[:12]}"


def make_room(home: Path) -> None:
    """Remove what other versions, or a fill that was broken off, left of a folder."""
    for old in home.parent.glob(f"{home.name.rpartition('-')[0]}-*"):
        shutil.rmtree(old)
    home.mkdir(parents=True)
