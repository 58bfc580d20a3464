"""A step as it was sent made into the core's own, and what the pages would not offer
kept out: people, teams and codes that are not this landlord's or this case's."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from ninja import Schema

from putright.apps.api.views.program.problems import ProblemError, refused
from putright.apps.complaints.forms.steps import FORMS
from putright.apps.complaints.forms.steps.stages import all_points, free_ref
from putright.apps.complaints.queries import choices
from putright.apps.complaints.queries.choices import BETWEEN
from putright.apps.complaints.views.opening import Opened
from putright.apps.complaints.views.steps.money import approved_by_another, total_of
from putright.core import refusals as no
from putright.core.complaints import steps as s
from putright.core.complaints.given import as_step
from putright.core.complaints.money import pounds

NOT_OF_THE_STEP = {"do", "seen", "letter_file", "hazard"}
Wrong = tuple[str, str]


def step_of(name: str, sent: Schema, opened: Opened) -> s.Step:
    """Make the core's step of what was sent, signed by the token's person.

    Points and promises get references of their own where none were given: what stands
    for good in the record is never somebody's words. Raises ProblemError.
    """
    fields = sent.model_dump(exclude=NOT_OF_THE_STEP)
    signed = FORMS[name].signed if name in FORMS else ""
    if signed:
        fields[signed] = opened.who
    step = as_step(name, fields)
    match step:
        case s.AddIssue(ref=""):
            ref = free_ref(point.ref for point in all_points(opened.case))
            step = msgspec.structs.replace(step, ref=ref)
        case s.Respond():
            step = _numbered(step, len(opened.case.actions))
        case _:
            pass
    wrong = list(_wrong(step, opened))
    if wrong:
        raise unreadable(wrong)
    _sum_approved(step, opened)
    return step


def _numbered(step: s.Respond, taken: int) -> s.Respond:
    """Give each promise of an answer a reference."""
    used = {action.ref for action in step.actions}
    free = (f"a{n}" for n in range(taken + 1, taken + 2 + 2 * len(step.actions)))
    left = (ref for ref in free if ref not in used)
    actions = tuple(
        action if action.ref else msgspec.structs.replace(action, ref=next(left))
        for action in step.actions
    )
    return msgspec.structs.replace(step, actions=actions)


def unreadable(wrong: Iterable[Wrong]) -> ProblemError:
    """Make the problem of fields that say something that can't be."""
    errors = [{"where": where, "says": says} for where, says in wrong]
    said = "; ".join(f"{one['where']}: {one['says']}" for one in errors[:3])
    detail = f"Nothing was done. Put this right and send it again: {said}"
    return ProblemError(422, "not_readable", detail, errors=errors)


def not_in_future(name: str, day: date | None, today: date) -> Iterator[Wrong]:
    """Refuse a day that has not come yet."""
    if day is not None and day > today:
        yield name, f"{day} has not come yet; today is {today}."


def _wrong(step: s.Step, opened: Opened) -> Iterator[Wrong]:
    yield from not_in_future("date", step.on, opened.today)
    match step:
        case s.Acknowledge():
            yield from _once("points", step.points)
        case s.Respond():
            yield from _answered(step, opened)
        case s.SetTeams():
            yield from _teams("teams", step.teams, opened)
        case s.Categorise():
            yield from _categorised(step, opened)
        case s.CompleteAction() if step.file and step.file not in opened.case.evidence:
            yield "file", "No file of this case has this hash."
        case s.Assign() | s.DeclareConflict() | s.AddAction() | s.MoveAction():
            yield from _colleagues(step, opened)
        case _:
            pass


def _colleagues(
    step: s.Assign | s.DeclareConflict | s.AddAction | s.MoveAction, opened: Opened
) -> Iterator[Wrong]:
    today = opened.today
    match step:
        case s.Assign():
            second = step.stage == 2
            staff = choices.staff(
                today, "respond_stage_2" if second else "respond_stage_1"
            )
            yield from _one_of("handler", [step.handler], staff)
            yield from _teams("team", [step.team], opened)
        case s.DeclareConflict():
            yield from _one_of("who", [step.who], choices.staff(today))
        case _:
            yield from _owners([step.owner], today)


def _answered(step: s.Respond, opened: Opened) -> Iterator[Wrong]:
    yield from _once("findings", [found.point for found in step.findings])
    yield from _once("actions", [action.ref for action in step.actions])
    remedies = [remedy for found in step.findings for remedy in found.remedies]
    edition = opened.context.edition_of(opened.case.edition)
    known = [(one.code, one.title) for one in edition.remedies]
    yield from _one_of("remedies kind", [one.kind for one in remedies], known)
    owners = [one.owner for one in remedies] + [one.owner for one in step.actions]
    yield from _owners(owners, opened.today)


def _owners(owners: Iterable[str], today: date) -> Iterator[Wrong]:
    named = {owner for owner in owners if owner}
    if named:
        yield from _one_of("owner", sorted(named), choices.staff(today))


def _once(name: str, refs: Iterable[str]) -> Iterator[Wrong]:
    """Refuse a reference that stands twice where it names one thing."""
    seen: set[str] = set()
    for ref in refs:
        if ref and ref in seen:
            yield name, f"“{ref}” is there twice."
        seen.add(ref)


def _one_of(
    name: str, given: Iterable[str], known: Iterable[tuple[str, str]]
) -> Iterator[Wrong]:
    codes = [code for code, _ in known]
    for one in given:
        if one and one not in codes:
            offered = ", ".join(codes[:20]) or "none"
            yield name, f"“{one}” is not offered. There are: {offered}."


def _teams(name: str, given: Iterable[str], opened: Opened) -> Iterator[Wrong]:
    wanted = [one for one in given if one]
    if not wanted:
        return
    stage = opened.case.stage
    held = {*(stage.teams if stage else opened.case.teams)}
    known = choices.teams(opened.today) + [(one, one) for one in held]
    yield from _one_of(name, wanted, known)


def _categorised(step: s.Categorise, opened: Opened) -> Iterator[Wrong]:
    case = opened.case
    if step.area and step.area != case.area:
        yield from _one_of("area", [step.area], choices.areas())
    yield from category_wrong(
        step.category, step.issue, (case.category, case.issue), opened.today
    )


def category_wrong(
    category: str, issue: str, held: tuple[str, str], today: date
) -> Iterator[Wrong]:
    """Refuse a category that is not in the landlord's own list, where there is one."""
    if not category or (category, issue) == held:
        return
    known = choices.categories(today)
    if known:
        about = BETWEEN.join(filter(None, (category, issue)))
        yield from _one_of("category", [about], known)


def teams_wrong(teams: Iterable[str], today: date) -> Iterator[Wrong]:
    """Refuse a team that there is not."""
    wanted = [one for one in teams if one]
    if wanted:
        yield from _one_of("teams", wanted, choices.teams(today))


def area_wrong(area: str, today: date) -> Iterator[Wrong]:
    """Refuse an area that there is not."""
    if area:
        yield from _one_of("area", [area], choices.areas())


def _sum_approved(step: s.Step, opened: Opened) -> None:
    """Refuse a sum above the landlord's limit that no second person approved."""
    limit = opened.context.settings.approval_limit_pence
    if not isinstance(step, s.Respond) or limit is None:
        return
    total = total_of(step)
    stage = step.stage or 1
    if total > max(limit, approved_by_another(opened, stage)):
        said = f"{pounds(total)} with a limit of {pounds(limit)}"
        raise refused(no.Refusal(no.SUM_BY_SECOND_PERSON, said))
