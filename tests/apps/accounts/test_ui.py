"""Dates, money and lists as people in the United Kingdom type and read them."""

import datetime

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from putright.apps.accounts.templatetags import ui
from putright.apps.accounts.ui.fields import DateField, PoundsField
from putright.apps.accounts.ui.pagination import LAST_PAGE, paginate
from putright.apps.accounts.ui.refill import unchecked
from putright.apps.accounts.ui.widgets import Checkboxes, Radios, Textarea

DAY = datetime.date(2024, 10, 7)


class Sample(forms.Form):
    """A form with a field of every kind."""

    received_on = DateField(label="Received", what="The date you received it")
    amount = PoundsField(label="Amount", required=False)
    words = forms.CharField(label="What happened", max_length=200, widget=Textarea())
    how = forms.ChoiceField(
        label="How",
        choices=[("phone", "By telephone"), ("post", "By post")],
        widget=Radios(hints={"post": "A letter or card"}),
    )
    topics = forms.MultipleChoiceField(
        label="About", choices=[("damp", "Damp")], required=False, widget=Checkboxes()
    )
    agree = forms.BooleanField(label="They agree", required=False)
    person = forms.ChoiceField(label="Who", choices=[("", "Choose")], required=False)


def dated(day: str, month: str, year: str, **more: str) -> Sample:
    parts = {"received_on_day": day, "received_on_month": month}
    form = Sample({**parts, "received_on_year": year, **more})
    form.fields["received_on"].latest = datetime.date(2024, 12, 31)  # type: ignore[attr-defined] # ours
    return form


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("7", "10", "2024"),
        ("07", "October", "2024"),
        (" 7 ", "oct", "2024 "),
    ],
)
def test_a_date_may_be_typed_in_several_ways(day: str, month: str, year: str) -> None:
    form = dated(day, month, year)
    form.full_clean()
    assert form.cleaned_data["received_on"] == DAY


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("", "", ""), "Enter the date you received it."),
        (("7", "", "2024"), "The date you received it must include a month."),
        (("", "", "2024"), "must include a day and a month."),
        (("7", "10", "24"), "must have a year of 4 numbers"),
        (("31", "2", "2024"), "must be a real date"),
        (("29", "2", "2023"), "must be a real date"),
        (("7", "13", "2024"), "must be a real date"),
        (("x", "10", "2024"), "must be a real date"),
        (("٧", "10", "2024"), "must be a real date"),
        (("7", "10", "0000"), "must be a real date"),
        (("1", "1", "2025"), "must be 31 December 2024 or before."),
    ],
)
def test_a_wrong_date_says_what_to_put_right(
    typed: tuple[str, str, str], says: str
) -> None:
    assert says in dated(*typed).errors["received_on"][0]


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("250", 25_000), ("£1,250.50", 125_050), (" 0.05 ", 5), ("", None)],
)
def test_money_is_typed_in_pounds_and_kept_in_pence(
    typed: str, pence: int | None
) -> None:
    assert PoundsField(required=False).clean(typed) == pence


@pytest.mark.parametrize("typed", ["ten", "1.5", "-5", "1e9", "9999999999", "٣"])
def test_what_is_not_money_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        PoundsField().clean(typed)


def test_a_form_in_error_says_so_at_each_field_and_keeps_what_was_typed() -> None:
    html = str(dated("31", "2", "2024", words="Cold <b>flat</b>"))
    assert 'id="id_received_on_error"' in html
    assert 'aria-describedby="id_received_on_error"' in html
    assert 'value="31"' in html
    assert "Cold &lt;b&gt;flat&lt;/b&gt;" in html
    assert 'name="received_on_month"' in html


def test_every_control_has_its_label_legend_and_hint() -> None:
    html = str(Sample())
    assert html.count("<fieldset") == html.count("</legend>") == 3
    assert 'for="id_words"' in html
    assert 'data-maxlength="200"' in html
    assert "A letter or card" in html
    assert 'aria-describedby="id_how_1_hint"' in html
    assert '<label class="govuk-label govuk-label--s" for="id_amount">' in html
    assert "Amount (optional)" in html
    assert "style=" not in html


def test_the_error_summary_leads_to_the_first_box_of_a_date() -> None:
    form = dated("", "", "")
    assert ui.first_id(form["received_on"]) == "id_received_on_0"
    assert 'id="id_received_on_0"' in str(form)
    assert ui.first_id(form["words"]) == "id_words"


def test_what_is_left_empty_is_named_in_its_message() -> None:
    form = Sample({})
    assert ui.messages_of(form["words"]) == ["Fill in “What happened”."]
    assert ui.messages_of(form["how"]) == ["Choose one for “How”."]


def test_a_form_filled_again_shows_the_typing_and_no_error() -> None:
    typed = QueryDict("words=Half+a+sent&received_on_day=7")
    html = str(unchecked(Sample(typed)))
    assert "Half a sent" in html
    assert "error" not in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (DAY, "7 October 2024"),
        (datetime.datetime(2024, 6, 30, 23, 30, tzinfo=datetime.UTC), "1 July 2024"),
        (None, ""),
    ],
)
def test_dates_are_shown_as_days_in_the_united_kingdom(
    value: datetime.date | None, shown: str
) -> None:
    assert ui.uk_date(value) == shown


def test_times_are_shown_with_their_day() -> None:
    at = datetime.datetime(2024, 7, 1, 13, 5, tzinfo=datetime.UTC)
    assert ui.uk_time(at) == "1 July 2024 at 2:05pm"
    midnight = datetime.datetime(2024, 12, 1, 0, 0, tzinfo=datetime.UTC)
    assert ui.uk_time(midnight) == "1 December 2024 at 12:00am"


def test_pounds_are_shown_without_needless_pence() -> None:
    assert ui.pounds(125_000) == "£1,250"
    assert ui.pounds(125_050) == "£1,250.50"
    assert ui.pounds(0) == "£0"


def test_a_list_goes_on_and_back_and_keeps_its_filter() -> None:
    request = RequestFactory().get("/cases/", {"team": "a&b", "page": "2"})
    page = paginate(range(60), request, size=25)
    assert page.rows == list(range(25, 50))
    assert page.previous == "/cases/?team=a%26b&page=1"
    assert page.next == "/cases/?team=a%26b&page=3"
    last = paginate(range(50), request, size=25)
    assert (len(last.rows), last.next) == (25, "")


@pytest.mark.parametrize("asked", ["0", "-1", "x", "", "9" * 30, "²"])
def test_a_page_number_out_of_reason_is_brought_into_it(asked: str) -> None:
    request = RequestFactory().get("/cases/", {"page": asked})
    assert 1 <= paginate(range(3), request).number <= LAST_PAGE
