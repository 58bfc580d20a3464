"""How many responses the regulator asks for, and how exact those achieved are."""

import math

from putright.rules.satisfaction_measures import Accuracy


def required_sample(households: float, rules: Accuracy) -> float:
    """Give the responses required of so many households, unrounded.

    By the margin of the population's band at 95% confidence; show it rounded up.
    """
    margin = float(rules.band(max(1, int(households))).margin)
    without_end = float(rules.z) ** 2 * _spread(rules) / margin**2
    return without_end / (1 + without_end / households)


def achieved_margin(households: float, responses: int, rules: Accuracy) -> float | None:
    """Give the margin of error in percentage points, as the regulator works it out.

    It leaves weighting aside. 0 where all households answered, None where none did.
    """
    if not responses:
        return None
    if responses >= households:
        return 0.0
    left = (households - responses) / (households - 1)
    return 100 * float(rules.z) * math.sqrt(_spread(rules) / responses * left)


def shortfall(households: float, responses: int, rules: Accuracy) -> str:
    """Say how many responses are still needed, and what else is enough; "" for none."""
    missing = math.ceil(required_sample(households, rules)) - responses
    if missing <= 0:
        return ""
    more = f"{missing:,} more response{'s are' if missing > 1 else ' is'} needed"
    says = f"{more} for the margin that the regulator asks for."
    most = rules.census_enough_up_to
    if households > most:
        return says
    return f"{says} Up to {most:,} households it is enough to have asked them all."


def _spread(rules: Accuracy) -> float:
    share = float(rules.proportion)
    return share * (1 - share)
