"""The landlord's paragraphs for one letter, filled in; and which can't be used, why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from putright.apps.letters.models import StandardText, StandardTextVersion
from putright.apps.letters.sandbox import TextRefusedError, rendered
from putright.core.calendar import long_date
from putright.core.complaints.letters.facts import LetterFacts


@dataclass(frozen=True)
class TextProblem:
    """A paragraph left out of a letter, for its owner to mend."""

    kind: str
    code: str
    owner: str
    says: str


@dataclass(frozen=True)
class OwnWords:
    """Paragraphs by code, ready for `compose`, and those that were left out."""

    texts: Mapping[str, str]
    problems: tuple[TextProblem, ...]


@dataclass(frozen=True)
class TextRecord:
    """One paragraph as it stands, for its owner's page."""

    kind: str
    code: str
    owner: str
    text: str
    version: int
    expires_on: dt.date | None
    expired: bool


def own_words(kind: str, values: Mapping[str, str], *, on: dt.date) -> OwnWords:
    """Fill in the landlord's paragraphs for a kind of letter, on a day.

    An expired one, or one that can't be filled in, is left out: the product's own
    wording then stands, and the owner is told by `problems`.
    """
    texts: dict[str, str] = {}
    problems = []
    for row in texts_of(kind, on=on):
        says = f"It expired on {long_date(row.expires_on)}." if row.expires_on else ""
        if not row.expired:
            try:
                texts[row.code] = rendered(row.text, values)
                continue
            except TextRefusedError as problem:
                says = str(problem)
        problems.append(TextProblem(row.kind, row.code, row.owner, says))
    return OwnWords(texts, tuple(problems))


def texts_of(kind: str = "", *, on: dt.date) -> tuple[TextRecord, ...]:
    """Give the paragraphs in use, of one kind of letter or of all, as on a day."""
    rows = StandardText.objects.filter(withdrawn_at__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    newest: dict[int, StandardTextVersion] = {}
    for version in StandardTextVersion.objects.filter(standard_text__in=rows):
        newest[version.standard_text_id] = version
    return tuple(
        TextRecord(
            kind=row.kind,
            code=row.code,
            owner=row.owner,
            text=newest[row.pk].text,
            version=newest[row.pk].number,
            expires_on=row.expires_on,
            expired=row.expires_on is not None and row.expires_on < on,
        )
        for row in rows
    )


def text_values(facts: LetterFacts, *, landlord: str, on: dt.date) -> dict[str, str]:
    """Give the values that a paragraph may use, written out; unknown ones are blank."""
    days = {
        "received_on": facts.received_on,
        "answer_by": facts.answer_by,
        "new_date": facts.new_date,
        "today": on,
    }
    return {
        "reference": facts.reference,
        "resident": facts.resident,
        "handler": facts.handler,
        "stage": str(facts.stage or ""),
        "landlord": landlord,
        **{name: long_date(day) if day else "" for name, day in days.items()},
    }
