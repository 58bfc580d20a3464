"""A chart drawn: Vega-Lite's axes, ticks and legends, as SVG and as PNG.

A drawing is kept by what it shows, so a chart whose data stand is drawn once. The SVG
holds presentation attributes alone: no style, script, class or address.
"""

import re
from functools import lru_cache
from threading import Lock
from xml.sax.saxutils import escape

import vl_convert

from putright.apps.figures.charts.drawing import Drawing
from putright.apps.figures.charts.spec import spec
from putright.apps.letters.rendering.typesetting import fonts

SCALE = 2
"""Pixels of a PNG for each unit of the drawing: sharp in print."""
_KEPT = 512
_ONE_AT_A_TIME = Lock()
_NOT_NEEDED = re.compile(
    r' (?:(?:class|role|aria-[a-z]+|pointer-events|version|xmlns:xlink)="[^"]*"'
    r'|opacity="1")'
)
_LONG_NUMBER = re.compile(r"(\d\.\d\d)\d+")
_UNSEEN = re.compile(
    r'<path (?:[^>]* )?(?:display="none"|d="M0,0h0v0h0Z")[^>]*/>'
    r'|<text [^>]*opacity="0"[^>]*>[^<]*</text>'
)


@lru_cache(maxsize=_KEPT)
def svg(drawing: Drawing) -> str:
    """Draw as SVG, for a place that has its own way of giving an alternative."""
    # A folder of fonts is taken once, and the converter by one thread at a time.
    with _ONE_AT_A_TIME:
        _take_fonts()
        made = vl_convert.vegalite_to_svg(spec(drawing), allowed_base_urls=[])
    return _UNSEEN.sub("", re.sub(r"<[^>]+>", _slim, made))


def inline(drawing: Drawing, *, ident: str, title: str, says: str) -> str:
    """Draw as SVG for a page, with its name and description.

    `ident` begins the ids within, and is unlike any other's on the page.
    """
    head, mark, rest = svg(drawing).partition(">")
    named = (
        f' role="img" aria-labelledby="{ident}-title"'
        f' aria-describedby="{ident}-desc"{mark}'
        f'<title id="{ident}-title">{escape(title)}</title>'
        f'<desc id="{ident}-desc">{escape(says)}</desc>'
    )
    return head + named + rest


@lru_cache(maxsize=_KEPT // 8)
def png(drawing: Drawing) -> bytes:
    """Draw as PNG, twice the size of the SVG."""
    made = svg(drawing)
    with _ONE_AT_A_TIME:
        return vl_convert.svg_to_png(made, scale=SCALE)


@lru_cache(maxsize=1)
def _take_fonts() -> None:
    vl_convert.register_font_directory(str(fonts()))


def _slim(tag: re.Match[str]) -> str:
    return _LONG_NUMBER.sub(r"\1", _NOT_NEEDED.sub("", tag[0]))
