"""Charts: what is drawn is what was counted, safely, legibly, and drawn once."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from putright.apps.figures import charts
from putright.core.reports.values import Series

MONTHS = tuple(f"{name} 2024" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep"))
LINES = charts.Drawing(
    shape="line",
    unit="percent",
    labels=MONTHS,
    series=(
        Series(name="Stage 1", values=(90.0, 80.5, None, 95.0, 70.0, 20.0)),
        Series(name="Stage 2", values=(100.0, 99.0, 98.0, 97.0, 96.0, 95.0)),
    ),
    levels=(("Upper limit", 100.0), ("Lower limit", 61.0)),
    marked=(5,),
)
BARS = charts.Drawing(
    shape="bar",
    unit="pounds",
    labels=("Repairs", "Noise", "Noise"),
    series=(
        Series(name="2023-24", values=(1200.5, 30, None)),
        Series(name="2024-25", values=(900, 0, 5)),
    ),
)
EXAMPLES = {"lines": LINES, "bars": BARS}


def words(svg: str) -> list[str]:
    """Give the texts of a picture, in its order."""
    return [
        "".join(node.itertext()) for node in fromstring(svg).iter() if _is(node, "text")
    ]


def _is(node: object, name: str) -> bool:
    return str(getattr(node, "tag", "")).endswith(f"}}{name}")


@pytest.mark.parametrize("drawing", EXAMPLES.values(), ids=EXAMPLES)
def test_a_picture_holds_nothing_that_a_strict_policy_forbids(
    drawing: charts.Drawing,
) -> None:
    svg = charts.inline(drawing, ident="a", title="T", says="S")
    assert not re.search(r"<style|<script|<image|\sstyle=|\sclass=|\son\w+=|href", svg)
    assert re.findall(r'https?://[^"]+', svg) == ["http://www.w3.org/2000/svg"]


def test_a_picture_is_named_and_described_by_ids_of_its_own() -> None:
    root = fromstring(
        charts.inline(LINES, ident="in_time", title="In <time>", says='"Fell" & rose')
    )
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "in_time-title"
    assert root.get("aria-describedby") == "in_time-desc"
    told = {node.get("id"): node.text for node in root if node.get("id")}
    assert told == {
        "in_time-title": "In <time>",
        "in_time-desc": '"Fell" & rose',
    }


def test_every_bar_says_its_value_and_one_without_a_value_says_nothing() -> None:
    said = [text for text in words(charts.svg(BARS)) if text.startswith("£")]
    assert sorted(said) == ["£0.00", "£1,200.50", "£30.00", "£5.00", "£900.00"]


def test_bars_of_the_same_name_are_kept_apart() -> None:
    said = words(charts.svg(BARS))
    assert "Noise (1)" in said
    assert "Noise (2)" in said


def test_levels_and_series_are_named_with_their_values() -> None:
    said = words(charts.svg(LINES))
    for text in ("Stage 1", "Stage 2", "Upper limit: 100.0%", "Lower limit: 61.0%"):
        assert said.count(text) == 1


def test_a_month_without_a_value_breaks_the_line() -> None:
    """A line across it would say that somebody counted."""
    line = r'<path d="(M[^"]*)" stroke="[^"]*" stroke-width="2.5"'
    lines = re.findall(line, charts.svg(LINES))
    assert [line.count("M") for line in lines] == [2, 1]


def test_what_stands_out_is_ringed_and_nothing_else_is() -> None:
    assert charts.svg(LINES).count(charts.ALARM) == 1
    assert charts.ALARM not in charts.svg(replace(LINES, marked=()))


def test_lines_differ_by_dashes_and_points_as_well_as_by_colour() -> None:
    kinds = (charts.LINE_COLOURS, charts.LINE_DASHES, charts.POINTS)
    assert all(len(set(kind)) == len(kind) == 6 for kind in kinds)
    svg = charts.svg(LINES)
    assert "stroke-dasharray" in svg


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21 (WCAG 2.2, 1.4.11 asks for 3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_all_that_means_something_is_three_to_one_on_its_ground() -> None:
    for colour in (*charts.LINE_COLOURS, charts.INK, charts.SOFT, charts.ALARM):
        assert contrast(colour, charts.WHITE) >= 4.5, colour
    for one, other in pairwise(charts.BAR_COLOURS):
        assert contrast(one, other) >= 3, (one, other)


def test_a_picture_is_drawn_once_for_the_same_data() -> None:
    charts.svg.cache_clear()
    for _ in range(3):
        charts.svg(replace(LINES, marked=()))
    assert charts.svg.cache_info().misses == 1


def test_many_may_draw_at_once() -> None:
    charts.svg.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: charts.svg(LINES), range(8)))) == 1


def test_a_png_is_a_picture_twice_the_size() -> None:
    made = charts.png(LINES)
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20], "big") == charts.WIDTH * charts.SCALE


@pytest.mark.parametrize("shape", ["line", "bar"])
def test_nothing_to_draw_is_an_empty_picture(shape: str) -> None:
    nothing = charts.Drawing(shape=shape, unit="cases", labels=(), series=())
    unknown = replace(
        nothing, labels=("A",), series=(Series(name="N", values=(None,)),)
    )
    for drawing in (nothing, unknown):
        assert charts.svg(drawing).startswith("<svg")


@settings(deadline=None, max_examples=60)
@given(
    label=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=130),
    shape=st.sampled_from(["line", "bar"]),
)
def test_any_label_is_text_and_never_markup(label: str, shape: str) -> None:
    drawing = charts.Drawing(
        shape=shape,
        unit="cases",
        labels=(label, "z", f" {label}"),
        series=(
            Series(name=label, values=(1, 2, 3)),
            Series(name="N", values=(4, 5, 6)),
        ),
    )
    root = fromstring(charts.svg(drawing))
    kinds = {str(node.tag).partition("}")[2] for node in root.iter()}
    assert kinds <= {"svg", "rect", "g", "path", "line", "text", "tspan"}
