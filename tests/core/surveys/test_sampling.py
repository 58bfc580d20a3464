"""Who is asked: by quota and by a seed, so that nobody can pick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import FLAT, HOUSE

from putright.core.surveys.sampling import (
    QuotaError,
    draw,
    progress,
    reminders,
    share_out,
    top_up,
)

HOMES = {f"OTT-{n:04d}": (FLAT, HOUSE)[n % 3 == 0].area for n in range(90)}
NORTH, SOUTH = FLAT.area, HOUSE.area


def test_quotas_follow_the_households_and_add_up() -> None:
    assert share_out({"North": 500, "South": 300, "West": 200}, 101) == {
        "North": 51,  # 50.5: the larger of the two that are owed a half or more
        "South": 30,
        "West": 20,
    }


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 500)), st.data())
def test_no_quota_is_over_its_group_and_all_are_shared_out(
    sizes: dict[str, int], data: st.DataObject
) -> None:
    total = data.draw(st.integers(0, sum(sizes.values())))
    quotas = share_out(sizes, total)
    assert sum(quotas.values()) == total
    assert all(0 <= quotas[group] <= size for group, size in sizes.items())


def test_more_answers_than_households_are_refused() -> None:
    with pytest.raises(QuotaError, match="4 answers can't come from 3 households"):
        share_out({"North": 3}, 4)
    with pytest.raises(QuotaError, match="31 households of “Otterdale South”"):
        draw(HOMES, {SOUTH: 31}, "autumn")


def test_a_seed_draws_the_same_whatever_the_order_of_the_list() -> None:
    mixed = reversed(HOMES.items())
    quotas = {NORTH: 20, SOUTH: 10}
    drawn = draw(HOMES, quotas, "autumn")
    assert draw(dict(mixed), quotas, "autumn") == drawn
    assert len(set(drawn)) == 30
    assert sum(HOMES[one] == SOUTH for one in drawn) == 10
    assert draw(HOMES, quotas, "spring") != drawn


def test_asking_for_more_adds_to_those_drawn() -> None:
    few = draw(HOMES, {NORTH: 20, SOUTH: 10}, "autumn")
    more = draw(HOMES, {NORTH: 30, SOUTH: 10}, "autumn")
    added = top_up(HOMES, few, {NORTH: 10}, "autumn")
    assert set(more) == set(few) | set(added)
    assert top_up(HOMES, few, {SOUTH: 500}, "autumn") == tuple(
        one for one in draw(HOMES, {SOUTH: 30}, "autumn") if one not in few
    )


def test_reminders_go_to_short_groups_only_and_to_nobody_who_answered() -> None:
    asked = draw(HOMES, {NORTH: 6, SOUTH: 4}, "autumn")
    north = [one for one in asked if HOMES[one] == NORTH]
    south = [one for one in asked if HOMES[one] == SOUTH]
    answered = [*north[:2], south[0]]
    targets = {NORTH: 4, SOUTH: 1}
    standing = progress(HOMES, asked, answered, targets)
    assert [(g.group, g.asked, g.answered, g.short, g.left) for g in standing] == [
        (NORTH, 6, 2, 2, 54),
        (SOUTH, 4, 1, 0, 26),
    ]
    due = reminders(HOMES, asked, answered, targets, "autumn", leave=[north[2]])
    assert due == tuple(north[3:])
