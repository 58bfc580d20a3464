"""What stands behind the doors of surveys: a sample, a file, a comment, a theme."""

from collections.abc import Iterable
from typing import Any

import pytest
from tests.apps.complaints import worklists as w
from tests.apps.surveys import making as m
from tests.core.surveys.fieldwork import csv_of

from putright.apps.accounts.models import User
from putright.apps.surveys.models import Comment, Theme
from putright.apps.surveys.services import uploads

TOKEN = "a" * 32


def surveyed(people: Iterable[User], patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Draw a survey's sample, take answers of it, let a file wait; name their parts."""
    homes = m.street(4)
    survey = m.survey()
    m.drawn(survey, 3)
    rows = [
        m.answer(1, homes[0], comment="Damp in the hall"),
        m.answer(2, homes[1], "2", comment="Nobody calls back"),
        m.answer(3, homes[2], method="pigeon"),
    ]
    file = m.taken(survey, rows)
    m.themed(survey, Damp="damp")
    patch.setattr("secrets.token_hex", lambda _: TOKEN)
    waiting = uploads.Upload(name="wave2.csv", survey=survey.pk, data=csv_of(rows))
    for user in people:
        uploads.keep(user=user, upload=waiting, now=w.NOW)
    patch.undo()
    w.freeze(patch)
    return {
        "survey": survey.pk,
        "survey_list": "invite",
        "survey_file": file.pk,
        "survey_comment": Comment.objects.order_by("pk")[0].pk,
        "survey_theme": Theme.objects.get(survey=survey).pk,
    }
