"""In words: how a case stood to a figure when it was published, and how it does now."""

from collections.abc import Sequence

from putright.core.complaints.money import pounds
from putright.core.figures import LEFT_OUT, MET, NOT_MET
from putright.core.figures.wording import DIMENSION_WORDS, label_words
from putright.core.reports.frozen import Kept, Labels, Member
from putright.core.reports.restating import Moved

COUNTED = {MET: "Counted", NOT_MET: "Counted, not met", LEFT_OUT: "Left out"}
NOT_IN_IT = "Not in it"
PLAIN = "counted"
"""What is said of a row of a figure that every row of its population meets."""


def then_and_now(moved: Moved, kept: Kept) -> tuple[str, str]:
    """Say how a case stood to a figure, and how it stands now.

    Its place in a split is said only where that is what differs.
    """
    with_labels = tuple(
        place
        for place in range(len(kept.splits))
        if _labels(moved.then, place) != _labels(moved.now, place)
    )
    if not (moved.then and moved.now):
        with_labels = ()
    return _said(moved.then, kept, with_labels), _said(moved.now, kept, with_labels)


def stood(member: Member, kept: Kept) -> str:
    """Say how one row counted, why, and what it added."""
    said = COUNTED[member.counted]
    if member.why != PLAIN:
        said += f": {member.why}"
    if member.number is None:
        return said
    if kept.unit == "pounds":
        return f"{said}, {pounds(member.number)}"
    return f"{said}, {member.number:,} {kept.unit}"


def cell_words(split: str, labels: Labels) -> str:
    """Say which cell of a split it is: `Team: Housing`."""
    return ", ".join(
        f"{DIMENSION_WORDS.get(name, name)}: {label_words(name, label)}"
        for name, label in zip(split.split(","), labels, strict=True)
    )


def _said(rows: Sequence[Member], kept: Kept, splits: Sequence[int]) -> str:
    if not rows:
        return NOT_IN_IT
    parts = list(dict.fromkeys(stood(row, kept) for row in rows))
    for place in splits:
        cells = _labels(rows, place)
        parts += [cell_words(kept.splits[place], labels) for labels in cells]
    return "; ".join(parts)


def _labels(rows: Sequence[Member], place: int) -> tuple[Labels, ...]:
    found = {labels: None for row in rows for labels in row.labels[place]}
    return tuple(found)
