"""What the records can show of each provision, as data: figures, checks, a register.

By the numbers of the edition `housing-2024`. A provision that is not here has nothing
in the records to show for it: a person says how it is met.
"""

from collections.abc import Mapping

import msgspec

from putright.core import refusals
from putright.core.figures import FIGURES, Figure, figure
from putright.core.figures.figure import COUNT, PERCENT
from putright.rules.handling_code import Edition, edition

NUMBERING = "housing-2024"


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What can be shown of a provision.

    `figures` are codes, the first being the one that shows most; `checks` are codes of
    `checks.CHECKS`. `register`: whether the Ombudsman's register or who answers for
    complaints bears on it. `usual`: what a person gives, as landlords commonly do.
    `held`: whether the program refuses a step that breaks the provision.
    """

    figures: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    register: bool = False
    usual: str = ""
    held: bool = False


def _of(
    *figures: str,
    checks: tuple[str, ...] = (),
    register: bool = False,
    usual: str = "",
) -> Evidence:
    return Evidence(figures=figures, checks=checks, register=register, usual=usual)


_POLICY = "The clause of the policy"
_MINUTE = "The minute, and the day of it"

EVIDENCE: Mapping[str, Evidence] = {
    "1.2": _of(usual="The policy’s definition, word for word"),
    "1.3": _of(
        "undecided_received", checks=("choice_offered",), usual="Training and scripts"
    ),
    "1.4": _of(
        "service_requests_received",
        "service_requests_became_complaints",
        usual=_POLICY,
    ),
    "1.5": _of("service_requests_became_complaints"),
    "1.6": _of(usual="What surveys say of how to complain"),
    "2.1": _of("refused", checks=("refusal_reasoned",)),
    "2.2": _of("refused", usual="The policy’s list of exclusions"),
    "2.3": _of("refused"),
    "2.4": _of("refused", checks=("refusal_reasoned",)),
    "2.5": _of("refused", checks=("refusal_reasoned",)),
    "3.1": _of("stage_1_received", usual="Ways to complain; an equality assessment"),
    "3.2": _of(usual="Training records"),
    "3.3": _of("stage_1_per_1000", "CH01_1", "CH01_2"),
    "3.4": _of(usual="Where the policy is published, and in which formats"),
    "3.5": _of(usual=_POLICY),
    "3.6": _of(usual=_POLICY),
    "3.7": _of(usual="Website, leaflets and letters"),
    "4.1": _of(register=True, usual="Who it is; the job description"),
    "4.2": _of(usual="The scheme of delegation"),
    "4.3": _of("stage_1_open", "stage_2_open", usual="Training; a paper on staffing"),
    "5.1": _of(usual="The one policy"),
    "5.2": _of(usual=_POLICY),
    "5.3": _of(usual=_POLICY),
    "5.4": _of(usual="Terms of contracts"),
    "5.5": _of(
        "stage_1_answered_in_time", "stage_2_answered_in_time", usual="Contracts"
    ),
    "5.6": _of(checks=("definition_set_out",)),
    "5.7": _of(checks=("responsibility_said",)),
    "5.8": _of(usual="A sample of answers, read by someone else"),
    "5.9": _of(
        "stage_1_extended_past_limit",
        "stage_2_extended_past_limit",
        checks=("updates_agreed",),
    ),
    "5.10": _of("adjustments_overdue", usual="Policy on reasonable adjustments"),
    "5.11": _of("refused", checks=("escalation_refusal_reasoned",)),
    "5.12": _of("recorded_late_percent", checks=("original_kept",)),
    "5.13": _of("stage_1_remedied", "stage_2_first_remedied"),
    "5.14": _of(
        checks=("restrictions_reviewed",), usual="Policy on unacceptable behaviour"
    ),
    "5.15": _of(usual="How the Equality Act was considered"),
    "6.1": _of("stage_1_vulnerable", "stage_1_hazard", checks=("triaged",)),
    "6.2": _of("stage_1_acknowledged_in_time", "stage_1_acknowledged_late"),
    "6.3": _of(
        "stage_1_answered_in_time",
        "CH02_1",
        "stage_1_answered_by_backstop",
        "stage_1_overdue",
    ),
    "6.4": _of(
        "stage_1_extended",
        "stage_1_extended_past_limit",
        checks=("extension_1_reasoned",),
    ),
    "6.6": _of("promises_kept", "promises_overdue"),
    "6.7": _of(checks=("points_answered_1",)),
    "6.8": _of(usual="A sample of issues joined, and of those logged anew"),
    "6.10": _of("escalation_rate"),
    "6.11": _of("stage_2_acknowledged_in_time", "stage_2_acknowledged_late"),
    "6.13": _of(checks=("different_person",)),
    "6.14": _of(
        "stage_2_answered_in_time",
        "CH02_2",
        "stage_2_answered_by_backstop",
        "stage_2_overdue",
    ),
    "6.15": _of(
        "stage_2_extended",
        "stage_2_extended_past_limit",
        checks=("extension_2_reasoned",),
    ),
    "6.17": _of("promises_kept", "promises_overdue"),
    "6.18": _of(checks=("points_answered_2",)),
    "6.20": _of(usual="Who takes part in stage 2"),
    "7.1": _of("stage_1_remedied", checks=("remedy_or_reason",)),
    "7.2": _of("compensation_mean", usual="A sample of remedies"),
    "7.3": _of("promises_kept", "promises_overdue", checks=("remedies_dated",)),
    "7.4": _of(usual="The guidance used, and its date"),
    "8.1": _of("refused", "improvements", register=True, usual="The yearly report"),
    "8.2": _of(usual="The minute, the report’s address and the response’s"),
    "8.3": _of(usual="What changed, and the assessment after it"),
    "8.4": _of(usual="What the Ombudsman asked for"),
    "8.5": _of(usual="Who was told, and when"),
    "9.1": _of("learning_recorded", "improvements"),
    "9.2": _of("improvements", usual="Reviews of themes and trends"),
    "9.3": _of(usual="What was reported to residents, staff and committees"),
    "9.4": _of(register=True, usual="Who it is, and their reviews"),
    "9.5": _of(register=True, usual=_MINUTE),
    "9.6": _of(usual=_MINUTE),
    "9.7": _of(
        "stage_1_received",
        "stage_2_received",
        "stage_1_upheld",
        "stage_2_upheld",
        register=True,
        usual=_MINUTE,
    ),
    "9.8": _of(usual="The objective, and who has it"),
}

NO_FAILURES = frozenset(
    {"stage_1_extended", "stage_2_extended", "service_requests_became_complaints"}
)
"""Better low over many, and no failing of any one case: the Code allows each."""

_HELD = frozenset(
    rule.provision
    for rule in vars(refusals).values()
    if isinstance(rule, refusals.Rule)
)
"""Provisions that a step can't break here; what came with a register may have."""


def evidence_of(provision: str, numbering: str = NUMBERING) -> Evidence:
    """Give what the records can show of a provision; nothing where nothing is known.

    `numbering` names the edition whose numbers are meant. A figure that the program
    does not know is left out.
    """
    if numbering != NUMBERING:
        return Evidence()
    found = EVIDENCE.get(provision, Evidence())
    return msgspec.structs.replace(
        found,
        figures=tuple(code for code in found.figures if code in FIGURES),
        held=provision in _HELD,
    )


def figures_of(provisions: tuple[str, ...], numbering: str = NUMBERING) -> list[str]:
    """Give the codes that some provisions need, each once, in their order."""
    codes = (code for one in provisions for code in evidence_of(one, numbering).figures)
    return list(dict.fromkeys(codes))


def failing(one: str | Figure) -> str:
    """Say which of a figure's rows fail: `met`, `not_met`, or none of them.

    A percentage that is better high fails by what did not meet it, one that is better
    low by what did; so does a count that is better low. Other figures say how many and
    not how well.
    """
    known = figure(one) if isinstance(one, str) else one
    if known.code in NO_FAILURES:
        return ""
    if known.measure == PERCENT and known.direction:
        return "not_met" if known.direction == "up" else "met"
    if known.measure == COUNT and known.direction == "down":
        return "met"
    return ""


def on_form(name: str) -> tuple[str, ...]:
    """Give the provisions of an edition's form, in their order.

    Raises UnknownEditionError, which names the known ones.
    """
    found = edition(name).provisions
    return tuple(number for number, one in found.items() if one.on_form)


def requirement_of(code: Edition, provision: str) -> str:
    """Give a provision in our own words; empty where the edition has none such."""
    found = code.provisions.get(provision)
    return found.summary if found else ""
