"""Contacts logged and steps taken: as on the pages, with the same refusals."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Schema

from putright.apps.accounts.permissions import signed_in
from putright.apps.api.schemas import kept
from putright.apps.api.schemas.base import Reference
from putright.apps.api.schemas.steps import Receive, Step
from putright.apps.api.views.program import preparing
from putright.apps.api.views.program.auth import TokenOf
from putright.apps.api.views.program.common import WRITES, Done, Key, once, router
from putright.apps.api.views.program.problems import ProblemError, refused
from putright.apps.complaints.forms.steps import FORMS
from putright.apps.complaints.queries import step_pages
from putright.apps.complaints.queries.cases import find, identity, visible_to
from putright.apps.complaints.queries.known import known
from putright.apps.complaints.queries.letters import BY_HAND, carries, kind_of
from putright.apps.complaints.queries.named import asked_of
from putright.apps.complaints.services import contacts, lettering
from putright.apps.complaints.services.steps import Taken, take
from putright.apps.complaints.views.opening import Opened, opened_for
from putright.apps.residents import queries as residents
from putright.core import refusals as no
from putright.core.complaints import steps as s
from putright.core.complaints.decide import decide
from putright.core.complaints.given import NAMES, as_step
from putright.core.refusals import StepRefusedError

NO_LETTER = (
    "This step needs the letter that carried it. Put the letter's file with the case "
    "first and give its hash as letter_file; or have the letter written here, at the "
    "case's letters."
)


@router.post(
    "/cases",
    response={201: kept.Logged} | WRITES,
    auth=TokenOf("cases:write", may="log_contact"),
    tags=["Steps"],
    url_name="cases",
)
def log(request: HttpRequest, contact: Receive, key: Key) -> HttpResponse:  # type: ignore[valid-type] # made from the core's step
    """Log a contact as a new case. The same contact sent again is the same case."""
    assert isinstance(contact, Schema)
    return once(request, key, request.body, lambda: _logged(request, contact))


def _logged(request: HttpRequest, contact: Any) -> Done:
    user, now, today = signed_in(request), timezone.now(), timezone.localdate()
    step = as_step("receive", contact.model_dump(exclude={"hazard", "do"}))
    assert isinstance(step, s.Receive)
    wrong = [
        *preparing.not_in_future("date", step.on, today),
        *preparing.not_in_future("issue_on", step.issue_on, today),
        *preparing.not_in_future("aware_on", step.aware_on, today),
        *preparing.teams_wrong(step.teams, today),
        *preparing.area_wrong(step.area, today),
        *preparing.category_wrong(step.category, step.issue, ("", ""), today),
    ]
    if wrong:
        raise preparing.unreadable(wrong)
    there = known(user, step.person, step.home, today)
    nobody = [] if there.person or not step.person else [step.person]
    others = residents.people_referenced(step.affected) if step.affected else {}
    nobody += [one for one in step.affected if one not in others]
    missing = [no.Refusal(no.NO_SUCH_PERSON, one) for one in nobody]
    if step.home and there.home is None:
        missing.append(no.Refusal(no.NO_SUCH_HOME, step.home))
    linked = visible_to(user, today).filter(reference=step.linked_to)
    if step.linked_to and not linked.exists():
        missing.append(no.Refusal(no.NO_SUCH_CASE, step.linked_to))
    if missing:
        raise refused(*missing)
    logged = contacts.log(
        step=step, who=identity(user), now=now, at=step.at, hazard=contact.hazard
    )
    row = find(logged.reference)
    assert row is not None
    told_of = {
        "reference": row.reference,
        "state": row.state,
        "entries": row.entries_count,
        "again": logged.again,
        "warnings": logged.warnings,
    }
    return Done(201, told_of)


@router.post(
    "/cases/{reference}/steps",
    response={201: kept.Recorded} | WRITES,
    auth=TokenOf("cases:write", may="see_cases"),
    tags=["Steps"],
    url_name="steps",
)
def steps(
    request: HttpRequest, reference: Reference, step: Step, key: Key
) -> HttpResponse:
    """Take a step on a case, with the words of a worked case.

    A step that a letter carries needs the letter's file, put with the case before.
    """
    opened = _opened(request, reference, step.root.do)
    taken = partial(_taken, opened, step.root)
    return once(request, key, request.body, taken, opened.row.reference)


def _opened(request: HttpRequest, reference: str, name: str) -> Opened:
    opened = opened_for(request, reference)
    page = step_pages.STEPS.get(name)
    capability = step_pages.capability_of(name, opened.case) if page else "work_case"
    if not opened.may(capability):
        raise PermissionDenied(f"The step {name} is not part of this person's roles.")
    return opened


def _taken(opened: Opened, sent: Any) -> Done:
    if sent.do == "issue_letter":
        return _recorded(_take(opened, _letter(opened, sent, sent.kind), sent))
    step = preparing.step_of(sent.do, sent, opened)
    if sent.do not in FORMS or not FORMS[sent.do].by_hand:
        return _recorded(_take(opened, step, sent))
    if not sent.letter_file:
        raise _without_its_letter(opened, step)
    kind = kind_of(step, opened.case.state)
    assert kind is not None
    letter = _letter(opened, sent, kind)
    taken = _take(opened, step, sent)
    after = take(
        reference=opened.row.reference, step=letter, who=opened.who, now=opened.now
    )
    return _recorded(taken, len(after.case.entries))


def _take(opened: Opened, step: s.Step, sent: Any) -> Taken:
    return take(
        reference=opened.row.reference,
        step=step,
        who=opened.who,
        now=opened.now,
        seen=sent.seen,
    )


def _recorded(taken: Taken, entries: int = 0) -> Done:
    told_of = {
        "reference": taken.reference,
        "state": taken.case.state,
        "entries": entries or len(taken.case.entries),
        "opened": taken.opened,
        "warnings": taken.decision.warnings,
    }
    return Done(201, told_of)


def _letter(opened: Opened, sent: Any, kind: str) -> s.IssueLetter:
    """Make the record of a letter that was written elsewhere, from its file."""
    wrong = list(preparing.not_in_future("date", sent.date, opened.today))
    edition = opened.context.edition_of(opened.case.edition)
    known_kinds = [rule.kind for rule in edition.letters.values()]
    if kind not in known_kinds:
        wrong.append(("kind", f"There are: {', '.join(known_kinds)}."))
    if sent.letter_file not in opened.case.evidence:
        wrong.append(("letter_file", "No file of this case has this hash."))
    if wrong:
        raise preparing.unreadable(wrong)
    stage = int(sent.stage) if getattr(sent, "stage", None) else None
    return s.IssueLetter(
        on=sent.date,
        letter=f"{BY_HAND}{sent.letter_file[:12]}",
        kind=kind,
        sha256=sent.letter_file,
        stage=stage,
    )


def _without_its_letter(opened: Opened, step: s.Step) -> ProblemError:
    """Say that the letter's file lacks, and all else that is wrong with the step."""
    error = [{"where": "letter_file", "says": NO_LETTER}]
    asked = asked_of(opened.context, opened.case, step, who=opened.who, on=opened.today)
    try:
        decide(opened.case, step, asked)
    except StepRefusedError as refusal:
        found = refused(*refusal.refusals)
        found.more["errors"] = error
        return found
    return ProblemError(422, "no_letter", NO_LETTER, errors=error)


@router.post(
    "/cases/{reference}/letters",
    response={201: kept.Written} | WRITES,
    auth=TokenOf("cases:write", may="see_cases"),
    url_name="letters",
    tags=["Letters"],
)
def write_letter(
    request: HttpRequest, reference: Reference, step: Step, key: Key
) -> HttpResponse:
    """Write the letter that would carry a step. Nothing is recorded until it leaves.

    People check it, approve it where that is right, and issue it on its page.
    """
    opened = _opened(request, reference, step.root.do)
    drafted = partial(_drafted, opened, step.root)
    return once(request, key, request.body, drafted, opened.row.reference)


def _drafted(opened: Opened, sent: Any) -> Done:
    if not carries(NAMES[sent.do], opened.case.state):
        problem = "No letter carries this step here. Take it at the case's steps."
        raise ProblemError(422, "not_now", problem)
    number = lettering.draft(
        reference=opened.row.reference,
        name=sent.do,
        step=preparing.step_of(sent.do, sent, opened),
        who=opened.who,
        now=opened.now,
    )
    return Done(201, {"reference": opened.row.reference, "letter": number})
