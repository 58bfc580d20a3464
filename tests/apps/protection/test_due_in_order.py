"""What is due is read in the database's own order, as far as it is shown."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from tests.apps.complaints import worklists as w
from tests.apps.protection import making as m

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.services.importing import import_register
from putright.apps.protection.queries import schedule as reading
from putright.apps.protection.views import batches as pages
from putright.config import guards
from putright.core.complaints import steps as s
from putright.core.tabular import read, write_csv

pytestmark = pytest.mark.django_db

HEADINGS = ("reference", "kind", "received_on", "subject", "closed_on", "withdrawn_on")
ENDS = [
    ("A-1", "compliment", "2020-03-02", "Kind", "", ""),
    ("A-2", "comment", "2020-03-01", "Bins", "2020-03-04", ""),
    ("A-3", "mp_enquiry", "2020-03-03", "Heating", "", ""),
    ("A-4", "compliment", "2020-03-05", "Quick", "", ""),
    ("A-5", "comment", "2020-03-06", "Lifts", "", ""),
    ("A-6", "complaint", "2020-03-01", "Mould", "", "2020-03-09"),
]


@pytest.fixture
def pair() -> tuple[User, User]:
    guards.install()
    w.amina()
    two = m.two()
    table = read("register.csv", write_csv(HEADINGS, ENDS))
    assert import_register(table, who="system", now=w.NOW).taken == len(ENDS)
    m.kept_for("other_contacts", 12, *two)
    m.kept_for("complaints", 12, *two)
    return two


def due(kind: str, start: int, stop: int) -> list[tuple[str, date]]:
    rule = reading.rule_for(kind)
    assert rule is not None
    found = reading.due(reading.KINDS[kind], rule, m.LATER, start, stop)
    return [(one.reference, one.counted_from) for one in found]


def test_kinds_of_contact_stand_in_one_order_of_days_page_by_page(
    pair: tuple[User, User],
) -> None:
    """Each is read from an index of its own; none is left out between two pages."""
    told = [
        one for start in (0, 2, 4) for one in due("other_contacts", start, start + 2)
    ]
    assert [reference for reference, _ in told] == ["A-1", "A-3", "A-2", "A-4", "A-5"]
    assert told[2][1] == date(2020, 3, 4)
    assert due("complaints", 0, 9) == [("A-6", date(2020, 3, 9))]


def test_the_first_of_what_is_due_are_found_by_an_index_without_the_erased(
    pair: tuple[User, User],
) -> None:
    """At a million cases most are erased: they are not read again to be left out."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off"
            )
    for code in ("complaints", "service_requests", "other_contacts"):
        for part in reading.KINDS[code].in_order(m.LATER):
            plan = part[:51].explain()
            assert "complaints_over" in plan, plan
            assert "TEMP B-TREE FOR ORDER BY" not in plan, plan
    assert m.erased("other_contacts", *pair) == 5
    assert set(CaseRow.objects.filter(erased_to=None).values_list("reference")) == {
        ("A-6",)
    }
    assert due("other_contacts", 0, 9) == []
    w.taken("A-5", s.AddNote(on=date(2026, 3, 4), note="Rang again"))
    assert [reference for reference, _ in due("other_contacts", 0, 9)] == ["A-5"]


def test_pages_count_and_list_as_far_as_a_batch_goes(
    pair: tuple[User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that nobody acts on is not counted to its end."""
    monkeypatch.setattr(reading, "AT_ONCE", 4)
    monkeypatch.setattr(pages, "SIZE", 2)
    monkeypatch.setattr(pages, "LAST", 2)
    client = w.signed_in(pair[0])
    assert "more than 4" in w.page(client, reverse("protection:schedule"))
    address = reverse("protection:due", args=["other_contacts"])
    first, last, beyond = (
        client.get(address, {"page": number}).content.decode() for number in (1, 2, 99)
    )
    more = "These are the first 4."
    assert ["page=2" in first, more in first] == [True, False]
    for text in (last, beyond):
        assert ["page=3" in text, more in text] == [False, True]
