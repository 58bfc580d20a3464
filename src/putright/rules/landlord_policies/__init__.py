"""Landlords' own complaints policies: targets tighter or older than the Code's.

A policy never takes the Code's place: its verdict stands beside the Code's. A past
policy with stages of its own says which of the Code's stages each one is.
"""

from putright.rules.landlord_policies.reader import (
    UnknownPolicyError,
    parse,
    policy,
    policy_names,
)
from putright.rules.landlord_policies.values import Policy, Target

__all__ = ["Policy", "Target", "UnknownPolicyError", "parse", "policy", "policy_names"]
