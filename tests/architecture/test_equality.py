"""Answers to equality questions stand apart: who may read them is a list of few."""

import re

from tests.architecture.tree import modules, shown

TABLE = re.compile(r"\bEqualityAnswer\b|residents_equalityanswer")
READS = re.compile(r"\bequality_(?:label|questions|held)\b")
RESIDENTS = "src/putright/apps/residents/"
TOUCHES = {
    f"{RESIDENTS}models.py": "the table, of its own",
    f"{RESIDENTS}services/equality.py": "they come in",
    f"{RESIDENTS}services/erasing.py": "they go with the person",
    f"{RESIDENTS}services/retention.py": "they go by the schedule",
    f"{RESIDENTS}queries/people.py": "a label that figures group by",
    f"{RESIDENTS}queries/held.py": "the person's own copy, on no page",
    f"{RESIDENTS}queries/retention.py": "whose are due, without what they say",
}
"""Modules that name the table, each with its reason."""
ASKS = (
    "src/putright/apps/figures/",
    "src/putright/apps/residents/",
    "src/putright/apps/protection/services/giving.py",
    "src/putright/apps/protection/views/copies.py",
)
"""Who may ask for them: figures, which hide small numbers, and a person's own copy."""


def test_only_few_modules_touch_the_answers() -> None:
    """Another is a decision: answers are for figures, and nobody's page shows them."""
    found = {
        shown(path)
        for path in modules("src")
        if TABLE.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(TOUCHES)


def test_figures_alone_join_them() -> None:
    strays = [
        shown(path)
        for path in modules("src")
        if READS.search(path.read_text(encoding="utf-8"))
        and not shown(path).startswith(ASKS)
    ]
    assert not strays
