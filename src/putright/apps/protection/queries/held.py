"""All that is held on a person, in parts that somebody looks through one by one."""

from datetime import date

import msgspec

from putright.apps.accounts.models import User
from putright.apps.accounts.queries import openings
from putright.apps.complaints.queries import held as cases
from putright.apps.letters.queries import held as letters
from putright.apps.protection.queries.passages import digest
from putright.apps.residents.queries import PersonView
from putright.apps.residents.queries import held as residents
from putright.apps.surveys.queries import held as surveys

DETAILS, SURVEYS = "details", "surveys"
MOST_OPENINGS = 5_000


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A text, or a file by its hash: what it is called, and its key in its part."""

    key: str
    heading: str
    text: str = ""
    sha256: str = ""
    content_type: str = ""
    href: str = ""

    @property
    def digest(self) -> str:
        """Give what shows whether it is still what somebody looked at."""
        return digest(self.heading, self.text, self.sha256)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what is held, looked through as a whole; of a case its reference."""

    code: str
    title: str
    items: tuple[Item, ...]
    case: str = ""

    @property
    def digest(self) -> str:
        """Give what changes as soon as anything in it does."""
        return digest(*(one.digest for one in self.items))


class Opening(msgspec.Struct, frozen=True):
    """That something about the person was opened or changed: what, and on which day."""

    on: date
    what: str


def parts(person: PersonView, user: User, day: date) -> list[Part]:
    """Give all that is held on a person and that a user may see.

    A fixed number of reads, however many cases there are.
    """
    rows = list(cases.cases_of(person.reference, user, day))
    said, files = cases.said_in(rows), cases.files_in(rows)
    written = letters.texts_about([row.reference for row in rows])
    found = [_numbered(DETAILS, "About the person", residents.held_on(person.id))]
    for row in rows:
        texts = [
            Item(key=f"t-{one.key}", heading=one.heading, text=one.text)
            for one in said[row.pk]
        ]
        texts += [
            Item(key=f"l-{number}", heading=heading, text=text)
            for number, heading, text in written.get(row.reference, [])
        ]
        texts += [
            Item(
                key=f"f-{file.sha256}",
                heading=file.name,
                sha256=file.sha256,
                content_type=file.content_type,
            )
            for file in files[row.pk]
        ]
        found.append(
            Part(
                code=f"case-{row.pk}",
                title=cases.title_of(row, person.reference),
                items=tuple(texts),
                case=row.reference,
            )
        )
    answers = surveys.answers_of(person.reference)
    if answers:
        found.append(_numbered(SURVEYS, "Surveys", answers))
    return found


def _numbered(code: str, title: str, held: list[tuple[str, str]]) -> Part:
    items = (
        Item(key=f"{n}", heading=heading, text=text)
        for n, (heading, text) in enumerate(held)
    )
    return Part(code=code, title=title, items=tuple(items))


def opened(person: PersonView, found: list[Part]) -> list[Opening]:
    """Give what the access log says of the person and of the cases in some parts.

    Days and kinds; never which member of staff it was.
    """
    named = {f"resident:{person.id}"}
    for part in found:
        if part.case:
            named |= {part.case, part.code.replace("-", ":")}
    rows = openings(named, MOST_OPENINGS)
    return [Opening(row.at.date(), row.kind.replace("_", " ")) for row in rows]
