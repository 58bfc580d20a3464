"""The files that a report is given as, by the ending of their names."""

from collections.abc import Callable, Mapping

import msgspec

from putright.apps.reports.rendering.html_file import html_file_of
from putright.apps.reports.rendering.pdf import pdf_of
from putright.apps.reports.rendering.word import word_of
from putright.apps.reports.rendering.workbook import workbook_of
from putright.core.reports.values import Report

OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(msgspec.Struct, frozen=True):
    """A format: what people call it, its content type, and what makes it."""

    name: str
    content_type: str
    make: Callable[[Report], bytes]


FORMATS: Mapping[str, Format] = {
    "pdf": Format("PDF", "application/pdf", pdf_of),
    "docx": Format("Word", f"{OFFICE}.wordprocessingml.document", word_of),
    "xlsx": Format("Excel", f"{OFFICE}.spreadsheetml.sheet", workbook_of),
    "html": Format("web page", "text/html; charset=utf-8", html_file_of),
}
