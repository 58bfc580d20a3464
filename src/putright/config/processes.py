"""Work shared out between processes, answered in its order, with little waiting."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from putright.config.django_setup import load

AHEAD = 3
"""Pieces that each process may have ready before they are asked for."""
WORTH_IT = 40
"""Pieces under which the start of other processes takes longer than the work."""
SELDOM = 100_000
"""New values between two looks for circles."""

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


def spread(
    work: Callable[[Piece], Answer], pieces: Iterable[Piece], worth_it: int = WORTH_IT
) -> Iterator[Answer]:
    """Do a function of a module for every piece, several at a time where there are as
    many as it is worth. The other processes begin anew and have connections of their
    own."""
    waiting = iter(pieces)
    first = list(islice(waiting, worth_it))
    workers = os.cpu_count() or 1
    if len(first) < worth_it or workers < 2:
        yield from map(work, chain(first, waiting))
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin)
    ahead: deque[Future[Answer]] = deque()
    try:
        for piece in chain(first, waiting):
            ahead.append(pool.submit(work, piece))
            if len(ahead) > workers * AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    load()
    collect_seldom()


def collect_seldom() -> None:
    """Look for values in circles far less often, in a command that goes through many.

    What rows are made of is let go of at once; looking through all that is alive every
    few hundred values takes a quarter of the work.
    """
    gc.freeze()
    gc.set_threshold(SELDOM)
