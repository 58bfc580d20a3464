"""Steps about people, and about the letters sent to them."""

from datetime import date

from putright.core.complaints.steps.base import Step


class SetPeople(Step, frozen=True, kw_only=True):
    """Say who raised it, about which home, and whom else it affects."""

    person: str = ""
    home: str = ""
    affected: tuple[str, ...] = ()


class Adjust(Step, frozen=True, kw_only=True):
    """Agree a reasonable adjustment (5.10)."""

    need: str = ""
    adjustment: str = ""
    review_on: date | None = None
    disability_disclosed: bool = False


class ReviewAdjustment(Step, frozen=True, kw_only=True):
    """Review one: to a new day, or to its end."""

    adjustment: str = ""
    review_on: date | None = None
    note: str = ""


class RestrictContact(Step, frozen=True, kw_only=True):
    """Restrict contact (5.14, 5.15)."""

    evidence: str = ""
    restriction: str = ""
    review_on: date | None = None
    equality_considered: str = ""


class ReviewRestriction(Step, frozen=True, kw_only=True):
    """Review one: to a new day, or to its end."""

    restriction: str = ""
    review_on: date | None = None
    note: str = ""


class NameRepresentative(Step, frozen=True, kw_only=True):
    """Record who may speak for the resident (3.6)."""

    person: str = ""
    scope: str = ""
    expires_on: date | None = None


class DeclareConflict(Step, frozen=True, kw_only=True):
    """Say that someone has an interest in the case (5.8)."""

    who: str = ""
    reason: str = ""


class RestrictAccess(Step, frozen=True, kw_only=True):
    """Let only named people see the case; two people decide."""

    named: tuple[str, ...] = ()
    by: str = ""
    confirmed_by: str = ""
    reason: str = ""


class OpenAccess(Step, frozen=True, kw_only=True):
    """End that; two people decide."""

    by: str = ""
    confirmed_by: str = ""


class IssueLetter(Step, frozen=True, kw_only=True):
    """Record that a letter of ours leaves."""

    letter: str = ""
    kind: str = ""
    sha256: str = ""
    stage: int | None = None


class BounceLetter(Step, frozen=True, kw_only=True):
    """Record that a letter came back."""

    letter: str = ""
    detail: str = ""
