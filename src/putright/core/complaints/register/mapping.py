"""A landlord's own spreadsheet read as a register: which column and word is which."""

import json
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from typing import Any

import msgspec

from putright.core.complaints.register.columns import CHOICES, COLUMNS, known_column


class MappingRefusedError(ValueError):
    """A mapping can't be used: the message says which part, and what to write."""


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """How a spreadsheet becomes a register.

    `columns`: a column of the register to the spreadsheet's own heading. `values`: by
    column, the spreadsheet's own word to the register's. `fixed`: what every row has
    in a column that the spreadsheet lacks. Headings not named stay as they are.
    """

    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    fixed: dict[str, str] = {}

    def headings(self, given: Iterable[str]) -> dict[str, str]:
        """Give the register's name for each heading; an unknown one keeps its own.

        A heading that only looks like a column's name is it, unless another is.
        """
        own = {heading: column for column, heading in self.columns.items()}
        names = {heading: own.get(heading, "") for heading in given}
        taken = {name for name in names.values() if name} | set(self.fixed)
        for exact in (True, False):
            for heading, name in names.items():
                column = known_column(heading)
                if name or not column or (exact and column != heading):
                    continue
                if column not in taken:
                    names[heading] = column
                    taken.add(column)
        return {
            heading: name or (f"{heading} (own)" if heading in taken else heading)
            for heading, name in names.items()
        }

    def cells(
        self, names: MappingOf[str, str], row: MappingOf[str, str]
    ) -> dict[str, str]:
        """Give a row's cells by the register's names, its own words translated."""
        cells = {names[heading]: text for heading, text in row.items()}
        for column, words in self.values.items():
            text = plain(cells.get(column, ""))
            if text in words:
                cells[column] = words[text]
        return {**self.fixed, **cells} if self.fixed else cells

    def heading_of(self, column: str) -> str:
        """Give the spreadsheet's own heading of a column of the register."""
        return self.columns.get(column, column)

    def text(self) -> str:
        """Give the mapping as text, to be kept."""
        fields = {"columns": self.columns, "values": self.values, "fixed": self.fixed}
        return json.dumps(fields, ensure_ascii=False, indent=1)


def plain(text: str) -> str:
    """Give a word without blanks around it and without capitals."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def mapping_from(given: MappingOf[str, Any] | str) -> Mapping:
    """Read a mapping from its text or its fields. Raises MappingRefusedError."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError as error:
            problem = f"The mapping is not JSON: {error}."
            raise MappingRefusedError(problem) from None
    try:
        read = msgspec.convert(given, type=Mapping, strict=True)
    except msgspec.ValidationError as error:
        problem = f"The mapping can't be read: {error}. It has columns, values, fixed."
        raise MappingRefusedError(problem) from None
    strange = {*read.columns, *read.values, *read.fixed} - set(COLUMNS)
    if strange:
        problem = f"The register has no column {', '.join(sorted(strange))}."
        raise MappingRefusedError(problem)
    twice = [one for one in read.columns.values() if _count(one, read) > 1]
    if twice:
        problem = f"“{twice[0]}” is given for two columns. Name one for each heading."
        raise MappingRefusedError(problem)
    values = {
        column: {plain(own): word for own, word in words.items()}
        for column, words in read.values.items()
    }
    return msgspec.structs.replace(read, values=values)


def _count(heading: str, mapping: Mapping) -> int:
    return list(mapping.columns.values()).count(heading)


_ALSO: MappingOf[str, tuple[str, ...]] = {
    "reference": ("ref", "case ref", "case reference", "reference number", "case id"),
    "kind": ("type", "case type", "contact type", "record type"),
    "received_on": ("date received", "received", "date opened", "date logged"),
    "channel": ("method", "contact method", "source", "received via"),
    "tenure": ("tenure type",),
    "area": ("patch", "ward", "parish", "estate", "neighbourhood"),
    "teams": ("team", "department", "service", "service area"),
    "category": ("complaint category", "complaint type", "subject area"),
    "issue": ("sub category", "subcategory", "complaint reason"),
    "subject": ("summary", "title", "description", "nature of complaint"),
    "own_stage": ("stage", "current stage"),
    "body": ("contractor", "managing agent", "provider"),
    "s1_acknowledged_on": ("stage 1 acknowledged", "date acknowledged"),
    "s1_extended_to": ("stage 1 extended to", "extension date"),
    "s1_responded_on": ("stage 1 response", "stage 1 responded", "date responded"),
    "s1_outcome": ("stage 1 outcome", "outcome", "decision"),
    "s1_handler": ("stage 1 officer", "investigating officer", "handler", "officer"),
    "s2_requested_on": ("stage 2 requested", "stage 2 received", "date escalated"),
    "s2_acknowledged_on": ("stage 2 acknowledged",),
    "s2_extended_to": ("stage 2 extended to",),
    "s2_responded_on": ("stage 2 response", "stage 2 responded"),
    "s2_outcome": ("stage 2 outcome",),
    "s2_handler": ("stage 2 officer", "stage 2 handler"),
    "refused_on": ("date refused",),
    "refusal_reason": ("reason refused", "reason for refusal"),
    "withdrawn_on": ("date withdrawn", "withdrawn"),
    "closed_on": ("date closed", "closed"),
    "compensation": ("compensation offered", "compensation paid", "compensation £"),
    "improvement": ("service improvement", "learning", "lessons learned"),
}
"""Headings that landlords give these columns, without capitals."""


def guess(headings: Iterable[str]) -> dict[str, str]:
    """Guess which heading is which column: column to heading, sure ones first."""
    given = list(headings)
    found: dict[str, str] = {}
    for heading in given:
        column = known_column(heading)
        if column and column not in found:
            found[column] = heading
    used = set(found.values())
    for column, names in _ALSO.items():
        for heading in given:
            simple = plain(heading.replace("_", " ").replace(":", " "))
            if column not in found and heading not in used and simple in names:
                found[column] = heading
                used.add(heading)
    return found


def word_for(column: str, own: str) -> str:
    """Guess the register's word for a spreadsheet's own; "" where none is alike."""
    simple = plain(own).replace(" ", "_").replace("-", "_")
    for word in CHOICES.get(column, ()):
        if simple == word.casefold():
            return word
    return ""
