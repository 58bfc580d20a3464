"""Reads of people. Other rooms are given values; rows are for this app's pages."""

from putright.apps.residents.queries.care import (
    adjustments,
    notices,
    representative_on,
    representatives,
    restrictions,
    reviews_due,
)
from putright.apps.residents.queries.letters import who_to_write
from putright.apps.residents.queries.people import (
    PersonChange,
    changes,
    equality_label,
    equality_questions,
    home_is_guarded,
    people_at,
    people_numbered,
    people_referenced,
    person,
    person_numbered,
    residencies,
    residency_on,
    search,
)
from putright.apps.residents.queries.posting import (
    homes_not_to_write_to,
    lone_residents,
)
from putright.apps.residents.values import (
    LetterRecipient,
    Notice,
    PersonView,
    RepresentativeView,
    ResidencyView,
)

__all__ = [
    "LetterRecipient",
    "Notice",
    "PersonChange",
    "PersonView",
    "RepresentativeView",
    "ResidencyView",
    "adjustments",
    "changes",
    "equality_label",
    "equality_questions",
    "home_is_guarded",
    "homes_not_to_write_to",
    "lone_residents",
    "notices",
    "people_at",
    "people_numbered",
    "people_referenced",
    "person",
    "person_numbered",
    "representative_on",
    "representatives",
    "residencies",
    "residency_on",
    "restrictions",
    "reviews_due",
    "search",
    "who_to_write",
]
