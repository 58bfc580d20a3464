"""Satisfaction surveys: who to ask, what was answered, and how sure the result is.

`read_text` and `read_responses` take a fieldwork file, `read_population` the
households; `work_out` gives each stock type's measures, weighted and with their error.
Design-based throughout, and held to the answers of R's package `survey`.
"""

from putright.core.surveys.accuracy import shortfall
from putright.core.surveys.amiss import Amiss, amiss
from putright.core.surveys.change import Change, change
from putright.core.surveys.doubts import doubts
from putright.core.surveys.drivers import (
    Driver,
    Drivers,
    NoDriversError,
    NoStatisticsError,
    drivers,
)
from putright.core.surveys.estimates import Estimate
from putright.core.surveys.groups import QUARTER, GroupResult, by_group, small
from putright.core.surveys.likeness import Likeness
from putright.core.surveys.mapping import (
    SurveyMapping,
    SurveyMappingError,
    apply,
    guess,
    mapping_from,
)
from putright.core.surveys.population import Population, read_population
from putright.core.surveys.reading import TextTable, read_text
from putright.core.surveys.responses import read_responses
from putright.core.surveys.survey import NoPopulationError, Result, work_out
from putright.core.surveys.told import (
    estimates_from,
    told,
    told_changes,
    told_drivers,
    told_groups,
)
from putright.core.surveys.weighting import WeightingError, Weights

__all__ = [
    "QUARTER",
    "Amiss",
    "Change",
    "Driver",
    "Drivers",
    "Estimate",
    "GroupResult",
    "Likeness",
    "NoDriversError",
    "NoPopulationError",
    "NoStatisticsError",
    "Population",
    "Result",
    "SurveyMapping",
    "SurveyMappingError",
    "TextTable",
    "WeightingError",
    "Weights",
    "amiss",
    "apply",
    "by_group",
    "change",
    "doubts",
    "drivers",
    "estimates_from",
    "guess",
    "mapping_from",
    "read_population",
    "read_responses",
    "read_text",
    "shortfall",
    "small",
    "told",
    "told_changes",
    "told_drivers",
    "told_groups",
    "work_out",
]
