"""Pictures of the demonstration's pages, into `docs/screens/`: `make screenshots`.

A demonstration of its own is made and served for it, and thrown away. A page that does
not answer, or a link that is not there, ends it with the reason.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import DESKTOP, FLAGS, PHONE

from scripts.bench.serving import environment, run, served

SCREENS = Path(__file__).resolve().parent.parent / "docs" / "screens"
PASSWORD = "demonstration"  # noqa: S105 - for invented people, on this machine alone
FIRST_CASE = "main a[href^='/cases/C-']"

Going = Callable[[Page, str], None]


def go_to(path: str) -> Going:
    """Give the way to a page: its address."""
    return lambda page, address: _open(page, address + path)


def first_case(rest: str = "") -> Going:
    """Give the way to the case that is due first, or to a page of its own."""

    def go(page: Page, address: str) -> None:
        _open(page, address + "/?scope=all")
        found = page.locator(FIRST_CASE).first.get_attribute("href")
        _open(page, f"{address}{found}{rest}")

    return go


PICTURES: dict[str, Going] = {
    "my-work": go_to("/?scope=all"),
    "case": first_case(),
    "clocks": first_case("clocks/"),
    "timeline": first_case("timeline/"),
    "promises": go_to("/promises/?scope=all"),
    "refusals": go_to("/registers/refusals/"),
    "letters": go_to("/letters/"),
}
"""Each picture's name, and how its page is reached."""


def _open(page: Page, address: str) -> None:
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        status = answer.status if answer else "nothing"
        raise RuntimeError(f"{address} answered {status}.")


@contextmanager
def _browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("No chromium here: sh scripts/need.sh browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(FLAGS)
        )
        yield running
        running.close()


def sign_in(page: Page, address: str) -> None:
    """Sign in as the demonstration's manager."""
    _open(page, address + "/sign-in/")
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(address + "/**")


def take(folder: Path) -> list[str]:
    """Take every picture into a folder; give their names."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory(prefix="putright-screens-") as name:
        there = environment(Path(name))
        run(there, "init", "--demo")
        with served(there) as server, _browser() as browser:
            address = f"http://127.0.0.1:{server.port}"
            for width, size in (("", DESKTOP), ("-phone", PHONE)):
                page = browser.new_page(viewport=size, locale="en-GB")
                sign_in(page, address)
                wanted = PICTURES if not width else {"my-work": PICTURES["my-work"]}
                for picture, go in wanted.items():
                    go(page, address)
                    file = folder / f"{picture}{width}.png"
                    page.screenshot(path=file)
                    taken.append(file.name)
    return taken


if __name__ == "__main__":
    for line in take(SCREENS):
        sys.stdout.write(f"docs/screens/{line}\n")
