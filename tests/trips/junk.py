"""What no form expects, and the forms of a page with what they would take."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

ZERO = "a\0b"
DIGITS = "9" * 30
LONG = "9" * 5000
"""More digits than Python reads as a number at all."""
SCRIPT = "<script>alert(1)</script>"

JUNK = (
    "",
    " ",
    ZERO,
    DIGITS,
    LONG,
    SCRIPT,
    "x" * 10_001,
    "-1",
    "0",
    "1e309",
    "NaN",
    "²",
    "９９",
    "31.02.2026",
    "2026-02-30",
    "99999-01-01",
    "9223372036854775808",
    "P-nobody",
    "u99999999",
    "u" + DIGITS,
    '=HYPERLINK("http://x")',
    "' OR 1=1 --",
    "{{ 7 }} %s %(x)s {x!r}",
    "\r\n\t\x1b\x7f",
    "\u202e😀\ufffe",
    "../../etc/passwd",
    "[]",
    "p1;p2;;",
)
"""Empty, long, zero bytes, huge numbers, impossible dates, nobody's references, HTML,
formulas, templates, control characters, paths."""

Attrs = list[tuple[str, str | None]]


@dataclass
class Form:
    """A form as a page shows it: where it goes, and what each field might hold."""

    address: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    sends: bool = False


class Reader(HTMLParser):
    """Reads every form of a page."""

    def __init__(self, address: str) -> None:
        """Begin with the page's own address, for forms that go back to it."""
        super().__init__()
        self.page = address
        self.forms: list[Form] = []
        self.inside: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: Attrs) -> None:
        """Take a form, or a field of one."""
        got = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(got.get("action") or self.page)
            self.inside.sends = got.get("method", "").lower() == "post"
            self.forms.append(self.inside)
        elif self.inside is not None:
            self._field(self.inside, tag, got)

    def _field(self, form: Form, tag: str, got: dict[str, str]) -> None:
        name = got.get("name", "")
        if tag == "option" and self.select:
            form.fields[self.select].append(got.get("value", ""))
        if tag == "select":
            self.select = name
        if not name or name == "csrfmiddlewaretoken":
            return
        if tag == "input" and got.get("type") == "file":
            form.files.add(name)
        elif tag in ("input", "button"):
            form.fields.setdefault(name, []).append(got.get("value", ""))
        elif tag in ("select", "textarea"):
            form.fields.setdefault(name, [])

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a list of choices."""
        if tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = None


def forms_of(address: str, html: str) -> list[Form]:
    """Give every form of a page."""
    reader = Reader(address)
    reader.feed(html)
    return reader.forms


def plausible(name: str, known: list[str]) -> list[str]:
    """Give what a field might well be sent: its own choices, or fitting words."""
    offered = [value for value in known if value]
    if name.endswith("_day"):
        return ["3", "10", "20", *offered]
    if name.endswith("_month"):
        return ["3", "4", *offered]
    if name.endswith("_year"):
        return ["2026", *offered]
    return offered or ["Some words", "12.50"]
