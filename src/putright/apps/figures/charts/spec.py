"""The Vega-Lite specification of a chart, as a plain dictionary.

Texts are data in it, never an expression; and it names nothing to be fetched.
"""

from collections.abc import Iterable
from typing import Any

from putright.apps.figures.charts.drawing import Drawing, labels_of, names_of
from putright.core.figures.wording import amount

WIDTH, LINES_HEIGHT = 640, 300
BAR_HEIGHT, BAR_GAP, AROUND_BARS = 20, 10, 90
LINE_HEIGHT, LETTER_WIDTH = 16, 7
"""Of a label, in units of the drawing."""
FONT = "Source Sans Pro, arial, sans-serif"
INK, SOFT, WHITE, ALARM = "#0b0c0c", "#505a5f", "#ffffff", "#a8071a"
LINE_COLOURS = ("#1d5a9c", "#a34700", "#5a3b82", "#00625a", "#0b0c0c", "#8a1c5b")
"""Each at least 5 to 1 on white. A line has its own dashes and points as well."""
LINE_DASHES = ((1, 0), (10, 4), (3, 3), (12, 3, 3, 3), (6, 2), (2, 5))
POINTS = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
BAR_COLOURS = ("#1d5a9c", "#ffffff", "#7a8fa6", "#0b0c0c", "#f3cf8a", "#5a3b82")
"""Neighbours are 3 to 1 apart or more, and every bar has an outline in ink."""
LEVEL_DASHES = ((8, 4), (2, 3), (12, 3, 2, 3), (1, 0))
UNITS = {"percent": "Percent", "pounds": "Pounds", "per_1000": "Per 1,000 homes"}
LINE = {"type": "line", "strokeWidth": 2.5}
POINT = {"type": "point", "filled": True, "size": 60, "opacity": 1}
RING = {
    "type": "point",
    "size": 240,
    "filled": False,
    "stroke": ALARM,
    "strokeWidth": 3,
    "opacity": 1,
}
"""Around a point that stands out."""


def spec(drawing: Drawing) -> dict[str, Any]:
    """Give the specification of a chart's picture."""
    bars = drawing.shape == "bar"
    said = [len(str(row["said"])) for row in _rows(drawing)] if bars else []
    labels = "\n".join(labels_of(drawing)).split("\n")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": _height(drawing),
        "autosize": {"type": "fit", "contains": "padding"},
        "background": WHITE,
        "padding": {
            "left": 5 + (_spare(labels) if bars else 0),
            "top": 5,
            "right": 25 + LETTER_WIDTH * max(said, default=0) // 2,
            "bottom": 5,
        },
        "layer": [
            *(_bars(drawing) if bars else _lines(drawing)),
            *_levels(drawing, "x" if bars else "y"),
        ],
        # Each layer has its own, so that the points' colours and shapes share a legend.
        "resolve": {
            "scale": dict.fromkeys(("color", "shape", "strokeDash"), "independent")
        },
        "config": _config(),
    }


def _spare(labels: Iterable[str]) -> int:
    """Give room beside labels: a page may show them in a wider typeface than this."""
    return max((len(label) for label in labels), default=0) * LETTER_WIDTH // 4


def _height(drawing: Drawing) -> int:
    legend = 22 * (len(drawing.series) // 2) + 32 * ((len(drawing.levels) + 1) // 2)
    if drawing.shape != "bar":
        return LINES_HEIGHT + legend
    bars = len(drawing.series) * BAR_HEIGHT
    high = [
        max(bars, (label.count("\n") + 1) * LINE_HEIGHT) + BAR_GAP
        for label in labels_of(drawing)
    ]
    return AROUND_BARS + len(high) * max(high, default=0) + legend


def _config() -> dict[str, Any]:
    return {
        "aria": False,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": INK,
            "labelLimit": 0,
            "titleColor": INK,
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "domainColor": SOFT,
            "tickColor": SOFT,
            "gridColor": "#dcdfe0",
        },
        "legend": {
            "labelColor": INK,
            "labelFontSize": 13,
            "labelLimit": 0,
            "orient": "bottom",
            "columns": 2,
            "columnPadding": 50,
            "layout": {"bottom": {"direction": "vertical"}},
            "symbolStrokeWidth": 2.5,
            "symbolSize": 150,
        },
    }


def _lines(drawing: Drawing) -> list[dict[str, Any]]:
    names, rows = names_of(drawing), _rows(drawing)
    where = {
        "x": {
            "field": "label",
            "type": "ordinal",
            "scale": {"domain": labels_of(drawing)},
            "axis": {
                "title": None,
                "labelAngle": 0,
                "labelOverlap": True,
                "labelSeparation": 10,
            },
        },
        "y": {"field": "value", "type": "quantitative", "axis": _value_axis(drawing)},
    }
    first = [row for row in rows if row["series"] == names[0]] if names else []
    marked = [first[place] for place in drawing.marked]
    by_dash = {
        "color": _by_series(names, LINE_COLOURS, None),
        "strokeDash": _by_series(names, LINE_DASHES, None),
    }
    by_shape = {
        "color": _by_series(names, LINE_COLOURS, _legend(drawing)),
        "shape": _by_series(names, POINTS, _legend(drawing)),
    }
    return [
        {"data": {"values": rows}, "mark": LINE, "encoding": where | by_dash},
        {"data": {"values": rows}, "mark": POINT, "encoding": where | by_shape},
        {"data": {"values": marked}, "mark": RING, "encoding": where},
    ]


def _bars(drawing: Drawing) -> list[dict[str, Any]]:
    names = names_of(drawing)
    encoding: dict[str, Any] = {
        "y": {
            "field": "label",
            "type": "ordinal",
            "scale": {"domain": labels_of(drawing)},
            "axis": {
                "title": None,
                "labelExpr": "split(datum.label, '\\n')",
                "labelLineHeight": LINE_HEIGHT,
                "ticks": False,
            },
        },
        "x": {
            "field": "value",
            "type": "quantitative",
            "axis": _value_axis(drawing) | {"titleY": 34, "titleX": 0},
        },
    }
    if len(names) > 1:
        encoding["yOffset"] = {"field": "series", "sort": names}
    coloured = encoding | {"color": _by_series(names, BAR_COLOURS, _legend(drawing))}
    said = encoding | {"text": {"field": "said"}}
    words = {"type": "text", "align": "left", "dx": 5, "fontSize": 13, "fill": INK}
    rows = {"values": _rows(drawing)}
    bar = {"type": "bar", "stroke": INK, "strokeWidth": 1}
    return [
        {"data": rows, "mark": bar, "encoding": coloured},
        {"data": rows, "mark": words, "encoding": said},
    ]


def _levels(drawing: Drawing, axis: str) -> list[dict[str, Any]]:
    """Give the level lines; each is named, with its value, in a legend of dashes."""
    if not drawing.levels:
        return []
    rows = [
        {"level": f"{name}: {amount(value, drawing.unit)}", "value": value}
        for name, value in drawing.levels
    ]
    names = [row["level"] for row in rows]
    legend = {"title": None, "symbolType": "stroke", "symbolSize": 900}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "stroke": SOFT, "strokeWidth": 2},
            "encoding": {
                axis: {"field": "value", "type": "quantitative"},
                "strokeDash": _by_series(names, LEVEL_DASHES, legend, "level"),
            },
        }
    ]


def _by_series(
    names: Iterable[object],
    given: tuple[object, ...],
    legend: dict[str, Any] | None,
    field: str = "series",
) -> dict[str, Any]:
    domain = list(dict.fromkeys(names))
    chosen = [given[number % len(given)] for number in range(len(domain))]
    scale = {"domain": domain, "range": chosen}
    return {"field": field, "type": "nominal", "scale": scale, "legend": legend}


def _legend(drawing: Drawing) -> dict[str, Any] | None:
    """Give a legend where there is more than one thing to tell apart."""
    alone = len(drawing.series) == 1 and not drawing.levels
    return None if alone else {"title": None}


def _value_axis(drawing: Drawing) -> dict[str, Any]:
    unit = drawing.unit
    values = [value for one in drawing.series for value in one.values]
    whole = all(isinstance(value, int) for value in values if value is not None)
    return {
        "title": UNITS.get(unit, unit.replace("_", " ").capitalize()),
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "start",
        "titleX": 0,
        "titleY": -8,
        "tickCount": 5,
        "tickMinStep": 1 if whole else 0,
        "format": ",~f",
    }


def _rows(drawing: Drawing) -> list[dict[str, Any]]:
    labels = labels_of(drawing)
    return [
        {
            "label": label,
            "series": name,
            "value": value,
            "said": "" if value is None else amount(value, drawing.unit),
        }
        for name, one in zip(names_of(drawing), drawing.series, strict=True)
        for label, value in zip(labels, one.values, strict=True)
    ]
