"""Letters about Amina Farrow's heating, complete: a test takes one thing away."""

from dataclasses import replace
from datetime import date

import msgspec
from tests.cast import AMINA, FLAT

from putright.core.complaints.letters.check import check, draft_of
from putright.core.complaints.letters.compose import TITLES, compose, stage_of
from putright.core.complaints.letters.facts import (
    Action,
    Finding,
    LetterFacts,
    NotOurs,
    Point,
    Remedy,
)
from putright.core.complaints.letters.remark import Draft, Remark
from putright.core.complaints.letters.values import Kind, Letter, Recipient, Sender
from putright.rules.handling_code import edition

EDITION = edition("housing-2024")
KINDS: tuple[Kind, ...] = tuple(TITLES)
ON = date(2024, 10, 21)
READER = Recipient(
    name=AMINA.name, address_lines=(*FLAT.address, FLAT.postcode), email=AMINA.email
)
SENDER = Sender(
    landlord="Otterdale Homes",
    contact_lines=("1 High Street, Otterdale", "Phone: 01632 960100"),
    signed_by="Chidi Okafor",
    job_title="Complaints officer",
)
HEATING = Finding(
    point="heating",
    outcome="upheld",
    reason="Our repairs policy says that heating is mended in 24 hours in winter. "
    "It took us nine days.",
    remedies=(
        Remedy(kind="apology", what="Our apology"),
        Remedy(
            kind="compensation",
            what="Payment for the days without heating",
            amount=9000,
            by_when=date(2024, 11, 4),
        ),
    ),
)
RUDENESS = Finding(
    point="rudeness",
    outcome="not_upheld",
    reason="We listened to the call, and the member of staff was polite throughout.",
)
BINS = Finding(
    point="bins", outcome="not_ours", reason="The council empties the bins here."
)


def facts(kind: Kind, **changed: object) -> LetterFacts:
    """Give facts that make a complete letter of a kind, but for what is changed."""
    whole = LetterFacts(
        kind=kind,
        stage=0 if kind in {"refusal", "service_request"} else stage_of(kind),
        reference="C-2024-0014",
        resident=AMINA.name,
        received_on=date(2024, 10, 7),
        request="Mend the boiler of Heron House",
        definition="The heating was off for nine days, and nobody told you why.",
        outcomes_sought=("Heating that works", "An apology"),
        points=(
            Point("heating", "No heating for nine days"),
            Point("rudeness", "A rude member of staff"),
            Point("bins", "Bins that overflow"),
        ),
        ours=("heating", "rudeness"),
        not_ours=(NotOurs("bins", "The council"),),
        findings=(HEATING, RUDENESS, BINS),
        actions=(
            Action(
                what="Fit a new pump in the boiler house",
                by_when=date(2024, 11, 8),
                owner="Repairs team",
            ),
        ),
        answer_by=date(2024, 10, 23),
        new_date=date(2024, 11, 6),
        reason="The boiler maker's engineer can only come on 30 October.",
        ground="already_considered",
        ground_detail="We answered this in our letter of 5 March 2024.",
        update_every_days=5,
        next_update=date(2024, 10, 28),
        question="On which days was the heating off?",
        update="The new pump has been ordered.",
        next_steps="Our heating engineer will come on 25 October 2024.",
        discretion="We thought about looking into it all the same, and will not.",
    )
    return msgspec.structs.replace(whole, **changed)


def letter(of: LetterFacts, **own: str) -> Letter:
    """Compose the letter of these facts to Amina."""
    return compose(
        of,
        EDITION.letters[of.kind],
        sender=SENDER,
        recipient=READER,
        on=ON,
        own_words={code.replace("__", "."): text for code, text in own.items()},
    )


def remarks(
    of: LetterFacts, draft: Draft | None = None, others: tuple[str, ...] = ()
) -> tuple[Remark, ...]:
    """Check a letter against the 2024 Code; its own words unless a draft is given."""
    made = draft or draft_of(letter(of))
    return check(of, EDITION.letters[of.kind], made, others)


def missing(of: LetterFacts, draft: Draft | None = None) -> set[tuple[str, str]]:
    """Give (provision, part) of everything that holds a letter back."""
    return {(r.provision, r.code) for r in remarks(of, draft) if r.level == "missing"}


def weak(of: LetterFacts, draft: Draft | None = None) -> set[tuple[str, str]]:
    """Give (provision, code) of everything that is only weak."""
    return {(r.provision, r.code) for r in remarks(of, draft) if r.level == "weak"}


def without(of: LetterFacts, *words: str) -> Draft:
    """Give the letter's draft with every line that holds one of these words removed."""
    whole = draft_of(letter(of))
    lines = [
        line
        for line in whole.text.splitlines()
        if not any(word.lower() in line.lower() for word in words)
    ]
    return replace(whole, text="\n".join(lines))
