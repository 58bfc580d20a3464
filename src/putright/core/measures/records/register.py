"""CH01 and CH02 from the feedback register, by the clocks that judge every case.

A row is read as an import would read it, and its stages are judged as its summary
would be: nothing of the Code is worked out here. What is unanswered is judged as on a
day that the caller gives.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from putright.core.calendar import Span
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import Context
from putright.core.complaints.register import (
    Facts,
    RowRefusedError,
    imported,
    read_row,
)
from putright.core.complaints.summary import StageSummary, summarise
from putright.core.complaints.verdicts import stage_verdict
from putright.core.measures.records.stock import ALL, COMBINED, owners, reason, stock_of
from putright.core.measures.records.values import (
    LEFT_OUT,
    MET,
    NOT_MET,
    Account,
    Check,
    Fault,
    RecordsRefusedError,
    named,
)

FILE = "register"
ALWAYS = ("reference", "kind", "received_on", "tenure")
NEEDED = {
    "CH01_1": ALWAYS,
    "CH01_2": (*ALWAYS, "s2_requested_on"),
    "CH02_1": (*ALWAYS, "s1_responded_on"),
    "CH02_2": (*ALWAYS, "s2_requested_on", "s2_responded_on"),
}
IN_TIME = ("met", "met_with_extension")
UNVERIFIED = "extension_unverified"
CHECKED = (UNVERIFIED, "open_in_time", "cannot_tell", "withdrawn")
"""Verdicts that a person should look at, each a check of its own."""

_WHY = {
    "met": "answered in time",
    "met_with_extension": "answered in time, with an extension",
    UNVERIFIED: "extended, and not recorded when the tenant was told",
    "late": "answered late",
    "late_extension_invalid": "answered late: the extension does not count",
    "open_in_time": "not answered, and not yet due",
    "open_overdue": "not answered, and overdue",
    "cannot_tell": "the record does not let it be judged",
    "withdrawn": "withdrawn before it was answered",
}


class StageTold(NamedTuple):
    """A complaint at one stage in the year: whose it is, and how it stands.

    `refused`: not taken up, so left out. `verdict`: one of the clock's, `cannot_tell`,
    or `withdrawn` before it was answered.
    """

    reference: str
    tenure: str
    stage: int
    refused: bool
    verdict: str
    labels: Mapping[str, str]


def read(
    register: pl.LazyFrame,
    year: Span,
    as_at: date,
    context: Context,
    split: Sequence[str],
) -> list[StageTold]:
    """Read the register's complaints of the year, both stages.

    Raises RecordsRefusedError for rows that can't be read, and for two rows of one
    reference that differ; a row repeated cell by cell counts once.
    """
    found: list[StageTold] = []
    faults: list[Fault] = []
    seen: dict[str, tuple[int, dict[str, str]]] = {}
    for row, cells in _rows(register):
        reference = cells.get("reference", "").strip()
        before = seen.setdefault(reference, (row, cells)) if reference else None
        if before is not None and before[0] != row:
            faults += _differs(row, reference, before, cells)
            continue
        try:
            facts = read_row(cells)
        except RowRefusedError as error:
            faults += [Fault(FILE, row, c.column, c.value, c.why) for c in error.cells]
            continue
        if facts.text("kind") == "complaint":
            labels = {name: cells.get(name, "").strip() for name in split}
            found += _stages(facts, year, as_at, context, labels)
    if faults:
        raise RecordsRefusedError(faults)
    return found


def _rows(register: pl.LazyFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row as text, days and moments as they are written in a register."""
    schema = register.collect_schema()
    texts = [_written(name, schema[name]) for name in schema.names()]
    frame = register.select(texts).collect(engine="streaming")
    for row, cells in enumerate(frame.iter_rows(named=True), start=1):
        if any(cells.values()):
            yield row, {name: text or "" for name, text in cells.items()}


def _written(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S")
    return column if kind == pl.String else column.cast(pl.String)


def _differs(
    row: int,
    reference: str,
    before: tuple[int, dict[str, str]],
    cells: Mapping[str, str],
) -> list[Fault]:
    if before[1] == cells:
        return []
    why = f"Row {before[0]} has this reference and says otherwise. Keep one of them."
    return [Fault(FILE, row, "reference", reference, why)]


def _stages(
    facts: Facts,
    year: Span,
    as_at: date,
    context: Context,
    labels: Mapping[str, str],
) -> Iterator[StageTold]:
    case = imported(facts, live=True).case
    told = summarise(case, context).stages
    turned_away = any(one.number == 1 and one.ended == "refused" for one in told)
    not_escalated = any(one.stage == 2 for one in case.refusals)
    for stage in told:
        if year.first <= stage.received_on <= year.last:
            yield StageTold(
                case.reference,
                case.tenure,
                stage.number,
                turned_away
                or stage.ended == "refused"
                or (not_escalated and stage.number == 2 and not stage.responded_on),
                _verdict(case, stage, as_at, context),
                labels,
            )


def _verdict(case: Case, told: StageSummary, as_at: date, context: Context) -> str:
    """Give the settled verdict of a stage, or how it stands on the day."""
    if told.response == "not_applicable":
        return "withdrawn"
    if told.response is not None:
        return told.response
    record = case.stage_1 if told.number == 1 else case.stage_2
    verdict = None if record is None else stage_verdict(case, record, context, as_at)
    return "cannot_tell" if verdict is None else verdict.response


def _state(told: StageTold, stock: str, *, rate: bool, trust: bool) -> str:
    """Say how a stage stands to a measure of one stock type."""
    why = reason(stock_of(told.tenure), owners(stock))
    if why:
        return why
    if told.refused:
        return "refused"
    in_time = (*IN_TIME, UNVERIFIED) if trust else IN_TIME
    return MET if rate or told.verdict in in_time else NOT_MET


def tell(code: str, stock: str, stages: Iterable[StageTold], *, trust: bool) -> Account:
    """Add up a measure of one stock type. `trust`: an unverified extension counts."""
    account = Account()
    for told in stages:
        if told.stage == _stage(code):
            state = _state(told, stock, rate=_is_rate(code), trust=trust)
            account.add(state, 1, told.labels)
    return account


def _stage(code: str) -> int:
    return int(code[-1])


def _is_rate(code: str) -> bool:
    return code.startswith("CH01")


def checks(
    code: str,
    stages: Iterable[StageTold],
    areas: frozenset[str] | None,
) -> list[Check]:
    """Find what a person should look at among the complaints that a measure counts."""
    mine = [
        told
        for told in stages
        if told.stage == _stage(code)
        and stock_of(told.tenure) in ALL
        and not told.refused
    ]
    groups: dict[str, list[StageTold]] = {}
    if _is_rate(code):
        if areas is not None:
            known = {*areas, ""}
            lost = [t for t in mine if t.labels.get("area", "") not in known]
            groups["area_unknown"] = lost
    else:
        groups = {v: [t for t in mine if t.verdict == v] for v in CHECKED}
    return [
        Check(check, code, len(found), named(t.reference for t in found))
        for check, found in groups.items()
        if found
    ]


def listing(code: str, stages: Iterable[StageTold], *, trust: bool) -> pl.LazyFrame:
    """Give each complaint that a measure counts or leaves out, and why.

    Columns: reference, counted, why, stock_type.
    """
    rows = []
    for told in stages:
        if told.stage != _stage(code):
            continue
        state = _state(told, COMBINED, rate=_is_rate(code), trust=trust)
        counted = state if state in (MET, NOT_MET) else LEFT_OUT
        why = _WHY[told.verdict] if counted != LEFT_OUT else state
        if _is_rate(code) and counted == MET:
            why = "made in the year"
        rows.append((told.reference, counted, why, told.tenure or None))
    names = ("reference", "counted", "why", "stock_type")
    return pl.LazyFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
