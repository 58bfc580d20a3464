"""A fieldwork company's own file read as the format: which column and word is which.

A mapping is data, kept as text. The words of the answers come from the year's own
scales, so that "Very satisfied" is 5 by the rule and not by anybody's list.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec
import polars as pl

from putright.core.surveys.questions import VALUES
from putright.core.surveys.reading import TextTable
from putright.core.surveys.responses import METHODS, NEEDED
from putright.core.tabular import TableError
from putright.rules.satisfaction_measures import STOCK_TYPES, MeasureYear

ANSWERS = "answers"
"""In a mapping's `values`: words of every measure, where it has none of its own."""
_NOT_APPLICABLE = (
    "na",
    "n/a",
    "not applicable",
    "don't know",
    "dont know",
    "not applicable/don't know",
    "not applicable / don't know",
)


class SurveyMappingError(ValueError):
    """A mapping can't be used: the message says which part, and what to write."""


class SurveyMapping(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """How a fieldwork file becomes the format.

    `columns`: a column of the format to the file's own heading. `values`: by column
    (or `answers`), the file's own word to the format's. `fixed`: what every response
    has in a column that the file lacks. Headings not named stay as they are.
    """

    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    fixed: dict[str, str] = {}

    def text(self) -> str:
        """Give the mapping as text, to be kept."""
        return json.dumps(msgspec.to_builtins(self), ensure_ascii=False, indent=1)


def plain(text: str) -> str:
    """Give a word without spaces around it, without capitals, with straight quotes."""
    simple = unicodedata.normalize("NFC", text).replace("’", "'").casefold()
    return " ".join(simple.split())


def mapping_from(given: Mapping[str, Any] | str) -> SurveyMapping:
    """Read a mapping from its text or its fields. Raises SurveyMappingError."""
    try:
        fields = json.loads(given) if isinstance(given, str) else given
        read = msgspec.convert(fields, type=SurveyMapping, strict=True)
    except json.JSONDecodeError as error:
        raise SurveyMappingError(f"The mapping is not JSON: {error}.") from None
    except RecursionError:
        raise SurveyMappingError("The mapping is no mapping: write it anew.") from None
    except msgspec.ValidationError as error:
        why = f"The mapping can't be read: {error}. It has columns, values, fixed."
        raise SurveyMappingError(why) from None
    own = list(read.columns.values())
    for heading in own:
        if own.count(heading) > 1:
            why = f"“{heading}” is given for two columns. Name one for each heading."
            raise SurveyMappingError(why)
    both = sorted(set(read.columns) & set(read.fixed))
    if both:
        why = f"{both[0]} is both a column and fixed. Keep one of the two."
        raise SurveyMappingError(why)
    return read


def guess(headings: Iterable[str], year: MeasureYear) -> dict[str, str]:
    """Suggest which heading is which column, for a person to look at.

    By its own name, or by a measure's code or name at its start.
    """
    known = [*NEEDED, *year.filters, *(m.code for m in year.perception)]
    names = {plain(column).replace("_", " "): column for column in known}
    names |= {plain(one.name): one.code for one in year.perception}
    found: dict[str, str] = {}
    for heading in headings:
        simple = plain(heading.replace("_", " "))
        for name, column in names.items():
            same = simple == name or simple.startswith((f"{name} ", f"{name}:"))
            if same and column not in found:
                found[column] = heading
                break
    return found


def apply(table: TextTable, mapping: SurveyMapping, year: MeasureYear) -> TextTable:
    """Give the table under the format's headings and in its words.

    A word that neither the mapping nor the year's scale has stays as it was, and is
    then counted or refused by who reads the table. Raises TableError where a heading
    that the mapping names is not there.
    """
    own = {heading: column for column, heading in mapping.columns.items()}
    for heading, column in own.items():
        if heading not in table.headings:
            why = f"There is no column “{heading}”, which should be {column}."
            raise TableError(1, heading, "", why)
    taken = set(mapping.columns) | set(mapping.fixed)
    names = {
        heading: own.get(heading) or _aside(heading, taken, table.headings)
        for heading in table.headings
    }
    frame = table.frame.rename(names).with_columns(
        pl.lit(text).alias(column) for column, text in mapping.fixed.items()
    )
    words = _words(mapping, year)
    translated = frame.with_columns(
        _translate(frame[column], known)
        for column, known in words.items()
        if column in frame.columns
    )
    headings = (*names.values(), *mapping.fixed)
    return replace(table, frame=translated, headings=headings)


def _aside(heading: str, taken: set[str], headings: Iterable[str]) -> str:
    """Keep a heading, out of the way of a column that the mapping gives its name."""
    there = set(headings)
    name = heading
    while name in taken or (name != heading and name in there):
        name = f"{name} (own)"
    return name


def _words(mapping: SurveyMapping, year: MeasureYear) -> dict[str, dict[str, str]]:
    """Give the known words of each coded column, the mapping's own over the rules'."""
    known: dict[str, dict[str, str]] = {
        "stock_type": {plain(word): word for word in STOCK_TYPES},
        "method": {word.replace("_", " "): word for word in METHODS},
    }
    for name in year.filters:
        known[name] = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}
    common = {plain(own): to for own, to in mapping.values.get(ANSWERS, {}).items()}
    for one in year.perception:
        scale = zip(one.scale, VALUES, strict=True)
        known[one.code] = {plain(word): str(value) for word, value in scale}
        known[one.code] |= dict.fromkeys(_NOT_APPLICABLE, "na") | common
    for column, words in mapping.values.items():
        if column != ANSWERS:
            given = {plain(own): to for own, to in words.items()}
            known[column] = known.get(column, {}) | given
    return known


def _translate(column: pl.Series, known: Mapping[str, str]) -> pl.Series:
    """Translate each different word once."""
    words = {own: known[plain(own)] for own in column.unique() if plain(own) in known}
    return column.replace(words)
