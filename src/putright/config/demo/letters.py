"""Letters of the demonstration: written, checked and issued by the services.

Each tells how far a letter can get: a draft, in review, queued, in the print folder,
posted, and come back.
"""

import datetime

from putright.apps.complaints.services import lettering, steps
from putright.apps.letters import queries as written
from putright.apps.letters import services as letters
from putright.config.demo import acts, answers
from putright.config.demo.chosen import done
from putright.config.demo.story import Act, Later, Story, World
from putright.core.complaints.given import NAMES

NAME_OF = {step: name for name, step in NAMES.items()}


def tell_letters(world: World) -> None:
    """Tell the cases whose letters are ours."""
    due = world.next_working(world.today)
    length = world.edition.stages[1].respond.working_days
    for fate in ("posted", "posted", "bounced"):
        told = world.before(world.before(due, 12), length)
        story = _acknowledged(world, told, fate)
        if fate == "posted":
            done(story, (world.after(told, length - 2), _answer("posted")))
    for fate in ("queued", "queued", "draft"):
        _acknowledged(world, world.before(world.today, 0), fate)
    review = _acknowledged(world, world.before(due, length - 2), "posted")
    done(review, (world.before(world.today, 0), _answer("review")))
    printed = _acknowledged(world, world.before(due, length - 1), "posted")
    new = world.after(due, 6)
    day = world.before(world.today, 0)
    done(printed, (day, lambda told: acts.extended(told, new, "printed")))


def _acknowledged(world: World, told: datetime.date, fate: str) -> Story:
    start = world.before(told, 2)
    story = Story(world, world.anything(), world.anyone(reached=True))
    return done(
        story,
        (start, acts.received),
        (world.after(start, 1), acts.sorted_out),
        (told, lambda now: acts.acknowledged(now, 1, fate)),
    )


def _answer(fate: str) -> Act:
    return lambda story: answers.answered(story, "upheld", fate)


def send(story: Story, approver: str) -> None:
    """Take what a story left for the services, once its case is stored."""
    for later in story.later:
        if later.fate:
            _letter(story.reference, later, approver)
        else:
            steps.take(
                reference=story.reference, step=later.step, who=later.who, now=later.now
            )


def _letter(reference: str, later: Later, approver: str) -> None:
    on, now, who = later.step.on, later.now, later.who
    number = lettering.draft(
        reference=reference,
        name=NAME_OF[type(later.step)],
        step=later.step,
        who=who,
        now=now,
    )
    if later.fate == "draft":
        return
    kind = written.letter(number).kind
    if lettering.sent_needs_approval(kind):
        letters.submit_for_review(letter_id=number, by=who, now=now)
        if later.fate == "review":
            return
        letters.approve(letter_id=number, by=approver, now=now, two_people=True)
    route = "email" if later.fate == "queued" else "post"
    lettering.issue(letter_id=number, route=route, who=who, now=now, on=on)
    _dispatched(reference, number, later)


def _dispatched(reference: str, number: int, later: Later) -> None:
    if later.fate == "queued":
        return
    letters.write_print_folder(now=later.now)
    sent = written.letter(number).dispatch
    if later.fate == "printed" or sent is None:
        return
    on, now = later.step.on, later.now
    letters.mark_posted(dispatch_id=sent.dispatch_id, on=on, by=later.who, now=now)
    if later.fate == "bounced":
        lettering.bounced(
            reference=reference,
            letter_id=number,
            on=on,
            detail="Not known at this address",
            who=later.who,
            now=now,
        )
