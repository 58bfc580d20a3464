"""The shape of what is typed about letters."""

from django import forms

ROUTES = (
    ("post", "By post: it goes to the print folder"),
    ("email", "By email"),
    ("hand", "By hand, or some other way: I will say when it was handed over"),
)


class IssueForm(forms.Form):
    """How a letter leaves."""

    route = forms.ChoiceField(
        label="How will this letter leave?", choices=ROUTES, widget=forms.RadioSelect
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WordForm(forms.Form):
    """A letter that was edited in Word."""

    word = forms.FileField(
        label="The edited Word letter",
        help_text="A .docx file, made from the one you downloaded here.",
    )
