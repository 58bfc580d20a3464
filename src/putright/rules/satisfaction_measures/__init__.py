"""The Tenant Satisfaction Measures, a reporting year a file.

``measure_year("2024-25")`` gives a year's measures, questions, bands and rounding.
A year that rests on a text not read raises UnknownYearError, which says so.
"""

from putright.rules.satisfaction_measures.reader import (
    UnknownYearError,
    measure_year,
    parse,
    year_names,
)
from putright.rules.satisfaction_measures.values import (
    PERCEPTION,
    PROPORTION,
    RATE,
    STOCK_TYPES,
    Accuracy,
    Band,
    Filter,
    Measure,
    MeasureYear,
    NotKnown,
    Rounding,
    Sizes,
    Workbook,
)

__all__ = [
    "PERCEPTION",
    "PROPORTION",
    "RATE",
    "STOCK_TYPES",
    "Accuracy",
    "Band",
    "Filter",
    "Measure",
    "MeasureYear",
    "NotKnown",
    "Rounding",
    "Sizes",
    "UnknownYearError",
    "Workbook",
    "measure_year",
    "parse",
    "year_names",
]
