"""Reads of reports: which there are, their texts, and what they say today."""

import datetime

import msgspec
from django.db.models import QuerySet

from putright.apps.reports.models import (
    FrozenFigure,
    Report,
    Response,
    State,
    Text,
    TextBefore,
)
from putright.apps.reports.queries import frozen
from putright.apps.reports.queries.gathering import built
from putright.apps.reports.queries.restated import restated
from putright.core.reports import values
from putright.core.reports.restating import restatement_section


def reports() -> QuerySet[Report]:
    """Give every report without its bytes, the latest period first."""
    return Report.objects.select_related("started_by", "published_by").defer("document")


def report(number: int) -> Report | None:
    """Give one by number."""
    people = ("started_by", "finished_by", "published_by", "earlier")
    return Report.objects.select_related(*people).filter(pk=number).first()


def to_restate() -> QuerySet[Report]:
    """Give the published reports that another may restate, newest first."""
    return reports().filter(state=State.PUBLISHED).order_by("-published_at")


def texts(found: Report) -> dict[str, Text]:
    """Give what people wrote, by the key of the paragraph."""
    return {one.key: one for one in found.texts.select_related("written_by")}


def before(text: Text) -> QuerySet[TextBefore]:
    """Give what a text said before, newest first."""
    return text.before.select_related("written_by")


def figures(found: Report) -> QuerySet[FrozenFigure]:
    """Give the frozen figures of a report, without their bytes."""
    return found.figures.defer("kept", "members")


def figure(number: int, place: int) -> FrozenFigure | None:
    """Give one frozen figure of a report, by its place in it."""
    rows = FrozenFigure.objects.select_related("report")
    return rows.filter(report=number, position=place).first()


def responses(found: Report) -> QuerySet[Response]:
    """Give what was written down of its publication (8.2), newest first."""
    return found.responses.select_related("recorded_by")


def drafted(found: Report, day: datetime.date, program: str) -> values.Report:
    """Draft a report from the records as they are now, before anyone's text.

    `day` is the day it is looked at. Where it restates an earlier one, that comes last.
    """
    made = built(
        found.kind,
        first=found.first,
        last=found.last,
        as_at=found.as_at or day,
        edition=found.edition,
    )
    if found.earlier is None:
        return made
    return with_restatement(made, found.earlier, program)


def with_restatement(
    made: values.Report, earlier: Report, program: str
) -> values.Report:
    """Add the section in which an earlier report is restated."""
    assert earlier.published_at is not None
    section = restatement_section(
        str(earlier), earlier.published_at.date(), restated(earlier, program)
    )
    return msgspec.structs.replace(made, sections=(*made.sections, section))


def standing(found: Report, day: datetime.date, program: str) -> values.Report:
    """Give a report as it stands: the kept bytes once published, drafted until then.

    Raises `frozen.NotAsPublishedError` where the kept bytes are not what was published.
    """
    if found.state == State.PUBLISHED:
        return frozen.document(found)
    written = {
        key: one.text for key, one in texts(found).items() if one.text is not None
    }
    return drafted(found, day, program).edited(written)
