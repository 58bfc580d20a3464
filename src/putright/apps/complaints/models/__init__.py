"""The tables of casework. Only this app reads or writes them."""

from putright.apps.complaints.models.counted import (
    CaseTeam,
    ClockEntryRow,
    ExtraCell,
    TargetDay,
    WorkingDay,
)
from putright.apps.complaints.models.journal import (
    CalendarAdoption,
    Entry,
    EntryWords,
    Erasure,
    PolicyAdoption,
    Seal,
)
from putright.apps.complaints.models.rows import (
    WITH_WORDS,
    ActionRow,
    AffectedPerson,
    CaseRow,
    CaseText,
    ExtensionRow,
    NamedPerson,
    PointRow,
    StageRow,
    StageTeam,
)
from putright.apps.complaints.models.work import (
    AccessProposal,
    Category,
    DigestSent,
    EvidenceFile,
    ImportMapping,
    ReferenceCounter,
    StepDraft,
)

__all__ = [
    "WITH_WORDS",
    "AccessProposal",
    "ActionRow",
    "AffectedPerson",
    "CalendarAdoption",
    "CaseRow",
    "CaseTeam",
    "CaseText",
    "Category",
    "ClockEntryRow",
    "DigestSent",
    "Entry",
    "EntryWords",
    "Erasure",
    "EvidenceFile",
    "ExtensionRow",
    "ExtraCell",
    "ImportMapping",
    "NamedPerson",
    "PointRow",
    "PolicyAdoption",
    "ReferenceCounter",
    "Seal",
    "StageRow",
    "StageTeam",
    "StepDraft",
    "TargetDay",
    "WorkingDay",
]
