"""From a landlord's records to every management measure of a year, and the checks.

The caller opens the files and gives them as lazy frames, by name; nothing here knows
a path. What a measure lacks makes it `missing`, never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import polars as pl

from putright.core.calendar import Span, reporting_year_bounds
from putright.core.complaints.decide.base import Context
from putright.core.measures.records import cases, homes, register, repairs
from putright.core.measures.records.stock import ALL, COMBINED, LCRA, owners
from putright.core.measures.records.values import (
    Account,
    Cell,
    Check,
    Homes,
    Measured,
    rate,
    share,
)
from putright.rules.satisfaction_measures import RATE, Measure, MeasureYear

FILES = (homes.FILE, repairs.FILE, cases.FILE, register.FILE)
AREA = "area"


class Asked(NamedTuple):
    """What is asked: the year, the day for what is unanswered, splits.

    `trust`: an extension counts although it is not recorded when it was told.
    `combined`: complaints of both stock types together.
    """

    year: MeasureYear
    as_at: date
    by: tuple[str, ...] = ()
    trust: bool = False
    combined: bool = False

    @property
    def complaints(self) -> tuple[str, ...]:
        """The stock types for which complaints are told."""
        return (COMBINED,) if self.combined else ALL

    @property
    def span(self) -> Span:
        """The year's first and last day."""
        return reporting_year_bounds(self.year.name)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The year's first moment, and the first after it."""
        first, last = self.span
        after = last + timedelta(days=1)
        return datetime.combine(first, time()), datetime.combine(after, time())


class Answer(NamedTuple):
    """Every measure and check, and what else to tell, a sentence each."""

    year: str
    measures: tuple[Measured, ...]
    checks: tuple[Check, ...]
    notes: tuple[str, ...]


def needs(code: str) -> dict[str, tuple[str, ...]]:
    """Give the files that a measure needs, and the columns of each."""
    if code in register.NEEDED:
        own = {register.FILE: register.NEEDED[code]}
        owned = {homes.FILE: ("stock_type",)} if code.startswith("CH01") else {}
        return own | owned
    if code in cases.NEEDED:
        return {cases.FILE: cases.NEEDED[code], homes.FILE: ("stock_type",)}
    if code in repairs.PRIORITIES.values():
        return {repairs.FILE: repairs.NEEDED}
    return {homes.FILE: homes.needed(code)}


def measure(
    records: Mapping[str, pl.LazyFrame], asked: Asked, context: Context
) -> Answer:
    """Measure a landlord's records, by the names of FILES.

    Raises RecordsRefusedError where a cell that a measure needs can't be read.
    """
    return _Measuring(records, asked, context).answer()


class _Measuring:
    """One run over the records: which columns there are, and what they come to."""

    def __init__(
        self, records: Mapping[str, pl.LazyFrame], asked: Asked, context: Context
    ) -> None:
        self.records = records
        self.asked = asked
        self.context = context
        self.columns = {
            file: tuple(frame.collect_schema().names())
            for file, frame in records.items()
        }
        codes = [one.code for one in asked.year.management]
        self.missing = {code: self._missing(code) for code in codes}
        self.areas = None
        if AREA in self.columns.get(homes.FILE, ()):
            self.areas = homes.areas_of(records[homes.FILE])
        self.owned: dict[str, Homes] = {}
        self.done: dict[str, list[tuple[str, Account]]] = {}
        self.checks: list[Check] = []

    def _missing(self, code: str) -> str:
        lacks = []
        for file, columns in needs(code).items():
            if file not in self.columns:
                lacks.append(f"there is no file {file}")
                continue
            gone = [name for name in columns if name not in self.columns[file]]
            if gone:
                lacks.append(f"{file} has no column {', '.join(gone)}")
        return "; ".join(lacks)

    def _can(self, codes: Sequence[str]) -> list[str]:
        return [code for code in codes if not self.missing.get(code, "not asked")]

    def _split(self, file: str) -> list[str]:
        """Give the columns by which a file is told apart, the area for its check."""
        wanted = dict.fromkeys([*self.asked.by, *([AREA] if self.areas else [])])
        return [name for name in wanted if name in self.columns[file]]

    def answer(self) -> Answer:
        self._homes()
        self._repairs()
        self._cases()
        self._register()
        measures = [
            self._closed(one, stock)
            for one in self.asked.year.management
            for stock in self._told(one.code)
        ]
        return Answer(
            self.asked.year.name, tuple(measures), tuple(self.checks), self._notes()
        )

    def _homes(self) -> None:
        if "stock_type" not in self.columns.get(homes.FILE, ()):
            return
        frame = self.records[homes.FILE]
        codes = self._can([pair.code for pair in homes.PAIRS])
        split = [name for name in self.asked.by if name in self.columns[homes.FILE]]
        told = homes.count(frame, codes, split)
        self.owned = told.homes
        for code, account in told.accounts.items():
            self.done[code] = [(stock, account) for stock in self._told(code)]
        self.checks += homes.checks(frame, codes, self.asked.moments[1])

    def _told(self, code: str) -> tuple[str, ...]:
        """Give the stock types for which the records tell a measure."""
        if code in register.NEEDED:
            return self.asked.complaints
        return self.asked.year.measures[code].stock_types

    def _repairs(self) -> None:
        codes = self._can(list(repairs.PRIORITIES.values()))
        if not codes:
            return
        frame = self.records[repairs.FILE]
        split = self._split(repairs.FILE)
        groups = repairs.count(frame, *self.asked.moments, split)
        areas = self.areas if AREA in split else None
        for code in codes:
            self.done[code] = [(LCRA, repairs.tell(code, groups))]
            self.checks += repairs.checks(code, frame, groups, areas)
        self.checks += repairs.sound(frame, groups)

    def _cases(self) -> None:
        codes = self._can(list(cases.NEEDED))
        if not codes:
            return
        frame = self.records[cases.FILE]
        accounts = cases.count(
            frame, codes, *self.asked.moments, self._split(cases.FILE)
        )
        for code, account in accounts.items():
            self.done[code] = [(stock, account) for stock in self._told(code)]
            self.checks += cases.checks(code, frame, *self.asked.moments, self.areas)

    def _register(self) -> None:
        codes = self._can(list(register.NEEDED))
        if not codes:
            return
        split = self._split(register.FILE)
        stages = register.read(
            self.records[register.FILE],
            self.asked.span,
            self.asked.as_at,
            self.context,
            split,
        )
        areas = self.areas if AREA in split else None
        for code in codes:
            self.done[code] = [
                (stock, register.tell(code, stock, stages, trust=self.asked.trust))
                for stock in self.asked.complaints
            ]
            self.checks += register.checks(code, stages, areas)

    def _closed(self, one: Measure, stock: str) -> Measured:
        missing = self.missing[one.code]
        if missing:
            nothing = Cell(None, None, None, "missing")
            return Measured(one, stock, nothing, {}, {}, missing)
        account = next(a for name, a in self.done[one.code] if name == stock)
        year = self.asked.year
        if one.kind == RATE:
            owned = _together([self.owned[name] for name in owners(stock)])
            found = rate(one, account, owned, year)
        else:
            found = share(one, account, year)
        by = {name: found.by.get(name, {}) for name in self._shown(one.code)}
        return replace(found, stock_type=stock, by=by)

    def _shown(self, code: str) -> list[str]:
        """Give the asked columns that every file of a measure has."""
        files = [self.columns[file] for file in needs(code)]
        return [name for name in self.asked.by if all(name in file for file in files)]

    def _notes(self) -> tuple[str, ...]:
        notes = [
            f"{code} is missing: {why}." for code, why in self.missing.items() if why
        ]
        for name in self.asked.by:
            lacking = [
                file for file, names in self.columns.items() if name not in names
            ]
            if lacking:
                files = ", ".join(lacking)
                notes.append(f"Not split by {name}, for want of the column: {files}.")
        return tuple(notes)


def _together(parts: Sequence[Homes]) -> Homes:
    whole = Homes()
    for part in parts:
        whole.total += part.total
        for column, values in part.by.items():
            whole.by.setdefault(column, type(values)()).update(values)
    return whole


def listing(
    code: str, records: Mapping[str, pl.LazyFrame], asked: Asked, context: Context
) -> pl.LazyFrame:
    """Give the records that a measure counts and leaves out, and why.

    Columns: reference, counted (met, not_met, left_out), why, stock_type. Raises
    ValueError where the measure is missing, and RecordsRefusedError as `measure`.
    """
    run = _Measuring(records, asked, context)
    missing = run.missing[code]
    if missing:
        raise ValueError(f"{code} is missing: {missing}.")
    file = next(iter(needs(code)))
    frame = records[file]
    if file == register.FILE:
        stages = register.read(frame, asked.span, asked.as_at, context, [])
        return register.listing(code, stages, trust=asked.trust)
    if file == cases.FILE:
        cases.count(frame, [code], *asked.moments, [])
        return cases.listing(code, frame, *asked.moments)
    if file == repairs.FILE:
        repairs.count(frame, *asked.moments, [])
        return repairs.listing(code, frame, *asked.moments)
    homes.count(frame, [code], [])
    return homes.listing(code, frame)
