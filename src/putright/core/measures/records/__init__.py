"""The management measures from a landlord's records: homes, repairs, cases, register.

`measure` gives every measure of a year with what it left out and what to look at;
`listing` the records behind one. Both take lazy frames and keep no record in memory.
"""

from putright.core.measures.records.measuring import (
    FILES,
    Answer,
    Asked,
    listing,
    measure,
    needs,
)
from putright.core.measures.records.values import (
    REASONS,
    Cell,
    Check,
    Fault,
    Measured,
    RecordsRefusedError,
)

__all__ = [
    "FILES",
    "REASONS",
    "Answer",
    "Asked",
    "Cell",
    "Check",
    "Fault",
    "Measured",
    "RecordsRefusedError",
    "listing",
    "measure",
    "needs",
]
