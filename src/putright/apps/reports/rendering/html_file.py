"""A report as one HTML file that needs nothing else: to be published or kept."""

from django.template.loader import render_to_string

from putright.apps.reports.rendering.page import context_of
from putright.core.reports.values import Report


def html_file_of(report: Report) -> bytes:
    """Make the file, UTF-8: its own style, every table unfolded, no link outward."""
    return render_to_string(
        "reports/file.html", context_of(report, unfolded=True)
    ).encode()
