"""The demonstration landlord: invented people, homes and a year of cases ending today.

Every step is taken by the core's own rules; only the writing is done in bulk. The same
day makes the same demonstration.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from random import Random

import click
from django.db import transaction

from putright.apps.accounts import queries as accounts
from putright.apps.complaints.queries.cases import identity
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.services import bulk, carry
from putright.config.demo.chosen import tell_chosen
from putright.config.demo.circumstances import tell_circumstances
from putright.config.demo.extras import add_extras
from putright.config.demo.governing import add_governing
from putright.config.demo.letters import send, tell_letters
from putright.config.demo.measured import add_measures
from putright.config.demo.people import LANDLORD, PASSWORD, STAFF, make_people
from putright.config.demo.published import add_reports
from putright.config.demo.stock import Resident, make_stock
from putright.config.demo.story import LONDON, World
from putright.config.demo.year import carry_on, tell_year
from putright.config.outcomes import RefusedError
from putright.core.complaints.decide import Context

SEED = 2_417


def make(now: datetime.datetime) -> None:
    """Add the demonstration landlord, and say who may sign in.

    A second call changes nothing. Raises RefusedError where people of a landlord's own
    are there already.
    """
    if not made_already():
        _refuse_real()
        with transaction.atomic():
            _make(now)
    click.echo(f"{LANDLORD}: sign in on this machine with one of these names,")
    click.echo(f"  {', '.join(one.username for one in STAFF)},")
    click.echo(f"and the password: {PASSWORD}")


def made_already() -> bool:
    """Whether the demonstration is there."""
    first = accounts.person_named(STAFF[0].username)
    return first is not None and first.demonstration


def _refuse_real() -> None:
    if accounts.people().exists():
        problem = (
            "This database has people of its own, so the demonstration is not added. "
            "Point PUTRIGHT_HOME at an empty folder, then run it again."
        )
        raise RefusedError(problem)


def _make(now: datetime.datetime) -> None:
    today = now.astimezone(LONDON).date()
    people = make_people(now, today)
    living = make_stock(now, today)
    staff = {name: identity(person) for name, person in people.items()}
    world = _told(now, staff, living)
    context = world.context
    begun = [story for story in world.stories if story.received]
    begun.sort(key=lambda story: story.happened[0].recorded_at)
    bulk.append_many([story.written() for story in begun], context=context)
    for carried in world.carried:
        carry.to_person(carried.case, carried.step, who=carried.who, now=carried.now)
    for story in begun:
        send(story, approver=staff["manager"])
    add_extras(now=now, today=today, people=people, stories=begun)
    add_governing(now=now, today=today, people=people)
    add_reports(now=now, today=today, people=people, stories=begun)
    add_measures(now=now, today=today, by=people["manager"])


def _told(
    now: datetime.datetime, staff: dict[str, str], living: list[Resident]
) -> World:
    """Tell every story twice: once to see in which order they begin, and so are
    numbered, and then under their references."""
    context = current_context()
    first = tell(now, staff, living, context)
    begun = [(s.case.received_on, n) for n, s in enumerate(first.stories) if s.received]
    years = Counter(f"C-{day:%y}" for day, _ in begun)
    following = {series: bulk.reserve(series, many) for series, many in years.items()}
    names = {}
    for day, number in sorted(begun):
        series = f"C-{day:%y}"
        names[number] = f"{series}-{following[series]:05d}"
        following[series] += 1
    return tell(now, staff, living, context, names)


def tell(
    now: datetime.datetime,
    staff: dict[str, str],
    living: Sequence[Resident],
    context: Context,
    names: dict[int, str] | None = None,
) -> World:
    """Tell every story as it stands now, with nothing stored.

    `staff` is how the journal names each by sign-in name; `names` the references by
    the order in which the cases begin.
    """
    world = World(
        now=now,
        context=context,
        staff=staff,
        residents=living,
        random=Random(SEED),  # noqa: S311 - the same stories each time, no secrets
        names=names,
        carry_on=carry_on,
    )
    tell_chosen(world)
    tell_circumstances(world)
    tell_letters(world)
    tell_year(world)
    return world
