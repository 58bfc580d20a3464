"""A page's form, filled in and sent as a browser sends it: hidden fields and all."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

Attrs = list[tuple[str, str | None]]


class _Reader(HTMLParser):
    """Reads what the fields of a page's main form hold."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.inside = False
        self.area = self.select = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Attrs) -> None:
        got = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = got.get("method") == "post" and not got.get("action")
        if not self.inside:
            return
        if tag == "input" and "name" in got:
            self._input(got)
        elif tag == "textarea":
            self.area, self.text = got["name"], ""
        elif tag == "select":
            self.select = got["name"]
        elif tag == "option" and self.select and "selected" in got:
            self.fields[self.select] = [got.get("value", "")]

    def _input(self, got: dict[str, str]) -> None:
        kind = got.get("type", "text")
        if kind in ("submit", "file"):
            return
        if kind in ("radio", "checkbox") and "checked" not in got:
            return
        empty = "on" if kind == "checkbox" else ""
        self.fields.setdefault(got["name"], []).append(got.get("value", empty))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.fields[self.area] = [self.text.removeprefix("\r\n").removeprefix("\n")]
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data


@dataclass
class Page:
    """A page with a form, as someone has it before them."""

    client: Client
    address: str
    html: str
    status: int = 200
    fields: dict[str, list[str]] = field(default_factory=dict)

    def send(self, press: tuple[str, str] | None = None, **typed: Any) -> "Page":
        """Type into some fields and send; follow to the page that answers.

        A date goes into its three boxes. A list is several boxes ticked. `press` is
        the button: its name and value.
        """
        sent: dict[str, Any] = {**self.fields}
        for name, value in typed.items():
            if isinstance(value, date):
                for part in ("day", "month", "year"):
                    sent[f"{name}_{part}"] = str(getattr(value, part))
            else:
                sent[name] = value
        if press is not None:
            sent[press[0]] = press[1]
        response = self.client.post(self.address, sent, follow=True)
        return _read(self.client, response, self.address)


def by_hand(name: str = "letter.pdf") -> dict[str, Any]:
    """Give what records a step whose letter was sent by hand: its file, and the button.

    Each call gives a file of its own: one that was sent once is read to its end.
    """
    file = SimpleUploadedFile(name, b"%PDF-1.4 a letter as it was sent")
    return {"letter_file": file, "press": ("go", "record")}


def opened(client: Client, address: str) -> Page:
    """Open a page."""
    response = client.get(address, follow=True)
    return _read(client, response, address)


def _read(client: Client, response: Any, address: str) -> Page:
    html = response.content.decode()
    reader = _Reader()
    reader.feed(html)
    chain = getattr(response, "redirect_chain", [])
    where = chain[-1][0] if chain else address
    return Page(client, where, html, response.status_code, reader.fields)
