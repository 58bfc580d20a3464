"""Cases in which who the people are makes the difference.

Adjustments, representatives, contact restrictions, a restricted case, a complaint that
is many residents', and an earlier entry that was put right.
"""

from putright.config.demo import acts
from putright.config.demo.chosen import acknowledged_for, done, take
from putright.config.demo.people import BODY_AREA
from putright.config.demo.story import Story, World
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.journal import KIND_OF, payload_of


def tell_circumstances(world: World) -> None:
    """Tell every one of them."""
    _adjusted(world)
    _represented(world)
    _contact_restricted(world)
    _restricted(world)
    _many(world)
    _mended(world)
    _conflict(world)


def _open(world: World, days: int, category: str = "") -> Story:
    """Begin a complaint whose answer is due so many working days from now."""
    due = world.after(world.next_working(world.today), days)
    return acknowledged_for(world, due, category)[0]


def _adjusted(world: World) -> None:
    """Two adjustments in force: one to be reviewed soon, one whose review is late."""
    needs = (
        ("Cannot read small print", "Letters in large print", 3),
        ("Hard of hearing", "Email only, no telephone calls", -4),
        ("Finds long letters hard to follow", "A call before every letter", 40),
    )
    for need, adjustment, days in needs:
        story = _open(world, 6)
        day = story.case.last_on
        today = world.next_working(world.today)
        review = world.after(today, days) if days > 0 else world.before(today, -days)
        step = s.Adjust(
            on=day,
            need=need,
            adjustment=adjustment,
            review_on=max(review, day),
            disability_disclosed=days < 0,
        )
        done(story, (day, take(step, "coordinator")))


def _represented(world: World) -> None:
    story = _open(world, 3)
    step = s.NameRepresentative(
        on=story.case.last_on,
        person="Merrily Quickthorn",
        scope="Everything about this complaint, in writing and by telephone",
        expires_on=world.after(world.next_working(world.today), 120),
    )
    done(story, (step.on, take(step, "coordinator")))


def _contact_restricted(world: World) -> None:
    """A restriction stops no complaint: another one is taken afterwards (5.14)."""
    story = _open(world, 8)
    day = story.case.last_on
    step = s.RestrictContact(
        on=day,
        restriction="One telephone call a week, with the coordinator; email any time",
        evidence="Forty calls in two days, three of them with threats; calls recorded.",
        equality_considered="The resident told us of no disability; email and letters "
        "stay open, and the restriction ends at its review unless renewed.",
        review_on=world.after(world.next_working(world.today), 15),
    )
    done(story, (day, take(step, "manager")))
    again = Story(world, world.anything("Heating"), story.resident)
    later = world.after(day, 1)
    done(again, (later, acts.received), (later, acts.sorted_out))


def _restricted(world: World) -> None:
    """Only the people named may see it; everyone may know that it is due."""
    story = _open(world, 1, "Staff")
    step = s.RestrictAccess(
        on=story.case.last_on,
        named=(world.staff["manager"], world.staff["reviewer"]),
        by=world.staff["manager"],
        confirmed_by=world.staff["reviewer"],
        reason="It concerns a member of the complaints team.",
    )
    done(story, (step.on, take(step, "manager")))


def _many(world: World) -> None:
    """One complaint for the residents of a block, and cross-cutting: two teams."""
    story = Story(world, world.anything("Estate services"), world.anyone(BODY_AREA))
    others = [world.anyone(BODY_AREA).person for _ in range(6)]
    affected = tuple(dict.fromkeys(p for p in others if p != story.resident.person))
    day = world.before(world.today, 4)

    def receive(told: Story) -> None:
        acts.received(
            told,
            affected=affected,
            raised_by="representative",
            teams=("Estates", "Neighbourhoods"),
        )

    done(story, (day, receive), (world.after(day, 1), acts.sorted_out))


def _mended(world: World) -> None:
    """The day of receipt was written down wrongly, and is corrected in the open."""
    story = _open(world, 5)
    first = story.happened[0].event
    assert isinstance(first, e.Received)
    right = world.before(first.on, 1)
    fields = {name: getattr(first, name) for name in first.__struct_fields__}
    mended = e.Received(**{**fields, "on": right})
    step = s.Mend(
        on=story.case.last_on,
        entry=1,
        kind=KIND_OF[e.Received],
        payload=payload_of(mended),
        words=dict(first.words),
        reason="The email came in the evening before, as its own date shows.",
    )
    done(story, (step.on, take(step, "coordinator")))


def _conflict(world: World) -> None:
    story = _open(world, 4)
    step = s.DeclareConflict(
        on=story.case.last_on,
        who=world.staff["investigator3"],
        reason="Lives next door to the resident.",
    )
    done(story, (step.on, take(step, "investigator3")))
