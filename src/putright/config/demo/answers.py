"""How a stage is answered, and how what was promised is kept."""

import datetime

from putright.config.demo.story import DAY, Act, Story
from putright.core.complaints import steps as s
from putright.core.complaints.parts import UPHELD

OUTCOMES = (("upheld", 46), ("partially_upheld", 24), ("not_upheld", 30))
SUMS = (25, 50, 75, 100, 150, 200, 250, 400)
"""Compensation in pounds."""
REASONS = {
    "upheld": "Our records show that we did not do what we should have done, and that "
    "the resident told us more than once.",
    "partially_upheld": "The work itself was in time, but nobody told the resident "
    "what was going on.",
    "not_upheld": "The record shows that the work was done on the day agreed and to "
    "the standard in our repairs policy.",
    "not_ours": "This belongs to the freeholder's managing agent, to whom we have "
    "passed it on with the resident's consent.",
}
LIMIT_PENCE = 25_000


def answered(story: Story, outcome: str = "", letter: str = "") -> None:
    """Answer the open stage: a finding on every point, remedies for what was upheld.

    `letter` is the fate of its letter.
    """
    stage = story.case.stage
    assert stage is not None
    found = tuple(
        _finding(story, point.ref, outcome, ours=point.ours is not False, first=not at)
        for at, point in enumerate(story.case.to_answer(stage.number))
    )
    _approved(story, stage.number, found)
    step = s.Respond(
        on=story.day,
        stage=stage.number,
        by=story.world.staff[story.handler],
        written=True,
        findings=found or (_finding(story, "p1", outcome, ours=True, first=True),),
        escalation_told=True,
        ombudsman_told=True,
        definition=f"{story.about.points[0]}.",
        outcomes_sought=story.about.remedy,
    )
    story.take(step, story.handler, letter)


def _finding(
    story: Story, point: str, outcome: str, *, ours: bool, first: bool
) -> s.FindingGiven:
    drawn = story.world.pick(OUTCOMES)
    found = (outcome or drawn) if ours else "not_ours"
    remedies: tuple[s.RemedyGiven, ...] = ()
    if found in UPHELD:
        remedies = (s.RemedyGiven(kind="apology"),)
        if first:
            remedies += _put_right(story)
    return s.FindingGiven(
        point=point, outcome=found, reason=REASONS[found], remedies=remedies
    )


def _put_right(story: Story) -> tuple[s.RemedyGiven, ...]:
    world = story.world
    owner = world.staff[world.random.choice((story.handler, "coordinator", "manager"))]
    work = s.RemedyGiven(
        kind="repair" if story.about.team in ("Repairs", "Heating") else "action",
        by_when=world.after(story.day, world.random.randint(5, 30)),
        owner=owner,
        detail=story.about.remedy,
    )
    if not world.chance(0.55):
        return (work,)
    money = s.RemedyGiven(
        kind="compensation",
        by_when=world.after(story.day, 10),
        amount=world.random.choice(SUMS),
        owner=world.staff["coordinator"],
        detail="Compensation for the distress and inconvenience",
    )
    return (work, money)


def _approved(story: Story, stage: int, found: tuple[s.FindingGiven, ...]) -> None:
    """Have a sum above the landlord's limit approved by a second person."""
    total = sum(
        int(remedy.amount or 0) * 100
        for finding in found
        for remedy in finding.remedies
    )
    if total > LIMIT_PENCE:
        step = s.ApproveCompensation(
            on=story.day,
            by=story.world.staff["manager"],
            stage=stage,
            pence=total,
            basis="In line with the compensation guidance for a long delay.",
        )
        story.take(step, "manager")


def promises(story: Story) -> None:
    """Put every open promise on the agenda: kept, moved, or forgotten."""
    world = story.world
    for action in story.case.open_actions:
        lot = world.random.random()
        if lot < 0.78:
            early = world.random.randint(0, 6)
            day = max(story.day, action.by_when - early * DAY)
            story.plan(world.next_working(day), _keeping(action.ref))
        elif lot < 0.92:
            late = world.after(action.by_when, world.random.randint(2, 12))
            story.plan(late, _keeping(action.ref))
        elif lot < 0.96:
            moved = world.after(action.by_when, 10)
            story.plan(world.before(action.by_when, 1), _moving(action.ref, moved))
            story.plan(moved, _keeping(action.ref))
        else:
            # Forgotten for months, and then found in the list of promises overdue.
            found = action.by_when + world.random.randint(30, 90) * DAY
            story.plan(world.next_working(found), _keeping(action.ref))


def _keeping(ref: str) -> Act:
    def keep(story: Story) -> None:
        if ref in {action.ref for action in story.case.open_actions}:
            step = s.CompleteAction(
                on=story.day,
                what=ref,
                proof="Seen by the surveyor, with photographs of the finished work.",
            )
            story.take(step, "coordinator")

    return keep


def _moving(ref: str, to: datetime.date) -> Act:
    def move(story: Story) -> None:
        step = s.MoveAction(
            on=story.day,
            what=ref,
            by_when=to,
            reason="The part has not come; the resident was rung and told.",
        )
        story.take(step, "coordinator")

    return move
