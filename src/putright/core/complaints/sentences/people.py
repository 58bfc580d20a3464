"""Sentences for what was agreed with and about people, and letters to them."""

from putright.core.calendar import long_date
from putright.core.complaints import events as e
from putright.core.complaints.sentences.wording import (
    Names,
    Telling,
    code,
    count,
    first,
    listed,
    until,
)


def _people(event: e.PeopleSet, names: Names) -> str:
    told = f"{first(names(event.person))} raised it"
    if event.affected:
        others = count(len(event.affected), "other resident")
        told += f"; it affects {others} too"
    return f"{told}."


def _adjusted(event: e.AdjustmentAgreed, _: Names) -> str:
    told = (
        "A reasonable adjustment was agreed, to be reviewed by "
        f"{long_date(event.review_on)}."
    )
    return told + " A disability was disclosed." * event.disability_disclosed


def _adjustment_reviewed(event: e.AdjustmentReviewed, _: Names) -> str:
    return until(
        event.review_on,
        "An adjustment was reviewed and goes on to",
        "An adjustment was reviewed and ended.",
    )


def _restricted(event: e.ContactRestricted, _: Names) -> str:
    return (
        "Contact was restricted, on evidence and with equality weighed, to be "
        f"reviewed by {long_date(event.review_on)}."
    )


def _restriction_reviewed(event: e.RestrictionReviewed, _: Names) -> str:
    return until(
        event.review_on,
        "A contact restriction was reviewed and goes on to",
        "A contact restriction was reviewed and ended.",
    )


def _representative(event: e.RepresentativeNamed, names: Names) -> str:
    told = f"{first(names(event.person))} may speak for the resident"
    if event.expires_on is None:
        return f"{told}."
    return f"{told} until {long_date(event.expires_on)}."


def _conflict(event: e.ConflictDeclared, names: Names) -> str:
    return f"{first(names(event.who))} has a conflict of interest and takes no part."


def _access(event: e.AccessRestricted, names: Names) -> str:
    named = listed([names(who) for who in event.named])
    return (
        f"Only {named} may see the case: {names(event.by)} decided so and "
        f"{names(event.confirmed_by)} confirmed it."
    )


def _opened(event: e.AccessOpened, names: Names) -> str:
    return (
        f"The case is no longer restricted: {names(event.by)} decided so and "
        f"{names(event.confirmed_by)} confirmed it."
    )


def _letter(event: e.LetterIssued, _: Names) -> str:
    stage = f" at stage {event.stage}" if event.stage else ""
    kind = code(event.kind).removeprefix("stage 1 ").removeprefix("stage 2 ")
    return f"A letter left{stage}: {kind.removesuffix(' 1').removesuffix(' 2')}."


def _bounced(_: e.LetterBounced, __: Names) -> str:
    return "A letter came back. The day it left stays the day it was sent."


TELLINGS: dict[type[e.Event], Telling] = {
    e.PeopleSet: Telling("People set", _people),
    e.AdjustmentAgreed: Telling("Adjustment agreed", _adjusted),
    e.AdjustmentReviewed: Telling("Adjustment reviewed", _adjustment_reviewed),
    e.ContactRestricted: Telling("Contact restricted", _restricted),
    e.RestrictionReviewed: Telling("Restriction reviewed", _restriction_reviewed),
    e.RepresentativeNamed: Telling("Representative named", _representative),
    e.ConflictDeclared: Telling("Conflict declared", _conflict),
    e.AccessRestricted: Telling("Access restricted", _access),
    e.AccessOpened: Telling("Access opened", _opened),
    e.LetterIssued: Telling("Letter issued", _letter),
    e.LetterBounced: Telling("Letter came back", _bounced),
}
