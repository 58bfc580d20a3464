"""Acknowledging and defining a stage; extending it; keeping the resident told."""

from putright.core import refusals as no
from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import (
    Context,
    Decision,
    Problems,
    given,
    need,
    verdict,
    words,
)


def acknowledge(step: s.Acknowledge) -> Decision:
    """Acknowledge with the definition, the points and whose they are (5.6, 5.7).

    A late acknowledgement is taken; the clock judges it.
    """
    need(stage=step.stage)
    problems = Problems()
    problems.require(given(step.definition), no.NOT_DEFINED, "the definition")
    sought = given(step.outcomes_sought)
    problems.require(sought, no.NOT_DEFINED, "the outcomes sought")
    problems.require(step.points, no.NOT_DEFINED, "the list of points")
    sorted_out = {*step.ours, *step.not_ours}
    for point in step.points:
        problems.require(point in sorted_out, no.RESPONSIBILITY_NOT_SAID, point)
    problems.stop()
    made = e.Acknowledged(
        on=step.on,
        stage=step.stage or 1,
        points=tuple(
            parts.PointOwned(point, point in step.ours, point in step.not_ours)
            for point in dict.fromkeys(step.points)
        ),
        words={
            **words(definition=step.definition, outcomes_sought=step.outcomes_sought),
            **{f"point:{p}": step.texts.get(p, p) for p in step.points},
        },
    )
    return Decision(events=(made,))


_EXTENSION = {
    1: (no.EXTENSION_1_UNEXPLAINED, no.EXTENSION_1_WITHOUT_OMBUDSMAN),
    2: (no.EXTENSION_2_UNEXPLAINED, no.EXTENSION_2_WITHOUT_OMBUDSMAN),
}


def extend(case: Case, step: s.Extend, context: Context) -> Decision:
    """Extend with a reason, a new date and the Ombudsman's details.

    Within the cap, or past it with a good reason and agreed updates (5.9). One told
    after the day the answer was due is taken; the clock judges it. Each extension is
    measured from the first due date, so several are held to the cap together.
    """
    need(stage=step.stage, to=step.to)
    assert step.stage is not None
    assert step.to is not None
    unexplained, no_ombudsman = _EXTENSION[step.stage]
    now = verdict(case, step.stage, context, step.on)
    past_limit = step.to > now.extension_limit
    problems = Problems()
    problems.require(given(step.reason), unexplained, "it gives no reason")
    problems.require(
        step.to > step.on, unexplained, f"{step.to:%-d %B %Y} is not after today"
    )
    if past_limit:
        problems.require(
            given(step.good_reason),
            unexplained,
            f"{step.to:%-d %B %Y} is past the limit, {now.extension_limit:%-d %B %Y}, "
            "and no good reason is given",
        )
        problems.require(step.update_every_days, no.NO_UPDATES_AGREED)
    problems.require(step.ombudsman_told is True, no_ombudsman)
    problems.stop()
    context.calendar.require_known(step.to)
    made = e.Extended(
        on=step.on,
        stage=step.stage,
        to=step.to,
        told_on=step.on,
        lifted=past_limit,
        update_every_days=step.update_every_days,
        words=words(reason=step.reason, good_reason=step.good_reason),
    )
    late = step.on > now.respond_by
    warning = "The resident was told after the answer was due: it will count as late."
    return Decision(events=(made,), warnings=(warning,) if late else ())


def agree_updates(step: s.AgreeUpdates) -> Decision:
    """Agree how often to update the resident (5.9)."""
    need(stage=step.stage, how_often=step.every_days and step.every_days > 0)
    made = e.UpdatesAgreed(
        on=step.on, stage=step.stage or 1, every_days=step.every_days or 1
    )
    return Decision(events=(made,))


def give_update(step: s.GiveUpdate) -> Decision:
    """Record an update given."""
    need(stage=step.stage)
    made = e.UpdateGiven(on=step.on, stage=step.stage or 1, words=words(note=step.note))
    return Decision(events=(made,))
