"""Sentences for what happened to the complaint itself, from receipt to closing."""

from putright.core.calendar import long_date
from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.core.complaints.sentences.wording import (
    Names,
    Telling,
    code,
    count,
    first,
    listed,
    said,
)

_KIND = {
    "complaint": "A complaint",
    "service_request": "A service request",
    "compliment": "A compliment",
    "comment": "A comment",
    "mp_enquiry": "An enquiry from an MP",
    "dissatisfaction": "Dissatisfaction",
}
_CHANNEL = {
    "telephone": " by telephone",
    "email": " by email",
    "web": " through the website",
    "letter": " by letter",
    "in_person": " in person",
    "social_media": " on social media",
    "survey": " in a survey",
}
_RAISED_BY = {
    "representative": " from a representative",
    "councillor": " from a councillor",
    "mp": " from an MP",
    "other": " from someone else",
}
_GROUND = {
    "too_old": "it came too long after the issue",
    "legal_proceedings": "a claim was filed at court",
    "already_considered": "it was considered before",
    "other_route": "another route is open to the resident",
}
_WAY = " The resident was told of the way to the Ombudsman."


def _received(event: e.Received, names: Names) -> str:
    kind = _KIND.get(event.kind, first(code(event.kind)))
    how = _CHANNEL.get(event.channel, "") + _RAISED_BY.get(event.raised_by, "")
    month = f" in {event.on:%B %Y}, the day is not known" * (event.precision == "month")
    told = f"{kind} was received{how}{month}."
    if event.linked_to:
        told += f" It came out of case {names(event.linked_to)}."
    return told + " The record came in from a file." * event.imported


def _choice(event: e.ChoiceMade, _: Names) -> str:
    told = f"Offered the choice, the resident chose a {code(event.chose)}."
    if event.stage_1_from is not None:
        told += f" Stage 1 runs from {long_date(event.stage_1_from)}."
    return told


def _linked_complaint(event: e.ComplaintLinked, names: Names) -> str:
    return (
        f"The resident was unhappy with how this was handled: complaint "
        f"{names(event.reference)} was opened. Work on this one goes on."
    )


def _linked(event: e.Linked, names: Names) -> str:
    return f"Case {names(event.reference)} was linked to this one."


def _triaged(event: e.Triaged, _: Names) -> str:
    routes = {
        "early": "It was found fit for an early answer",
        "investigate": "It was found to need an investigation",
    }
    told = routes.get(event.route, "It was triaged")
    weighed = [f"{code(event.complexity)} complexity"] if event.complexity else []
    weighed += [f"{code(event.risk)} risk"] if event.risk else []
    weighed += ["someone vulnerable"] * event.vulnerable
    weighed += ["a possible hazard"] * event.hazard
    return f"{told}, with {listed(weighed)}." if weighed else f"{told}."


def _categorised(event: e.Categorised, _: Names) -> str:
    about = [code(part) for part in (event.category, event.issue) if part]
    told = f" as {', '.join(about)}" if about else ""
    return f"It was categorised{told}{f' in {event.area}' if event.area else ''}."


def _teams(event: e.TeamsSet, _: Names) -> str:
    return f"Stage {event.stage} concerns {listed(event.teams) or 'no team'}."


def _why(ground: str) -> str:
    return _GROUND.get(ground, f"on the landlord's ground “{code(ground)}”")


def _refused(event: e.Refused, names: Names) -> str:
    filed = event.court_filed_on
    day = f" on {long_date(filed)}" if filed else ""
    told = f"{first(names(event.by))} refused the complaint: {_why(event.ground)}{day}."
    return told + _WAY * (not event.imported)


def _stage_two_refused(event: e.StageTwoRefused, names: Names) -> str:
    filed = event.court_filed_on
    day = f" on {long_date(filed)}" if filed else ""
    told = f"{first(names(event.by))} refused stage 2: {_why(event.ground)}{day}."
    return told + _WAY * (not event.imported)


def _acknowledged(event: e.Acknowledged, _: Names) -> str:
    told = f"Stage {event.stage} was acknowledged"
    if not event.points:
        return f"{told}."
    told += f" with {count(len(event.points), 'point')}"
    theirs = sum(point.not_ours and not point.ours for point in event.points)
    return f"{told}, {theirs} not for us to answer for." if theirs else f"{told}."


def _assigned(event: e.Assigned, names: Names) -> str:
    team = f" ({event.team})" if event.team else ""
    return f"{first(names(event.handler))}{team} handles stage {event.stage}."


def _extended(event: e.Extended, _: Names) -> str:
    day = long_date(event.to)
    if event.told_on is None:
        told = (
            f"Stage {event.stage} was extended to {day}; when the resident was told "
            "is not recorded."
        )
    else:
        told = (
            f"The resident was told that the stage {event.stage} answer will come by "
            f"{day}."
        )
    if event.lifted:
        told += " That is past the limit, for a good reason."
    if event.update_every_days:
        told += f" Updates were agreed every {count(event.update_every_days, 'day')}."
    return told


def _updates(event: e.UpdatesAgreed, _: Names) -> str:
    often = count(event.every_days, "day")
    return f"At stage {event.stage} an update was agreed every {often}."


def _update(event: e.UpdateGiven, _: Names) -> str:
    return f"The resident was given an update on stage {event.stage}."


def _split(event: e.IssueSplit, names: Names) -> str:
    return f"A new issue became a complaint of its own, {names(event.reference)}."


def _responded(event: e.Responded, names: Names) -> str:
    who = f" by {names(event.by)}" if event.by else ""
    told = f"Stage {event.stage} was answered{who}"
    if event.findings:
        upheld = sum(f.outcome in parts.UPHELD for f in event.findings)
        points = count(len(event.findings), "point")
        told += f": {points}, {upheld or 'none'} upheld wholly or partly"
    elif event.outcome:
        told += f": {code(event.outcome)}"
    dated = [r for f in event.findings for r in f.remedies if r.by_when is not None]
    promises = len(dated) + len(event.actions)
    return told + (f". {count(promises, 'promise')} made." if promises else ".")


def _closed(event: e.Closed, _: Names) -> str:
    if "done" in event.words:
        return "What was asked for was done, and the case was closed."
    learnt = "with what was learned" if event.learning else "with no learning noted"
    return f"The case was closed {learnt}."


TELLINGS: dict[type[e.Event], Telling] = {
    e.Received: Telling("Received", _received),
    e.ChoiceMade: Telling("Choice offered", _choice),
    e.ComplaintLinked: Telling("Complaint opened from this", _linked_complaint),
    e.Linked: Telling("Case linked", _linked),
    e.Triaged: Telling("Triaged", _triaged),
    e.Categorised: Telling("Categorised", _categorised),
    e.TeamsSet: Telling("Teams set for stage {stage}", _teams),
    e.Refused: Telling("Complaint refused", _refused),
    e.OrderedToAccept: Telling(
        "Ordered to accept",
        said("The Ombudsman ordered the complaint accepted: stage 1 is open again."),
    ),
    e.Acknowledged: Telling("Stage {stage} acknowledged", _acknowledged),
    e.ClarificationAsked: Telling(
        "Clarification asked", said("The resident was asked about what is unclear.")
    ),
    e.Assigned: Telling("Stage {stage} assigned", _assigned),
    e.Extended: Telling("Stage {stage} extended", _extended),
    e.UpdatesAgreed: Telling("Updates agreed", _updates),
    e.UpdateGiven: Telling("Update given", _update),
    e.IssueJoined: Telling(
        "New issue joined", said("A new issue became a point of this complaint.")
    ),
    e.IssueSplit: Telling("New issue split off", _split),
    e.Responded: Telling("Stage {stage} answered", _responded),
    e.StageTwoRequested: Telling(
        "Stage 2 requested", said("The resident asked for stage 2.")
    ),
    e.StageTwoRefused: Telling("Stage 2 refused", _stage_two_refused),
    e.Withdrawn: Telling("Withdrawn", said("The resident withdrew the complaint.")),
    e.Closed: Telling("Closed", _closed),
    e.Reopened: Telling(
        "Reopened", said("The Ombudsman ordered the closed case to be opened again.")
    ),
}
