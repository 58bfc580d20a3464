"""What every event has: a day, and words."""

from datetime import date

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The day it happened (London), and the words that came with it."""

    on: date
    words: dict[str, str] = {}
