"""Landlords of many cases, made once and kept under `build/bench` for the next run.

A million cases take a quarter of an hour. What is kept goes by number of cases, seed
and migrations: where these are others, it is made anew, and what was there removed.
"""

import hashlib
import shutil
import time
from pathlib import Path

from scripts.bench.serving import Environment, environment, run

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "bench"
DONE = "made"
"""A file beside the database: how many cases a second it was made at."""


def migrations() -> str:
    """Give a short hash of every migration of the program: its names and bytes."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src/putright/apps").glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def kept(size: int, seed: int, folder: Path = FOLDER) -> tuple[Environment, float]:
    """Give a landlord on SQLite with so many cases made, and cases made a second.

    It is made where there is none. Those of other migrations are removed.
    """
    home = folder / f"{size}-{seed}-{migrations()}"
    there = environment(home)
    done = home / DONE
    if not done.exists():
        for old in folder.glob(f"{size}-{seed}-*"):
            shutil.rmtree(old)
        done.parent.mkdir(parents=True)
        done.write_text(f"{filled(there, size, seed)}")
    return there, float(done.read_text())


def filled(there: Environment, size: int, seed: int) -> float:
    """Make a landlord with so many cases; give how many were made a second."""
    run(there, "init", "--demo")
    began = time.perf_counter()
    run(there, "generate", "--cases", str(size), "--seed", str(seed))
    return size / (time.perf_counter() - began)
