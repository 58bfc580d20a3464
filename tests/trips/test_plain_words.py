"""Nobody meets the program's own codes: every page of the house speaks in words.

Codes that a person types at the command line, and the columns of files, stand in
`<code>`; all else that is shown is English.
"""

import re
from html.parser import HTMLParser

import pytest
from tests.trips.doors import DOORS, STEPS
from tests.trips.house import House, parameters

pytestmark = pytest.mark.django_db

CODE = re.compile(r"\b[a-z]+[a-z0-9]*(?:_[a-z0-9]+)+\b|(?<![\w-])[pa][0-9](?![\w-])")
"""A code of the program, `stage_1_open`, or a reference of its own, `p1`."""
OF_FILES = {
    "complaints:import_check",
    "complaints:import_result",
    "surveys:check",
    "surveys:taken",
}
"""Pages that show a file as it is, and the words that its cells may hold."""
UNSEEN = frozenset({"script", "style", "code", "textarea"})


class Shown(HTMLParser):
    """Gathers the text that a page shows, leaving out code and what was typed."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self.inside: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note that text from here on is not shown as words."""
        if tag in UNSEEN:
            self.inside.append(tag)
        given = dict(attrs)
        self.texts += [given.get(name) or "" for name in ("aria-label", "alt")]

    def handle_endtag(self, tag: str) -> None:
        """Leave it again."""
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self.inside:
            self.texts.append(data)


def codes_of(html: str) -> set[str]:
    """Give the codes that a page shows as if they were words."""
    page = Shown()
    page.feed(html)
    return {found for text in page.texts for found in CODE.findall(text)}


def _seen(house: House, letter: str, address: str) -> set[str]:
    answer = house.client(letter).get(address)
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != 200 or not kind.startswith("text/html"):
        return set()
    return codes_of(answer.content.decode())


def test_no_page_shows_a_code(house: House) -> None:
    """Each page, as the first two roles that it lets in see it."""
    wrong = {}
    of_people = {user.username for user in house.people.values()}
    for name in set(parameters()) - OF_FILES:
        door = DOORS.get(name)
        for letter in (door.get or "")[:2] if door else "":
            found = _seen(house, letter, house.address(name)) - of_people
            if found:
                wrong[name] = sorted(found)
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


def test_no_step_shows_a_code(house: House) -> None:
    """The same of each step's page, and of what it says when nothing is filled in."""
    wrong = {}
    for step, letters in STEPS.items():
        address = house.address("complaints:step", step_name=step)
        client = house.client(letters[0])
        pages = [client.get(address), client.post(address, {"on": ""})]
        found = {
            code
            for page in pages
            if page.status_code == 200
            for code in codes_of(page.content.decode())
        }
        if found:
            wrong[step] = sorted(found)
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


def test_the_walk_sees_a_code_where_there_is_one() -> None:
    """A page that shows one is caught; a command's word in `<code>` is let be."""
    assert codes_of("<p>Its state is stage_1_open.</p>") == {"stage_1_open"}
    assert codes_of("<p>repair: p1</p>") == {"p1"}
    assert codes_of("<p>Run <code>figure_x</code>.</p><p>C-26-00001</p>") == set()
