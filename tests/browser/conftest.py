"""A real browser: Debian's Chromium, driven by Playwright.

A test asks for `desktop` or `phone` (a page of that width) and for `live_server`, the
program answering on this machine. It fails at its end where a page asked any other
machine for anything, where a script failed, where a stylesheet, script or picture could
not be had, or where the browser refused something by the page's own content policy.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    Route,
    ViewportSize,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests.browser.checks import DESKTOP, PHONE

from putright.apps.complaints import triggers

THIS_MACHINE = {"127.0.0.1", "localhost"}
PARTS = {"stylesheet", "script", "image", "font"}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
)
"""Without these Chromium refuses to run as root, or dials its maker."""

# Playwright's own loop runs in this thread, and Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


class OpenPage(Protocol):
    """Opens a page of a size; `scripts=False` for a browser that runs none."""

    def __call__(self, size: ViewportSize, *, scripts: bool = True) -> Page:
        """Give the page, in a browser window of its own, signed out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


class Watch:
    """Writes down what a page did that no page of ours may do."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.seen: list[str] = []

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("pageerror", self._script_failed)
        page.on("console", self._written)
        page.on("response", self._answered)
        page.on("requestfailed", self._unanswered)

    def route(self, route: Route) -> None:
        """Let through only what stays on this machine."""
        address = urlsplit(route.request.url)
        if address.scheme in {"data", "blob"} or address.hostname in THIS_MACHINE:
            route.continue_()
            return
        self.seen.append(f"another machine was asked: {route.request.url}")
        route.abort()

    def _script_failed(self, error: Error) -> None:
        self.seen.append(f"a script failed: {error}")

    def _written(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.seen.append(f"refused by the content policy: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS:
            self.seen.append(f"answered {response.status}: {response.url}")

    def _unanswered(self, request: Request) -> None:
        # Aborted: the person went on to another page before this one was whole.
        if request.resource_type in PARTS and "ABORTED" not in (request.failure or ""):
            self.seen.append(f"could not be had: {request.url} ({request.failure})")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once for all tests."""
    program = shutil.which("chromium")
    assert program, "No chromium here: apt-get install --no-install-recommends chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(FLAGS)
        )
        yield running
        running.close()


@pytest.fixture(scope="module")
def _guards_again(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Put the journal's guards back once a file's tests are over."""
    yield
    with django_db_blocker.unblock():
        triggers.make(connection)


@pytest.fixture
def journal(_guards_again: None, live_server: LiveServer) -> Iterator[None]:
    """Let cases be written: the journal is guarded, and may be emptied afterwards."""
    triggers.make(connection)
    yield
    triggers.drop(connection)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Give the test's watch; what it saw fails the test at its end."""
    watch = Watch()
    yield watch
    assert not watch.seen, "\n".join(watch.seen)


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Give a function that opens a watched page of a size, signed out."""
    contexts: list[BrowserContext] = []

    def opened(size: ViewportSize, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport=size,
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.route("**/*", watch.route)
        page = context.new_page()
        watch.over(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    """Give a page 1280 pixels wide."""
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Give a page 375 pixels wide."""
    return open_page(PHONE)
