"""The shape of what is loaded and typed about the satisfaction measures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Textarea
from putright.apps.measures.models import FileKind
from putright.core.measures.counts import ANSWERS, NOT_APPLICABLE, OVER
from putright.rules.satisfaction_measures import PERCEPTION, Measure
from putright.rules.satisfaction_return import Field

MEGABYTE = 1024 * 1024
MOST_RECORDS = 100 * MEGABYTE
MOST_OTHER = 20 * MEGABYTE
LONG = 5_000
SHORT = 300
_THOUSANDS = re.compile(r"(?<=[0-9])[,\s](?=(?:[0-9]{3}[,\s])*[0-9]{3}(?![0-9]))")
"""Before each three digits up to the end: 1,806 is 1806, and 1,5 is no number."""
_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBERS = {
    "numeric": (_WHOLE, "Write a whole number, such as 1806."),
    "decimal": (
        re.compile(r"100(\.0{1,10})?|[0-9]{1,2}(\.[0-9]{1,10})?"),
        "Write a number up to 100, such as 71.8.",
    ),
}
_COUNT = re.compile(r"[0-9.]{1,40}")
KINDS = (FileKind.HOMES, FileKind.REPAIRS, FileKind.ASB, FileKind.REGISTER)
LABELS = {
    "numerator": "Numerator",
    "denominator": "Denominator",
    "very_satisfied": "Very satisfied, or strongly agree",
    "fairly_satisfied": "Fairly satisfied, or agree",
    "neither": "Neither",
    "fairly_dissatisfied": "Fairly dissatisfied, or disagree",
    "very_dissatisfied": "Very dissatisfied, or strongly disagree",
    "not_applicable": "Not applicable or don’t know",
    "filter_yes": "Said yes to the question that leads to it",
    "filter_no": "Said no to it",
    "in_time": "In time without an extension",
    "extended": "In time with an extension",
}


def _file(label: str, accept: str, hint: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        widget=forms.FileInput(attrs={"accept": accept}),
        help_text=hint,
        error_messages={
            "required": f"Choose {label[:1].lower()}{label[1:]}.",
            "empty": "That file is empty. Choose another.",
        },
    )


def _small_enough(file: Any, most: int) -> Any:
    if file.size > most:
        raise forms.ValidationError(
            f"The file has {file.size // MEGABYTE:,} MB; a page takes "
            f"{most // MEGABYTE} MB. Use the command `putright tsm`, or save it as "
            "Parquet, which is smaller."
        )
    return file


class RecordsForm(forms.Form):
    """A file of records, and what it holds."""

    kind = forms.ChoiceField(
        label="What the file holds", choices=[(one.value, one.label) for one in KINDS]
    )
    file = _file(
        "The file",
        ".csv,.xlsx,.parquet",
        "CSV (UTF-8), an Excel workbook whose first sheet is read, or Parquet. "
        "It takes the place of the one loaded before.",
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large for a page."""
        return _small_enough(self.cleaned_data["file"], MOST_RECORDS)


class SurveyForm(forms.Form):
    """A survey's responses, the households it stands for, and how to weight."""

    responses = _file("The responses", ".csv,.xlsx", "One row a response.")
    population = _file(
        "The households",
        ".csv,.xlsx",
        "How many there are of each stock type, in all and by characteristic.",
    )
    weight_by = forms.CharField(
        label="Weight by",
        max_length=SHORT,
        required=False,
        help_text=format_html(
            "Columns that both files have, such as <code>{}</code>. Leave empty to "
            "weight by nothing.",
            "area, age_band",
        ),
    )

    def clean_responses(self) -> Any:
        """Refuse a file that is too large for a page."""
        return _small_enough(self.cleaned_data["responses"], MOST_OTHER)

    def clean_population(self) -> Any:
        """Refuse a file that is too large for a page."""
        return _small_enough(self.cleaned_data["population"], MOST_OTHER)

    def clean_weight_by(self) -> list[str]:
        """Give the columns, each once."""
        names = [one.strip() for one in self.cleaned_data["weight_by"].split(",")]
        return list(dict.fromkeys(name for name in names if name))


class RecordedForm(forms.Form):
    """Take the survey that was done here: there is nothing to say."""


class CountsForm(forms.Form):
    """Counts already made, a row a measure."""

    counts = _file(
        "The counts",
        ".csv,.xlsx",
        format_html(
            "One row a measure: <code>{}</code>, and its counts.",
            "landlord, year, stock_type, measure",
        ),
    )

    def clean_counts(self) -> Any:
        """Refuse a file that is too large for a page."""
        return _small_enough(self.cleaned_data["counts"], MOST_OTHER)


class WorkbookForm(forms.Form):
    """The regulator's published workbook, and its year."""

    year = forms.ChoiceField(label="Year of the workbook")
    file = _file("The workbook", ".xlsx", "As the regulator publishes it.")

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        """Offer the years whose workbook can be read."""
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, name) for name in names]

    def clean_file(self) -> Any:
        """Refuse a file that is too large for a page."""
        return _small_enough(self.cleaned_data["file"], MOST_OTHER)


class WorkOutForm(forms.Form):
    """How the measures are worked out."""

    as_at = DateField(
        what="The day",
        label="Judge what is unanswered as on",
        help_text="After the last complaint of the year is due, where it can be.",
    )
    combined = forms.BooleanField(
        label="Complaints of rented and shared ownership homes together",
        required=False,
        help_text="Only where the regulator permits it to you.",
    )
    trust_extensions = forms.BooleanField(
        label="Count an extension although it is not recorded when it was told",
        required=False,
    )


class CountsTypedForm(forms.Form):
    """The counts of one measure, typed in."""

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        """Ask for what the measure is made of."""
        super().__init__(*args, **kwargs)
        for name in self.names(measure):
            needed = name in OVER or name in ANSWERS
            self.fields[name] = forms.CharField(
                label=LABELS[name],
                max_length=40,
                required=needed,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    @staticmethod
    def names(measure: Measure) -> Sequence[str]:
        """Name the counts that a measure is made of."""
        if measure.kind != PERCEPTION:
            apart = ("in_time", "extended") if measure.code.startswith("CH02") else ()
            return (*OVER, *apart)
        na = (NOT_APPLICABLE,) if measure.not_applicable else ()
        led = ("filter_yes", "filter_no") if measure.filter else ()
        return (*ANSWERS, *na, *led)

    def clean(self) -> dict[str, Any]:
        """Take thousands separators out, and refuse what is no number."""
        given = super().clean() or {}
        for name, text in list(given.items()):
            plain = _THOUSANDS.sub("", str(text or "").strip())
            if plain and not _COUNT.fullmatch(plain):
                self.add_error(name, "Write a number, such as 1806.")
            given[name] = plain
        return given


class TargetsForm(forms.Form):
    """A target for each measure; empty for none."""

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        """Ask for one a measure."""
        super().__init__(*args, **kwargs)
        for one in measures:
            unit = "per cent" if one.unit == "percent" else "per 1,000 homes"
            self.fields[one.code] = forms.DecimalField(
                label=f"{one.official} {one.name}, {unit}",
                required=False,
                min_value=Decimal(0),
                max_value=Decimal(100 if one.unit == "percent" else 10_000),
                decimal_places=2,
                max_digits=8,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )


class TypedForm(forms.Form):
    """The fields of the return that a person types."""

    def __init__(
        self, *args: Any, wanted: Mapping[str, tuple[str, Field]], **kwargs: Any
    ) -> None:
        """Ask for each field by its key: its label, and what it is."""
        super().__init__(*args, **kwargs)
        for key, (label, field) in wanted.items():
            self.fields[key] = _typed_field(label, field)

    def clean(self) -> dict[str, Any]:
        """Take thousands separators out of whole numbers, and refuse what is none."""
        given = super().clean() or {}
        for key, field in self.fields.items():
            kind = field.widget.attrs.get("inputmode", "")
            text = str(given.get(key) or "")
            if kind in _NUMBERS and text:
                pattern, why = _NUMBERS[kind]
                given[key] = _THOUSANDS.sub("", text.removesuffix("%").strip())
                if not pattern.fullmatch(given[key]):
                    self.add_error(key, why)
        return given


def _typed_field(label: str, field: Field) -> forms.Field:
    if field.words:
        choices = [("", "Not said yet"), *((one, one) for one in field.words)]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    found = forms.CharField(label=label, max_length=SHORT, required=False)
    if field.whole or field.per_cent:
        found.widget.attrs["inputmode"] = "numeric" if field.whole else "decimal"
    return found


class TextForm(forms.Form):
    """One letter of the summary."""

    text = forms.CharField(
        label="What is published",
        max_length=LONG,
        required=False,
        widget=Textarea(8),
        help_text="Leave it empty if there is nothing to say.",
    )


class SignForm(forms.Form):
    """Who signs a year off."""

    name = forms.CharField(
        label="Who signs it off",
        max_length=150,
        help_text="Name and post, as it is to stand in the record.",
    )


class CorrectForm(forms.Form):
    """Why a signed year is corrected."""

    why = forms.CharField(label="Why it is corrected", max_length=500)
