"""Summary rows as figures count them: rows, columns by name, and what they split by.

Other apps count through these and never touch the tables. Void and duplicate cases are
in none of them. Columns are those of `core.figures.grains`.
"""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower

from putright.apps.accounts.models import User
from putright.apps.complaints.models import (
    ActionRow,
    CaseRow,
    CaseTeam,
    ClockEntryRow,
    ExtensionRow,
    ExtraCell,
    StageRow,
    StageTeam,
    TargetDay,
)
from putright.apps.complaints.queries.cases import visible_to
from putright.core.figures.grains import ACTION, CASE, ENTRY, STAGE

NONE = Value("", output_field=CharField())


class Counted(NamedTuple):
    """One kind of row: `paths` from columns to fields, `derived` columns worked out for
    the day of judging, `labels` of splits, and `case`, the way to the case."""

    rows: QuerySet[Any]
    paths: Mapping[str, str]
    derived: Mapping[str, Combinable]
    labels: Mapping[str, Combinable]
    case: str


def counted(grain: str, as_at: datetime.date, period: str = "") -> Counted:
    """Give a kind of row, judged on a day. `period`: the column of its date.

    KeyError for a kind that there is not.
    """
    made = _made(grain, as_at, period)
    return made._replace(rows=made.rows.all())  # one of its own: what is read stays in


@lru_cache(maxsize=32)
def _made(grain: str, as_at: datetime.date, period: str) -> Counted:
    """A report asks for the same some fifty times, and it is long to put together."""
    return {CASE: _cases, STAGE: _stages, ACTION: _actions, ENTRY: _entries}[grain](
        as_at, period
    )


def known_to_the_month(first: datetime.date, last: datetime.date) -> int:
    """Count the cases received between two days, both included, by their month alone.

    The day they stand on is the one their month came in with, mostly its first.
    """
    rows = CaseRow.objects.filter(counts=True, precision="month")
    return rows.filter(received_on__gte=first, received_on__lte=last).count()


_STAGE = (
    "number",
    "received_on",
    "acknowledged_on",
    "responded_on",
    "acknowledge_by",
    "respond_by",
    "backstop",
    "extended_to",
    "extension_limit",
    "acknowledgement",
    "response",
    "working_days",
    "outcome",
    "ended",
    "ended_on",
    "compensation_pence",
    "offered_on",
    "remedied",
)


def _stages(as_at: datetime.date, _: str) -> Counted:
    same_case = _stages_of("case")
    # A request that was refused later stood open on the day.
    open_or_taken = Q(refused=False) | Q(ended_on__gt=as_at)
    second = same_case.filter(open_or_taken, which=2)
    return Counted(
        rows=StageRow.objects.filter(case__counts=True).order_by(),
        paths={name: name for name in _STAGE}
        | _of_case("kind", "tenure", "imported", "restricted", "vulnerable", "hazard"),
        derived={
            "due_then": _due_then(as_at),
            "second_on": _earliest(second, "case"),
            "own_acknowledge_by": _own_target("acknowledge"),
            "own_respond_by": _own_target("respond"),
            "remedied_before": Exists(same_case.filter(which=1, remedied=True)),
        },
        labels={
            **_labels("case__"),
            "stage": F("number"),
            "team": Coalesce(F("teams__team"), NONE),
            "handler": Case(
                When(responded_by="", then=F("handler")), default=F("responded_by")
            ),
            "outcome": _once(Q(responded_on__lte=as_at), "outcome"),
            "ground": _once(Q(ended_on__lte=as_at), "ground"),
        },
        case="case",
    )


def _own_target(clock: str) -> Combinable:
    """The last day by the landlord's own target, of several the first; null for none.

    By the policy that held when the stage started, whose days may count from the
    acknowledgement.
    """
    counted = Q(counted_from="started", start=OuterRef("started_on")) | Q(
        counted_from="acknowledged", start=OuterRef("acknowledged_on")
    )
    found = TargetDay.objects.filter(
        counted,
        stage=OuterRef("number"),
        clock=clock,
        own_stage=Lower(OuterRef("case__own_stage")),
        holds_from__lte=OuterRef("started_on"),
        holds_to__gte=OuterRef("started_on"),
    ).order_by("due")
    return Subquery(found.values("due")[:1])


def _due_then(as_at: datetime.date) -> Combinable:
    """The last day to answer, as the record stood on a day.

    The extension in force is the last one told by then; it moves the day if it was told
    in time, is later, and within the limit or past it with a good reason. One that the
    resident may not have been told of moves nothing.
    """
    known = ExtensionRow.objects.filter(stage=OuterRef("pk")).filter(
        Q(told_on__isnull=True) | Q(told_on__lte=as_at)
    )
    moves = (
        Q(told_on__lte=OuterRef("respond_by"))
        & Q(to__gt=OuterRef("respond_by"))
        & (Q(lifted=True) | Q(to__lte=OuterRef("extension_limit")))
    )
    moved = known.annotate(
        moved=Case(When(moves, then=F("to")), output_field=DateField())
    ).order_by("-pk")
    extended = When(extended_to__isnull=False, then=Subquery(moved.values("moved")[:1]))
    unacknowledged = When(acknowledged_on__gt=as_at, then=F("unacknowledged_by"))
    return Coalesce(
        Case(extended, output_field=DateField()),  # few are: the others ask no more
        Case(unacknowledged, default=F("respond_by")),
    )


def _cases(as_at: datetime.date, period: str) -> Counted:
    own = (
        "kind",
        "tenure",
        "imported",
        "restricted",
        "received_on",
        "refused_on",
        "withdrawn_on",
        "closed_on",
        "improvement_on",
        "adjustment_review",
        "learning",
        "upheld",
    )
    became = (
        CaseRow.objects.filter(
            linked_to=OuterRef("reference"), kind="complaint", counts=True
        )
        .exclude(linked_to="")
        .order_by()
    )
    return Counted(
        rows=CaseRow.objects.filter(counts=True).order_by(),
        paths={name: name for name in own},
        derived={"became_on": _earliest(became, "linked_to")},
        labels={
            **_labels(""),
            "stage": F("refused_stage" if period == "refused_on" else "stage"),
            "handler": F("handler"),
            "outcome": _last_outcome("pk", as_at),
            "ground": _once(Q(refused_on__lte=as_at), "ground"),
        },
        case="pk",
    )


def _actions(as_at: datetime.date, _: str) -> Counted:
    return Counted(
        rows=ActionRow.objects.filter(case__counts=True).order_by(),
        paths={"made_on": "made_on", "by_when": "by_when", "done_on": "done_on"}
        | _of_case("kind", "tenure", "imported", "restricted"),
        derived={},
        labels={
            **_labels("case__"),
            "stage": F("stage"),
            "handler": F("owner"),
            "outcome": _last_outcome("case", as_at),
            "ground": F("case__ground"),
        },
        case="case",
    )


def _entries(as_at: datetime.date, _: str) -> Counted:
    own = ("kind", "imported", "happened_on", "recorded_on", "working_days")
    return Counted(
        rows=ClockEntryRow.objects.filter(case__counts=True).order_by(),
        paths={name: name for name in own}
        | {"case_kind": "case__kind", "restricted": "case__restricted"},
        derived={},
        labels={
            **_labels("case__"),
            "stage": F("stage"),
            "handler": F("case__handler"),
            "outcome": _last_outcome("case", as_at),
            "ground": F("case__ground"),
        },
        case="case",
    )


def _of_case(*names: str) -> dict[str, str]:
    return {name: f"case__{name}" for name in names}


def _labels(case: str) -> dict[str, Combinable]:
    """What every kind of row splits by alike; `case` leads to the case."""
    names = (
        "area",
        "category",
        "issue",
        "channel",
        "tenure",
        "raised_by",
        "body",
        "edition",
        "own_stage",
    )
    return {name: F(f"{case}{name}") for name in names} | {
        "team": Coalesce(F(f"{case}teams__team"), NONE)
    }


def _stages_of(case: str) -> QuerySet[Any]:
    """A row's case's stages, found by the case. `which` is the number of the stage:
    a name that no index has, or SQLite would go through all stages of that number."""
    stages = StageRow.objects.filter(case=OuterRef(case)).order_by()
    return stages.alias(which=F("number") + 0)


def _earliest(rows: QuerySet[Any], same: str) -> Combinable:
    """The earliest day received of some rows, which all have the same `same`."""
    return Subquery(
        rows.values(same).annotate(earliest=Min("received_on")).values("earliest")
    )


def _once(condition: Q, column: str) -> Combinable:
    """A label that a row has from some day on."""
    return Case(When(condition, then=F(column)), default=NONE)


def _last_outcome(case: str, as_at: datetime.date) -> Combinable:
    stages = (
        _stages_of(case)
        .filter(refused=False, responded_on__lte=as_at)
        .order_by("-which")
    )
    return Coalesce(Subquery(stages.values("outcome")[:1]), NONE)


def extra_label(case: str, name: str) -> Combinable:
    """A column of the landlord's own register, as a label; `case` leads to the case."""
    cells = ExtraCell.objects.filter(case=OuterRef(case), name=name)
    return Coalesce(Subquery(cells.values("value")[:1]), NONE)


def extra_names() -> list[str]:
    """Give the names of the columns that came with registers, beside the known ones."""
    names = ExtraCell.objects.order_by("name").values_list("name", flat=True)
    return list(names.distinct())


def person_of(case: str) -> str:
    """Name the field with a case's person; `case` is the way to the case."""
    return "person" if case == "pk" else f"{case}__person"


def concerning(grain: str, case: str, team: str) -> Q:
    """Say that a row concerns a team; no team at all where it is empty."""
    listed: QuerySet[Any] = (
        StageTeam.objects.filter(stage=OuterRef("pk"))
        if grain == STAGE
        else CaseTeam.objects.filter(case=OuterRef(case))
    )
    if not team:
        return Q(~Exists(listed))
    return Q(Exists(listed.filter(team=team)))


def seen_by(user: User, day: datetime.date) -> QuerySet[CaseRow]:
    """Give the cases that a person may open on a day, by role and by name."""
    return visible_to(user, day)
