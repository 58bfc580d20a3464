"""How log lines are written: where and what went wrong, never whose data it was."""

import logging
import re
import traceback
from types import TracebackType
from typing import TypeAlias

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")
"""Characters that end a line, move a terminal's cursor or turn the text about."""

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

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Give the line, with what is no letter of a line written out as \\r, \\x1b."""
        line = super().formatMessage(record)
        return _UNPRINTED.sub(lambda found: ascii(found[0])[1:-1], line)

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
