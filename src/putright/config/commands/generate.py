"""`putright generate`: a landlord-like history of many cases, to measure by."""

import datetime
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING

import click

from putright.config.commands.init import init_command
from putright.config.django_setup import load

if TYPE_CHECKING:
    from putright.apps.complaints.services.bulk import Prepared
    from putright.config.demo.many import Plan

CHUNK = 500
AHEAD = 3
"""Chunks that each process may have ready before they are written."""


@click.command()
@click.pass_context
@click.option("--cases", required=True, type=click.IntRange(1, 5_000_000))
@click.option("--seed", default=1, show_default=True, type=int)
@click.option("--years", default=10, show_default=True, type=click.IntRange(1, 10))
def generate_command(ctx: click.Context, *, cases: int, seed: int, years: int) -> None:
    """Add CASES invented cases, spread over YEARS years, to the demonstration.

    Makes the database and the demonstration where there is none. The same seed makes
    the same cases. A database with people of its own is refused.
    """
    ctx.invoke(init_command, demo=True, collect=False)
    from django.db import connections

    now = datetime.datetime.now(tz=datetime.UTC)
    plan, first = _plan(cases, seed, years, now)
    connections.close_all()  # so that no other process shares this one's
    began = time.monotonic()
    done = 0
    for batch in _prepared(plan, first):
        _store(batch)
        done += len(batch)
        _progress(done, cases)
    _counted_anew()
    took = time.monotonic() - began
    click.echo(f"{done} cases in {took:.1f} s ({done / took:,.0f} a second).")


def _plan(
    cases: int, seed: int, years: int, now: datetime.datetime
) -> tuple["Plan", int]:
    """Say what is to be made; give the number of its first case too."""
    from putright.apps.accounts import queries as accounts
    from putright.apps.complaints.queries.cases import identity
    from putright.apps.complaints.services import bulk
    from putright.config.demo import acts, many, stock
    from putright.config.demo.story import LONDON

    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        found = [accounts.person_named(name) for name in names]
        return tuple(identity(person) for person in found if person)

    today = now.astimezone(LONDON).date()
    plan = many.Plan(
        seed=seed,
        total=cases,
        first_day=today - datetime.timedelta(days=365 * years),
        today=today,
        now=now,
        handlers=named(acts.INVESTIGATORS),
        reviewers=named(acts.REVIEWERS),
        residents=stock.living_there(today),
    )
    return plan, bulk.reserve("G", cases)


def _prepared(plan: "Plan", first: int) -> Iterator[list["Prepared"]]:
    """Work cases out in several processes; give them chunk by chunk, in order."""
    workers = max(1, (os.cpu_count() or 1))
    starts = range(first, first + plan.total, CHUNK)
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(plan,)) as pool:
        waiting: deque[Future[list[Prepared]]] = deque()
        for start in starts:
            count = min(CHUNK, first + plan.total - start)
            waiting.append(pool.submit(_chunk, start, count))
            if len(waiting) > workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_PLAN: list["Plan"] = []
"""The plan, once in each process."""


def _begin(plan: "Plan") -> None:
    load()
    _PLAN[:] = [plan]


def _chunk(start: int, count: int) -> list["Prepared"]:
    from putright.apps.complaints.services.bulk import prepare
    from putright.config.demo import many
    from putright.core.calendar import england_calendar
    from putright.core.complaints.decide import Context

    context = Context(calendar=england_calendar())
    made = many.some(_PLAN[0], context.calendar, start, count)
    return [prepare(case, context) for case in made]


def _store(batch: list["Prepared"]) -> None:
    from putright.apps.complaints.services import bulk

    bulk.store(batch)


def _counted_anew() -> None:
    from putright.apps.complaints.services import inserting

    inserting.counted_anew()


def _progress(done: int, cases: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {cases:,}", nl=False, err=True)
