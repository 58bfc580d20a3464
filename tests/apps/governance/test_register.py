"""What the Ombudsman found, and what it adds up to."""

from datetime import date

import pytest
from tests.apps.governance.making import (
    NOW,
    TODAY,
    appointed,
    determined,
    ordered,
    written,
)

from putright.apps.governance import queries, services

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)
JUNE = date(2025, 6, 2)


def test_9_7_the_maladministration_rate_is_over_findings_on_the_merits() -> None:
    determined("A", JUNE, "severe_maladministration", "service_failure")
    determined("B", JUNE, "no_maladministration", "redress", "outside_jurisdiction")
    determined("C", None, "withdrawn")
    found = queries.counts(FIRST, LAST, TODAY)
    assert (found.determinations, found.found, found.notified) == (2, 5, 3)
    assert found.maladministration == queries.Rate(2, 4)
    assert found.severe == queries.Rate(1, 4)
    assert found.left_out == 1


def test_9_7_nothing_found_gives_no_rate_rather_than_none_at_fault() -> None:
    assert queries.counts(FIRST, LAST, TODAY).maladministration.percent is None


def test_8_1_determinations_count_in_the_year_they_were_made() -> None:
    determined("A", date(2025, 3, 31), "maladministration")
    determined("B", date(2025, 4, 1), "maladministration")
    assert queries.counts(FIRST, LAST, TODAY).determinations == 1


def test_9_7_an_order_is_overdue_the_day_after_its_date_and_until_evidence() -> None:
    number = determined("A", JUNE, "maladministration")
    order = ordered(number, date(2025, 7, 1))
    assert not queries.orders_overdue(date(2025, 7, 1)).exists()
    assert queries.orders_overdue(date(2025, 7, 2)).exists()
    services.amend(
        kind="order",
        number=order,
        values={"evidence_sent_on": date(2025, 7, 4)},
        by=None,
        now=NOW,
    )
    assert queries.orders_overdue(date(2025, 7, 3)).exists(), "as it stood then"
    assert not queries.orders_overdue(date(2025, 7, 4)).exists()


def test_9_7_a_recommendation_and_an_order_without_a_date_are_never_overdue() -> None:
    number = determined("A", JUNE, "maladministration")
    ordered(number, date(2025, 7, 1), sort="recommendation")
    ordered(number, None)
    assert not queries.orders_overdue(TODAY).exists()
    assert queries.orders_without_date().count() == 1


def test_8_1_failure_orders_publications_and_money_are_counted() -> None:
    number = determined("A", JUNE, "maladministration")
    ordered(number, JUNE, kind="compensation", pence=25_000)
    ordered(number, JUNE, sort="recommendation", kind="compensation", pence=99)
    written("failure_order", type="Type 2", issued_on=JUNE, about="Evidence late")
    written("publication", title="Report", kind="annual_report", published_on=JUNE)
    found = queries.counts(FIRST, LAST, TODAY)
    assert found.compensation_pence == 25_000
    assert (found.orders, found.recommendations) == (1, 1)
    assert (found.failure_orders, found.publications) == (1, 1)


def test_what_is_amended_keeps_what_it_said() -> None:
    number = determined("A", JUNE)
    finding = written("finding", investigation=number, about="Damp", kind="redress")
    values = {"about": "Damp and mould", "kind": "redress"}
    changed = services.amend(
        kind="finding", number=finding, values=values, by=None, now=NOW
    )
    assert changed == 1
    kept = queries.changes("finding", finding).get()
    assert (kept.field, kept.old, kept.new) == ("about", "Damp", "Damp and mould")


def test_what_is_struck_out_leaves_every_count_and_says_why() -> None:
    number = determined("A", JUNE, "maladministration")
    found = queries.investigation(number)
    assert found is not None
    finding = found.findings.get()
    with pytest.raises(services.GovernanceRefusedError, match="Strike those out first"):
        services.strike(kind="investigation", number=number, why="x", by=None, now=NOW)
    services.strike(
        kind="finding", number=finding.pk, why="Typed twice", by=None, now=NOW
    )
    assert queries.counts(FIRST, LAST, TODAY).found == 0
    assert queries.changes("finding", finding.pk).get().new == "Typed twice"
    services.strike(kind="investigation", number=number, why="x", by=None, now=NOW)
    determined("A", JUNE)


def test_a_reference_is_written_down_once() -> None:
    determined("A", JUNE)
    with pytest.raises(services.GovernanceRefusedError, match="already"):
        determined("A", JUNE)


def test_9_5_the_member_responsible_is_who_was_appointed_by_that_day() -> None:
    appointed("member_responsible", "Ada North", JUNE, ends_on=date(2025, 12, 31))
    appointed("member_responsible", "Ben South", date(2026, 1, 1))
    before = queries.in_office("member_responsible", date(2025, 6, 1))
    during = queries.in_office("member_responsible", JUNE)
    after = queries.in_office("member_responsible", TODAY)
    assert before is None
    assert during is not None
    assert after is not None
    assert (during.name, after.name) == ("Ada North", "Ben South")
