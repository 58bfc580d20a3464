"""How the fieldwork stands: who answered, which groups are short, whom to write to."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents
from putright.apps.surveys.models import Quota, Response, SampledHome, Survey
from putright.core.surveys.sampling import GroupProgress, reminders

INVITE, REMIND = "invite", "remind"
KINDS = (INVITE, REMIND)
HEADINGS = (
    "household",
    "stock_type",
    "area",
    "category",
    "address_1",
    "address_2",
    "address_3",
    "address_4",
    "postcode",
)


@dataclass(frozen=True, slots=True)
class Progress:
    """One stock type's fieldwork by group, and its responses from anybody at all.

    `drawn`: homes of the sample; `responses`: those taken, asked or not.
    """

    stock_type: str
    groups: tuple[GroupProgress, ...]
    drawn: int
    responses: int

    @property
    def target(self) -> int:
        """How many answers are wanted."""
        return sum(one.target for one in self.groups)

    @property
    def answered(self) -> int:
        """How many homes of the sample answered."""
        return sum(one.answered for one in self.groups)


@dataclass(frozen=True, slots=True)
class ToWrite:
    """Homes of the sample to write to, and how many may not be written to.

    `left_out`: somebody there has a safe contact, or asked that nothing be posted.
    """

    rows: tuple[SampledHome, ...]
    left_out: int


def progress(survey: Survey) -> list[Progress]:
    """Say how each stock type stands, in a few questions whatever its size."""
    asked: Counter[tuple[str, str]] = Counter()
    answered: Counter[tuple[str, str]] = Counter()
    drawn: Counter[str] = Counter()
    counted = (
        SampledHome.objects.filter(survey=survey)
        .order_by()
        .values_list("stock_type", "group")
        .annotate(Count("pk"), Count("invited_on"), Count("answered_on"))
    )
    for stock_type, group, number, invited, back in counted:
        drawn[stock_type] += number
        asked[stock_type, group] = invited
        answered[stock_type, group] = back
    groups: dict[str, list[GroupProgress]] = {name: [] for name in survey.of}
    for quota in Quota.objects.filter(survey=survey):
        at = (quota.stock_type, quota.group)
        left = quota.homes - asked[at]
        groups[quota.stock_type].append(
            GroupProgress(quota.group, asked[at], answered[at], quota.target, left)
        )
    taken = _responses(survey)
    return [
        Progress(name, tuple(found), drawn[name], taken.get(name, 0))
        for name, found in groups.items()
    ]


def _responses(survey: Survey) -> dict[str, int]:
    rows = Response.objects.filter(survey=survey).order_by()
    return dict(rows.values_list("stock_type").annotate(Count("pk")))


def to_write(survey: Survey, which: str, on: datetime.date) -> ToWrite:
    """List whom to ask first, or whom to remind next, as things stand on a day.

    Reminded are those asked who have not answered, of groups still short of answers.
    """
    rows = list(SampledHome.objects.filter(survey=survey))
    if which == INVITE:
        due = [one for one in rows if not (one.invited_on or one.answered_on)]
    else:
        due = _to_remind(survey, rows)
    leave = residents.homes_not_to_write_to(on)
    kept = tuple(one for one in due if one.home_id not in leave)
    return ToWrite(kept, len(due) - len(kept))


def _to_remind(survey: Survey, rows: list[SampledHome]) -> list[SampledHome]:
    targets: dict[str, dict[str, int]] = {name: {} for name in survey.of}
    for quota in Quota.objects.filter(survey=survey):
        targets[quota.stock_type][quota.group] = quota.target
    due: list[SampledHome] = []
    for stock_type in survey.of:
        mine = {one.reference: one for one in rows if one.stock_type == stock_type}
        listed = reminders(
            {name: one.group for name, one in mine.items()},
            [name for name, one in mine.items() if one.invited_on],
            [name for name, one in mine.items() if one.answered_on],
            targets[stock_type],
            survey.seed,
        )
        due += [mine[name] for name in listed]
    return due


def address_rows(survey: Survey, found: ToWrite) -> list[list[str]]:
    """Give the list as rows under `HEADINGS`. No name is in it."""
    numbers = SampledHome.objects.filter(survey=survey).values_list(
        "home_id", flat=True
    )
    known = homes.homes_numbered(numbers.order_by())
    out = []
    for one in found.rows:
        home = known.get(one.home_id)
        lines = [*(home.address if home else ()), "", "", "", ""][:4]
        out.append(
            [
                one.reference,
                one.stock_type,
                one.area,
                one.category,
                *lines,
                home.postcode if home else "",
            ]
        )
    return out
