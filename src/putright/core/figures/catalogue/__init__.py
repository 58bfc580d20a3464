"""Every figure that the program knows, by its code."""

from collections.abc import Mapping

from putright.core.figures.catalogue import cases, measures, stages
from putright.core.figures.figure import RATIO, Figure
from putright.core.figures.grains import COLUMNS

FIGURES: Mapping[str, Figure] = {
    figure.code: figure
    for figure in (*stages.FIGURES, *cases.FIGURES, *measures.FIGURES)
}
"""In the order in which they are shown."""


class NoSuchFigureError(ValueError):
    """No figure has that code."""


def figure(code: str) -> Figure:
    """Give a figure by its code. NoSuchFigureError names the ones that come close."""
    try:
        return FIGURES[code]
    except KeyError:
        start = code.casefold().partition("_")[0]
        near = [name for name in FIGURES if name.casefold().startswith(start)]
        known = ", ".join(near or FIGURES)
        problem = f"No figure has the code {code!r}. There are: {known}."
        raise NoSuchFigureError(problem) from None


def unknown_columns(one: Figure) -> frozenset[str]:
    """Name the columns that a figure looks at and its kind of row has not."""
    if one.measure == RATIO:
        return frozenset(one.over) - frozenset(FIGURES)
    return one.columns - frozenset(COLUMNS[one.grain])


__all__ = ["FIGURES", "NoSuchFigureError", "figure", "unknown_columns"]
