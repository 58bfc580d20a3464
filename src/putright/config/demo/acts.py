"""What happens in a case: received, sorted out, acknowledged, extended.

Each act is taken on the day that the story has come to.
"""

import datetime

from putright.config.demo.people import CONTRACTORS
from putright.config.demo.story import DAY, Story
from putright.config.demo.words import subject_of, words
from putright.core.complaints import steps as s

CHANNELS = (
    ("telephone", 38),
    ("email", 27),
    ("web", 22),
    ("letter", 5),
    ("in_person", 6),
    ("social_media", 2),
)
RAISED_BY = (("self", 90), ("representative", 5), ("councillor", 5))
INVESTIGATORS = ("investigator", "investigator2", "investigator3")
REVIEWERS = ("reviewer", "reviewer2")
DAMP = "Damp and mould"


def received(
    story: Story, *, kind: str = "complaint", text: str = "", **more: object
) -> None:
    """Log what a resident said, as the front line does."""
    random = story.world.random
    about, resident = story.about, story.resident
    said = text or random.choice(about.says)
    teams: tuple[str, ...] = (about.team,)
    if about.team in CONTRACTORS and story.world.chance(0.3):
        teams = (about.team, CONTRACTORS[about.team])
    step = s.Receive(
        on=story.day,
        kind=kind,
        channel=story.world.pick(CHANNELS),
        raised_by=story.world.pick(RAISED_BY),
        text=said,
        subject=subject_of(said),
        issue_on=story.day - random.randint(3, 60) * DAY,
        person=resident.person,
        home=resident.home,
        tenure=resident.tenure,
        area=resident.area,
        body=resident.body,
        category=about.category,
        issue=about.issue,
        teams=teams,
    )
    wanted = {name: getattr(step, name) for name in step.__struct_fields__}
    story.take(s.Receive(**{**wanted, **more}), "front_line")


def sorted_out(story: Story) -> None:
    """Weigh early answer against investigation, and give the stage its handler."""
    world = story.world
    damp = story.about.category == DAMP
    early = not damp and world.chance(0.25)
    step = s.Triage(
        on=story.day,
        route="early" if early else "investigate",
        complexity=world.random.choice(("low", "medium", "high")),
        vulnerable=world.chance(0.3),
        risk="low" if early else world.random.choice(("low", "medium", "high")),
        hazard=damp,
        reason="Weighed on what the resident told us and on the home's repair history.",
    )
    story.take(step, "coordinator")
    assigned(story, 1)


def assigned(story: Story, stage: int) -> None:
    """Give a stage its handler: someone new at stage 2."""
    listed: tuple[str, ...] = INVESTIGATORS if stage == 1 else REVIEWERS
    team = story.about.team if stage == 1 else "Complaints"
    if story.about.category == DAMP and stage == 1 and story.world.chance(0.5):
        listed = ("damp_team",)
    story.handler = story.world.random.choice(listed)
    handler = story.world.staff[story.handler]
    step = s.Assign(on=story.day, stage=stage, handler=handler, team=team)
    story.take(step, "coordinator")


def acknowledged(story: Story, stage: int, letter: str = "") -> None:
    """Acknowledge and define a stage, point by point; `letter` is its letter's fate."""
    world = story.world
    known = story.case.to_answer(1)
    if stage == 2 and known:
        texts = {point.ref: point.text or point.ref for point in known}
        not_ours = {point.ref for point in known if point.ours is False}
    else:
        picked = story.about.points[: world.random.randint(1, len(story.about.points))]
        texts = {f"p{place}": text for place, text in enumerate(picked, 1)}
        not_ours = set(list(texts)[1:]) if world.chance(0.04) else set()
    step = s.Acknowledge(
        on=story.day,
        stage=stage,
        definition=f"That {_lower(subject_of(story.case.text))}, and how we dealt "
        "with it.",
        outcomes_sought=f"{story.about.remedy}\nAn apology",
        points=tuple(texts),
        ours=tuple(ref for ref in texts if ref not in not_ours),
        not_ours=tuple(ref for ref in texts if ref in not_ours),
        texts=texts,
    )
    story.take(step, story.handler, letter)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def talked(story: Story) -> None:
    """Ring the resident and note what was said."""
    step = s.Contact(
        on=story.day,
        by=story.world.staff[story.handler],
        channel="telephone",
        note="Rang to hear it in their own words and to agree how to keep in touch.",
    )
    story.take(step, story.handler)


def asked(story: Story) -> None:
    """Ask the team or its contractor for something, by a date."""
    team = story.about.team
    step = s.RequestInformation(
        on=story.day,
        of=CONTRACTORS.get(team, team),
        what="The job history, the photographs and the notes of each visit.",
        due_on=story.world.after(story.day, 3),
    )
    story.take(step, story.handler)


def chased(story: Story) -> None:
    """Chase what was asked for and has not come."""
    for request in story.case.requests:
        if request.received_on is None:
            step = s.ChaseInformation(
                on=story.day, request=request.ref, note="Rang the planner."
            )
            story.take(step, story.handler)


def told(story: Story) -> None:
    """Take in what was asked for."""
    for request in story.case.requests:
        if request.received_on is None:
            step = s.ReceiveInformation(
                on=story.day, request=request.ref, note="Job history received in full."
            )
            story.take(step, story.handler)


def extended(story: Story, to: datetime.date, letter: str = "") -> None:
    """Tell the resident of a new date; with updates agreed where it is past the cap."""
    stage = story.case.stage
    assert stage is not None
    step = s.Extend(
        on=story.day,
        stage=stage.number,
        to=to,
        reason="The surveyor can first visit next week and we need the report.",
        ombudsman_told=True,
        good_reason="The resident is away and asked us to wait for their return.",
        update_every_days=5,
    )
    story.take(step, story.handler, letter)


def closed(story: Story) -> None:
    """Close with what was learned."""
    random = story.world.random
    said = words().learning
    step = s.Close(on=story.day, learning=random.choice(said["says"]))
    if not story.case.upheld or story.world.chance(0.12):
        step = s.Close(on=story.day, no_learning_because=random.choice(said["none"]))
    story.take(step, "coordinator")
