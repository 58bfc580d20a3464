"""National quartiles of the satisfaction measures, from the regulator's results.

``national("2024-25")`` gives a year's: worked out from the regulator's published
results of every landlord, and held against them by the proofs. None where there are
none of that year.
"""

from putright.rules.satisfaction_national.reader import (
    NationalYear,
    Row,
    national,
    national_years,
    parse,
)

__all__ = ["NationalYear", "Row", "national", "national_years", "parse"]
