"""Cases chosen so that every page has something true to show, whatever the day.

Their days are counted back from today: one is due today, one is overdue, and so on.
Where today is no working day, what would be due today is due on the next one.
"""

import datetime
from typing import Any

from putright.config.demo import acts, answers
from putright.config.demo.story import DAY, Act, Story, World
from putright.config.demo.year import carry_on
from putright.core.complaints import steps as s

LONG_AGO = 400 * DAY


def tell_chosen(world: World) -> None:
    """Tell every chosen case."""
    due = world.next_working(world.today)
    _open_at_stage_1(world, due)
    _open_at_stage_2(world, due)
    _refused(world)
    _promised(world, due)
    _out_of_the_count(world)


def begin(world: World, day: datetime.date, category: str = "") -> Story:
    """Begin a chosen complaint, received on a day."""
    story = Story(world, world.anything(category), world.anyone())
    story.plan(day, acts.received)
    return story


def done(story: Story, *planned: tuple[datetime.date, Act]) -> Story:
    """Let these things happen, each on its day."""
    for day, act in planned:
        story.plan(day, act)
    story.run()
    return story


def acknowledge(stage: int) -> Act:
    """Give the act of acknowledging a stage."""
    return lambda story: acts.acknowledged(story, stage)


def answer(outcome: str = "") -> Act:
    """Give the act of answering the open stage."""
    return lambda story: answers.answered(story, outcome)


def assign(stage: int) -> Act:
    """Give the act of assigning a stage."""
    return lambda story: acts.assigned(story, stage)


def take(step: s.Step, who: str) -> Act:
    """Give the act of taking a step."""
    return lambda story: story.take(step, who)


def acknowledged_for(
    world: World, due: datetime.date, category: str = ""
) -> tuple[Story, datetime.date]:
    """Begin a complaint acknowledged so that its answer is due on a day.

    Gives the story and the day it was acknowledged on.
    """
    length = world.edition.stages[1].respond.working_days
    told = world.before(due, length)
    start = world.before(told, 2)
    story = begin(world, start, category)
    done(story, (start, acts.sorted_out), (told, acknowledge(1)), (told, acts.talked))
    return story, told


def _open_at_stage_1(world: World, due: datetime.date) -> None:
    for days in (0, 0, 1, 2, 2, 4, 7):
        acknowledged_for(world, world.after(due, days))
    for days in (1, 3):
        acknowledged_for(world, world.before(due, days))
    wait = world.edition.stages[1].acknowledge.working_days
    for days in (wait + 1, wait, wait, wait - 1, 1):
        start = world.before(due, days)
        done(begin(world, start), (world.after(start, 1), acts.sorted_out))
    done(begin(world, world.before(world.today, 0)))
    done(begin(world, world.before(world.today, 1)))
    _extended(world, due)
    undecided = Story(world, world.anything(), world.anyone())
    received = _receiving("dissatisfaction", "The new bins are useless and I said so.")
    done(undecided, (world.before(due, 1), received))


def _receiving(kind: str, text: str) -> Act:
    return lambda story: acts.received(story, kind=kind, text=text)


def _extended(world: World, due: datetime.date) -> None:
    """One within the limit; one past it, with updates agreed, one of them overdue."""
    first_due = world.before(due, 4)
    story, _ = acknowledged_for(world, first_due, "Damp and mould")
    new = world.after(due, 3)
    done(story, (world.before(first_due, 1), lambda told: acts.extended(told, new)))
    limit = world.edition.stages[1].extension.working_days
    far = world.after(first_due, limit + 6)
    longer, _ = acknowledged_for(world, first_due, "Anti-social behaviour")
    told_on = world.before(first_due, 2)
    done(longer, (told_on, lambda told: acts.extended(told, far)))
    issue, told_on = acknowledged_for(world, world.after(due, 5), "Repairs")
    joined = s.AddIssue(on=told_on, text="The gate sticks as well", related=True)
    split = s.AddIssue(on=told_on, text="My rent statement is wrong", related=False)
    day = world.after(told_on, 2)
    done(issue, (day, take(joined, "coordinator")), (day, take(split, "coordinator")))


def _open_at_stage_2(world: World, due: datetime.date) -> None:
    length = world.edition.stages[2].respond.working_days
    for days in (-2, 0, 3, 9):
        last = world.after(due, days) if days >= 0 else world.before(due, -days)
        _at_stage_2(world, world.before(last, length))
    _at_stage_2(world, world.after(due, 1))
    refused = _at_stage_2(world, world.after(due, 1))
    day = world.before(due, 1)
    step = s.RefuseStageTwo(
        on=day,
        by=world.staff["manager"],
        ground="legal_proceedings",
        court_filed_on=world.before(day, 2),
        reason="The resident's claim about the same repair is now before the court.",
        ombudsman_told=True,
    )
    done(refused, (day, take(step, "manager")))


def _at_stage_2(world: World, told: datetime.date) -> Story:
    """Tell a case whose stage 2 is acknowledged on a day, or is still to be."""
    asked = world.before(told, 3)
    first = world.before(asked, 12)
    story = begin(world, world.before(first, 9))
    return done(
        story,
        (world.before(first, 8), acts.sorted_out),
        (world.before(first, 6), acknowledge(1)),
        (first, answer("not_upheld")),
        (asked, take(s.RequestStageTwo(on=asked, reasons=""), "front_line")),
        (world.after(asked, 1), assign(2)),
        (told, acknowledge(2)),
    )


def _refused(world: World) -> None:
    """One on each ground, and one that the Ombudsman had accepted all the same."""
    day = world.before(world.today, 20)
    grounds = _grounds(day)
    for place, why in enumerate(grounds):
        by = world.staff["manager"]
        step = s.Refuse(on=day, by=by, ombudsman_told=True, **why)
        received = world.before(day, 3)
        story = Story(world, world.anything(), world.anyone())
        issue_on = received - LONG_AGO if step.ground == "too_old" else None
        story.plan(received, _receiving_of(issue_on))
        done(story, (day, take(step, "manager")))
        if place == len(grounds) - 1:
            ordered = s.OrderToAccept(on=day, note="Ombudsman's letter on the file.")
            again = world.after(day, 12)
            done(
                story,
                (again, take(ordered, "manager")),
                (again, assign(1)),
                (world.after(again, 1), acknowledge(1)),
                (world.after(again, 5), answer("partially_upheld")),
            )


def _grounds(day: datetime.date) -> tuple[dict[str, Any], ...]:
    """Give what a refusal on each ground says."""
    return (
        {
            "ground": "too_old",
            "reason": "The refit was finished well over a year before the complaint.",
            "discretion": "We asked why it was not raised sooner; nothing prevented "
            "it, and the contractor no longer has its records.",
        },
        {
            "ground": "legal_proceedings",
            "court_filed_on": day - 5 * DAY,
            "reason": "The particulars of claim cover the same damp and rooms.",
        },
        {
            "ground": "already_considered",
            "earlier_case": "L-00117",
            "reason": "The same fence was answered at both stages last year.",
        },
        {
            "ground": "other_route",
            "route": "The First-tier Tribunal",
            "reason": "It is the level of the service charge alone that is in dispute.",
        },
    )


def _receiving_of(issue_on: datetime.date | None) -> Act:
    if issue_on is None:
        return acts.received
    return lambda story: acts.received(story, issue_on=issue_on, aware_on=issue_on)


def _promised(world: World, due: datetime.date) -> None:
    """Promises due today, overdue, kept and moved, on cases answered and closed."""
    for days in (-8, -1, 0, 1, 5):
        answered_on = world.before(due, 15)
        story, _ = acknowledged_for(world, answered_on, "Repairs")
        by_when = world.after(due, days) if days >= 0 else world.before(due, -days)
        promise = s.AddAction(
            on=answered_on,
            what="Ring the resident once the work has been inspected",
            by_when=by_when,
            owner=world.staff["coordinator"],
        )
        done(
            story,
            (answered_on, answer("upheld")),
            (answered_on, take(promise, "coordinator")),
            (world.after(answered_on, 6), acts.closed),
        )


def _out_of_the_count(world: World) -> None:
    """Withdrawn, void, proposed as void, duplicate, reopened on an order."""
    start = world.before(world.today, 12)
    second = world.after(start, 1)
    propose = s.ProposeVoid(
        on=second,
        by=world.staff["coordinator"],
        reason="A test entry by a new colleague.",
    )
    confirm = s.ConfirmVoid(on=second, by=world.staff["manager"])
    proposed = (second, take(propose, "coordinator"))
    done(begin(world, start), proposed, (second, take(confirm, "manager")))
    done(begin(world, start), proposed)
    original = begin(world, start)
    done(original, (start, carry_on))
    same = s.MarkDuplicate(
        on=second, of=original.reference, by=world.staff["coordinator"]
    )
    twice = Story(world, original.about, original.resident)
    done(twice, (start, acts.received), (second, take(same, "coordinator")))
    why = s.Withdraw(on=second, reason="Settled on the telephone the same day.")
    done(begin(world, start), (second, take(why, "coordinator")))
    reopened, _ = acknowledged_for(world, world.before(world.today, 60))
    order = s.Reopen(on=start, order="The Ombudsman asks for the offer to be reviewed.")
    done(
        reopened,
        (world.before(world.today, 60), answer("partially_upheld")),
        (world.before(world.today, 45), acts.closed),
        (start, take(order, "manager")),
    )
