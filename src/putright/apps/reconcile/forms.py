"""A table pasted as text, or a file of one or several."""

from collections.abc import Callable
from typing import Any

from django import forms

from putright.apps.accounts.ui.widgets import Textarea
from putright.core.reconcile import Table, read_file, read_json, read_text
from putright.core.tabular import TableError

MOST_BYTES = 2_000_000
MOST_CELLS = 30_000
"""Cells of all tables together: a page must answer while someone waits."""
PASTED = "The table"


class TableForm(forms.Form):
    """Reads tables. After `is_valid` they stand in `tables`."""

    table = forms.CharField(
        label="Paste a table",
        required=False,
        strip=False,
        widget=Textarea(rows=12),
        help_text="With its headings in the first line. Copied from a document or a "
        "spreadsheet, or with commas or upright bars between the cells.",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json"}),
        help_text="CSV (UTF-8), an Excel workbook, whose first sheet is read, or JSON. "
        "The first row is the headings.",
        error_messages={"empty": "That file is empty. Choose another."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with no table."""
        super().__init__(*args, **kwargs)
        self.tables: list[Table] = []

    def clean(self) -> dict[str, Any]:
        """Read what was given; say at which line, and how, it is broken."""
        given = super().clean() or {}
        text, file = given.get("table") or "", given.get("file")
        name = "file" if file else "table"
        if self.errors:
            return given
        if text.strip() and file:
            self.add_error("table", "Paste a table or choose a file, not both.")
            return given
        if not (text.strip() or file):
            self.add_error("table", "Paste a table, or choose a file.")
            return given
        try:
            if file:
                self.tables = _from_file(file.name or "file", file.size, file.read)
            else:
                self.tables = _from_text(text)
            _check_size(self.tables)
        except TableError as error:
            self.add_error(name, str(error))
        return given


def _from_file(name: str, size: int, content: Callable[[], bytes]) -> list[Table]:
    if size > MOST_BYTES:
        why = f"It has {size:,} bytes; at most {MOST_BYTES:,} are read here."
        raise TableError(0, "", name[:200], f"{why} Take a part of it.")
    return read_file(name[:200], content())


def _from_text(text: str) -> list[Table]:
    if text.lstrip()[:1] in ("{", "["):
        return read_json(PASTED, text)
    return [read_text(PASTED, text)]


def _check_size(tables: list[Table]) -> None:
    cells = sum(len(table.rows) * len(table.columns) for table in tables)
    if cells > MOST_CELLS:
        why = f"The tables have {cells:,} cells; at most {MOST_CELLS:,} are taken here."
        raise TableError(0, "", "", f"{why} Give fewer at once.")
