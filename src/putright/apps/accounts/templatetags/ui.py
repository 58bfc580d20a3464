"""Tags and filters for pages: `{% load ui %}`."""

import datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from putright.apps.accounts.permissions import Capability, can_somewhere
from putright.apps.accounts.ui.pagination import with_query
from putright.apps.accounts.ui.widgets import css_class
from putright.apps.accounts.views.typing import TypedForm, typed_carried

register = template.Library()

REQUIRED = forms.Field.default_error_messages["required"]
TAG_COLOURS = frozenset(
    {"grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"}
)


@register.filter
def uk_date(day: datetime.date | None) -> str:
    """Give a date as 7 October 2024, nothing for none. A time gives its UK day."""
    if not isinstance(day, datetime.date):
        return ""
    if isinstance(day, datetime.datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return f"{day.day} {day:%B %Y}"


@register.filter
def uk_time(at: datetime.datetime | None) -> str:
    """Give a time as 7 October 2024 at 2:05pm, nothing for none."""
    if not isinstance(at, datetime.datetime):
        return ""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{uk_date(local)} at {hour}:{local:%M}{half}"


@register.filter
def pounds(pence: int | None) -> str:
    """Give pence as £1,250 or £12.50, nothing for none."""
    if pence is None:
        return ""
    whole, part = divmod(pence, 100)
    return f"£{whole:,}.{part:02d}" if part else f"£{whole:,}"


@register.filter
def words(code: str) -> str:
    """Give a code as words: case_opened as case opened."""
    return str(code).replace("_", " ")


@register.filter
def tag_class(colour: str) -> str:
    """Give a tag's class for a colour of the design system; grey for others."""
    chosen = colour if colour in TAG_COLOURS else "grey"
    return f"govuk-tag govuk-tag--{chosen}"


@register.filter
def first_id(field: BoundField) -> str:
    """Give the id of a field's first control, for a link from the error summary."""
    if field.field.widget.use_fieldset:
        return f"{field.auto_id}_0"
    return str(field.auto_id)


@register.filter
def shape(field: BoundField) -> str:
    """Give how a field is drawn: checkbox, radios, checkboxes, date, group or input."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.MultiWidget):
        return "date"
    return "group" if widget.use_fieldset else "input"


@register.filter
def messages_of(field: BoundField) -> list[str]:
    """Give a field's errors; Django's bare "required" is said with the field's name."""
    kind = shape(field)
    asks = "Choose one for" if kind in {"radios", "checkboxes"} else "Fill in"
    if isinstance(field.field.widget, forms.Select | forms.CheckboxInput):
        asks = "Choose one for" if kind == "input" else "Tick"
    return [
        f"{asks} “{field.label}”." if message == REQUIRED else str(message)
        for message in field.errors
    ]


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Draw a field's control with the design system's class for its kind."""
    kind = css_class(field.field.widget)
    given = str(field.field.widget.attrs.get("class", ""))
    classes = [kind, given]
    if field.errors and kind:
        classes.append(f"{kind}--error")
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    return field.as_widget(attrs=attrs if attrs["class"] else None)


@register.filter
def choice_hint(field: BoundField, value: object) -> str:
    """Give the hint of one choice of radios or checkboxes, where there is one."""
    hints = getattr(field.field.widget, "hints", {})
    return str(hints.get(str(value), ""))


@register.filter
def length_limit(field: BoundField) -> int | None:
    """Give how many characters a textarea takes, for its count; None for no limit."""
    if not isinstance(field.field.widget, forms.Textarea):
        return None
    limit = getattr(field.field, "max_length", None)
    return limit if isinstance(limit, int) else None


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], capability: Capability) -> bool:
    """Give whether the person may do something to some cases: for showing a link."""
    user = context.get("user")
    return user is not None and can_somewhere(user, capability)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """Give this page's address with some of its query changed; None leaves one out."""
    request = context["request"]
    assert isinstance(request, HttpRequest)
    return with_query(request, **changes)


@register.simple_tag
def typed_through(request: HttpRequest | None, typed: object) -> TypedForm | None:
    """Give what the sign-in page must carry along: just typed, or carried before."""
    if isinstance(typed, TypedForm):
        return typed
    if request is None or request.method != "POST":
        return None
    return typed_carried(request)
