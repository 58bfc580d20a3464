"""What the pages share: who may read and write, and an assessment or nothing."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, can, signed_in
from putright.apps.assessment.models import Assessment, State
from putright.apps.assessment.queries import assessments

READ: tuple[Capability, ...] = ("see_anonymised", "administer")
"""Who may read it: managers, the board, auditors and administrators."""


def writer(request: HttpRequest) -> User:
    """Give the person, whose role must be for everything: this is the landlord's."""
    person = signed_in(request)
    if not can(person, "govern"):
        raise PermissionDenied("Your role is for part of the landlord only.")
    return person


def assessment_or_404(number: int) -> Assessment:
    """Give an assessment by number."""
    found = assessments.assessment(number)
    if found is None:
        raise Http404
    return found


def judged_on(found: Assessment, today: datetime.date) -> datetime.date:
    """Give the day that evidence is judged on: today, or when it was signed."""
    if found.state == State.SIGNED and found.evidence_as_at:
        return found.evidence_as_at
    return today
