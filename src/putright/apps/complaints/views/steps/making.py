"""Making a step's form for a case: its facts, its typing given back, its guidance."""

from typing import Any

from django.http import HttpRequest, QueryDict

from putright.apps.accounts import services as accounts
from putright.apps.accounts.ui.refill import unchecked
from putright.apps.complaints.forms.steps import FORMS, Facts, StepForm
from putright.apps.complaints.queries import choices
from putright.apps.complaints.queries.case_page import Names, files
from putright.apps.complaints.queries.known import cases_beside, people_beside
from putright.apps.complaints.views.opening import Opened
from putright.apps.complaints.views.steps import lettered
from putright.core.calendar import long_date
from putright.core.complaints.money import pounds
from putright.core.complaints.verdicts import stage_verdict

WITH_STAFF = {
    "assign",
    "respond",
    "add_action",
    "move_action",
    "declare_conflict",
}
WITH_TEAMS = {"assign", "set_teams"}
WITH_CASES = {"refuse", "refuse_stage_2", "mark_duplicate"}
WITH_PEOPLE = {"set_people", "name_representative"}
"""Steps that name other cases, and people, by their references."""


def facts_for(opened: Opened, name: str, names: Names) -> Facts:
    """Give what a step's form is made from; lists are read where it shows them."""
    today = opened.today
    known = dict(names.known)
    if name == "complete_action":
        known |= {file.sha256: file.name for file in files(opened.row)}
    return Facts(
        case=opened.case,
        seen=opened.seen,
        today=today,
        by=opened.who,
        context=opened.context,
        staff=_staff(opened, name) if name in WITH_STAFF else (),
        teams=choices.teams(today) if name in WITH_TEAMS else (),
        areas=choices.areas() if name == "categorise" else (),
        categories=choices.categories(today) if name == "categorise" else (),
        cases=_cases(opened) if name in WITH_CASES else (),
        people=people_beside(opened.case, today) if name in WITH_PEOPLE else (),
        names=known,
        draft=lettered.drafted(opened, name),
    )


def _cases(opened: Opened) -> choices.Choices:
    return cases_beside(opened.user, opened.case, opened.today)


def _staff(opened: Opened, name: str) -> choices.Choices:
    if name != "assign":
        return choices.staff(opened.today)
    stage = opened.case.stage
    second = stage is not None and stage.number == 2
    return choices.staff(
        opened.today, "respond_stage_2" if second else "respond_stage_1"
    )


def made(request: HttpRequest, name: str, facts: Facts, **more: Any) -> StepForm:
    """Make a step's form: sent, given back after a sign-in, or new."""
    kind = FORMS[name]
    if request.method == "POST":
        form = kind(request.POST, request.FILES, facts=facts, **more)
        return unchecked(form) if "more" in request.POST else form
    typed = typed_before(request)
    if typed is not None:
        return unchecked(kind(typed, facts=facts, **more))
    return kind(facts=facts, **more)


def typed_before(request: HttpRequest) -> QueryDict | None:
    """Give what this person had typed on this page before their sign-in ran out."""
    number = request.GET.get("typed", "")
    if not number or not request.user.is_authenticated:
        return None
    return accounts.take_back_typing(request.user, number, request.path)


def guidance(opened: Opened, name: str) -> list[str]:
    """Give what a person has to know at this step of this case, in sentences."""
    case, context = opened.case, opened.context
    told = []
    stage = case.stage
    if name == "extend" and stage is not None:
        verdict = stage_verdict(case, stage, context, opened.today)
        if verdict is not None:
            told = [
                f"The answer is due by {long_date(verdict.respond_by)}. The resident "
                "has to be told by that day, or the extension does not count.",
                "Without good reason the new date may be no later than "
                f"{long_date(verdict.extension_limit)}, all extensions together.",
            ]
    if name in ("respond", "approve_compensation"):
        limit = context.settings.approval_limit_pence
        if limit is not None:
            told.append(
                f"Compensation above {pounds(limit)} in all has to be approved by a "
                "second person before the answer leaves."
            )
        number = stage.number if stage else 1
        told += [
            f"Approved for stage {number}: {pounds(pence)}."
            for approved, pence in case.approvals
            if approved == number
        ]
    if name in ("assign", "respond") and stage is not None and stage.number == 2:
        told.append(
            "Stage 2 is considered by someone other than stage 1 (Code provision 6.13)."
        )
    return told
