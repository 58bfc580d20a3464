"""Every write to people, where they live, their needs and who speaks for them."""

from putright.apps.residents.services.care import (
    add_representative,
    agree_adjustment,
    end_adjustment,
    end_representative,
    end_restriction,
    restrict_contact,
    review_adjustment,
    review_restriction,
)
from putright.apps.residents.services.equality import (
    import_equality_answers,
    record_equality_answer,
)
from putright.apps.residents.services.erasing import erase_person
from putright.apps.residents.services.importing import import_residents
from putright.apps.residents.services.record import (
    ResidentRefusedError,
    add_person,
    change_person,
    end_residency,
    start_residency,
)

__all__ = [
    "ResidentRefusedError",
    "add_person",
    "add_representative",
    "agree_adjustment",
    "change_person",
    "end_adjustment",
    "end_representative",
    "end_residency",
    "end_restriction",
    "erase_person",
    "import_equality_answers",
    "import_residents",
    "record_equality_answer",
    "restrict_contact",
    "review_adjustment",
    "review_restriction",
    "start_residency",
]
