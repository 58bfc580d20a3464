"""Writes of the satisfaction measures, each in one transaction."""

from putright.apps.measures.services.benchmarks import take_workbook
from putright.apps.measures.services.refusing import MeasuresRefusedError
from putright.apps.measures.services.taking import take_records
from putright.apps.measures.services.taking_counts import (
    take_counts,
    take_recorded_survey,
    take_survey,
    type_counts,
)
from putright.apps.measures.services.working import work_out
from putright.apps.measures.services.writing import set_targets, write_given
from putright.apps.measures.services.years import correct, sign, start

__all__ = [
    "MeasuresRefusedError",
    "correct",
    "set_targets",
    "sign",
    "start",
    "take_counts",
    "take_recorded_survey",
    "take_records",
    "take_survey",
    "take_workbook",
    "type_counts",
    "work_out",
    "write_given",
]
