"""What every step has: its day."""

from datetime import date

import msgspec


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step and its day."""

    on: date
