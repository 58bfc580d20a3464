"""Figures as they are asked for and told, as on the command line."""

import datetime
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import ConfigDict, model_validator

from putright.apps.api.schemas.base import Day, Line, Name

Split = Annotated[Name, Field(min_length=1)]


class Asked(Schema):
    """A period with both its days, splits, and limits."""

    model_config = ConfigDict(populate_by_name=True)

    first: Day = Field(..., alias="from", description="The period's first day.")
    last: Day = Field(..., alias="to", description="The period's last day.")
    by: list[Split] = Field(
        [],
        max_length=5,
        description="A split by a dimension, or by several joined by commas.",
    )
    where: list[Line] = Field(
        [], max_length=6, description="Count only these: DIMENSION=VALUE."
    )
    as_at: Day | None = Field(None, description="Judge as at this day; today if none.")
    edition: Name = Field("", description="Only cases under this edition of the Code.")

    @model_validator(mode="after")
    def _in_order(self) -> "Asked":
        if self.last < self.first:
            raise ValueError("The period ends before it begins.")
        return self


class FigureName(Schema):
    """A figure that can be asked for."""

    code: str
    title: str
    unit: str
    source: str


class FigureNames(Schema):
    """Every figure, and the dimensions that this person may split by."""

    figures: list[FigureName]
    dimensions: list[str]


class FigureTold(Schema):
    """A figure answered. `by` holds a split's cells, nested by its labels.

    `hidden` where a number is so small that it could tell of somebody: then it has no
    value. `overlaps` where some cases stand in several cells. `as_of`: the time up to
    which cases are in it, where a copy of the records that is behind was counted.
    """

    code: str
    title: str
    unit: str
    value: float | int | None
    numerator: float | int | None
    denominator: float | int | None
    hidden: bool = False
    left_out: dict[str, int]
    source: str
    direction: str = ""
    by: dict[str, Any] = {}
    overlaps: bool = False
    missing: str = ""
    as_of: datetime.datetime | None = None


class MemberTold(Schema):
    """A case behind a figure: how it counted (met, not_met, left_out), and why."""

    reference: str
    counted: str
    why: str


class MembersTold(Schema):
    """The cases behind a figure, in order of reference.

    `restricted` others are restricted, `elsewhere` others not this person's to open.
    `more`: the list was cut short; ask for a shorter period.
    """

    code: str
    members: list[MemberTold]
    restricted: int
    elsewhere: int
    more: bool
    period_to: datetime.date
