"""The complaint handling codes, an edition a file.

``edition("housing-2024")`` gives one by name; ``ombudsman_edition_on(day)`` the
Housing Ombudsman's edition that holds for a complaint made on that day. Reading a
file of this package from top to bottom is reading that edition.
"""

from putright.rules.handling_code.reader import (
    NoEditionError,
    UnknownEditionError,
    edition,
    edition_names,
    ombudsman_edition_on,
    parse,
    read_grounds,
)
from putright.rules.handling_code.values import (
    Edition,
    Ground,
    LetterPart,
    LetterRule,
    Ombudsman,
    Provision,
    Remedy,
    StageLimits,
    TimeLimit,
)

__all__ = [
    "Edition",
    "Ground",
    "LetterPart",
    "LetterRule",
    "NoEditionError",
    "Ombudsman",
    "Provision",
    "Remedy",
    "StageLimits",
    "TimeLimit",
    "UnknownEditionError",
    "edition",
    "edition_names",
    "ombudsman_edition_on",
    "parse",
    "read_grounds",
]
