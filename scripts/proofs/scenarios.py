"""Worked cases: what is refused, and what comes of the rest

Every file in the folder `scenarios` is played in the core alone. A case that does not
come out as expected has a line of its own, saying what differs.
"""

from collections.abc import Iterator
from pathlib import Path

from putright.core.calendar import england_calendar
from putright.core.complaints.decide import Context
from putright.core.complaints.play import NotAWorkedCaseError, play_all, read
from scripts.lines import Line, compared

ENDINGS = (".yaml", ".yml", ".json")


def prove(data: Path) -> Iterator[Line]:
    """Play every file of worked cases under DATA/scenarios.

    Raises FileNotFoundError where there is none.
    """
    folder = data / "scenarios"
    files = sorted(path for path in folder.glob("*") if path.suffix in ENDINGS)
    if not files:
        raise FileNotFoundError(2, "no worked cases", str(folder))
    for path in files:
        yield from _file(path)


def _file(path: Path) -> Iterator[Line]:
    try:
        results = play_all(
            read(path.read_text(encoding="utf-8")), Context(calendar=england_calendar())
        )
    except (NotAWorkedCaseError, UnicodeDecodeError) as error:
        yield Line(path.name, agrees=False, detail=str(error))
        return
    for result in results:
        if result.why:
            detail = "; ".join(result.why)
            yield Line(f"{path.name}, {result.name}", agrees=False, detail=detail)
    passed = sum(not result.why for result in results)
    yield compared(f"{path.name}, cases as expected", passed, len(results))
