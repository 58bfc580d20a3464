"""Where bytes are kept, as Django storages: a folder of the home, or an object store.

`STORAGES` in the settings names one of the two for evidence and one for letters. Bytes
are only ever given out by the program's own pages: neither has public addresses.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from putright.apps.letters.whole import write_whole


class FolderStorage(FileSystemStorage):
    """A folder that the settings name: files come to be whole or not at all."""

    def __init__(self, setting: str) -> None:
        """Use the folder that this setting names, as it is when it is used."""
        super().__init__(allow_overwrite=True)
        self.setting = setting

    @property
    def base_location(self) -> str:
        """Give the folder."""
        return str(getattr(settings, self.setting))

    @property
    def location(self) -> str:
        """Give the folder, absolute."""
        return str(Path(self.base_location).resolve())

    def _save(self, name: str, content: "File[bytes]") -> str:
        write_whole(Path(self.path(name)), content.read())
        return name

    def url(self, name: str | None) -> NoReturn:
        """Refuse: files have no address of their own."""
        raise TypeError("Files are given out by the program's pages alone.")

    def answers(self) -> None:
        """A folder is there or made when it is first written to."""

    def everything(self) -> Iterator[tuple[str, datetime]]:
        """Give each file's name and when it was written, half-written ones too."""
        folder = Path(self.location)
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                yield name, self.get_modified_time(name)
