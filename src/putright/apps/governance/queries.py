"""Reads of the register: what stands, what is overdue, and what it adds up to.

Every count says what it is over. Struck out rows are in none.
"""

import datetime
from collections.abc import Mapping

import msgspec
from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from putright.apps.accounts.models import User
from putright.apps.complaints.queries import counted as cases
from putright.apps.governance.models import (
    Appointment,
    Change,
    FailureOrder,
    Finding,
    FindingKind,
    Investigation,
    Kept,
    Office,
    Order,
    OrderSort,
    Publication,
    PublicationKind,
)
from putright.apps.governance.services import KINDS

__all__ = [
    "Counts",
    "FindingKind",
    "Office",
    "PublicationKind",
    "Rate",
    "appointments",
    "changes",
    "changes_of_case",
    "counts",
    "failure_orders",
    "in_office",
    "investigation",
    "investigations",
    "last_determined",
    "may_open_case",
    "orders_overdue",
    "orders_without_date",
    "publications",
    "row",
    "undetermined",
]

STANDS = Q(struck_at__isnull=True)
UPHELD = (
    FindingKind.SERVICE_FAILURE,
    FindingKind.MALADMINISTRATION,
    FindingKind.SEVERE,
)
"""The findings that are maladministration of some degree."""
NOT_ON_THE_MERITS = (FindingKind.OUTSIDE, FindingKind.WITHDRAWN)


class Rate(msgspec.Struct, frozen=True):
    """How many of how many. `percent` is None over nothing."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """Give the rate out of a hundred, not rounded."""
        if not self.denominator:
            return None
        return 100 * self.numerator / self.denominator


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What the register adds up to for a period, as it stood on a day (8.1, 9.7).

    Determinations and what they hold are of those determined in the period. The
    maladministration rate is over findings on the merits: those outside jurisdiction
    or withdrawn are left out, and `left_out` counts them. Overdue orders are those of
    any determination whose date has passed by the day without evidence sent.
    """

    notified: int
    determinations: int
    findings: Mapping[str, int]
    maladministration: Rate
    severe: Rate
    left_out: int
    orders: int
    recommendations: int
    compensation_pence: int
    overdue: int
    failure_orders: int
    publications: int

    @property
    def found(self) -> int:
        """How many findings there are in all."""
        return sum(self.findings.values())


def counts(first: datetime.date, last: datetime.date, as_at: datetime.date) -> Counts:
    """Count the register for a period, both its days included."""
    period = (first, min(last, as_at))
    kinds = dict(
        Finding.objects.filter(
            STANDS,
            investigation__struck_at__isnull=True,
            investigation__determined_on__range=period,
        )
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"))
    )
    findings = {kind.value: kinds.get(kind.value, 0) for kind in FindingKind}
    left_out = sum(findings[kind] for kind in NOT_ON_THE_MERITS)
    merits = sum(findings.values()) - left_out
    made = _orders().filter(investigation__determined_on__range=period)
    ordered = made.aggregate(
        orders=Count("pk", filter=Q(sort=OrderSort.ORDER)),
        recommendations=Count("pk", filter=Q(sort=OrderSort.RECOMMENDATION)),
        pence=Sum("pence", filter=Q(sort=OrderSort.ORDER)),
    )
    standing = Investigation.objects.filter(STANDS)
    return Counts(
        notified=standing.filter(notified_on__range=period).count(),
        determinations=standing.filter(determined_on__range=period).count(),
        findings=findings,
        maladministration=Rate(sum(findings[kind] for kind in UPHELD), merits),
        severe=Rate(findings[FindingKind.SEVERE], merits),
        left_out=left_out,
        orders=ordered["orders"],
        recommendations=ordered["recommendations"],
        compensation_pence=ordered["pence"] or 0,
        overdue=orders_overdue(as_at).count(),
        failure_orders=failure_orders().filter(issued_on__range=period).count(),
        publications=publications().filter(published_on__range=period).count(),
    )


def _orders() -> QuerySet[Order]:
    return Order.objects.filter(STANDS, investigation__struck_at__isnull=True)


def orders_overdue(day: datetime.date) -> QuerySet[Order]:
    """Give the orders past their date on a day with no evidence sent by then.

    Recommendations bind nobody and are never overdue.
    """
    return (
        _orders()
        .filter(
            Q(evidence_sent_on__isnull=True) | Q(evidence_sent_on__gt=day),
            sort=OrderSort.ORDER,
            due_on__lt=day,
        )
        .select_related("investigation")
    )


def orders_without_date() -> QuerySet[Order]:
    """Give the orders for which no date of the determination was written down."""
    return (
        _orders()
        .filter(
            sort=OrderSort.ORDER, due_on__isnull=True, evidence_sent_on__isnull=True
        )
        .select_related("investigation")
    )


def investigations() -> QuerySet[Investigation]:
    """Give what went to the Ombudsman, newest first, with findings and orders."""
    return Investigation.objects.filter(STANDS).prefetch_related(
        Prefetch("findings", queryset=Finding.objects.filter(STANDS)),
        Prefetch("orders", queryset=Order.objects.filter(STANDS)),
    )


def investigation(number: int) -> Investigation | None:
    """Give one of them by number."""
    return investigations().filter(pk=number).first()


def failure_orders() -> QuerySet[FailureOrder]:
    """Give the complaint handling failure orders, newest first."""
    return FailureOrder.objects.filter(STANDS)


def publications() -> QuerySet[Publication]:
    """Give what the Ombudsman published about the landlord, newest first."""
    return Publication.objects.filter(STANDS)


def appointments() -> QuerySet[Appointment]:
    """Give everyone who held an office, by office, newest first."""
    return Appointment.objects.filter(STANDS)


def in_office(office: Office | str, day: datetime.date) -> Appointment | None:
    """Give who holds an office on a day (9.4, 9.5), the last appointed first."""
    return (
        appointments()
        .filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            office=office,
            starts_on__lte=day,
        )
        .first()
    )


def row(kind: str, number: int) -> Kept | None:
    """Give a row of a kind that stands, by number."""
    return KINDS[kind]._default_manager.filter(STANDS, pk=number).first()


def changes(kind: str, number: int) -> QuerySet[Change]:
    """Give what was amended of a row, newest first."""
    return Change.objects.filter(kind=kind, row=number).select_related("by")


def changes_of_case(found: Investigation) -> QuerySet[Change]:
    """Give what was amended of an investigation, its findings and its orders."""
    findings = Finding.objects.filter(investigation=found).values("pk")
    orders = Order.objects.filter(investigation=found).values("pk")
    return Change.objects.filter(
        Q(kind="investigation", row=found.pk)
        | Q(kind="finding", row__in=findings)
        | Q(kind="order", row__in=orders)
    ).select_related("by")


def may_open_case(user: User, reference: str, day: datetime.date) -> bool:
    """Give whether a person may open one of the landlord's own cases on a day."""
    return cases.seen_by(user, day).filter(reference=reference).exists()


def last_determined(case: str) -> Subquery:
    """Give the day of the Ombudsman's last determination of a case; none without.

    `case`: the field, of the rows that are asked about, with the case's reference.
    """
    found = Investigation.objects.filter(STANDS, case=OuterRef(case))
    days = found.filter(determined_on__isnull=False).order_by("-determined_on")
    return Subquery(days.values("determined_on")[:1])


def undetermined(case: str) -> Exists:
    """Give the rule for a case that is before the Ombudsman, not determined yet."""
    found = Investigation.objects.filter(STANDS, case=OuterRef(case))
    return Exists(found.filter(determined_on__isnull=True))
