"""What a token may be limited to, as data. Its person's roles limit it as well."""

from typing import Literal, get_args

Scope = Literal[
    "cases:read",
    "words:read",
    "cases:write",
    "letters:read",
    "files:read",
    "files:write",
    "figures:read",
    "register:read",
]
SCOPES: tuple[Scope, ...] = get_args(Scope)

SAYS: dict[Scope, str] = {
    "cases:read": "Read cases: codes, dates, clocks and what happened, without words",
    "words:read": "Read what people wrote in cases, and search by it",
    "cases:write": "Log contacts, take steps and write letters",
    "letters:read": "Read letters",
    "files:read": "Read the files of cases",
    "files:write": "Put files with cases",
    "figures:read": "Read figures, and the cases behind them",
    "register:read": "Take the register away as a file",
}
"""Each scope in words, for whoever gives it."""
