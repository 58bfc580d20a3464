"""Published reports held against their hashes: what is read is what was published."""

from collections.abc import Iterator

from putright.apps.reports.models import FrozenFigure, Report, State
from putright.apps.reports.queries.frozen import hash_of

CHUNK = 20


def reports_amiss() -> Iterator[str]:
    """Say of each published report, and each of its figures, that was changed since."""
    reports = Report.objects.filter(state=State.PUBLISHED).order_by("pk")
    for report in reports.iterator(chunk_size=CHUNK):
        if hash_of(bytes(report.document or b"")) != report.document_hash:
            yield f"the report “{report}” is not what was published"
    figures = FrozenFigure.objects.select_related("report").defer("report__document")
    for figure in figures.order_by("pk").iterator(chunk_size=CHUNK):
        if hash_of(bytes(figure.kept), bytes(figure.members)) != figure.hash:
            yield (
                f"the figure {figure.code} of the report “{figure.report}” is not what "
                "was published"
            )
