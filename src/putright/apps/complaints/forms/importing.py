"""The shape of an upload, and of saying which of its columns is which."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from putright.apps.accounts.ui.widgets import Radios
from putright.core.complaints.register import (
    CHOICES,
    COLUMNS,
    Mapping,
    guess,
    known_column,
    plain,
    word_for,
)
from putright.core.tabular import Table

UNANSWERED = (
    ("unknown", "Not known: a row without an answer may have been answered elsewhere"),
    ("open", "Live: a row without an answer is to be worked here"),
)
AS_IT_IS = "-"
"""The choice that leaves a heading or a word as it is."""
MOST_WORDS = 30
"""Words of one column that can be given a meaning on the page."""
MOST_LONG = 100


class UploadForm(forms.Form):
    """A register file, and how it is to be read."""

    file = forms.FileField(
        label="The file",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text="CSV (UTF-8) or an Excel workbook, whose first sheet is read. "
        "One row a case.",
        error_messages={
            "required": "Choose a file.",
            "empty": "That file is empty. Choose another.",
        },
    )
    mapping = forms.ChoiceField(label="Which column is which", required=False)
    unanswered = forms.ChoiceField(
        label="Complaints without an answer date are",
        choices=UNANSWERED,
        initial="unknown",
        widget=Radios(),
    )
    all_or_nothing = forms.BooleanField(
        label="Take nothing if any row is refused", required=False
    )

    def __init__(self, *args: Any, mappings: Iterable[str], **kwargs: Any) -> None:
        """Offer the mappings that were kept."""
        super().__init__(*args, **kwargs)
        field = self.fields["mapping"]
        assert isinstance(field, forms.ChoiceField)
        kept = [(name, name) for name in mappings]
        field.choices = [("", "Say so on the next page"), *kept]


class ColumnsForm(forms.Form):
    """Which heading is which column, and which word which of the register's words."""

    save_as = forms.CharField(
        label="Keep these choices under a name",
        max_length=100,
        required=False,
        help_text="For the next file of the same kind, such as “Repairs contractor’s "
        "list”",
    )

    def __init__(
        self,
        *args: Any,
        table: Table,
        mapping: Mapping | None,
        **kwargs: Any,
    ) -> None:
        """Offer a choice for each heading: as the mapping says; a guess for None."""
        super().__init__(*args, **kwargs)
        self.table = table
        self.mapping = mapping or Mapping()
        chosen = mapping.columns if mapping else guess(table.headings)
        own = {heading: column for column, heading in chosen.items()}
        for place, heading in enumerate(table.headings):
            if known_column(heading) == heading:
                continue  # it bears the register's own name
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=f"“{heading[:MOST_LONG]}”",
                choices=_columns(),
                initial=own.get(heading, AS_IT_IS),
            )
        self._add_fixed(set(own))
        for column in CHOICES:
            self._add_words(column, chosen.get(column, column))
        self.order_fields([*(n for n in self.fields if n != "save_as"), "save_as"])

    def _add_fixed(self, own: set[str]) -> None:
        if "kind" in self.table.headings:
            return
        self.fields["fixed-kind"] = forms.ChoiceField(
            label="What every row is, where no column says",
            choices=[(AS_IT_IS, "A column says"), *_words("kind")],
            initial=self.mapping.fixed.get("kind", AS_IT_IS),
        )

    def _add_words(self, column: str, heading: str) -> None:
        """Ask what the words of a column mean that the register does not know."""
        known = self.mapping.values.get(column, {})
        for word in _strange(self.table, column, heading):
            self.fields[_name(column, word)] = forms.ChoiceField(
                label=f"“{word[:MOST_LONG]}” in “{heading[:MOST_LONG]}”",
                choices=[(AS_IT_IS, "Refuse rows with this word"), *_words(column)],
                initial=known.get(plain(word)) or word_for(column, word) or AS_IT_IS,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one column given to two headings."""
        given = super().clean() or {}
        seen: dict[str, str] = {}
        for name, value in list(given.items()):
            if not name.startswith("column-") or value == AS_IT_IS:
                continue
            if value in seen or value in self.table.headings:
                self.add_error(name, f"Another heading is “{value}” already.")
            seen[value] = name
        if given.get("fixed-kind", AS_IT_IS) != AS_IT_IS and "kind" in seen:
            self.add_error("fixed-kind", "A heading says what a row is. Choose one.")
        return given

    def as_mapping(self) -> Mapping:
        """Give what was chosen as a mapping."""
        return self._mapping(self.cleaned_data)

    def guessed(self) -> Mapping:
        """Give what the page shows before anything was chosen."""
        return self._mapping({n: field.initial for n, field in self.fields.items()})

    def _mapping(self, chosen: dict[str, Any]) -> Mapping:
        given = {name: value for name, value in chosen.items() if value != AS_IT_IS}
        columns = {
            column: heading
            for place, heading in enumerate(self.table.headings)
            if (column := given.get(f"column-{place}"))
        }
        values: dict[str, dict[str, str]] = {
            column: dict(words) for column, words in self.mapping.values.items()
        }
        for column in CHOICES:
            for word in _strange(self.table, column, columns.get(column, column)):
                if code := given.get(_name(column, word)):
                    values.setdefault(column, {})[plain(word)] = code
        fixed = {c: text for c, text in self.mapping.fixed.items() if c != "kind"}
        if kind := given.get("fixed-kind"):
            fixed["kind"] = kind
        return Mapping(columns=columns, values=values, fixed=fixed)


def _columns() -> list[tuple[str, str]]:
    return [(AS_IT_IS, "Keep under its own name"), *((c, c) for c in COLUMNS)]


def _words(column: str) -> Iterator[tuple[str, str]]:
    return ((word, word.replace("_", " ")) for word in CHOICES[column])


def _strange(table: Table, column: str, heading: str) -> list[str]:
    """Give the words of a column that are none of the register's, some at most."""
    if heading not in table.headings:
        return []
    known = {word.casefold() for word in CHOICES[column]}
    found: dict[str, str] = {}
    for row in table.rows:
        word = row.cells.get(heading, "").strip()
        if word and word.casefold() not in known:
            found.setdefault(plain(word), word)
            if len(found) == MOST_WORDS:
                break
    return list(found.values())


def _name(column: str, word: str) -> str:
    digest = hashlib.sha256(plain(word).encode()).hexdigest()[:12]
    return f"word-{column}-{digest}"
