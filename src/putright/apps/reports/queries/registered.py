"""The register of the Ombudsman's findings and the self-assessment, for a report."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from putright.apps.assessment.queries import assessments
from putright.apps.governance import queries as governance
from putright.apps.governance.queries import FindingKind, PublicationKind
from putright.core.assessment import requirement_of
from putright.core.calendar import Span, quarter
from putright.core.reports.given import (
    Assessed,
    Failure,
    Provision,
    Published,
    Register,
)
from putright.rules.handling_code import edition


def register(span: Span, as_at: dt.date) -> Register:
    """Give what the register says of a period, as it stood on a day."""
    found = governance.counts(span.first, span.last, as_at)
    days = (span.first, min(span.last, as_at))
    return Register(
        span=span,
        notified=found.notified,
        determinations=found.determinations,
        findings={
            FindingKind(kind).label: number for kind, number in found.findings.items()
        },
        maladministration=_pair(found.maladministration),
        severe=_pair(found.severe),
        left_out=found.left_out,
        orders=found.orders,
        recommendations=found.recommendations,
        pence=found.compensation_pence,
        overdue=found.overdue,
        notified_by=_by_quarter("notified_on", days),
        determined_by=_by_quarter("determined_on", days),
        failures=_failures(days),
        publications=_publications(days),
    )


def _pair(rate: governance.Rate) -> tuple[int, int]:
    return rate.numerator, rate.denominator


def _by_quarter(column: str, days: tuple[dt.date, dt.date]) -> dict[str, int]:
    rows = governance.investigations().prefetch_related(None)
    found: Iterable[dt.date] = rows.filter(**{f"{column}__range": days}).values_list(
        column, flat=True
    )
    return dict(Counter(quarter(day) for day in found))


def _failures(days: tuple[dt.date, dt.date]) -> tuple[Failure, ...]:
    rows = governance.failure_orders().filter(issued_on__range=days)
    return tuple(
        Failure(
            key=str(row.pk),
            type=row.type,
            issued_on=row.issued_on,
            about=row.about,
            complied_on=row.complied_on,
        )
        for row in rows
    )


def _publications(days: tuple[dt.date, dt.date]) -> tuple[Published, ...]:
    rows = governance.publications().filter(published_on__range=days)
    return tuple(
        Published(
            title=row.title,
            kind=PublicationKind(row.kind).label,
            on=row.published_on,
            address=row.address,
            yearly=row.kind == PublicationKind.ANNUAL,
        )
        for row in rows
    )


def assessed(day: dt.date) -> Assessed | None:
    """Give the self-assessment of the year that a day lies in, in plain values."""
    found = assessments.standing_on(day)
    if found is None:
        return None
    code = edition(found.edition)
    return Assessed(
        year=found.year,
        edition=found.edition,
        signed=found.signed_at is not None,
        approved_on=found.approved_on,
        minute=found.minute,
        published_on=found.published_on,
        published_at=found.published_at,
        response_at=found.response_at,
        provisions=tuple(
            Provision(
                number=one.provision,
                requirement=requirement_of(code, one.provision),
                answer=one.answer,
                action=one.action,
                owner=one.owner,
                by_when=one.by_when,
            )
            for one in assessments.answers(found)
        ),
    )
