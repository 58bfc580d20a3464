"""Writing assessments: starting, answering, signing, publishing, taking files."""

from putright.apps.assessment.services.drafting import (
    AssessmentRefusedError,
    ChangedMeanwhileError,
    answer,
    start,
)
from putright.apps.assessment.services.events import record_event
from putright.apps.assessment.services.importing import (
    import_form,
    load_requirements,
)
from putright.apps.assessment.services.signing import Signatory, publish, sign

__all__ = [
    "AssessmentRefusedError",
    "ChangedMeanwhileError",
    "Signatory",
    "answer",
    "import_form",
    "load_requirements",
    "publish",
    "record_event",
    "sign",
    "start",
]
