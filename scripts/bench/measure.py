"""Times taken, what is read from them, and the table they are shown in."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

HEADINGS = ("Figure", "p50 ms", "p95 ms", "Queries", "Goal")
WIDTHS = (44, 9, 9, 8, 14)


@dataclass(frozen=True)
class Measured:
    """A figure: times in milliseconds, queries a request, and what is aimed at."""

    name: str
    p50: float
    p95: float
    queries: int | None
    goal: str

    def cells(self) -> tuple[str, ...]:
        """Give the figure as the cells of its row."""
        queries = "" if self.queries is None else str(self.queries)
        return (self.name, f"{self.p50:.1f}", f"{self.p95:.1f}", queries, self.goal)


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


def measured(
    name: str, times: Sequence[float], goal: str, queries: int | None = None
) -> Measured:
    """Make a figure of some times."""
    return Measured(
        name, percentile(times, 0.5), percentile(times, 0.95), queries, goal
    )


def line(cells: Sequence[str]) -> str:
    """Lay cells out as a row: the first to the left, the others to the right."""
    first, *others = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(c.rjust(width) for c, width in others)


def table(title: str, rows: Sequence[Measured]) -> str:
    """Lay figures out under a title."""
    listed = [title, line(HEADINGS), "-" * sum(WIDTHS)]
    return "\n".join([*listed, *(line(row.cells()) for row in rows)])
