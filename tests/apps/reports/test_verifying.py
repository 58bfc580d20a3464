"""A published report that was changed in the database is named by `putright verify`."""

import pytest
from tests.apps.reports import making

from putright.apps.reports.models import FrozenFigure, Report
from putright.config.verifying import findings

pytestmark = pytest.mark.django_db


def test_a_changed_report_or_figure_is_named() -> None:
    """A figure that a board was shown must not become another without a trace."""
    making.quarter_of_cases()
    number = making.published()
    assert list(findings()) == []
    figure = FrozenFigure.objects.filter(report=number)[0]
    FrozenFigure.objects.filter(pk=figure.pk).update(members=b"other")
    Report.objects.filter(pk=number).update(document=b"other")
    said = [one.what for one in findings()]
    assert len(said) == 2
    assert all("is not what was published" in one for one in said)
