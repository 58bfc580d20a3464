"""Figures in plain words, for pages: what core says, and what was left out."""

from putright.apps.figures.queries import Result
from putright.core.figures.wording import (
    CODED,
    DIMENSION_WORDS,
    GRAIN_WORDS,
    NONE,
    NOT_SHOWN,
    PERIOD_WORDS,
    WHY_NOT_SHOWN,
    amount,
    base_words,
    dimension_words,
    formula,
    label_words,
    over_words,
    value_words,
    whole_words,
)

__all__ = [
    "CODED",
    "DIMENSION_WORDS",
    "GRAIN_WORDS",
    "NONE",
    "NOT_SHOWN",
    "PERIOD_WORDS",
    "WHY_NOT_SHOWN",
    "amount",
    "base_words",
    "dimension_words",
    "formula",
    "label_words",
    "left_out_words",
    "over_words",
    "value_words",
    "whole_words",
]


def left_out_words(result: Result) -> list[str]:
    """Say how many were left out for each reason for which any were."""
    return [f"{number:,} {why}" for why, number in result.left_out.items() if number]
