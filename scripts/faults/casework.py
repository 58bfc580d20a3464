"""People at their work, over HTTP: each step is sent until the server says it is done.

What the server said is written down; in the end it must be there, once. Whoever gets no
answer sends the same form again, as a person who saw an error does.
"""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import requests
from tests import cast
from tests.apps.complaints.forms import Page, opened

PATIENCE = 90.0
"""Seconds for a step to be done, however often it takes: a database that was killed
has to recover first."""
PAUSE = 0.1
NO_ANSWER = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
)
ACKNOWLEDGED = {
    "definition": "The lift is out of order again.",
    "outcomes_sought": "The lift mended",
    "point_1": "The lift is out of order",
    "whose_1": "ours",
}


@dataclass
class Answer:
    """An answer as the reader of forms takes it."""

    content: bytes
    status_code: int
    redirect_chain: list[tuple[str, int]]


class NotDoneError(Exception):
    """A step was sent again and again and never done: what the page said."""


ANSWERED = [0]
"""How many answers people had, all told."""


class Browser:
    """Someone's browser: cookies, and the server's address."""

    def __init__(self, port: int, who: cast.Colleague) -> None:
        """Come to the program as someone."""
        self._root = f"http://127.0.0.1:{port}"
        self._session = requests.Session()
        self._session.trust_env = False
        self.who = who

    def get(self, path: str, **_: Any) -> Answer:
        """Open a page."""
        return self._answer(self._session.get(self._root + path, timeout=30))

    def post(self, path: str, data: dict[str, Any], **_: Any) -> Answer:
        """Send a form."""
        return self._answer(self._session.post(self._root + path, data, timeout=30))

    def _answer(self, got: requests.Response) -> Answer:
        ANSWERED[0] += got.status_code < 500
        chain = [(got.url.removeprefix(self._root), 302)] if got.history else []
        return Answer(got.content, got.status_code, chain)

    def sign_in(self) -> None:
        """Sign in, however often it takes."""
        for answer in _until_answered(lambda: opened(self, "/sign-in/")):  # type: ignore[arg-type]
            fields = {
                "csrfmiddlewaretoken": _token(answer.html),
                "login": self.who.username,
                "password": cast.PASSWORD,
            }
            for done in _until_answered(lambda f=fields: self.post("/sign-in/", f)):
                if "Sign out" in done.content.decode():
                    return
        raise NotDoneError("Nobody could sign in.")


def _token(html: str) -> str:
    return html.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def _until_answered(ask: Any) -> Iterator[Any]:
    """Ask again and again; give each answer that is one."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            answer = ask()
        except NO_ANSWER:
            time.sleep(PAUSE)
            continue
        status = getattr(answer, "status", getattr(answer, "status_code", 0))
        if status < 500:
            yield answer
        time.sleep(PAUSE)


@dataclass
class Done:
    """What the server said was done: the words of steps, and letters by number."""

    words: list[str] = field(default_factory=list)
    letters: list[tuple[str, int]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    sent_again: int = 0


class Caseworker(threading.Thread):
    """One person who logs complaints and works on them until told to stop."""

    def __init__(self, port: int, name: str, seed: int) -> None:
        """Prepare to begin."""
        super().__init__(name=name, daemon=True)
        self.done = Done()
        self.stopping = threading.Event()
        self._port = port
        self._chance = random.Random(seed)
        self._count = 0

    def run(self) -> None:
        """Work on one complaint after another."""
        try:
            desk = Browser(self._port, cast.COORDINATOR)
            handler = Browser(self._port, cast.STAGE_1_HANDLER)
            desk.sign_in()
            handler.sign_in()
            while not self.stopping.is_set():
                self._complaint(desk, handler)
        except Exception as problem:  # noqa: BLE001 - whatever it is, the run fails of it
            self.done.problems.append(
                f"{self.name}: {type(problem).__name__}: {problem}"
            )

    def _marker(self) -> str:
        self._count += 1
        return f"marker {self.name} {self._count:05d} {self._chance.getrandbits(40):x}"

    def _complaint(self, desk: Browser, handler: Browser) -> None:
        reference = self._logged(desk)
        self._step(desk, f"/cases/{reference}/triage/", route="investigate", risk="low")
        for _ in range(self._chance.randint(1, 2)):
            marker = self._marker()
            self._step(handler, f"/cases/{reference}/add-note/", note=marker)
            self.done.words.append(marker)
        letter = self._step(
            handler,
            f"/cases/{reference}/acknowledge/",
            press=("go", "letter"),
            **ACKNOWLEDGED,
        ).address
        self._issued(handler, letter)
        self.done.letters.append(
            (reference, int(letter.rstrip("/").rpartition("/")[2]))
        )

    def _logged(self, desk: Browser) -> str:
        marker = self._marker()
        path = f"/log/?person={cast.AMINA.reference}&home={cast.FLAT.reference}"
        check = self._step(
            desk,
            path,
            done=lambda page: "Check your answers" in page.html,
            kind="complaint",
            channel="telephone",
            text=marker,
            subject="The lift",
            hazard="no",
            press=("go", "check"),
        )
        case = self._sent(
            check, lambda page: "/cases/" in page.address, press=("go", "confirm")
        )
        self.done.words.append(marker)
        return case.address.removeprefix("/cases/").partition("/")[0]

    def _step(self, who: Browser, path: str, done: Any = None, **typed: Any) -> Page:
        """Open a step's form and send it until it is done."""
        form = next(_until_answered(lambda: opened(who, path)), None)  # type: ignore[arg-type]
        if form is None:
            raise NotDoneError(f"{path} could not be opened.")
        went_on = done or (lambda page: page.address != path)
        return self._sent(form, went_on, **typed)

    def _sent(self, form: Page, done: Any, **typed: Any) -> Page:
        page = form
        with self._counted() as first:
            for page in _until_answered(lambda: first() or form.send(**typed)):
                if page.status == 200 and done(page):
                    return page
        said = page.html.partition("govuk-error-summary")[2][:1200]
        raise NotDoneError(f"{form.address}: {page.status} {said}")

    @contextmanager
    def _counted(self) -> Iterator[Any]:
        times = count()

        def first() -> None:
            self.done.sent_again += next(times) > 0

        yield first

    def _issued(self, who: Browser, letter: str) -> None:
        """Issue a letter; where no answer came, look whether it was."""
        for page in _until_answered(lambda: opened(who, letter)):  # type: ignore[arg-type]
            if "Issue the letter and record the step" not in page.html:
                return
            fields = {
                "csrfmiddlewaretoken": _token(page.html),
                "seen": page.html.partition('name="seen" value="')[2].partition('"')[0],
                "route": "email",
            }
            try:
                who.post(f"{letter}issue/", fields)
            except NO_ANSWER:
                self.done.sent_again += 1
        raise NotDoneError(f"{letter} was never issued.")
