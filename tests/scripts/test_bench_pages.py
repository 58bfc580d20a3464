"""What the benchmarks ask for is there, and takes no more queries for more cases."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from scripts.bench import counting
from scripts.bench.pages import GOALS
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.complaints.services import bulk
from putright.config.demo import many
from putright.config.demo.stock import Resident
from putright.core.calendar import england_calendar
from putright.core.complaints.decide import Context

CONTEXT = Context(calendar=england_calendar())


def some(first: int, count: int) -> None:
    """Cases that are open or late today, and others of the last two years."""
    now = timezone.now()
    day = timezone.localdate()
    resident = Resident(
        person=cast.AMINA.reference,
        name=cast.AMINA.name,
        home=cast.FLAT.reference,
        area="Millwater",
        body="",
        tenure="LCRA",
        reached=True,
    )
    plan = many.Plan(
        seed=3,
        total=1_000,
        first_day=day - datetime.timedelta(days=700),
        today=day,
        now=now,
        handlers=("u1",),
        reviewers=("u2",),
        residents=(resident,),
    )
    made = many.some(plan, CONTEXT.calendar, first, count)
    bulk.append_many(made, context=CONTEXT)


@pytest.mark.django_db
def test_every_figure_is_asked_for_and_its_queries_do_not_grow() -> None:
    w.amina()
    manager = w.person(cast.COMPLAINTS_MANAGER, "manager")
    some(1, 100)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(manager)
    few = counting.measured(client, manager)
    assert set(few["queries"]) == set(GOALS)
    assert len(few["asked"]["words"]) == counting.ASKED
    some(101, 150)
    more = counting.measured(client, manager)
    few["queries"]["report"] = more["queries"]["report"]
    # A report leaves out what a month with few cases has nothing to say of.
    grown = {key: n for key, n in more["queries"].items() if n > few["queries"][key]}
    assert grown == {}
