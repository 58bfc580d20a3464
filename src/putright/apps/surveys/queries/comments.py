"""What people wrote: by theme, the sample to mark by hand, and how far it agrees."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from putright.apps.surveys.models import Comment, Survey
from putright.apps.surveys.models import Theme as ThemeRow
from putright.core.surveys.agreement import ENOUGH, Agreement, agreement
from putright.core.surveys.themes import NONE, Theme, counted, suggest, words_of


@dataclass(frozen=True, slots=True)
class Sorted:
    """A comment, the theme its words suggest, and the one that holds.

    A person's theme holds before the suggested one.
    """

    row: Comment
    suggested: str
    theme: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """The comments marked without the suggestion, and how far words agree with them.

    `next`: which to mark now. `stale`: since they were marked, words were changed.
    """

    marked: int
    wanted: int
    next: Comment | None
    agreement: Agreement | None
    stale: bool


def themes(survey: Survey) -> list[ThemeRow]:
    """Give a survey's themes, in the order they were named."""
    return list(ThemeRow.objects.filter(survey=survey))


def sorted_comments(survey: Survey) -> list[Sorted]:
    """Give every comment that was not erased, with its theme."""
    rows = Comment.objects.filter(response__survey=survey, erased_at__isnull=True)
    known = _themes(themes(survey))
    out = []
    for row in rows.select_related("theme").order_by("pk"):
        suggested = suggest(row.text, known)
        given = row.theme.name if row.theme else NONE
        out.append(Sorted(row, suggested, given if row.marked_at else suggested))
    return out


def by_theme(comments: Sequence[Sorted]) -> dict[str, int]:
    """Count comments by the theme that holds; NONE for none."""
    return counted(one.theme for one in comments)


def erased(survey: Survey) -> int:
    """Count a survey's comments that were erased."""
    rows = Comment.objects.filter(response__survey=survey, erased_at__isnull=False)
    return rows.count()


def by_hand(survey: Survey) -> ByHand:
    """Say how the marking by hand stands.

    Whose turn it is comes from a hash of the survey's seed, so nobody picks.
    """
    known = themes(survey)
    plain = _themes(known)
    rows = Comment.objects.filter(response__survey=survey, erased_at__isnull=True)
    comments = list(rows.select_related("theme").order_by("pk"))
    marked = [row for row in comments if row.blind]
    left = _in_turn(survey, comments)
    wanted = min(ENOUGH, len(comments))
    pairs = [
        (row.theme.name if row.theme else NONE, suggest(row.text, plain))
        for row in marked
    ]
    moments = [row.marked_at for row in marked if row.marked_at]
    return ByHand(
        marked=len(marked),
        wanted=wanted,
        next=left[0] if left and len(marked) < wanted else None,
        agreement=agreement(pairs),
        stale=_changed_since(known, moments),
    )


def in_turn(survey: Survey) -> list[Comment]:
    """Give the comments not marked by hand yet, in the order of their turn."""
    rows = Comment.objects.filter(response__survey=survey, erased_at__isnull=True)
    return _in_turn(survey, rows)


def _in_turn(survey: Survey, rows: Iterable[Comment]) -> list[Comment]:
    return sorted(
        (row for row in rows if not row.blind),
        key=lambda row: hashlib.sha256(f"{survey.seed}{row.pk}".encode()).digest(),
    )


def _changed_since(
    known: Sequence[ThemeRow], moments: Sequence[datetime.datetime]
) -> bool:
    return bool(moments) and any(one.changed_at > min(moments) for one in known)


def _themes(rows: Sequence[ThemeRow]) -> list[Theme]:
    return [Theme(row.name, words_of(row.words)) for row in rows]
