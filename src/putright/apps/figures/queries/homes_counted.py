"""The homes that a rate is over: owned at the end of the period, or of a cell's."""

import datetime
from collections.abc import Mapping

from putright.apps.figures.queries.asking import Labels, Question
from putright.apps.figures.queries.splitting import span_of
from putright.apps.homes import queries as homes
from putright.core.figures.grains import TIME

STOCK = {
    "LCRA": "LCRA",
    "LCHO": "LCHO",
    "leaseholder": "leasehold",
    "other": "other",
}
"""From the tenure of a person affected to the stock type of homes."""
OF_HOMES = ("area", "body")
"""Splits that homes have too. A rate by any other but tenure is over all the homes."""

Key = tuple[str, datetime.date, tuple[str, ...]]


class HomesCounted:
    """Counts homes for a question, each count asked once."""

    def __init__(self, question: Question) -> None:
        """Remember the question."""
        self.question = question
        self._known: dict[Key, int | dict[str, int]] = {}

    def for_cell(
        self, split: tuple[str, ...], labels: Labels, stock: tuple[str, ...]
    ) -> int | None:
        """Count a cell's homes. None where it takes two facts of a home at once."""
        question = self.question
        facts = dict(zip(split, labels, strict=True)) | dict(question.where)
        day = question.last
        for name in TIME:
            if name in facts:
                day = min(day, span_of(name, facts[name]).last)
        tenure = facts.pop("tenure", None)
        if tenure is not None:
            stock = tuple(
                t for t in (stock or STOCK.values()) if t == STOCK.get(tenure)
            )
            if not stock:
                return 0
        own = [name for name in OF_HOMES if name in facts]
        if len(own) > 1:
            return None
        if not own:
            return self._all(day, stock)
        return self._by(own[0], day, stock).get(facts[own[0]], 0)

    def _all(self, day: datetime.date, stock: tuple[str, ...]) -> int:
        key = ("", day, stock)
        if key not in self._known:
            self._known[key] = homes.owned_on(day, stock_types=stock)
        found = self._known[key]
        assert isinstance(found, int)
        return found

    def _by(
        self, split: str, day: datetime.date, stock: tuple[str, ...]
    ) -> Mapping[str, int]:
        key = (split, day, stock)
        if key not in self._known:
            self._known[key] = homes.owned_by(split, day, stock_types=stock)
        found = self._known[key]
        assert isinstance(found, dict)
        return found
