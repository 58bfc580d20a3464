"""The shape of a fieldwork file's upload, and of saying which column is which."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from putright.apps.accounts.ui.widgets import Radios
from putright.core.surveys import SurveyMapping, TextTable, guess
from putright.core.surveys.mapping import ANSWERS, plain
from putright.core.surveys.responses import METHODS
from putright.core.surveys.taking import OWN
from putright.rules.satisfaction_measures import MeasureYear

AS_IT_IS = "-"
"""The choice that leaves a heading out, or a word as it is."""
MOST_WORDS = 30
"""Words of one column that can be given a meaning on the page."""
MOST_LONG = 100
_MARKS = (
    ("5", "5: very satisfied, or strongly agree"),
    ("4", "4"),
    ("3", "3: neither"),
    ("2", "2"),
    ("1", "1: very dissatisfied, or strongly disagree"),
    ("na", "Not applicable, or don’t know"),
)
_YES_NO = (("yes", "Yes"), ("no", "No"))


class UploadForm(forms.Form):
    """A fieldwork file, and the mapping that it is read by."""

    file = forms.FileField(
        label="The file",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text="CSV (UTF-8) or an Excel workbook, whose first sheet is read. "
        "One row a response.",
        error_messages={
            "required": "Choose a file.",
            "empty": "That file is empty. Choose another.",
        },
    )
    mapping = forms.ChoiceField(label="Which column is which", required=False)

    def __init__(self, *args: Any, mappings: Iterable[str], **kwargs: Any) -> None:
        """Offer the mappings that were kept."""
        super().__init__(*args, **kwargs)
        field = self.fields["mapping"]
        assert isinstance(field, forms.ChoiceField)
        kept = [(name, name) for name in mappings]
        field.choices = [("", "Say so on the next page"), *kept]


class ChoicesForm(forms.Form):
    """Which kept choices of columns are to go."""

    kept = forms.ChoiceField(
        label="Which are to go?",
        widget=Radios(),
        error_messages={
            "required": "Choose which to remove.",
            "invalid_choice": "That is no longer here. Choose which to remove.",
        },
    )

    def __init__(self, *args: Any, kept: Mapping[str, str], **kwargs: Any) -> None:
        """Offer what was kept, by the rows' numbers and under their names."""
        super().__init__(*args, **kwargs)
        field = self.fields["kept"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(kept.items())


class ColumnsForm(forms.Form):
    """Which heading is which column, and which word is which of the format's words."""

    save_as = forms.CharField(
        label="Keep these choices under a name",
        max_length=100,
        required=False,
        help_text="For the next file of the same kind.",
    )

    def __init__(
        self,
        *args: Any,
        table: TextTable,
        mapping: SurveyMapping | None,
        rules: MeasureYear,
        stock_types: Sequence[str],
        wanted: Sequence[str],
        **kwargs: Any,
    ) -> None:
        """Offer a choice for each heading: as the mapping says; a guess for None."""
        super().__init__(*args, **kwargs)
        self.table, self.rules = table, rules
        self.mapping = mapping or SurveyMapping()
        self.columns = tuple(dict.fromkeys((*OWN, *wanted)))
        self.words = _choices(rules, stock_types)
        named = [(column, _told(rules, column)) for column in self.columns]
        chosen = mapping.columns if mapping else guess(table.headings, rules)
        own = {heading: column for column, heading in chosen.items()}
        for place, heading in enumerate(table.headings):
            if heading in self.columns and heading not in own:
                continue  # it bears the format's own name
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=f"“{heading[:MOST_LONG]}”",
                choices=[(AS_IT_IS, "Leave it out"), *named],
                initial=own.get(heading, AS_IT_IS),
            )
        self._add_fixed()
        for column in self.words:
            self._add_words(column, chosen.get(column, column))
        self.order_fields([*(n for n in self.fields if n != "save_as"), "save_as"])

    def _add_fixed(self) -> None:
        for column in ("stock_type", "method"):
            if column in self.table.headings:
                continue
            self.fields[f"fixed-{column}"] = forms.ChoiceField(
                label=f"The {column.replace('_', ' ')} of every response, where no "
                "column says",
                choices=[(AS_IT_IS, "A column says"), *self.words[column]],
                initial=self.mapping.fixed.get(column, AS_IT_IS),
            )

    def _add_words(self, column: str, heading: str) -> None:
        """Ask what the words of a column mean that the rules do not know."""
        known = self.mapping.values.get(column, {})
        for word in self._strange(column, heading):
            self.fields[_name(column, word)] = forms.ChoiceField(
                label=f"“{word[:MOST_LONG]}” in “{heading[:MOST_LONG]}”",
                choices=[(AS_IT_IS, "Leave it as it is"), *self.words[column]],
                initial=known.get(plain(word), AS_IT_IS),
            )

    def _strange(self, column: str, heading: str) -> list[str]:
        if heading not in self.table.headings:
            return []
        known = _known(self.rules, column, self.words[column])
        if self.mapping.values.get(ANSWERS) and column.startswith("TP"):
            known |= {plain(word) for word in self.mapping.values[ANSWERS]}
        found: dict[str, str] = {}
        for word in self.table.frame[heading].unique(maintain_order=True):
            if word and plain(word) not in known:
                found.setdefault(plain(word), word)
                if len(found) == MOST_WORDS:
                    break
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """Refuse one column given to two headings."""
        given = super().clean() or {}
        seen: set[str] = set()
        for name, value in list(given.items()):
            if not name.startswith("column-") or value == AS_IT_IS:
                continue
            if value in seen or self._has_own(value):
                self.add_error(name, f"Another heading is “{value}” already.")
            seen.add(value)
        for column in ("stock_type", "method"):
            fixed = given.get(f"fixed-{column}", AS_IT_IS)
            if fixed != AS_IT_IS and column in seen:
                why = f"A heading says the {column.replace('_', ' ')}. Choose one."
                self.add_error(f"fixed-{column}", why)
        return given

    def _has_own(self, column: str) -> bool:
        """Say whether a heading that is not asked about bears the column's name."""
        places = enumerate(self.table.headings)
        return any(h == column and f"column-{n}" not in self.fields for n, h in places)

    def as_mapping(self) -> SurveyMapping:
        """Give what was chosen as a mapping."""
        return self._mapping(self.cleaned_data)

    def guessed(self) -> SurveyMapping:
        """Give what the page shows before anything was chosen."""
        return self._mapping({n: field.initial for n, field in self.fields.items()})

    def _mapping(self, chosen: Mapping[str, Any]) -> SurveyMapping:
        given = {name: value for name, value in chosen.items() if value != AS_IT_IS}
        columns = {
            str(column): heading
            for place, heading in enumerate(self.table.headings)
            if (column := given.get(f"column-{place}"))
        }
        values = {column: dict(words) for column, words in self.mapping.values.items()}
        for column in self.words:
            for word in self._strange(column, columns.get(column, column)):
                if code := given.get(_name(column, word)):
                    values.setdefault(column, {})[plain(word)] = str(code)
        fixed = {
            column: str(fix)
            for column in ("stock_type", "method")
            if (fix := given.get(f"fixed-{column}"))
        }
        return SurveyMapping(columns=columns, values=values, fixed=fixed)


Words = Sequence[tuple[str, str]]
_TOLD = {
    "response": "Response: its own number",
    "household": "Household: the home’s reference",
    "answered_on": "Day of the answer",
    "comment": "Comment, in people’s own words",
}


def _told(rules: MeasureYear, column: str) -> str:
    """Say what a column is."""
    if column in rules.measures:
        return f"{column} {rules.measures[column].name}"
    return _TOLD.get(column, column.replace("_", " ").capitalize())


def _choices(rules: MeasureYear, stock_types: Sequence[str]) -> dict[str, Words]:
    """Give the format's words of each column that has its own."""
    return {
        "stock_type": [(one, one) for one in stock_types],
        "method": [(one, one.replace("_", " ")) for one in METHODS],
        **dict.fromkeys(rules.filters, _YES_NO),
        **{one.code: _MARKS for one in rules.perception},
    }


def _known(rules: MeasureYear, column: str, words: Words) -> set[str]:
    """Give the words of a column that are read without being told."""
    known = {plain(word) for word, _ in words}
    known |= {"y", "n"} if column in rules.filters else set()
    known |= {plain(word.replace("_", " ")) for word, _ in words}
    for one in rules.perception:
        if one.code == column:
            known |= {plain(word) for word in one.scale}
            known |= {"n/a", "not applicable", "don't know", "dont know"}
            known |= {"not applicable/don't know", "not applicable / don't know"}
    return known


def _name(column: str, word: str) -> str:
    digest = hashlib.sha256(plain(word).encode()).hexdigest()[:12]
    return f"word-{column}-{digest}"
