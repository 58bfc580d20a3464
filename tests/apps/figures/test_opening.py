"""Who is told which cases are behind a figure."""

from datetime import UTC, date, datetime

import pytest
from tests.apps.figures.making import asked, lived, october, question_of

from putright.apps.accounts.models import User
from putright.apps.figures.queries import members
from putright.core.complaints import events as e

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 2)
NOW = datetime(2024, 11, 1, 9, tzinfo=UTC)


def someone(username: str) -> User:
    """A member of staff who may see every case."""
    user = User.objects.create(username=username, name=username, is_active=True)
    user.grants.create(
        role="manager",
        scope="everything",
        given_at=NOW,
        confirmed_at=NOW,
        starts_on=date(2024, 1, 1),
    )
    return user


def test_a_restricted_case_is_listed_to_those_named_and_counted_for_the_rest() -> None:
    named, other = someone("named"), someone("other")
    lived("A", [e.Received(on=october(7))])
    lived(
        "S",
        [
            e.Received(on=october(7)),
            e.AccessRestricted(
                on=october(8), named=(f"u{named.pk}",), by="u1", confirmed_by="u2"
            ),
        ],
    )
    question = question_of()
    seen = members("stage_1_received", question, viewer=named, day=TODAY)
    assert [one.reference for one in seen.listed] == ["A", "S"]
    rest = members("stage_1_received", question, viewer=other, day=TODAY)
    assert [one.reference for one in rest.listed] == ["A"]
    assert (rest.restricted, rest.elsewhere) == (1, 0)
    assert asked("stage_1_received").total.value == 2


def test_someone_without_a_role_opens_nothing_and_is_told_how_many() -> None:
    nobody = User.objects.create(username="nobody", name="Nobody")
    lived("A", [e.Received(on=october(7))])
    found = members("stage_1_received", question_of(), viewer=nobody, day=TODAY)
    assert (found.listed, found.restricted, found.elsewhere) == ((), 0, 1)


def test_a_long_list_can_be_cut_and_says_so() -> None:
    for reference in "ABC":
        lived(reference, [e.Received(on=october(7))])
    found = members("stage_1_received", question_of(), most=2)
    assert [one.reference for one in found.listed] == ["A", "B"]
    assert found.more
