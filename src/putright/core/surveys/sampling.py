"""Who to ask, and who to remind: a sample with quotas, drawn by a seed.

The order of households comes from a hash of the seed and the household's name. So the
same seed always draws the same sample, the order of the list doesn't matter, nobody
can pick who is in it, and asking for more only adds to those drawn already.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass


class QuotaError(ValueError):
    """Quotas that can't be filled: the message names the group and the numbers."""


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """How a group's fieldwork stands: asked, answered, the target, and those left.

    `left` counts households not yet asked; `short`, answers still wanting.
    """

    group: str
    asked: int
    answered: int
    target: int
    left: int

    @property
    def short(self) -> int:
        """How many answers are still wanting."""
        return max(0, self.target - self.answered)


def share_out(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Share a number of answers out over groups, in proportion to their households.

    By largest remainder, so that they add up; of equal remainders the larger group
    comes first, then the first by name. Raises QuotaError where there are fewer
    households than answers.
    """
    households = sum(sizes.values())
    if total > households or total < 0:
        raise QuotaError(
            f"{total} answers can't come from {households} households. Ask for fewer."
        )
    if not households:
        return dict.fromkeys(sizes, 0)
    quotas = {group: total * size // households for group, size in sizes.items()}
    rest = sorted(sizes, key=lambda g: (-(total * sizes[g] % households), -sizes[g], g))
    for group in rest[: total - sum(quotas.values())]:
        quotas[group] += 1
    return quotas


def draw(
    groups: Mapping[str, str], quotas: Mapping[str, int], seed: str
) -> tuple[str, ...]:
    """Draw so many households of each group, in the order to ask them.

    `groups`: household to its group. Raises QuotaError where a group has too few.
    """
    by_group = _in_order(groups, seed)
    drawn: list[str] = []
    for group, wanted in quotas.items():
        there = by_group.get(group, [])
        if wanted < 0 or wanted > len(there):
            raise QuotaError(
                f"{wanted} households of “{group}” can't be drawn: there are "
                f"{len(there)}. Lower its quota or join it to another group."
            )
        drawn += there[:wanted]
    return tuple(sorted(drawn, key=lambda household: _place(seed, household)))


def progress(
    groups: Mapping[str, str],
    asked: Collection[str],
    answered: Collection[str],
    targets: Mapping[str, int],
) -> tuple[GroupProgress, ...]:
    """Say how each group with a target stands. Answers nobody was asked for count."""
    sizes = Counter(groups.values())
    sent = Counter(groups[one] for one in set(asked) if one in groups)
    back = Counter(groups[one] for one in set(answered) if one in groups)
    return tuple(
        GroupProgress(
            group, sent[group], back[group], target, sizes[group] - sent[group]
        )
        for group, target in targets.items()
    )


def reminders(
    groups: Mapping[str, str],
    asked: Collection[str],
    answered: Collection[str],
    targets: Mapping[str, int],
    seed: str,
    leave: Collection[str] = (),
) -> tuple[str, ...]:
    """List whom to remind next: asked, not answered, of a group still short.

    `leave`: households not to be written to again. In the order they were drawn.
    """
    short = {g.group for g in progress(groups, asked, answered, targets) if g.short}
    wanted = set(asked) - set(answered) - set(leave)
    due = (one for one in wanted if groups.get(one) in short)
    return tuple(sorted(due, key=lambda household: _place(seed, household)))


def top_up(
    groups: Mapping[str, str],
    asked: Collection[str],
    wanted: Mapping[str, int],
    seed: str,
) -> tuple[str, ...]:
    """Draw more households of some groups: the next in order that were not asked.

    A group with fewer left gives all that it has.
    """
    done = set(asked)
    fresh = {one: group for one, group in groups.items() if one not in done}
    left = Counter(fresh.values())
    return draw(fresh, {g: min(n, left[g]) for g, n in wanted.items()}, seed)


def _in_order(groups: Mapping[str, str], seed: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for household in sorted(groups, key=lambda one: _place(seed, one)):
        found.setdefault(groups[household], []).append(household)
    return found


def _place(seed: str, household: str) -> tuple[bytes, str]:
    mixed = f"{len(seed)}:{seed}{household}".encode()
    return hashlib.blake2b(mixed, digest_size=16).digest(), household
