"""A report put together from its sections."""

from collections.abc import Sequence

from putright.core.reports.given import Given
from putright.core.reports.sentences import period_words
from putright.core.reports.values import Part, Report, Section


def report(
    given: Given,
    *,
    kind: str,
    title: str,
    sections: Sequence[Section | None],
    parts: Sequence[Part] = (),
    subtitle: str = "",
) -> Report:
    """Give a report of these sections; those that have nothing to say are None."""
    return Report(
        kind=kind,
        title=title,
        subtitle=subtitle or period_words(given.span),
        landlord=given.landlord,
        first=given.first,
        last=given.last,
        as_at=given.as_at,
        edition=given.edition,
        program=given.program,
        sections=tuple(one for one in sections if one is not None),
        parts=tuple(parts),
    )
