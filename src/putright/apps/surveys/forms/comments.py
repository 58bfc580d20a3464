"""The shape of a theme, and of giving a comment one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.accounts.ui.widgets import Radios, Textarea
from putright.apps.surveys.models import Theme
from putright.core.surveys.themes import words_of

NO_THEME = "none"


class ThemeForm(forms.Form):
    """A theme's name and words."""

    name = forms.CharField(label="Theme", max_length=60)
    words = forms.CharField(
        label="Words that suggest it",
        max_length=2000,
        widget=Textarea(rows=5),
        help_text="Parted by commas or lines. “damp*” stands for every word that "
        "begins with damp; “call back” for both words, one after the other.",
    )

    def clean_words(self) -> str:
        """Refuse words without a letter."""
        given = str(self.cleaned_data["words"])
        if not words_of(given):
            raise ValidationError("There is no word in it. Write one at least.")
        return given


class MarkForm(forms.Form):
    """The theme that a person gives a comment."""

    theme = forms.ChoiceField(label="What is it about, most of all?", widget=Radios())

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        """Offer the themes, and none of them."""
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(one.pk), one.name) for one in themes]
        field.choices = [*named, (NO_THEME, "None of these")]
        self.by_key = {str(one.pk): one for one in themes}

    def chosen(self) -> Theme | None:
        """Give the theme chosen; None for none of them."""
        return self.by_key.get(self.cleaned_data["theme"])
