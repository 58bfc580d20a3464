"""What makes a letter weak: it meets the Code's list and still serves its reader ill.

Three of these hold a letter back, for they can do harm: writing to an address that
must not be written to, writing to someone without authority, and naming no reader.
"""

from collections.abc import Iterable, Iterator

from putright.core.calendar import long_date
from putright.core.complaints.letters.facts import (
    REFUSALS,
    Adjustment,
    Representative,
)
from putright.core.complaints.letters.finding_words import normal
from putright.core.complaints.letters.reading import reading_age
from putright.core.complaints.letters.remark import Checked, Remark, missing, weak

OLDEST_READER = 14
"""The reading age in years above which a letter is called hard to read."""


def safety(checked: Checked) -> Iterator[Remark]:
    """Hold a letter that must not go to this reader, or not this way (3.6, 5.10)."""
    facts, draft = checked.facts, checked.draft
    recipient = draft.recipient
    if not recipient.name.strip():
        yield missing(
            "recipient",
            "5.12",
            "The letter is addressed to nobody.",
            "Choose who it is for.",
        )
    if draft.route == "post" and (facts.do_not_write or recipient.do_not_write):
        yield missing(
            "do_not_write",
            "5.10",
            "Nothing may be posted to this person's address.",
            "Send it another way that was agreed: "
            f"{facts.safe_contact or 'see the person’s page'}.",
        )
    for someone in facts.representatives:
        if not someone.may_speak and normal(recipient.name) == normal(someone.name):
            yield missing(
                "representative",
                "3.6",
                f"{someone.name} has no authority for this complaint: "
                f"{_why_not(someone)}.",
                "Record the authority, or write to the resident.",
            )


def _why_not(someone: Representative) -> str:
    if someone.ended_on is not None:
        return f"it ended on {long_date(someone.ended_on)}"
    return f"it covers “{someone.scope}”" if someone.scope else "its scope is elsewhere"


def representation(checked: Checked) -> Iterator[Remark]:
    """Say where a representative is left out, or is one no longer (3.6)."""
    for someone in checked.facts.representatives:
        named = normal(checked.draft.recipient.name) == normal(someone.name)
        if named:
            continue
        if not someone.may_speak:
            yield weak(
                "representative",
                "3.6",
                f"{someone.name} is recorded as a representative and has no authority "
                f"for this complaint: {_why_not(someone)}.",
                "Send them no copy, or record on the case that they may speak in it.",
            )
        elif not checked.words.says(someone.name):
            yield weak(
                "representative",
                "3.6",
                f"{someone.name} acts for the resident and is not mentioned.",
                "Address the letter to them, or send them a copy and say so.",
            )


def group(checked: Checked) -> Iterator[Remark]:
    """Say that a group's complaint is answered to one of the group (1.2).

    Nobody is named: one resident's letter does not tell of another.
    """
    others = checked.facts.also_affected
    if others:
        several = "other residents are" if others > 1 else "other resident is"
        yield weak(
            "group",
            "1.2",
            f"{others} {several} affected, and this letter goes to "
            f"{checked.draft.recipient.name or 'one resident'} alone.",
            "Decide who else is written to, and record those letters on the case.",
        )


def adjustments(checked: Checked) -> Iterator[Remark]:
    """Say which agreed adjustments the letter ignores (5.10)."""
    for agreed in checked.facts.adjustments:
        says = _ignored(checked, agreed)
        if says:
            yield weak(
                "adjustment",
                "5.10",
                says,
                f"Do as was agreed: {agreed.says}.",
            )


def _ignored(checked: Checked, agreed: Adjustment) -> str:
    draft = checked.draft
    code = agreed.code
    if code == "large_print":
        small = draft.recipient.format != "large_print"
        return "Large print was agreed; this letter is not in it." if small else ""
    if code.startswith("language:"):
        wanted = code.removeprefix("language:").split("-")[0].lower()
        other = draft.language.split("-")[0].lower() != wanted
        return f"A letter in “{wanted}” was agreed; this one is not." if other else ""
    if code == "no_phone":
        asks = checked.words.matches(r"\b(?:call|phone|ring|telephone) (?:you|us)\b")
        return "“No telephone” was agreed; the letter speaks of a call." if asks else ""
    if code == "email_only":
        return "“Email only” was agreed." if draft.route in {"post", "hand"} else ""
    if code == "post_only":
        return "“Post only” was agreed." if draft.route == "email" else ""
    return f"An adjustment was agreed that no program can check: {agreed.says}."


def restrictions(checked: Checked) -> Iterator[Remark]:
    """Say where the letter invites contact that is restricted (5.14)."""
    restricted = normal(" ".join(checked.facts.restrictions))
    if not any(word in restricted for word in ("phone", "call")):
        return
    if checked.words.matches(r"\b(?:call|phone|ring|telephone) us\b"):
        yield weak(
            "restriction",
            "5.14",
            "Contact by telephone is restricted; the letter asks them to phone.",
            "Give the way of contact that was agreed.",
        )


def readability(checked: Checked) -> Iterator[Remark]:
    """Say where the letter is hard to read (6.9, 6.19: plain language)."""
    age = reading_age(checked.draft.prose or checked.draft.text)
    if age is not None and age > OLDEST_READER:
        source = "6.19" if checked.facts.stage == 2 else "6.9"
        yield weak(
            "reading_age",
            source,
            f"The reading age is about {age:.0f} years.",
            "Use shorter sentences and everyday words.",
        )


def answer_date(checked: Checked) -> Iterator[Remark]:
    """Say where an acknowledgement does not say when the answer comes (6.3, 6.14)."""
    facts, source = checked.facts, "6.14" if checked.facts.stage == 2 else "6.3"
    if not facts.kind.startswith("acknowledgement"):
        return
    if facts.answer_by is None or not checked.words.says(long_date(facts.answer_by)):
        day = long_date(facts.answer_by) if facts.answer_by else "the date"
        yield weak(
            "answer_by",
            source,
            "The letter does not say by when the resident will have the answer.",
            f"Give {day} by which you will answer.",
        )


def nobody_named(checked: Checked) -> Iterator[Remark]:
    """Say where an action has nobody to see to it (6.6, 6.17)."""
    owners = [action for action in checked.facts.actions if not action.owner]
    if owners:
        yield weak(
            "action_owner",
            "6.6",
            f"“{owners[0].what}” has nobody's name or team beside it.",
            "Say who will do it.",
        )


def boilerplate(checked: Checked, others: Iterable[str]) -> Iterator[Remark]:
    """Say where a refusal gives the very reason of another case (2.5)."""
    reason = normal(checked.facts.reason)
    if checked.facts.kind not in REFUSALS or not reason:
        return
    if any(normal(other) == reason for other in others):
        yield weak(
            "boilerplate",
            "2.5",
            "The reason is word for word that of another refusal.",
            "Say what it is about this resident's case.",
        )


OF_ANY_LETTER = (
    representation,
    group,
    adjustments,
    restrictions,
    answer_date,
    nobody_named,
    readability,
)
"""What may be weak in a letter of any kind, in the order it is said."""
