"""Charts as pictures, for pages and for every file of a report."""

from putright.apps.figures.charts.drawing import Drawing, drawing_of
from putright.apps.figures.charts.picture import SCALE, inline, png, svg
from putright.apps.figures.charts.spec import (
    ALARM,
    BAR_COLOURS,
    INK,
    LINE_COLOURS,
    LINE_DASHES,
    POINTS,
    SOFT,
    WHITE,
    WIDTH,
)

__all__ = [
    "ALARM",
    "BAR_COLOURS",
    "INK",
    "LINE_COLOURS",
    "LINE_DASHES",
    "POINTS",
    "SCALE",
    "SOFT",
    "WHITE",
    "WIDTH",
    "Drawing",
    "drawing_of",
    "inline",
    "png",
    "svg",
]
