"""A year of ordinary contacts, some each working day, most of them complaints."""

import datetime

from putright.config.demo import acts, answers
from putright.config.demo.story import Act, Story, World
from putright.config.demo.words import words
from putright.core.complaints import steps as s

DAYS = 365
CONTACTS = ((0, 10), (1, 30), (2, 32), (3, 20), (4, 8))
"""How many contacts come on a working day, and how often."""
KINDS = (
    ("complaint", 66),
    ("service_request", 19),
    ("compliment", 6),
    ("comment", 4),
    ("mp_enquiry", 3),
    ("dissatisfaction", 2),
)
SAID_BY_KIND = {
    "service_request": "requests",
    "compliment": "compliments",
    "comment": "comments",
    "mp_enquiry": "mp",
}


def tell_year(world: World) -> None:
    """Tell every ordinary case of the year before today."""
    day = world.next_working(world.today - datetime.timedelta(days=DAYS))
    while day <= world.today:
        many = world.pick(CONTACTS)
        for _ in range(many):
            _contact(world, day)
        day = world.after(day, 1)


def _contact(world: World, day: datetime.date) -> None:
    story = Story(world, world.anything(), world.anyone())
    kind = world.pick(KINDS)
    story.plan(day, _receiving(kind))
    story.run()


def _receiving(kind: str) -> Act:
    def receive(story: Story) -> None:
        world = story.world
        if kind in SAID_BY_KIND:
            group = getattr(words(), SAID_BY_KIND[kind])
            text = world.random.choice(group["says"])
            by = "mp" if kind == "mp_enquiry" else "self"
            acts.received(story, kind=kind, text=text, raised_by=by)
            if kind == "service_request" and world.chance(0.22):
                story.plan(world.after(story.day, world.random.randint(4, 15)), unhappy)
            return
        acts.received(story, kind=kind)
        if kind == "dissatisfaction":
            story.plan(world.after(story.day, 1), chose)
        else:
            carry_on(story)

    return receive


def unhappy(story: Story) -> None:
    """The resident is not happy with how a request was answered: a complaint (1.5)."""
    text = story.world.random.choice(words().requests["unhappy"])
    story.take(s.Dissatisfied(on=story.day, text=text), "front_line")


def chose(story: Story) -> None:
    """The resident was offered the choice, and mostly chose to complain (1.3)."""
    chose = "complaint" if story.world.chance(0.8) else "service_request"
    story.take(s.OfferChoice(on=story.day, chose=chose), "coordinator")
    if chose == "complaint":
        carry_on(story)


def carry_on(story: Story) -> None:
    """Put a complaint's next steps on the agenda, from the day it was received."""
    world = story.world
    story.plan(world.after(story.day, world.random.randint(0, 1)), acts.sorted_out)
    if world.chance(0.035):
        story.plan(world.after(story.day, world.random.randint(2, 6)), withdrawn)
        return
    late = world.chance(0.06)
    wait = world.random.randint(6, 9) if late else world.random.randint(1, 5)
    story.plan(world.after(story.day, wait), acknowledge)


def withdrawn(story: Story) -> None:
    """The resident withdraws it."""
    reason = "The resident rang: it was settled the same day and they are content."
    story.take(s.Withdraw(on=story.day, reason=reason), "coordinator")


def acknowledge(story: Story) -> None:
    """Acknowledge the open stage and plan its answer."""
    world = story.world
    stage = story.case.stage
    assert stage is not None
    acts.acknowledged(story, stage.number)
    due = story.answer_by()
    if world.chance(0.6):
        story.plan(world.after(story.day, 1), acts.talked)
    if world.chance(0.4):
        story.plan(world.after(story.day, 1), acts.asked)
        if world.chance(0.4):
            story.plan(world.after(story.day, 4), acts.chased)
        story.plan(world.after(story.day, 5), acts.told)
    _plan_answer(story, due)


def _plan_answer(story: Story, due: datetime.date) -> None:
    world = story.world
    lot = world.random.random()
    if lot < 0.79:
        day = world.before(due, world.random.randint(0, 4))
    elif lot < 0.91:
        new = world.after(due, world.random.randint(3, 10))
        story.plan(world.before(due, world.random.randint(1, 3)), _extending(new))
        day = world.before(new, 0) if world.chance(0.85) else world.after(new, 3)
    else:
        day = world.after(due, world.random.randint(1, 12))
    story.plan(max(day, world.after(story.day, 1)), answer)


def _extending(to: datetime.date) -> Act:
    return lambda story: acts.extended(story, to)


def answer(story: Story) -> None:
    """Answer the open stage, and plan what follows from it."""
    world = story.world
    answers.answered(story)
    answers.promises(story)
    second = story.case.stage_2 is not None
    if not second and world.chance(0.17):
        story.plan(world.after(story.day, world.random.randint(3, 25)), stage_2)
    else:
        story.plan(world.after(story.day, world.random.randint(6, 20)), acts.closed)


def stage_2(story: Story) -> None:
    """The resident asks for stage 2; someone new considers it (6.13)."""
    world = story.world
    reasons = "I do not agree with the decision." if world.chance(0.6) else ""
    story.take(s.RequestStageTwo(on=story.day, reasons=reasons), "front_line")
    story.plan(world.after(story.day, 1), lambda told: acts.assigned(told, 2))
    story.plan(world.after(story.day, world.random.randint(2, 5)), acknowledge)
