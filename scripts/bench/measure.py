"""Times taken, what is read from them, and the tables they are shown in."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

HEADINGS = ("Figure", "p50 ms", "p95 ms", "CPU ms", "Requests", "Queries", "Goal p95")
WHOLE_HEADINGS = ("Run", "Rows", "Seconds", "CPU s", "Rows a CPU s", "Goal")


class Row(Protocol):
    """Anything that a table has a row for."""

    def cells(self) -> tuple[str, ...]:
        """Give the cells of its row."""


@dataclass(frozen=True)
class Measured:
    """A figure: times in milliseconds, queries a request, and what is aimed at.

    `processor`: what a request took of the server's processor time, on average; it
    stays true where other work keeps the machine busy. `few`: the queries it takes
    where there are few cases.
    """

    name: str
    p50: float
    p95: float
    processor: float
    queries: int
    goal: str
    requests: int = 0
    few: int = 0

    @property
    def steady(self) -> bool:
        """Whether it takes no more queries than where there are few cases."""
        return self.queries <= self.few

    def cells(self) -> tuple[str, ...]:
        """Give the figure as the cells of its row."""
        times = (f"{time:.1f}" for time in (self.p50, self.p95, self.processor))
        queries = (
            f"{self.queries}" if self.steady else f"{self.queries}, not {self.few}"
        )
        return (self.name, *times, str(self.requests), queries, self.goal)


@dataclass(frozen=True)
class Whole:
    """A run from start to end: what it went through, and what it took.

    `seconds` by the wall, `processor` of all its processes.
    """

    name: str
    rows: int
    seconds: float
    processor: float
    goal: str

    def cells(self) -> tuple[str, ...]:
        """Give the run as the cells of its row."""
        rate = self.rows / self.processor if self.processor else 0.0
        took = (f"{self.seconds:.1f}", f"{self.processor:.1f}", f"{rate:,.0f}")
        return (self.name, f"{self.rows:,}", *took, self.goal)


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


def table(
    title: str,
    rows: Sequence[Row],
    headings: Sequence[str] = HEADINGS,
    *,
    markdown: bool = False,
) -> str:
    """Lay figures out under a title: as text in columns, or in Markdown."""
    cells = [tuple(headings), *(row.cells() for row in rows)]
    if markdown:
        ruled = [cells[0], ("---", *["---:"] * (len(headings) - 2), "---"), *cells[1:]]
        return "\n".join([f"### {title}", "", *(f"| {' | '.join(c)} |" for c in ruled)])
    widths = [max(len(row[place]) for row in cells) for place in range(len(headings))]
    laid = [_line(row, widths) for row in cells]
    return "\n".join([title, laid[0], "-" * len(laid[0]), *laid[1:]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Lay cells out as a row: the first to the left, the others to the right."""
    first, *others = zip(cells, widths, strict=True)
    return first[0].ljust(first[1]) + "".join(f"  {c.rjust(w)}" for c, w in others)
