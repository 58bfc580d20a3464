"""What each person of the run does, page by page: a locustfile, run by locust alone.

Its environment names the files: LOAD_PEOPLE says who there is, LOAD_TOLD takes a line
for each step that the program said it took and for each page asked for, LOAD_THOUGHT
is how many seconds a person thinks between two pages.
"""

import itertools
import json
import os
import secrets
from pathlib import Path
from random import Random
from typing import Any

import gevent
from locust import FastHttpUser, events, task
from locust.clients import ResponseContextManager

from scripts.bench.browsing import Fields, RefusedError, form_with

PEOPLE = json.loads(Path(os.environ["LOAD_PEOPLE"]).read_text(encoding="utf-8"))
TOLD = os.open(os.environ["LOAD_TOLD"], os.O_WRONLY | os.O_APPEND)
THOUGHT = float(os.environ["LOAD_THOUGHT"])
WORDS = ("mould", "boiler", "appointment", "gutter", "lift", "fence", "noise")
FILTERS = (
    "/cases/?due=overdue&sort=due",
    "/cases/?state=stage_1_open",
    "/cases/?kind=complaint&due=today",
    "/cases/unassigned/",
)
PARTS = ("", "", "", "clocks/", "timeline/", "people/", "files/")
OWN_SHARE = 0.2
"""How often somebody goes back to a case that they logged themselves."""
OVERTAKEN = "Someone else changed the case"
TAKEN = (302, 303)
_numbers = itertools.count()


def tell(**what: Any) -> None:
    """Write down one thing that happened, before anything else does."""
    os.write(TOLD, f"{json.dumps(what)}\n".encode())


@events.request.add_listener
def _asked(name: str, response_time: float, exception: Any, **_more: Any) -> None:
    wrong = f"{type(exception).__name__}: {exception}" if exception else ""
    tell(page=name, ms=response_time, wrong=wrong)


class Person(FastHttpUser):
    """Somebody signed in, at work."""

    connection_timeout = network_timeout = 120.0

    def on_start(self) -> None:
        """Take the next place: a session, a resident to write to, an own course."""
        number = next(_numbers) % len(PEOPLE["people"])
        session, self.resident, self.role = PEOPLE["people"][number]
        self.cookies = {"sessionid": session}
        self.chance = Random(number)  # noqa: S311 - who does what, no secret
        self.own: list[str] = []
        gevent.sleep(self.chance.uniform(0, THOUGHT))
        if not PEOPLE["cases"]:
            self.log_and_acknowledge()
            self.note()

    def wait_time(self) -> float:
        """Think: around THOUGHT seconds."""
        return self.chance.uniform(0.5, 1.5) * THOUGHT

    def think(self) -> None:
        """Think between two pages of one thing."""
        gevent.sleep(self.wait_time())

    def asked(
        self, method: str, path: str, name: str, good: tuple[int, ...], **how: Any
    ) -> ResponseContextManager:
        """Ask for a page; anything but a good answer is written down as wrong."""
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        with self.client.request(
            method,
            path,
            name=name,
            headers=headers | how.pop("headers", {}),
            allow_redirects=False,
            catch_response=True,
            **how,
        ) as answer:
            kept = {one.name: str(one.value) for one in self.client.cookiejar}
            self.cookies |= kept
            if answer.status_code in good:
                answer.success()
            else:
                answer.failure(f"answered {answer.status_code}")
        return answer

    def read(self, path: str, name: str) -> str:
        """Read a page; give its text, or nothing where it did not answer."""
        answer = self.asked("GET", path, name, (200,))
        return answer.text or "" if answer.status_code == 200 else ""

    def form(self, path: str, name: str, field: str) -> Fields | None:
        """Read a page for its form; None where it has none."""
        try:
            return form_with(self.read(path, name), field)
        except RefusedError:
            return None

    def send(self, path: str, name: str, fields: Fields) -> str:
        """Send a form that leads on; give where to, or nothing where it was not taken.

        Being overtaken by a colleague on the same case is an answer, not an error.
        """
        answer = self.asked("POST", path, name, (*TAKEN, 200), data=fields)
        if answer.status_code in TAKEN:
            return str(answer.headers.get("Location"))
        if answer.status_code == 200 and OVERTAKEN not in (answer.text or ""):
            tell(page=name, ms=0, wrong=f"{path} came back with its form")
        return ""

    def any_case(self) -> str:
        """Give the reference of some case, open ones more often."""
        among = PEOPLE["open"] if self.chance.random() < 0.7 else PEOPLE["cases"]
        if self.chance.random() < OWN_SHARE and self.own:
            return self.chance.choice(self.own)
        return self.chance.choice([*among, *self.own] or [""])

    @task(20)
    def what_is_due(self) -> None:
        """Look at one's own work, or everyone's."""
        path = self.chance.choice(("/", "/?scope=all"))
        self.read(path, "What is due")

    @task(12)
    def filtered(self) -> None:
        """Look at a list by a filter."""
        self.read(self.chance.choice(FILTERS), "A filtered list")

    @task(25)
    def a_case(self) -> None:
        """Open a case, or one of its pages."""
        part = self.chance.choice(PARTS)
        name = f"A case: {part.strip('/') or 'its page'}"
        self.read(f"/cases/{self.any_case()}/{part}", name)

    @task(8)
    def search(self) -> None:
        """Search by a word."""
        fields = self.form("/search/", "Search, empty", "q")
        if fields is None:
            return
        self.think()
        found = {**fields, "q": self.chance.choice(WORDS)}
        self.asked("POST", "/search/", "Search by a word", (200,), data=found)

    @task(6)
    def figures(self) -> None:
        """Look at the dashboard, as managers do."""
        if self.role == "manager":
            self.read("/figures/", "The dashboard of figures")

    @task(12)
    def note(self) -> None:
        """Add a note; one in five presses the button twice."""
        reference, mark = self.any_case(), new_mark()
        path = f"/cases/{reference}/add-note/"
        fields = self.form(path, "A step's form", "seen")
        if fields is None:
            return
        self.think()
        said = {**fields, "note": f"Rang back {mark}."}
        times = 2 if self.chance.random() < 0.2 else 1
        taken = [self.send(path, "Note recorded", said) for _ in range(times)]
        if any(taken):
            tell(step="note", case=reference, mark=mark)

    @task(4)
    def file(self) -> None:
        """Put a file with a case."""
        reference, mark = self.any_case(), new_mark()
        path = f"/cases/{reference}/add-evidence/"
        fields = self.form(path, "A step's form", "seen")
        if fields is None:
            return
        self.think()
        body, kind = _with_file(fields, f"{mark}.txt", f"What was seen {mark}.\n" * 400)
        answer = self.asked(
            "POST",
            path,
            "File kept",
            (*TAKEN, 200),
            data=body,
            headers={"Content-Type": kind},
        )
        if answer.status_code in TAKEN:
            tell(step="file", case=reference, mark=mark)
        elif answer.status_code == 200 and OVERTAKEN not in (answer.text or ""):
            tell(page="File kept", ms=0, wrong="came back with its form")

    @task(5)
    def log_and_acknowledge(self) -> None:
        """Log a complaint, write its acknowledgement and send it by email."""
        mark = new_mark()
        place = self._logged(mark)
        if not place:
            return
        reference = place.removeprefix("/cases/").strip("/")
        self.own.append(reference)
        tell(step="case", case=reference, mark=mark)
        self.read(place, "A case: its page")
        self.think()
        self._acknowledged(reference)

    def _logged(self, mark: str) -> str:
        fields = self.form("/log/", "Log a contact, empty", "text")
        if fields is None:
            return ""
        self.think()
        said = {
            **fields,
            "person": self.resident,
            "kind": "complaint",
            "channel": "telephone",
            "raised_by": "self",
            "text": f"No heating since Sunday {mark}",
            "subject": "Heating off",
            "hazard": "no",
            "go": "check",
        }
        page = self.asked("POST", "/log/", "Contact checked", (200,), data=said)
        self.think()
        try:
            kept = form_with(page.text or "", "text")
        except RefusedError:
            tell(page="Contact checked", ms=0, wrong="came back with its form")
            return ""
        return self.send("/log/", "Contact logged", {**kept, "go": "confirm"})

    def _acknowledged(self, reference: str) -> None:
        mark = new_mark()
        path = f"/cases/{reference}/acknowledge/"
        fields = self.form(path, "A step's form", "seen")
        if fields is None:
            return
        self.think()
        said = {
            **fields,
            "definition": f"The heating has been off since Sunday {mark}",
            "outcomes_sought": "Heating that works",
            "point_1": "No heating",
            "whose_1": "ours",
            "go": "letter",
        }
        letter = self.send(path, "Letter written", said)
        if not letter:
            return
        issuing = self.form(letter, "A letter", "seen")
        if issuing is None:
            return
        self.think()
        leaves = {**issuing, "route": "email"}
        if self.send(f"{letter}issue/", "Letter issued", leaves):
            tell(step="letter", case=reference, mark=mark)


def new_mark() -> str:
    """Give a word that nothing else carries."""
    return f"mark{secrets.token_hex(10)}"


def _with_file(fields: Fields, name: str, text: str) -> tuple[bytes, str]:
    """Write a form with a file as a browser does; give it and its content type."""
    line = f"----{secrets.token_hex(12)}"
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    parts.append(
        f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
        f"\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--{line}--\r\n"
    )
    return "".join(parts).encode(), f"multipart/form-data; boundary={line}"
