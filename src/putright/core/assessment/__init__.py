"""The self-assessment: what the records can show of each provision, what a person says.

The program gathers evidence and never answers: a yes or a no is a person's.
"""

from putright.core.assessment.answers import (
    ANSWERS,
    NO,
    YES,
    Answer,
    Problem,
    changed,
    problems,
)
from putright.core.assessment.carry import Carried, carry
from putright.core.assessment.checks import CHECKS, Check, Found, judged
from putright.core.assessment.evidence import (
    Evidence,
    evidence_of,
    failing,
    figures_of,
    on_form,
    requirement_of,
)
from putright.core.assessment.form import FormRow, read_form
from putright.core.assessment.triggers import TRIGGERS, Trigger, trigger

__all__ = [
    "ANSWERS",
    "CHECKS",
    "NO",
    "TRIGGERS",
    "YES",
    "Answer",
    "Carried",
    "Check",
    "Evidence",
    "FormRow",
    "Found",
    "Problem",
    "Trigger",
    "carry",
    "changed",
    "evidence_of",
    "failing",
    "figures_of",
    "judged",
    "on_form",
    "problems",
    "read_form",
    "requirement_of",
    "trigger",
]
