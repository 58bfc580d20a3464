"""In which groups, and in which order, figures are shown."""

from collections.abc import Mapping

from putright.core.figures import FIGURES

_BOTH: Mapping[str, tuple[str, ...]] = {
    "How many": ("received", "per_1000"),
    "Acknowledged": (
        "acknowledged_in_time",
        "acknowledged_late",
        "acknowledged_within_own_target",
    ),
    "Answered in time": (
        "answered_in_time",
        "answered_by_backstop",
        "answered_within_own_target",
        "answered_without_extension",
        "answered_with_extension",
        "extended",
        "extended_past_limit",
    ),
    "How long answers took": (
        "answered",
        "working_days_mean",
        "working_days_median",
    ),
    "Open at the end": ("open", "overdue"),
    "Outcomes": ("upheld",),
}
_MORE: Mapping[str, tuple[str, ...]] = {
    "How many": ("stage_1_hazard", "stage_1_vulnerable", "refused", "withdrawn"),
    "Outcomes": ("escalation_rate", "escalation_ratio"),
    "Putting things right": (
        "stage_1_remedied",
        "stage_2_first_remedied",
        "compensation_offered",
        "compensation_mean",
        "promises_due",
        "promises_kept",
        "promises_overdue",
    ),
    "Learning": ("improvements", "learning_recorded"),
    "Other contacts": (
        "service_requests_received",
        "service_requests_became_complaints",
        "compliments_received",
        "comments_received",
        "mp_enquiries_received",
        "undecided_received",
    ),
    "Tenant Satisfaction Measures": ("CH01_1", "CH01_2", "CH02_1", "CH02_2"),
    "How the records are kept": (
        "recorded_late",
        "recorded_late_percent",
        "adjustments_overdue",
    ),
}
REST = "Other figures"


def groups() -> dict[str, list[str]]:
    """Give the codes of all figures by group: each figure once, the unnamed last."""
    found: dict[str, list[str]] = {}
    for title, ends in _BOTH.items():
        for stage in (1, 2):
            found.setdefault(title, []).extend(f"stage_{stage}_{end}" for end in ends)
    for title, codes in _MORE.items():
        found.setdefault(title, []).extend(codes)
    named = {code for codes in found.values() for code in codes}
    rest = [code for code in FIGURES if code not in named]
    if rest:
        found[REST] = rest
    known = {
        title: [code for code in codes if code in FIGURES]
        for title, codes in found.items()
    }
    return {title: codes for title, codes in known.items() if codes}
