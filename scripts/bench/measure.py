"""Times taken, what is read from them, and the table they are shown in."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

HEADINGS = ("Figure", "p50 ms", "p95 ms", "CPU ms", "Queries", "Goal p95")
WIDTHS = (32, 9, 9, 9, 9, 14)


@dataclass(frozen=True)
class Measured:
    """A figure: times in milliseconds, queries a request, and what is aimed at.

    `processor`: what a request took of the server's processor time, on average; it
    stays true where other work keeps the machine busy.
    """

    name: str
    p50: float
    p95: float
    processor: float
    queries: int
    goal: str

    def cells(self) -> tuple[str, ...]:
        """Give the figure as the cells of its row."""
        times = (f"{time:.1f}" for time in (self.p50, self.p95, self.processor))
        return (self.name, *times, str(self.queries), self.goal)


def percentile(times: Sequence[float], share: float) -> float:
    """Give the time that so large a share of times did not exceed (nearest rank).

    Raises ValueError where there are none.
    """
    if not times:
        raise ValueError("Nothing was timed.")
    rank = max(1, math.ceil(share * len(times)))
    return sorted(times)[rank - 1]


def timed(act: Callable[[], object]) -> float:
    """Do something, and give the milliseconds it took."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def line(cells: Sequence[str]) -> str:
    """Lay cells out as a row: the first to the left, the others to the right."""
    first, *others = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(c.rjust(width) for c, width in others)


def table(title: str, rows: Sequence[Measured]) -> str:
    """Lay figures out under a title."""
    listed = [title, line(HEADINGS), "-" * sum(WIDTHS)]
    return "\n".join([*listed, *(line(row.cells()) for row in rows)])
