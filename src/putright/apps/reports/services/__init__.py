"""Writing reports: drafting, finishing, publishing, and writing down the response."""

from putright.apps.reports.services.drafting import (
    ChangedMeanwhileError,
    ReportRefusedError,
    discard,
    start,
    use_draft,
    write_text,
)
from putright.apps.reports.services.finishing import mark_final, reopen
from putright.apps.reports.services.publishing import correct, publish
from putright.apps.reports.services.responding import Said, record_response

__all__ = [
    "ChangedMeanwhileError",
    "ReportRefusedError",
    "Said",
    "correct",
    "discard",
    "mark_final",
    "publish",
    "record_response",
    "reopen",
    "start",
    "use_draft",
    "write_text",
]
