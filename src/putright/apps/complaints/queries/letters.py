"""The letters of a case: what a draft would say, and what the checker says of it."""

import datetime
from collections.abc import Mapping

import msgspec

from putright.apps.accounts import queries as accounts
from putright.apps.complaints.models import CaseRow, Entry, StepDraft
from putright.apps.complaints.queries.cases import OpenCase, open_case
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.named import asked_of
from putright.apps.complaints.queries.people import staff_names
from putright.apps.complaints.queries.representing import who_may_speak
from putright.apps.letters import queries as letters
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.residents import queries as residents
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.clocks import judge
from putright.core.complaints.decide import Context, Decision, decide
from putright.core.complaints.fold import step as fold_step
from putright.core.complaints.given import NAMES
from putright.core.complaints.journal import words_from
from putright.core.complaints.letters.check import check
from putright.core.complaints.letters.check import draft_of as as_draft
from putright.core.complaints.letters.compose import compose
from putright.core.complaints.letters.facts import Adjustment, LetterFacts
from putright.core.complaints.letters.from_case import adjustment_code, facts_of
from putright.core.complaints.letters.ombudsman import Ombudsman
from putright.core.complaints.letters.remark import Draft, Remark
from putright.core.complaints.letters.values import Kind, Letter, Recipient, Sender
from putright.core.complaints.money import pounds

BY_HAND = "by-hand-"
"""How the reference of a letter written elsewhere begins; its file is evidence."""
REASONS = 50
"""How many other refusals a new one's reason is held against."""


class Composed(msgspec.Struct, frozen=True, kw_only=True):
    """A letter composed for a step, the facts it was held against, and its remarks."""

    letter: Letter
    facts: LetterFacts
    remarks: tuple[Remark, ...]


class DraftView(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it would leave today: its step, letter, and what is to be mended."""

    step: s.Step
    letter: Letter
    remarks: tuple[Remark, ...]
    warnings: tuple[str, ...]
    unapproved_sum: str


KINDS: Mapping[type[s.Step], tuple[Kind, Kind]] = {
    s.Acknowledge: ("acknowledgement_1", "acknowledgement_2"),
    s.Extend: ("extension_1", "extension_2"),
    s.Respond: ("stage_1_response", "stage_2_response"),
    s.Clarify: ("clarification", "clarification"),
    s.GiveUpdate: ("update", "update"),
    s.RefuseStageTwo: ("stage_2_refusal", "stage_2_refusal"),
    s.Refuse: ("refusal", "refusal"),
}
"""A step that a letter carries, and the letter's kind at stage 1 and at stage 2."""


def carries(step: type[s.Step], state: str) -> bool:
    """Whether a letter carries this step on a case in this state.

    A service request has no stage: what is said to its resident is a contact.
    """
    return step in KINDS or (step is s.Contact and state == "service_request")


def kind_of(step: s.Step, state: str) -> Kind | None:
    """Give the kind of letter that carries a step; None where none does."""
    if not carries(type(step), state):
        return None
    if isinstance(step, s.Contact):
        return "service_request"
    kinds = KINDS[type(step)]
    return kinds[1] if getattr(step, "stage", None) == 2 else kinds[0]


def draft_of(letter_id: int) -> StepDraft | None:
    """Give the draft that a letter carries."""
    return StepDraft.objects.select_related("case").filter(letter=letter_id).first()


class ByHand(msgspec.Struct, frozen=True):
    """A letter written elsewhere: its kind, the day it left, and its file's hash."""

    kind: str
    on: datetime.date
    sha256: str


def by_hand(opened: OpenCase) -> list[ByHand]:
    """Give a case's letters that were written elsewhere, in the order they left."""
    events = (entry.event for entry in opened.entries)
    return [
        ByHand(event.kind, event.on, event.sha256)
        for event in events
        if isinstance(event, e.LetterIssued) and event.letter.startswith(BY_HAND)
    ]


def drafts_of(row: CaseRow) -> list[StepDraft]:
    """Give a case's drafts, oldest first."""
    return list(StepDraft.objects.filter(case=row))


def step_of(draft: StepDraft, on: datetime.date) -> s.Step:
    """Give a draft's step as it would be taken on a day."""
    step = msgspec.json.decode(draft.fields, type=NAMES[draft.step])
    return msgspec.structs.replace(step, on=on)


def draft_view(letter_id: int, *, on: datetime.date, route: str = "") -> DraftView:
    """Look at a draft as it would leave on a day, signed by who wrote it.

    Raises StepRefusedError where its step would now be refused.
    """
    held = draft_of(letter_id)
    if held is None:
        problem = "This letter carries no step that waits to be recorded."
        raise LetterRefusedError(problem)
    case = open_case(held.case).case
    step = step_of(held, on)
    context = asked_of(current_context(), case, step, who=held.saved_by, on=on)
    decision = decide(case, step, context)
    latest = letters.version(letter_id)
    composed = compose_for(
        case, step, decision, context, who=held.saved_by, route=route
    )
    remarks = composed.remarks
    if latest.edited:
        edited = Draft(
            text=latest.text, recipient=composed.letter.recipient, route=route
        )
        remarks = _check(case, composed.facts, composed.letter.kind, context, edited)
    limit = context.settings.approval_limit_pence
    over = [w for w in decision.warnings if limit is not None and pounds(limit) in w]
    return DraftView(
        step=step,
        letter=composed.letter,
        remarks=remarks,
        warnings=decision.warnings,
        unapproved_sum=over[0] if over else "",
    )


def compose_for(
    case: Case,
    step: s.Step,
    decision: Decision,
    context: Context,
    *,
    who: str,
    route: str = "",
) -> Composed:
    """Compose the letter of a step from the case as it would then stand."""
    kind = kind_of(step, case.state)
    if kind is None:
        problem = "That step is not one that a letter carries."
        raise LetterRefusedError(problem)
    then = case
    for event in decision.events:
        then = fold_step(then, event)
    facts = _facts(then, kind, step, context, who)
    landlord = accounts.landlord()
    values = letters.text_values(facts, landlord=landlord.name, on=step.on)
    own = letters.own_words(kind, values, on=step.on)
    rule = context.edition_of(case.edition).letters[kind]
    letter = compose(
        facts,
        rule,
        sender=_sender(who),
        recipient=_recipient(case, step.on, facts.adjustments),
        on=step.on,
        own_words=own.texts,
    )
    return Composed(
        letter=letter,
        facts=facts,
        remarks=_check(case, facts, kind, context, as_draft(letter, route)),
    )


def _check(
    case: Case, facts: LetterFacts, kind: Kind, context: Context, draft: Draft
) -> tuple[Remark, ...]:
    rule = context.edition_of(case.edition).letters[kind]
    return check(facts, rule, draft, _other_reasons(case, kind))


def _other_reasons(case: Case, kind: Kind) -> list[str]:
    """The reasons of the latest other refusals: the same words twice are boilerplate
    (2.5)."""
    if kind not in ("refusal", "stage_2_refusal"):
        return []
    refused = Entry.objects.filter(kind__in=("refused", "stage_two_refused"))
    others = refused.exclude(case__reference=case.reference).order_by("-id")
    kept = others.filter(words__isnull=False).select_related("words")[:REASONS]
    return [words_from(bytes(entry.words.data)).get("reason", "") for entry in kept]


def _facts(
    then: Case, kind: Kind, step: s.Step, context: Context, who: str
) -> LetterFacts:
    code = context.edition_of(then.edition)
    facts = facts_of(
        then,
        kind,
        code,
        answer_by=_answer_by(then, context, step.on),
        names=_names(then, who),
    )
    written = residents.who_to_write(then.person, step.on) if then.person else None
    return msgspec.structs.replace(
        facts,
        resident=written.name if written else "",
        do_not_write=written.do_not_write if written else False,
        safe_contact=written.safe_contact if written else "",
        representatives=who_may_speak(then, step.on),
        adjustments=_adjustments(facts, then.person, step.on),
        restrictions=_restrictions(then, step.on),
        question=getattr(step, "question", ""),
        update=getattr(step, "note", "") if kind == "update" else "",
        discretion=getattr(step, "discretion", ""),
        next_steps=step.note if isinstance(step, s.Contact) else "",
        ground_detail=_ground_detail(step),
        ombudsman=_ombudsman(facts),
    )


def _ombudsman(facts: LetterFacts) -> Ombudsman:
    """The Ombudsman's details as the landlord keeps them, else the program's own."""
    lines = [
        line.strip() for line in accounts.landlord().ombudsman_contact.splitlines()
    ]
    kept = tuple(line for line in lines if line)
    if not kept:
        return facts.ombudsman
    return msgspec.structs.replace(facts.ombudsman, contact_lines=kept)


def _adjustments(
    facts: LetterFacts, person: str, on: datetime.date
) -> tuple[Adjustment, ...]:
    """Everything agreed with the person, on this case or before it, each once."""
    found = residents.person(person) if person else None
    known = residents.adjustments(found.id, on=on) if found else []
    agreed = [Adjustment(adjustment_code(a.adjustment), a.adjustment) for a in known]
    return tuple({a.says: a for a in (*facts.adjustments, *agreed)}.values())


def _restrictions(then: Case, on: datetime.date) -> tuple[str, ...]:
    found = residents.person(then.person) if then.person else None
    known = residents.restrictions(found.id, on=on) if found else []
    here = [r.restriction for r in then.restrictions if not r.ended]
    return tuple(dict.fromkeys([*here, *(r.restriction for r in known)]))


def _ground_detail(step: s.Step) -> str:
    if not isinstance(step, s.Refuse):
        return ""
    filed = f"{step.court_filed_on:%-d %B %Y}" if step.court_filed_on else ""
    return step.route or step.earlier_case or filed


def _answer_by(then: Case, context: Context, on: datetime.date) -> datetime.date | None:
    stage = then.stage
    if stage is None:
        return None
    limits = context.edition_of(then.edition).stages[stage.number]
    verdict = judge(stage.dates, limits, context.calendar, on, complete=True)
    return verdict.date_to_beat or verdict.respond_by


def _names(case: Case, who: str) -> Mapping[str, str]:
    people = {who, *(action.owner for action in case.actions)}
    for stage in (case.stage_1, case.stage_2):
        if stage is not None:
            people |= {stage.handler, stage.responded_by}
    return staff_names(people)


def _sender(who: str) -> Sender:
    landlord = accounts.landlord()
    lines = [*landlord.address.splitlines(), landlord.phone, landlord.email]
    return Sender(
        landlord=landlord.name,
        contact_lines=tuple(line for line in lines if line),
        signed_by=staff_names([who]).get(who, ""),
    )


def _recipient(
    case: Case, on: datetime.date, agreed: tuple[Adjustment, ...]
) -> Recipient:
    found = residents.who_to_write(case.person, on) if case.person else None
    if found is None:
        problem = (
            "Nobody is recorded to write to. Say on the case who raised it, then write "
            "the letter."
        )
        raise LetterRefusedError(problem)
    large = "large" in found.format.casefold() or any(
        adjustment.code == "large_print" for adjustment in agreed
    )
    return Recipient(
        name=found.name,
        address_lines=found.address,
        email=found.email,
        language=found.language or "en-GB",
        format="large_print" if large else "standard",
        do_not_write=found.do_not_write,
    )
