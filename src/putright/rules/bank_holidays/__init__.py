"""Bank holidays, and the years for which they are known.

A day outside `known_from` to `known_to` is not known to be a working day: whoever
counts days refuses it and never guesses.
"""

from putright.rules.bank_holidays.reader import (
    BankHoliday,
    BankHolidays,
    england,
    parse,
)

__all__ = ["BankHoliday", "BankHolidays", "england", "parse"]
