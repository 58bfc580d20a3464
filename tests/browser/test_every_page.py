"""Every page that has a name: opened in a browser by someone whom it lets in.

The pages come from the program's own addresses, so none is forgotten: a page that is
new has to open, or be named below with what it is instead.
"""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.checks import assert_accessible, screenshot
from tests.browser.conftest import DESKTOP, PHONE
from tests.trips.doors import DOORS, STEPS
from tests.trips.house import House, parameters, committed


@pytest.fixture
def house(live_server: LiveServer) -> Iterator[House]:
    from django.db import connection
    from putright.apps.complaints import triggers
    triggers.make(connection)
    with committed() as made:
        yield made
    triggers.drop(connection)


def test_probe(desktop: Page, live_server: LiveServer, house: House) -> None:
    letter_now = None
    for name in parameters():
        if name not in DOORS or not DOORS[name].get:
            continue
        door = DOORS[name]
        letter = "-" if door.open else ("m" if "m" in door.get else door.get[0])
        if letter != letter_now:
            desktop.context.clear_cookies()
            if letter != "-":
                value = house.clients[letter].cookies["sessionid"].value
                desktop.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
            letter_now = letter
        try:
            address = house.address(name)
        except Exception as e:
            print("NO ADDRESS", name, repr(e)); continue
        t0 = time.perf_counter()
        try:
            response = desktop.goto(live_server.url + address)
        except Exception as e:
            print("DOWNLOAD?", name, str(e)[:80]); continue
        t1 = time.perf_counter()
        print(f"{name:35} {response.status} {t1-t0:.2f}", end=" ")
        if desktop.url != live_server.url + address:
            print("->", desktop.url, end=" ")
        for size in (DESKTOP, PHONE):
            desktop.set_viewport_size(size)
            t1 = time.perf_counter()
            try:
                assert_accessible(desktop)
            except AssertionError as e:
                print("\n", e)
            print(f"axe {time.perf_counter()-t1:.2f}", end=" ")
        t1 = time.perf_counter()
        screenshot(desktop, "every-" + name.replace(":", "-"))
        print(f"shot {time.perf_counter()-t1:.2f} h1 {desktop.locator('h1').count()} {desktop.title()}")
