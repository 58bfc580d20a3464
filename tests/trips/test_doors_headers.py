"""What every answer says to the browser: no foreign script, no sniffing, no forgery."""

import csv
import io
import re
import zipfile
from typing import Any
from uuid import UUID

import pytest
from django.test import Client, override_settings
from tests import cast
from tests.apps.complaints import worklists as w
from tests.trips.doors import DOORS
from tests.trips.house import House, as_it_was, parameters

from putright.apps.accounts.models import User
from putright.apps.residents import services as residents
from putright.apps.residents.facts import PersonFacts

pytestmark = pytest.mark.django_db

EVERY, STRANGER = "*", "-"
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:",
    re.IGNORECASE,
)
FORMULAS = ('=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1")


def get(house: House, address: str, letter: str = EVERY) -> Any:
    """Ask for an address, and take back what that wrote."""
    with as_it_was():
        response: Any = house.client(letter).get(address)
        response.whole = body_of(response)
    return response


def body_of(response: Any) -> bytes:
    """Give all the bytes of an answer, also of one sent in parts."""
    return b"".join(response) if response.streaming else response.content


def test_no_page_runs_what_stands_in_it(house: House) -> None:
    """A script that somebody types into a complaint runs in nobody's browser."""
    wrong = []
    addresses = [house.address(name) for name in parameters() if name in DOORS]
    addresses += ["/no/such/page/", "/administration/people/999/", "/cases/none/"]
    assert get(house, "/administration/", "n").status_code == 403
    for address in addresses:
        for letter in (EVERY, STRANGER):
            response = get(house, address, letter)
            policy = response.headers.get("Content-Security-Policy", "")
            if not policy or "unsafe" in policy or "default-src 'none'" not in policy:
                wrong.append(f"{address}: the policy is {policy!r}")
            if "html" not in response.headers.get("Content-Type", "html"):
                continue
            found = INLINE.search(response.whole.decode())
            if found:
                wrong.append(f"{address}: {found[0]!r} stands in the page")
            if response.headers.get("X-Content-Type-Options") != "nosniff":
                wrong.append(f"{address}: may be sniffed")
            if response.headers.get("X-Frame-Options") != "DENY":
                wrong.append(f"{address}: may be framed")
    assert not wrong, "\n".join(wrong)


def test_every_form_is_refused_without_its_token(house: House) -> None:
    """Another site can't send a form in somebody's name."""
    let_through = []
    for name, door in DOORS.items():
        if name not in parameters():
            continue
        for letter in (EVERY, STRANGER):
            with as_it_was():
                client = house.client(letter, strict=True)
                response = client.post(house.address(name), {"note": "x"})
            if response.status_code != 403:
                let_through.append(f"{name} {door.post}: {response.status_code}")
    assert not let_through, "\n".join(let_through)


def test_a_refused_form_says_what_to_do(house: House) -> None:
    """Whoever left a form open too long keeps their typing."""
    client = house.client(EVERY, strict=True)
    response = client.post(house.address("complaints:step"), {"note": "Long words"})
    assert "Long words" in response.content.decode()


def test_cookies_are_for_this_site_and_no_script() -> None:
    """Nobody's session can be read by a script or sent along by another site."""
    User.objects.create_user(username="okafor", password=cast.PASSWORD, name="Chidi")
    client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
    client.get("/sign-in/")
    client.post("/sign-in/", {"login": "okafor", "password": cast.PASSWORD})
    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name


def test_over_https_cookies_are_for_https_alone(house: House) -> None:
    """A landlord's own service sends no session in the clear."""
    with as_it_was(), override_settings(CSRF_COOKIE_SECURE=True):
        client = house.client(STRANGER)
        client.get("/sign-in/", secure=True)
        assert client.cookies["csrftoken"]["secure"]


def downloads(house: House) -> list[str]:
    """Give the addresses that give files."""
    given = [
        house.address(name, form=form)
        for name in (
            "complaints:export",
            "complaints:export_promises",
            "complaints:export_register_file",
        )
        for form in ("csv", "xlsx")
    ]
    given += [
        house.address("complaints:letter_download", letter_form=form)
        for form in ("pdf", "docx")
    ]
    given += [
        house.address(name)
        for name in ("complaints:evidence", "complaints:import_refused")
    ]
    return given


def test_files_are_downloads_and_nothing_else(house: House) -> None:
    """What somebody sent in is never shown as a page of ours."""
    for address in downloads(house):
        response = get(house, address)
        assert response.status_code == 200, address
        said = response.headers["Content-Disposition"]
        assert said.startswith("attachment"), address
        assert response.headers["X-Content-Type-Options"] == "nosniff", address
    for address, data in (
        (house.address("complaints:bundle"), {"format": "zip"}),
        (house.address("complaints:bundle"), {"format": "pdf"}),
        (house.address("complaints:write_seal"), {}),
    ):
        with as_it_was():
            response = house.client(EVERY).post(address, data)
        assert response.headers["Content-Disposition"].startswith("attachment"), address
        assert response.headers["X-Content-Type-Options"] == "nosniff", address


def test_no_exported_cell_runs_as_a_formula(house: House) -> None:
    """A name or subject that is a formula stays words in whoever's spreadsheet."""
    with as_it_was():
        for number, typed in enumerate(FORMULAS):
            residents.add_person(
                facts=PersonFacts(name=typed),
                token=UUID(int=900 + number),
                reference=f"F-{number}",
                now=w.NOW,
                by=None,
            )
            w.logged(text=typed, subject=typed, person=f"F-{number}", home="")
        for address in downloads(house)[:6]:
            client = house.client(EVERY)
            bad = _cells_that_run(body_of(client.get(address)))
            assert not bad, f"{address}: {bad}"


def _cells_that_run(body: bytes) -> list[str]:
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        # Every cell says that it is text: a workbook runs none of those.
        cells = re.findall(r"<c [^>]*>", sheet)
        bad = [c for c in cells if 't="s"' not in c and 't="inlineStr"' not in c]
        return bad + re.findall(r"<f\b", sheet)
    rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r\n")]
