"""The feedback register, one row a case: from a row to events, and back to a row.

`read_row` reads the cells of a row or refuses them by column; `imported` gives the
events that record it; `cells_of` gives a case as a row; `changes` gives the entries by
which a later row says more, or otherwise, than the case does.
"""

from putright.core.complaints.register.cells import (
    CellRefused,
    Facts,
    RowRefusedError,
    StageFacts,
    canonical,
    read_row,
)
from putright.core.complaints.register.change import (
    Changed,
    changes,
    differences,
    worked_since,
)
from putright.core.complaints.register.columns import (
    CHOICES,
    COLUMNS,
    WORDS,
    known_column,
)
from putright.core.complaints.register.events import Imported, imported, is_live
from putright.core.complaints.register.mapping import (
    Mapping,
    MappingRefusedError,
    guess,
    mapping_from,
    plain,
    word_for,
)
from putright.core.complaints.register.row import cells_of

__all__ = [
    "CHOICES",
    "COLUMNS",
    "WORDS",
    "CellRefused",
    "Changed",
    "Facts",
    "Imported",
    "Mapping",
    "MappingRefusedError",
    "RowRefusedError",
    "StageFacts",
    "canonical",
    "cells_of",
    "changes",
    "differences",
    "guess",
    "imported",
    "is_live",
    "known_column",
    "mapping_from",
    "plain",
    "read_row",
    "word_for",
    "worked_since",
]
