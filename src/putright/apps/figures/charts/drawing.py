"""What a chart shows, apart from how it looks; and its labels, as they are shown."""

import textwrap
from collections import Counter

import msgspec

from putright.core.reports.values import Chart, Number, Series

BAR_LETTERS, BAR_LINES, POINT_LETTERS, NAME_LETTERS = 34, 3, 24, 60
"""Letters of a label's line, lines of a bar's label, letters of a series' name. What is
longer is cut here: Vega cuts through a letter of two code units, and then fails."""


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """What a picture shows, and nothing else: its data are what it is kept by.

    `marked`: the places, from 0, of the first series' values that stand out.
    """

    shape: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    levels: tuple[tuple[str, Number], ...] = ()
    marked: tuple[int, ...] = ()


def drawing_of(chart: Chart) -> Drawing:
    """Take from a chart what is drawn of it."""
    return Drawing(
        shape=chart.shape,
        unit=chart.unit,
        labels=chart.labels,
        series=chart.series,
        levels=chart.levels,
        marked=chart.marked,
    )


def labels_of(drawing: Drawing) -> list[str]:
    """Give the labels as they are shown, none like another; a bar's over lines."""
    if drawing.shape != "bar":
        return _apart([_cut(label, POINT_LETTERS) for label in drawing.labels])
    cut = [_cut(label, BAR_LETTERS * BAR_LINES) for label in drawing.labels]
    return _apart(["\n".join(textwrap.wrap(label, BAR_LETTERS)) for label in cut])


def names_of(drawing: Drawing) -> list[str]:
    """Give the names of the series as they are shown, none like another."""
    return _apart([_cut(one.name, NAME_LETTERS) for one in drawing.series])


def _apart(texts: list[str]) -> list[str]:
    """Number what is met again: by its label alone a value finds its place."""
    all_of, so_far, made = Counter(texts), Counter[str](), []
    for text in texts:
        so_far[text] += 1
        made.append(f"{text} ({so_far[text]})" if all_of[text] > 1 else text)
    return made


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
