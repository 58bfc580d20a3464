"""The records behind a measure, from the columns kept of a year's files."""

from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl

from putright.apps.complaints.queries.context import current_context
from putright.apps.measures import keeping
from putright.apps.measures.models import InputFile, Year
from putright.core.measures.records import FILES, Asked, listing, needs
from putright.core.measures.records.stock import owners, stock_of
from putright.core.measures.records.values import MET
from putright.rules.satisfaction_measures import measure_year

PAGE = 100
MOST = 50_000
"""How many records a file of them holds at most."""
IN_TIME, EXTENDED = "in_time", "extended"
ANSWERED = ("CH02_1", "CH02_2")


def frames_of(found: Year) -> dict[str, pl.LazyFrame]:
    """Open what is kept of a year's files, by kind. Raises KeptGoneError."""
    kept = InputFile.objects.filter(year=found, kind__in=FILES).exclude(kept="")
    return {
        kind: keeping.opened(sha256)
        for kind, sha256 in kept.values_list("kind", "kept")
    }


def kept_hashes() -> Iterator[str]:
    """Give the SHA-256 of all columns that are kept of files; some more than once."""
    rows = InputFile.objects.exclude(kept="").order_by("pk")
    yield from rows.values_list("kept", flat=True).iterator(chunk_size=2000)


def counted_in(found: Year, code: str) -> dict[str, str]:
    """Give the file behind a measure by its name, where a file is; else nothing."""
    if code not in {one.code for one in measure_year(found.name).management}:
        return {}
    kind = next(iter(needs(code)))
    rows = InputFile.objects.filter(year=found, kind=kind).exclude(kept="")
    return {row.kind: row.name for row in rows}


def records_of(found: Year, code: str, stock_type: str, asked: Asked) -> pl.LazyFrame:
    """Give the records that a measure counts and leaves out, those of other years out.

    Columns: reference, counted, why, stock_type. Raises ValueError where the measure
    is missing, and KeptGoneError.
    """
    frame = listing(code, frames_of(found), asked, current_context())
    if not code.startswith("CH"):
        return frame
    own = [name.casefold() for name in owners(stock_type)]
    stock = pl.col("stock_type").str.to_lowercase()
    mine = stock.is_in(own).fill_null(value=False)
    left = ~mine & (pl.col("counted") != "left_out")
    why = pl.when(left).then(pl.lit("other_stock")).otherwise(pl.col("why"))
    counted = pl.when(left).then(pl.lit("left_out")).otherwise(pl.col("counted"))
    return frame.with_columns(counted.alias("counted"), why.alias("why"))


def page_of(frame: pl.LazyFrame, number: int) -> tuple[list[tuple[str, ...]], bool]:
    """Give a page of records from 1, and whether there are more after it."""
    rows = frame.slice((number - 1) * PAGE, PAGE + 1).collect(engine="streaming")
    return _texts(rows.head(PAGE)), rows.height > PAGE


def all_of(frame: pl.LazyFrame) -> tuple[list[tuple[str, ...]], bool]:
    """Give all records up to MOST, and whether there are more."""
    rows = frame.head(MOST + 1).collect(engine="streaming")
    return _texts(rows.head(MOST)), rows.height > MOST


def _texts(rows: pl.DataFrame) -> list[tuple[str, ...]]:
    return [
        tuple("" if cell is None else str(cell) for cell in row)
        for row in rows.iter_rows()
    ]


def in_time_parts(
    found: Year, asked: Asked, frames: Mapping[str, pl.LazyFrame]
) -> dict[tuple[str, str], dict[str, str]]:
    """Part the complaints answered in time into those with and without an extension."""
    parts: dict[tuple[str, str], dict[str, str]] = {}
    for code in ANSWERED:
        if not _measured(code, frames):
            continue
        rows = listing(code, frames, asked, current_context()).collect()
        for stock in asked.complaints:
            parts[code, stock] = _parted(rows, stock)
    return parts


def _measured(code: str, frames: Mapping[str, pl.LazyFrame]) -> bool:
    """Whether the files have all that a measure needs."""
    return all(
        file in frames and set(columns) <= set(frames[file].collect_schema().names())
        for file, columns in needs(code).items()
    )


def _parted(rows: pl.DataFrame, stock: str) -> dict[str, str]:
    counted = Counter(
        EXTENDED if why != "answered in time" else IN_TIME
        for _, how, why, tenure in rows.iter_rows()
        if how == MET and stock_of(tenure) in owners(stock)
    )
    return {name: str(counted[name]) for name in (IN_TIME, EXTENDED)}
