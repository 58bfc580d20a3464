"""Places in the program at which it can be made to die, and where it did.

A board, one small file that every process maps, says which place is armed. The first
process that comes to it leaves its mark and kills itself, with nothing tidied up. The
program itself knows nothing of this: its functions are wrapped as a process starts.
"""

import mmap
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

WEB = ("files kept", "letter prepared", "before commit", "after commit")
WORK = ("claimed", "before sending", "taken by the mail server", "after commit")
PLACES = tuple(dict.fromkeys((*WEB, *WORK)))
BOARD = "PUTRIGHT_FAULTS_BOARD"
SIZE = 16


class Board:
    """Which place is armed, for whom, and by which number."""

    def __init__(self, path: Path) -> None:
        """Map the board at `path`, made where it is not there."""
        self.path = path
        if not path.exists():
            path.write_bytes(bytes(SIZE))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), SIZE)

    def arm(self, role: str, place: str, number: int) -> None:
        """Have the next process of a role die that comes to a place."""
        self._map[1] = 0
        self._map[4:8] = number.to_bytes(4, "little")
        self._map[0] = PLACES.index(place)
        self._map[1] = 1 if role == "web" else 2

    def disarm(self) -> None:
        """Have nobody die."""
        self._map[1] = 0

    def mark(self, number: int) -> Path:
        """Give the file that a process leaves as it dies."""
        return self.path.with_name(f"died-{number}")

    def reached(self, role: str, place: str) -> None:
        """Die here, if here is armed."""
        if self._map[1] != (1 if role == "web" else 2):
            return
        if self._map[0] != PLACES.index(place):
            return
        number = int.from_bytes(self._map[4:8], "little")
        try:
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
            handle = os.open(self.mark(number), flags)
        except FileExistsError:
            return  # another process was here first
        os.write(handle, str(os.getpid()).encode())
        os.kill(os.getpid(), signal.SIGKILL)


def watch(role: str) -> None:
    """Wrap the program's functions, in this process alone."""
    import smtplib

    from django.db.backends.base.base import BaseDatabaseWrapper

    from putright.apps.letters import files
    from putright.apps.letters import services as letters
    from putright.apps.letters.services import mail, sending

    board = Board(Path(os.environ[BOARD]))

    def at(place: str) -> Callable[[], None]:
        return lambda: board.reached(role, place)

    _wrap(BaseDatabaseWrapper, "commit", at("before commit"), at("after commit"))
    if role == "web":
        _wrap(letters, "prepare", None, at("letter prepared"))
        _wrap(files, "keep", None, at("files kept"))
        return
    _wrap(sending, "claim", None, at("claimed"))
    _wrap(mail, "send", at("before sending"), None)
    _wrap(smtplib.SMTP, "data", None, at("taken by the mail server"))


def _wrap(
    of: Any,
    name: str,
    before: Callable[[], None] | None,
    after: Callable[[], None] | None,
) -> None:
    inner = getattr(of, name)

    def wrapped(*values: Any, **named: Any) -> Any:
        if before is not None:
            before()
        result = inner(*values, **named)
        if after is not None:
            after()
        return result

    setattr(of, name, wrapped)
