"""Fills a django-helpdesk by its own models: `desk_fill.py TICKETS`.

As our own made-up history is: ten years, two in a hundred open and received within 40
days, ten follow-ups each, the same texts. Prints some numbers of tickets as JSON.
"""

import datetime
import json
import os
import sys
from random import Random

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "desk_settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - once Django is set up
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402

BATCH = 1_000
EVENTS = 10
DAY = datetime.timedelta(days=1)
TEAMS = ("Repairs", "Damp and mould", "Lettings", "Neighbourhood", "Income")


def main(tickets: int, texts: list[str]) -> None:
    """Make the people, the queues and the tickets."""
    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    staff = [
        User.objects.create_superuser(name, f"{name}@landlord.example", "demonstration")
        for name in ("manager", "investigator", "investigator2", "reviewer")
    ]
    queues = [
        Queue.objects.create(title=team, slug=f"team{place}")
        for place, team in enumerate(TEAMS)
    ]
    random = Random(1)  # noqa: S311 - invented cases, no secrets
    now = timezone.now()
    for start in range(0, tickets, BATCH):
        some = [
            _ticket(random, now, queues, staff, texts)
            for _ in range(min(BATCH, tickets - start))
        ]
        made = Ticket.objects.bulk_create(some)
        told = [one for ticket in made for one in _told(random, ticket, staff, texts)]
        FollowUp.objects.bulk_create(told, batch_size=2_000)
    numbers = list(Ticket.objects.order_by("pk").values_list("pk", flat=True))
    json.dump({"all": numbers[:: max(1, tickets // 500)][:500]}, sys.stdout)


def _ticket(
    random: Random,
    now: datetime.datetime,
    queues: list[Queue],
    staff: list[User],
    texts: list[str],
) -> Ticket:
    is_open = random.random() < 0.02
    ago = random.randint(0, 40) if is_open else random.randint(80, 3650)
    created = now - ago * DAY
    text = random.choice(texts)
    return Ticket(
        title=text[:120],
        queue=random.choice(queues),
        created=created,
        modified=created + 20 * DAY if not is_open else created,
        submitter_email=f"resident{random.randint(1, 500)}@home.example",
        assigned_to=random.choice(staff),
        status=Ticket.OPEN_STATUS if is_open else Ticket.CLOSED_STATUS,
        description=text,
        resolution="" if is_open else random.choice(texts),
        priority=random.randint(1, 5),
        due_date=created + 14 * DAY,
        secret_key="k",  # noqa: S106 - a column that may not be empty
    )


def _told(
    random: Random, ticket: Ticket, staff: list[User], texts: list[str]
) -> list[FollowUp]:
    return [
        FollowUp(
            ticket=ticket,
            date=ticket.created + number * DAY,
            title=f"Update {number}",
            comment=random.choice(texts),
            public=number % 2 == 0,
            user=random.choice(staff),
        )
        for number in range(EVENTS)
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.stdin.read()))
