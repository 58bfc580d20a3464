"""What a browser test asks of a page: that axe finds no fault, and a picture of it."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENS = ROOT / "build" / "screens"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DRAW = os.environ.get("PUTRIGHT_DRAW") == "1"
"""Whether pages are drawn on the way: pictures are for looking, and take their time."""
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 375, "height": 812}
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN_AXE = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
})"""
SIDEWAYS = """() => {
    const page = document.documentElement;
    return page.scrollWidth - page.clientWidth;
}"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def _told(violation: dict[str, Any]) -> str:
    places = "\n".join(
        f"      {' '.join(map(str, node['target']))}\n        {node['html'][:160]}"
        for node in violation["nodes"]
    )
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}"


def assert_accessible(page: Page) -> None:
    """Fail where axe finds fault with a page as it stands (WCAG 2.2 AA and more).

    Fails too where the page scrolls sideways, as none may, at 375 pixels least of all.
    """
    page.wait_for_load_state()  # before its stylesheets are there all is unreadable
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(RUN_AXE, list(AXE_TAGS))
    faults = [_told(violation) for violation in found["violations"]]
    assert not faults, f"{page.url} is not accessible:\n" + "\n".join(faults)
    assert found["passes"], f"axe checked nothing on {page.url}"
    sideways = page.evaluate(SIDEWAYS)
    assert sideways <= 0, f"{page.url} scrolls sideways by {sideways} pixels"


def screenshot(page: Page, name: str) -> Path:
    """Draw the whole page to `build/screens/NAME.png`."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def looked_over(page: Page, name: str, *sizes: ViewportSize) -> None:
    """Look at a page as it stands, wide and narrow; draw it where pictures are asked.

    It is opened once: what it shows is the same at any width.
    """
    for size in sizes or (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert_accessible(page)
        if DRAW:
            screenshot(page, f"{name}-{size['width']}")
