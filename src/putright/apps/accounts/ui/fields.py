"""Fields that speak UK English: dates in three boxes, money in pounds."""

import calendar
import datetime
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.accounts.ui.widgets import DateInput

MONTHS = tuple(name.lower() for name in calendar.month_name if name)
PARTS = ("day", "month", "year")
DAY = re.compile(r"[0-9]{1,2}")
YEAR = re.compile(r"[0-9]{4}")


class DateField(forms.Field):
    """A date typed in three boxes; gives a `datetime.date` or None.

    `what` begins its messages ("The date you received it"). `earliest` and `latest`
    (days) may be set by the form: a form given today refuses a date in the future
    with `self.fields["received_on"].latest = today`.
    """

    widget = DateInput

    def __init__(self, *, what: str = "The date", **options: Any) -> None:
        """Keep the words for its messages."""
        self.what = what
        self.earliest: datetime.date | None = None
        self.latest: datetime.date | None = None
        required = f"Enter {what[:1].lower()}{what[1:]}."
        options.setdefault("error_messages", {"required": required})
        super().__init__(**options)

    def to_python(self, value: Any) -> datetime.date | None:
        """Read the three boxes. Raises ValidationError with what to put right."""
        if value is None or isinstance(value, datetime.date):
            return value
        day, month, year = (str(part or "").strip() for part in value)
        if not (day or month or year):
            return None
        self._all_there((day, month, year))
        return self._real(day, month, year)

    def validate(self, value: Any) -> None:
        """Refuse a date outside the days that this form takes."""
        super().validate(value)
        if not isinstance(value, datetime.date):
            return
        if self.latest is not None and value > self.latest:
            raise ValidationError(
                f"{self.what} must be {_said(self.latest)} or before.", code="too_late"
            )
        if self.earliest is not None and value < self.earliest:
            raise ValidationError(
                f"{self.what} must be {_said(self.earliest)} or after.",
                code="too_early",
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Give whether the boxes say another date than the first one shown."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def _all_there(self, parts: Sequence[str]) -> None:
        """Refuse a date with a box left empty, naming the boxes."""
        missing = [name for name, part in zip(PARTS, parts, strict=True) if not part]
        if missing:
            raise ValidationError(
                f"{self.what} must include a {' and a '.join(missing)}.",
                code="incomplete",
            )

    def _real(self, day: str, month: str, year: str) -> datetime.date:
        """Give the date that three filled boxes say; a month may be a word."""
        if DAY.fullmatch(year):
            raise ValidationError(
                f"{self.what} must have a year of 4 numbers, not 2.",
                code="short_year",
            )
        found = _date(day, month, year)
        if found is None:
            raise ValidationError(
                f"{self.what} must be a real date, such as 27 3 2026.", code="not_real"
            )
        return found


def _date(day: str, month: str, year: str) -> datetime.date | None:
    """Give the date that three texts say, or None where there is no such day."""
    number = _month(month)
    if number is None or not (DAY.fullmatch(day) and YEAR.fullmatch(year)):
        return None
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError:
        return None


def _month(text: str) -> int | None:
    """Give the number of a month written 3, 03, Mar or March; None for no month."""
    if DAY.fullmatch(text):
        return int(text)
    word = text.lower().rstrip(".")
    if len(word) < 3:
        return None
    found = [n for n, name in enumerate(MONTHS, start=1) if name.startswith(word)]
    return found[0] if found else None


def _said(day: datetime.date) -> str:
    """Give a day in words."""
    return f"{day.day} {day:%B %Y}"


class PoundsField(forms.Field):
    """Money typed as £1,250.50; gives whole pence, or None."""

    widget = forms.TextInput

    def __init__(self, *, most_pence: int = 100_000_000, **options: Any) -> None:
        """Keep the most that it takes, in pence."""
        self.most_pence = most_pence
        super().__init__(**options)

    def to_python(self, value: Any) -> int | None:
        """Read pounds and pence. Raises ValidationError where that fails."""
        text = re.sub(r"[£,\s]", "", str(value or ""))
        if not text:
            return None
        found = re.fullmatch(r"([0-9]{1,9})(?:\.([0-9]{2}))?", text)
        if found is None:
            raise ValidationError(
                "Enter an amount in pounds, such as 250 or 250.50.", code="not_money"
            )
        pence = int(found[1]) * 100 + int(found[2] or 0)
        if pence > self.most_pence:
            raise ValidationError(
                f"Enter an amount of £{self.most_pence / 100:,.2f} or less.",
                code="too_much",
            )
        return pence

    def prepare_value(self, value: Any) -> Any:
        """Show pence as pounds; leave what was typed as it was typed."""
        if isinstance(value, int):
            return f"{value // 100}.{value % 100:02d}"
        return value
