"""All that `putright verify` checks, from every app that keeps hashes of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from putright.config.processes import spread

if TYPE_CHECKING:
    from putright.apps.complaints.services.verify import Finding


def findings(*, files: bool = True) -> "Iterator[Finding]":
    """Give whatever does not hold: cases, their files, and published reports.

    Without `files` the stored files are left out.
    """
    from putright.apps.complaints.services import verify
    from putright.apps.reports.queries.verifying import reports_amiss

    yield from verify.verify(files=files, spread=spread)
    yield from (verify.Finding("", what) for what in reports_amiss())
