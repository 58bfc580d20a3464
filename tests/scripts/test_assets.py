"""A landlord may not use the government's font and emblems: none must be served."""

import pytest
from scripts.assets import script, stylesheet

SHEET = (
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".link{font-family:GDS Transport,arial,sans-serif;color:#1a65a6}"
    '.quoted{font-family:"GDS Transport", arial}'
    ".footer:before{width:100%;background-image:url(/assets/images/govuk-crest.svg);"
    "text-align:center}"
    ".tick{background:url(/assets/images/icon-tick.svg)}"
    "/*# sourceMappingURL=sheet.css.map */"
)


def test_font_emblem_and_source_map_are_dropped() -> None:
    """The rest of each rule stays, colours and all; pictures are found at our place."""
    assert stylesheet(SHEET, "/static/vendor/x") == (
        ".link{font-family:arial,sans-serif;color:#1a65a6}"
        ".quoted{font-family:arial}"
        ".footer:before{width:100%;text-align:center}"
        ".tick{background:url(/static/vendor/x/assets/images/icon-tick.svg)}"
    )


def test_a_font_that_could_not_be_dropped_stops_the_set_up() -> None:
    """A new version that names the font in another way is not served unseen."""
    with pytest.raises(ValueError, match="GDS Transport is still named"):
        stylesheet(".x{font:700 1rem GDS Transport}", "/static/vendor/x")


def test_a_picture_from_elsewhere_stops_the_set_up() -> None:
    """A page asks no other machine for anything."""
    with pytest.raises(ValueError, match=r"cdn\.example"):
        stylesheet(".x{background:url(//cdn.example/a.png)}", "/static/vendor/x")


def test_a_script_on_one_line_is_kept() -> None:
    """Only the mention of the source map goes, not the line it stands on."""
    assert script("let a=1;//# sourceMappingURL=a.js.map\n") == "let a=1;\n"
