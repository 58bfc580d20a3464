"""What stands behind the doors of the Ombudsman's register, assessment, measures and
reports."""

from datetime import date
from typing import Any

from tests.apps.assessment import making as assessing
from tests.apps.complaints.worklists import MONDAY, TODAY
from tests.apps.governance import making as governing
from tests.apps.measures import making as measuring
from tests.apps.reports import making as reporting


def governed() -> dict[str, Any]:
    """Write down a determination, start a self-assessment, publish a report and draft
    another, work a year's measures out; name their parts."""
    found = governing.determined("202500001", MONDAY, "maladministration")
    governing.ordered(found, MONDAY)
    march = reporting.started(first=MONDAY, last=date(2026, 3, 31), as_at=TODAY)
    report = reporting.published(march)
    measured = measuring.complete()
    return {
        "ombudsman": found,
        "of_ombudsman": "investigation",
        "by_itself": "publication",
        "part_of_ombudsman": "finding",
        "assessment": assessing.started(),
        "provision": "6.3",
        "figure": "stage_1_answered_in_time",
        "outgoing": "published",
        "report": report,
        "drafted_report": reporting.started(),
        "report_text": reporting.TEXT,
        "kept_figure": reporting.place_of(report, "stage_1_received"),
        "report_form": "xlsx",
        "measured_year": measured.name,
        "measure": "BS01",
        "measured_stock": "combined",
        "approach_letter": "a",
    }
