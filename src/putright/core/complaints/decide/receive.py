"""Receiving, deciding what it is, triage, and what comes of dissatisfaction."""

from msgspec.structs import replace

from putright.core import refusals as no
from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import (
    Context,
    Decision,
    Problems,
    clock_from,
    given,
    need,
    words,
)
from putright.core.complaints.decide.base import refuse as refused
from putright.rules.handling_code import ombudsman_edition_on


def receive(step: s.Receive, context: Context) -> Decision:
    """Log what was said. A survey comment needs to have been asked for (1.6).

    Whoever raised it, a representative, councillor or MP too, is never a reason to
    refuse (1.3), and a contact restriction never stops it (5.14).
    """
    kinds = (*parts.KINDS, "dissatisfaction")
    need(kind=step.kind in kinds)
    if step.channel == "survey" and step.kind == "complaint" and not step.asked:
        raise refused(no.SURVEY_NOT_ASKED)
    name = step.edition or ombudsman_edition_on(step.on).name
    context.edition_of(name)
    made = received(step, name)
    start = clock_from(step.on, step.at, context)
    return Decision(events=(replace(made, clock_from=start),))


def received(step: s.Receive, edition: str) -> e.Received:
    """Make the event of a `Receive` step under an edition."""
    return e.Received(
        on=step.on,
        kind=step.kind,
        channel=step.channel,
        raised_by=step.raised_by or "self",
        edition=edition,
        issue_on=step.issue_on,
        aware_on=step.aware_on,
        asked=bool(step.asked),
        person=step.person,
        affected=step.affected,
        home=step.home,
        tenure=step.tenure,
        area=step.area,
        body=step.body,
        category=step.category,
        issue=step.issue,
        teams=step.teams,
        linked_to=step.linked_to,
        words=words(text=step.text, subject=step.subject),
    )


def offer_choice(case: Case, step: s.OfferChoice, context: Context) -> Decision:
    """Settle a dissatisfaction by the resident's choice (1.3)."""
    chose = step.chose if step.chose in ("complaint", "service_request") else ""
    need(chose=chose)
    first = case.clock_from or case.received_on
    start = first if context.settings.choice_backdates else step.on
    made = e.ChoiceMade(
        on=step.on, chose=chose, stage_1_from=start if chose == "complaint" else None
    )
    return Decision(events=(made,))


def dissatisfied(case: Case, step: s.Dissatisfied, context: Context) -> Decision:
    """Open a linked complaint; the first contact goes on as it was (1.5).

    Where a complaint is linked already it is a contact on that one: the caller
    records it there, and this case notes it.
    """
    if case.linked_complaints:
        note = e.ContactRecorded(on=step.on, words=words(note=step.text))
        return Decision(events=(note,))
    reference = step.new_reference or f"{case.reference}/1"
    opened = e.Received(
        on=step.on,
        kind="complaint",
        channel=case.channel,
        raised_by=case.raised_by,
        edition=ombudsman_edition_on(step.on).name,
        person=case.person,
        affected=case.affected,
        home=case.home,
        tenure=case.tenure,
        area=case.area,
        body=case.body,
        category=case.category,
        issue=case.issue,
        teams=case.teams,
        linked_to=case.reference,
        words=words(text=step.text or case.text, subject=case.subject),
    )
    context.edition_of(opened.edition)
    linked = e.ComplaintLinked(on=step.on, reference=reference)
    return Decision(events=(linked,), opens={reference: opened})


def triage(case: Case, step: s.Triage) -> Decision:
    """Weigh early answer against investigation (6.1)."""
    need(route=step.route if step.route in parts.ROUTES else "")
    made = e.Triaged(
        on=step.on,
        route=step.route,
        complexity=step.complexity,
        vulnerable=step.vulnerable,
        risk=step.risk,
        hazard=step.hazard,
        words=words(reason=step.reason),
    )
    warnings: tuple[str, ...] = ()
    if step.hazard:
        warnings = (
            "A possible hazard starts its own clocks at once, beside the complaint's: "
            "pass it to the hazards team today.",
        )
    if case.stage_1 is not None and step.route == "early" and step.risk == "high":
        warnings = (*warnings, "High risk is seldom fit for an early answer (6.1).")
    return Decision(events=(made,), warnings=warnings)


def add_issue(case: Case, step: s.AddIssue) -> Decision:
    """Join a new issue to stage 1 or split it off, by 6.8's table."""
    need(text=given(step.text))
    if case.state == "stage_1_open" and step.related and not step.would_delay:
        ref = step.ref or given(step.text)
        joined = e.IssueJoined(on=step.on, point=ref, words=words(text=step.text))
        return Decision(events=(joined,))
    number = len(case.split) + 1
    reference = step.new_reference or f"{case.reference}/issue-{number}"
    split = e.IssueSplit(on=step.on, reference=reference, words=words(text=step.text))
    opened = e.Received(
        on=step.on,
        kind="complaint",
        channel=case.channel,
        raised_by=case.raised_by,
        edition=ombudsman_edition_on(step.on).name,
        person=case.person,
        affected=case.affected,
        home=case.home,
        tenure=case.tenure,
        area=case.area,
        body=case.body,
        linked_to=case.reference,
        words=words(text=step.text),
    )
    return Decision(events=(split,), opens={reference: opened})


def categorise(step: s.Categorise) -> Decision:
    """Say what it is about, where and whom it affects."""
    made = e.Categorised(
        on=step.on,
        category=step.category,
        issue=step.issue,
        area=step.area,
        body=step.body,
        tenure=step.tenure,
        words=words(subject=step.subject),
    )
    return Decision(events=(made,))


def clarify(step: s.Clarify) -> Decision:
    """Ask what is unclear (5.6)."""
    problems = Problems()
    problems.require(given(step.question), no.NO_QUESTION)
    problems.stop()
    made = e.ClarificationAsked(on=step.on, words=words(question=step.question))
    return Decision(events=(made,))
