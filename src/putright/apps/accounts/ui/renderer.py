"""Draws every form with the design system's markup."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Uses the templates in `ui/` for forms and fields."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
