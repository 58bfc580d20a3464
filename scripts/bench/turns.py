"""Whole commands in turns, one after another, so that all meet the same machine.

What each used is read from the system as its process ends.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

TURNS = 7
Command = Sequence[str | Path]


class Used(NamedTuple):
    """What a process used: seconds by the wall and of processors, and peak memory."""

    seconds: float
    processor: float
    megabytes: float


def used(
    command: Command,
    environment: Mapping[str, str] | None = None,
) -> Used:
    """Run a command, its output left unread, and give what it used.

    Raises CalledProcessError where it fails.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        env=None if environment is None else dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Used(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Way(NamedTuple):
    """A way of doing a thing: its command, and what is aimed at."""

    command: Command
    goal: str = ""
    environment: Mapping[str, str] | None = None


def in_turns(ways: Mapping[str, Way], turns: int = TURNS) -> dict[str, list[Used]]:
    """Run every way once a turn, for so many turns."""
    took: dict[str, list[Used]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, way in ways.items():
            took[name].append(used(way.command, way.environment))
    return took


def lines(
    title: str, ways: Mapping[str, Way], took: Mapping[str, Sequence[Used]]
) -> Iterator[str]:
    """Tell each way's medians with the least and the most, and its goal."""
    many = len(next(iter(took.values())))
    yield (
        f"{title}: whole commands, median of {many} taken in turns (least to most); "
        f"load {os.getloadavg()[0]:.1f}"
    )
    for name, runs in took.items():
        wall = spread([one.seconds for one in runs])
        processor = spread([one.processor for one in runs])
        most = max(one.megabytes for one in runs)
        yield (
            f"  {name:<26}{wall:>24} s{processor:>24} s of processors"
            f"{most:>8,.0f} MB   {ways[name].goal}"
        )


def spread(seconds: Sequence[float]) -> str:
    """Give the median, and the least and the most."""
    return f"{median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"


def times(took: Mapping[str, Sequence[Used]], slow: str, quick: str) -> str:
    """Say how many times as long one way takes as another, by both clocks."""
    wall, processor = (
        median([one[place] for one in took[slow]])
        / median([one[place] for one in took[quick]])
        for place in (0, 1)
    )
    return (
        f"  {slow} takes {wall:.1f} times as long as {quick}, and "
        f"{processor:.1f} times the processor time"
    )
