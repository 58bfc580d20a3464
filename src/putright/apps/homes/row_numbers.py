"""A row's number in an address: `<row:number>`, never larger than a database takes.

`<int:number>` takes any number of digits, and a lookup by a related row's number then
fails in the database instead of finding nothing.
"""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """Up to 18 digits: the largest 64-bit number has 19."""

    regex = "[0-9]{1,18}"


register_converter(RowNumber, "row")
