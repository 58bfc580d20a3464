"""Whether what a step names is on file: people, homes and other cases.

What is on file is a fact that the caller gives with the context. Where it is not given,
as for worked cases and registers read in, nothing is asked.
"""

from collections.abc import Iterable, Mapping

import msgspec

from putright.core import refusals as no
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The references that a step newly puts on a case."""

    people: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


class OnFile(msgspec.Struct, frozen=True, kw_only=True):
    """Which of those there are. `cases`: each, and whether the figures count it."""

    people: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    cases: Mapping[str, bool] = {}


def named_by(case: Case | None, step: s.Step) -> Named:
    """Give the references that a step names and the case does not hold already.

    Empty ones are none: a person may be deliberately not known.
    """
    match step:
        case s.SetPeople():
            known = {case.person, *case.affected} if case else set()
            people = _new((step.person, *step.affected), known)
            homes = _new((step.home,), {case.home} if case else set())
            return Named(people=people, homes=homes)
        case s.NameRepresentative():
            return Named(people=_new((step.person,), set()))
        case s.Refuse() if step.ground == "already_considered":  # at stage 2 too
            return Named(cases=_new((step.earlier_case,), set()))
        case s.MarkDuplicate():
            return Named(cases=_new((step.of,), set()))
        case _:
            return Named()


def _new(references: Iterable[str], known: set[str]) -> tuple[str, ...]:
    given = dict.fromkeys(reference.strip() for reference in references)
    return tuple(reference for reference in given if reference not in {"", *known})


def check_on_file(case: Case | None, step: s.Step, on_file: OnFile) -> None:
    """Refuse each reference that nothing on file has, and a duplicate's duplicate.

    A case that is itself void or a duplicate can't be the one that stays in the count:
    so no two cases are each other's duplicate, and some case is always counted.
    """
    named = named_by(case, step)
    found = [
        no.Refusal(rule, reference)
        for rule, references, there in (
            (no.NO_SUCH_PERSON, named.people, on_file.people),
            (no.NO_SUCH_HOME, named.homes, on_file.homes),
            (no.NO_SUCH_CASE, named.cases, on_file.cases),
        )
        for reference in references
        if reference not in there
    ]
    if isinstance(step, s.MarkDuplicate):
        found += [
            no.Refusal(no.DUPLICATE_OF_NOTHING, reference)
            for reference in named.cases
            if not on_file.cases.get(reference, True)
        ]
    if found:
        raise no.StepRefusedError(*found)
