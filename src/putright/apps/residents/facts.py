"""What is known of a person, as a value, and how its cells and typing are read."""

import re
from dataclasses import dataclass
from typing import Any

from putright.core.tabular import Row, TableError, text, yes_or_no

COLUMNS = (
    "person",
    "name",
    "home",
    "tenure",
    "from",
    "to",
    "email",
    "telephone",
    "preferred_contact",
    "safe_contact",
    "do_not_write",
    "language",
    "format",
)
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """All that is known of a person at one time."""

    name: str = ""
    email: str = ""
    telephone: str = ""
    preferred_contact: str = ""
    safe_contact: str = ""
    do_not_write: bool = False
    language: str = ""
    format: str = ""

    def search_text(self, reference: str) -> str:
        """Give the words a person is found by: reference, name, e-mail, telephone."""
        digits = _DIGITS.sub("", self.telephone)
        words = (reference, self.name, self.email, self.telephone, digits)
        return " ".join(word for word in words if word).casefold()[:600]

    def changed_with(self, given: dict[str, object]) -> "PersonFacts":
        """Give the facts with what a row says put over them; nothing is emptied."""
        return PersonFacts(**{**self.as_fields(), **given})

    def as_fields(self) -> dict[str, Any]:
        """Give each fact by its name."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = tuple(PersonFacts.__dataclass_fields__)


def email(value: str) -> str:
    """Give an e-mail address as it was written. Raises ValueError where it is none."""
    if value and not _EMAIL.fullmatch(value):
        raise ValueError("This is not an e-mail address. Write it like name@home.org.")
    return value


def email_within(words: str) -> str:
    """Give the e-mail address that a safe contact names, or nothing for none or two."""
    found = _EMAIL.findall(words)
    return str(found[0]).rstrip(".") if len(found) == 1 else ""


def given_facts(row: Row) -> dict[str, object]:
    """Read what a row says of its person: only cells that hold something.

    Raises TableError for the first cell that cannot be read.
    """
    address = text(row, "email", most=254)
    try:
        email(address)
    except ValueError as error:
        raise TableError(row.line, "email", address, str(error)) from None
    said: dict[str, object] = {
        "name": text(row, "name", most=150),
        "email": address,
        "telephone": text(row, "telephone", most=60),
        "preferred_contact": text(row, "preferred_contact", most=60),
        "safe_contact": text(row, "safe_contact", most=500),
        "do_not_write": yes_or_no(row, "do_not_write"),
        "language": text(row, "language", most=60),
        "format": text(row, "format", most=100),
    }
    return {name: value for name, value in said.items() if value not in ("", None)}
