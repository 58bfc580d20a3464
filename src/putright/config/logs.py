"""How log lines are written: where and what went wrong, never whose data it was."""

import datetime
import json
import logging
import re
import traceback
from logging.handlers import SysLogHandler
from types import TracebackType
from typing import Any, TypeAlias

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


class JsonFormatter(NoPersonalDataFormatter):
    """Writes one JSON object a record: at (UTC), level, logger, message, and where."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the record; of an exception its type and frames, without its message."""
        at = datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC)
        told: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            lines = self.formatException(record.exc_info).split("\n")
            told["exception"] = lines.pop().strip()
            told["where"] = [line.strip() for line in lines][-MOST_FRAMES:]
        return json.dumps(told)


MOST_FRAMES = 12
"""The innermost places of an exception: a datagram holds no more than so much."""


class Syslog(SysLogHandler):
    """Sends lines to the machine's own log service, or to another's by UDP.

    While it can't be reached the program goes on: standard error has the line too.
    """

    append_nul = False
    ident = "putright: "

    def createSocket(self) -> None:  # noqa: N802 - logging's name
        """Look for the service; it is looked for again with the next line."""
        try:
            super().createSocket()
        except OSError:
            self.socket: Any = None

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing: what it would print may quote what it could not send."""


def configured(syslog: str | tuple[str, int] | None) -> dict[str, Any]:
    """Give Django's LOGGING: standard error, and syslog where an address is given.

    What the access log says goes to syslog alone: standard error tells of faults.
    """
    plain = {"class": "logging.StreamHandler", "formatter": "plain"}
    handlers: dict[str, dict[str, Any]] = {"console": plain}
    everywhere, access = ["console"], []
    if syslog is not None:
        handlers["syslog"] = {
            "()": "putright.config.logs.Syslog",
            "address": syslog,
            "formatter": "json",
        }
        everywhere, access = ["console", "syslog"], ["syslog"]
    own = {"handlers": everywhere, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"()": "putright.config.logs.NoPersonalDataFormatter"},
            "json": {"()": "putright.config.logs.JsonFormatter"},
        },
        "handlers": handlers,
        "root": {"handlers": everywhere, "level": "WARNING"},
        "loggers": {
            "django": own | {"level": "WARNING"},
            "putright": own | {"level": "INFO"},
            "putright.access": {
                "handlers": access,
                "level": "INFO" if access else "CRITICAL",
                "propagate": False,
            },
        },
    }
