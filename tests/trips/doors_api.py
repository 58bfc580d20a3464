"""Who may ask what of the API: every address, by the roles of the token's person.

Written down by hand like the pages' table in `doors`, with the scope beside it. What is
not here fails `test_doors_api`, and so does a line without its address.
"""

from tests.trips.doors import ALL, LOGS, SEES, STEPS, WORKS, Door

PROGRAMS: dict[str, Door] = {
    "api:openapi": Door(ALL, open=True),
    "api:nowhere": Door(None),
    "api:programs:api-root": Door(None),
    "api:programs:me": Door(ALL),
    "api:programs:cases": Door(SEES, LOGS),
    "api:programs:search": Door(None, SEES),
    "api:programs:case": Door(SEES),
    "api:programs:entries": Door(SEES),
    "api:programs:steps": Door(None, LOGS),
    "api:programs:letters": Door(SEES, WORKS),
    "api:programs:letter_pdf": Door(SEES),
    "api:programs:letter_word": Door(SEES),
    "api:programs:files": Door(SEES, WORKS),
    "api:programs:file": Door(SEES),
    "api:programs:figures": Door("cmba"),
    "api:programs:figure": Door("cmba"),
    "api:programs:members": Door("cma"),
    "api:programs:register": Door("md"),
}

SCOPES: dict[str, tuple[str, str]] = {
    "api:programs:cases": ("cases:read", "cases:write"),
    "api:programs:search": ("", "cases:read words:read"),
    "api:programs:case": ("cases:read", ""),
    "api:programs:entries": ("cases:read", ""),
    "api:programs:steps": ("", "cases:write"),
    "api:programs:letters": ("letters:read", "cases:write"),
    "api:programs:letter_pdf": ("letters:read", ""),
    "api:programs:letter_word": ("letters:read", ""),
    "api:programs:files": ("files:read", "files:write"),
    "api:programs:file": ("files:read", ""),
    "api:programs:figures": ("figures:read", ""),
    "api:programs:figure": ("figures:read", ""),
    "api:programs:members": ("figures:read", ""),
    "api:programs:register": ("register:read", ""),
}
"""The scopes that each address needs, to read and to write."""

ON_PAGES_ALONE = {"mend", "add_evidence", "restrict_access", "open_access"}
"""Steps that are not taken by the API."""

STEPS_BY_TOKEN: dict[str, str] = {
    name: letters for name, letters in STEPS.items() if name not in ON_PAGES_ALONE
} | {"stage_0": WORKS, "request_stage_3": WORKS}
"""Who may take each step by the API; the two that the Code never allows are refused."""
