"""Acknowledgements, requests for clarification, and service requests."""

from putright.core.complaints.letters.facts import LetterFacts
from putright.core.complaints.letters.values import Block
from putright.core.complaints.letters.writing.common import (
    day_words,
    definition_blocks,
    heading,
    help_blocks,
    ombudsman_blocks,
    points_blocks,
    responsibility_blocks,
    said,
    words,
)


def acknowledgement(facts: LetterFacts) -> tuple[Block, ...]:
    """Acknowledge and define a complaint at either stage (5.6, 5.7, 6.2, 6.11)."""
    return (
        *_opening(facts),
        *definition_blocks(facts),
        *points_blocks(facts),
        *responsibility_blocks(facts),
        words(
            "acknowledgement.put_us_right",
            "If we have got something wrong or left something out, please tell us. "
            "We will put it right.",
        ),
        *_when(facts),
        *help_blocks(),
        *ombudsman_blocks(facts),
    )


def _opening(facts: LetterFacts) -> tuple[Block, ...]:
    received = day_words(facts.received_on)
    if facts.stage == 2:
        return (
            words(
                "acknowledgement.stage_2",
                f"You asked us on {received} to look at your complaint again. We are "
                "now looking at it at stage 2, the last stage with us. Someone who did "
                "not give you our first answer will do this.",
                "stage",
            ),
            words(
                "acknowledgement.no_reasons",
                "You do not have to say why you are still unhappy. If you would like "
                "to, it will help us give you a better answer.",
            ),
            _meaning(facts),
        )
    return (
        words(
            "acknowledgement.stage_1",
            f"Thank you for your complaint, which we received on {received}. We are "
            "sorry that you are unhappy. We are looking into it at stage 1 of our "
            "complaints process.",
            "stage",
        ),
        _meaning(facts),
    )


def _meaning(facts: LetterFacts) -> Block:
    meaning = facts.meaning.rstrip(" .")
    return words("acknowledgement.meaning", f"A complaint is “{meaning}”.")


def _when(facts: LetterFacts) -> tuple[Block, ...]:
    who = f"{facts.handler} is looking into it. " if facts.handler else ""
    return (
        heading("When you will hear from us"),
        words(
            "acknowledgement.answer_by",
            f"{who}We will send you our full answer by {day_words(facts.answer_by)}.",
        ),
        words(
            "acknowledgement.if_longer",
            "If we need longer, we will write to you before that date. We will tell "
            "you why, and when you will have our answer.",
        ),
    )


def clarification(facts: LetterFacts) -> tuple[Block, ...]:
    """Ask what is unclear (5.6)."""
    return (
        words(
            "clarification.opening",
            "Thank you for your complaint. We want to be sure that we have understood "
            f"you. We are looking at your complaint at stage {facts.stage or 1}.",
            "stage",
        ),
        heading("What we would like to ask you"),
        said(facts.question, "question"),
        words(
            "clarification.no_wait",
            "We will go on with your complaint while we wait to hear from you.",
        ),
        *help_blocks(),
        *ombudsman_blocks(facts),
    )


def service_request(facts: LetterFacts) -> tuple[Block, ...]:
    """Confirm a service request and say how to complain instead (1.3, 1.4, 1.5)."""
    return (
        words(
            "service_request.opening",
            "Thank you for getting in touch. On "
            f"{day_words(facts.received_on)} you asked us to put this right:",
            "request",
        ),
        said(facts.request, "request"),
        words(
            "service_request.what_it_is",
            "We have logged this as a service request. That means a request for us to "
            "do something for the first time.",
        ),
        *_next_steps(facts),
        heading("If you would like to complain"),
        words(
            "service_request.complain",
            "You can make a complaint at any time, even while we are still working on "
            "your request. Tell any member of our staff, in any way you like. We will "
            "not stop the work because you complain.",
            "how_to_complain",
        ),
        *help_blocks(),
        *ombudsman_blocks(facts),
    )


def _next_steps(facts: LetterFacts) -> tuple[Block, ...]:
    if not facts.next_steps:
        return ()
    return (
        heading("What happens next"),
        said(facts.next_steps, "what_happens_next"),
    )
