"""A visitor: one connection to this machine, cookies kept, forms read and sent."""

from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

Fields = dict[str, str]
PATIENCE = 60
"""Seconds that a page is waited for."""


class RefusedError(RuntimeError):
    """A page did not answer as it should: which, and how it answered."""


class _Forms(HTMLParser):
    """Collects the fields of every form that is sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._inside = False
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = at.get("method", "").lower() == "post"
            if self._inside:
                self.forms.append({})
        elif self._inside and at.get("name"):
            skipped = at.get("type") in ("submit", "radio", "checkbox", "file")
            if tag in ("input", "textarea") and not skipped:
                self.forms[-1][at["name"]] = at.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def form_with(page: str, field: str) -> Fields:
    """Give the fields of the form of a page that has a field of this name."""
    found = _Forms()
    found.feed(page)
    for fields in found.forms:
        if field in fields:
            return fields
    raise RefusedError(f"No form of the page has a field “{field}”.")


class Visitor:
    """Somebody signed in, over one connection that stays open."""

    def __init__(self, port: int) -> None:
        """Connect to the program on this machine."""
        self.port = port
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Read a page. Raises RefusedError unless it is there."""
        return self._asked("GET", path, None, (200,))

    def post(self, path: str, fields: Fields) -> str:
        """Send a form. Raises RefusedError unless it was taken or answered."""
        return self._asked("POST", path, fields, (200, 302, 303))

    def taken(self, path: str, fields: Fields) -> None:
        """Send a form that leads on to another page once it is taken."""
        self._asked("POST", path, fields, (302, 303))

    def give_up(self) -> None:
        """Ask no further for what did not come in time; the next goes anew."""
        self._connection.close()

    def sign_in(self, name: str, password: str) -> None:
        """Sign in, as a person would."""
        fields = form_with(self.get("/sign-in/"), "login")
        self.taken("/sign-in/", {**fields, "login": name, "password": password})

    def _asked(
        self, method: str, path: str, fields: Fields | None, good: tuple[int, ...]
    ) -> str:
        headers = {
            "Cookie": "; ".join(f"{n}={v}" for n, v in self._cookies.items()),
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        body = None
        if fields is not None:
            body = urlencode(fields).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for value in answer.headers.get_all("Set-Cookie", []):
            kept = SimpleCookie(value)
            self._cookies |= {name: one.value for name, one in kept.items()}
        if answer.status not in good:
            raise RefusedError(f"{method} {path} answered {answer.status}.")
        return text
