"""What a return of the satisfaction measures asks for, as plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Field:
    """One field. `fills` and `key` say what stands in it, of which `stock_type`.

    `fills` is `given` (a person types it), `told` (the survey's own account), or a part
    of the measure `key`, such as `numerator`. `stock_type` is blank where the measure
    has but one. What a person types is one of `words` where there are any, where
    `whole` a whole number, where `per_cent` a number up to 100.
    """

    section: str
    question: str
    name: str
    title: str
    fills: str
    key: str
    stock_type: str
    words: tuple[str, ...] = ()
    whole: bool = False
    per_cent: bool = False

    @property
    def given_as(self) -> str:
        """The name under which a person's answer is kept; one a stock type."""
        return f"{self.key}:{self.stock_type}" if self.stock_type else self.key


@dataclass(frozen=True, eq=False)
class ReturnForm:
    """A year's form. `read_for` is the year whose form was read."""

    read_for: str
    title: str
    issuer: str
    source: str
    read_on: date
    certainty: tuple[str, ...]
    fields: tuple[Field, ...]
