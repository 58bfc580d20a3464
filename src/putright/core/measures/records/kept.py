"""The columns that measuring reads: of a file of records no other is kept.

None of them holds a name, an address or anybody's words.
"""

from putright.core.complaints.register.columns import COLUMNS, WORDS
from putright.core.measures.records.homes import SAFETY

_PEOPLE = frozenset({"s1_handler", "s2_handler"})
KEPT = {
    "homes": (
        "home",
        "stock_type",
        "area",
        "category",
        "decent_homes_applies",
        "decent_homes_fails",
        *(
            f"{one}_{what}"
            for one in SAFETY.values()
            for what in ("required", "current", "checked_on")
        ),
    ),
    "repairs": (
        "job",
        "stock_type",
        "priority",
        "raised_at",
        "target_at",
        "completed_at",
        "cancelled_at",
        "area",
        "contractor",
    ),
    "asb": ("case", "stock_type", "opened_on", "hate_incident", "area"),
    "register": tuple(
        name for name in COLUMNS if name not in WORDS and name not in _PEOPLE
    ),
}
"""By kind of file, where it has them."""
