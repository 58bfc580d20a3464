"""What stands behind the doors of the Ombudsman's register and the self-assessment."""

from typing import Any

from tests.apps.assessment import making as assessing
from tests.apps.complaints.worklists import MONDAY
from tests.apps.governance import making as governing


def governed() -> dict[str, Any]:
    """Write down a determination and start a self-assessment; name their parts."""
    found = governing.determined("202500001", MONDAY, "maladministration")
    governing.ordered(found, MONDAY)
    return {
        "ombudsman": found,
        "of_ombudsman": "investigation",
        "by_itself": "publication",
        "part_of_ombudsman": "finding",
        "assessment": assessing.started(),
        "provision": "6.3",
        "figure": "stage_1_answered_in_time",
        "outgoing": "published",
    }
