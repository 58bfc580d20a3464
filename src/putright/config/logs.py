"""How log lines are written: where and what went wrong, never whose data it was."""

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

ExceptionInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


class NoPersonalDataFormatter(logging.Formatter):
    """Writes an exception's type and frames, and leaves its message out.

    A database's message may quote the row that it refused, and so a person.
    """

    def __init__(self) -> None:
        """Use one line a record: time, level, logger, message."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging's name
        """Give the exception's type and the places it passed through."""
        kind, _, frames = ei
        if kind is None:
            return ""
        lines = [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(frames)
        ]
        return "\n".join([*lines, f"  {kind.__module__}.{kind.__qualname__}"])
