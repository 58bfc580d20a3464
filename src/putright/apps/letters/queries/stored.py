"""Which files of letters should be on disk, and whose they are."""

from collections.abc import Collection, Iterator

from putright.apps.letters.models import FileFormat, LetterFile
from putright.apps.letters.queries.letters import CONTENT_TYPES

Named = tuple[int, str]
"""A letter's number and the SHA-256 of one of its files."""


def stored_files() -> Iterator[tuple[str, str]]:
    """Give every file of a letter that is kept: what it is about, and its SHA-256."""
    rows = LetterFile.objects.filter(erased_at__isnull=True).order_by("pk")
    yield from rows.values_list("document__about", "sha256").iterator(chunk_size=2000)


def content_type(format_: str) -> str:
    """Give the content type of a letter's file by its format, such as `pdf`."""
    return CONTENT_TYPES[FileFormat(format_)]


def not_recorded(named: Collection[Named]) -> set[Named]:
    """Give those that no row tells of; of an erased file the row stays."""
    rows = LetterFile.objects.filter(document__in={number for number, _ in named})
    return set(named) - set(rows.values_list("document", "sha256"))
