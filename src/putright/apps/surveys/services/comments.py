"""Themes named, comments marked and erased."""

import datetime

from django.db import IntegrityError, transaction

from putright.apps.accounts.models import User
from putright.apps.surveys.models import Comment, Survey, Theme
from putright.apps.surveys.services.errors import SurveyRefusedError

_TWICE = "There is a theme of this name. Give another, or add the words to that one."


@transaction.atomic
def add_theme(
    *, survey: Survey, name: str, words: str, now: datetime.datetime
) -> Theme:
    """Name a theme and the words that suggest it. Raises SurveyRefusedError."""
    theme = Theme(survey=survey, name=name, words=words, changed_at=now)
    _keep(theme)
    return theme


@transaction.atomic
def change_theme(
    *, theme: Theme, name: str, words: str, now: datetime.datetime
) -> None:
    """Change a theme's name or words. Raises SurveyRefusedError."""
    if words != theme.words:
        theme.changed_at = now
    theme.name, theme.words = name, words
    _keep(theme)


def _keep(theme: Theme) -> None:
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError as error:
        raise SurveyRefusedError(_TWICE) from error


@transaction.atomic
def mark(
    *,
    comment: Comment,
    theme: Theme | None,
    blind: bool,
    by: User | None,
    now: datetime.datetime,
) -> None:
    """Write down which theme a person gives a comment; None for none of them.

    `blind`: whether they did not see what its words suggest.
    """
    comment.theme, comment.blind = theme, blind
    comment.marked_at, comment.marked_by = now, by
    comment.save(update_fields=["theme", "blind", "marked_at", "marked_by"])


@transaction.atomic
def erase(*, survey: Survey, number: int | None, now: datetime.datetime) -> int:
    """Erase the words of one comment of a survey, or of all; give how many.

    Answers, and the themes that persons gave, stay.
    """
    rows = Comment.objects.filter(response__survey=survey, erased_at__isnull=True)
    if number is not None:
        rows = rows.filter(pk=number)
    return rows.update(text="", erased_at=now)
