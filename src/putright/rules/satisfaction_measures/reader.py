"""Reads the measures of a reporting year from the files beside it."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType

from putright.rules.reading import Table, packaged_names, packaged_text, parsed
from putright.rules.satisfaction_measures.values import (
    KINDS,
    PERCEPTION,
    STOCK_TYPES,
    Accuracy,
    Band,
    Filter,
    Measure,
    MeasureYear,
    NotKnown,
    Rounding,
    Sizes,
    Workbook,
)

PACKAGE = "putright.rules.satisfaction_measures"
NOT_KNOWN = "not-known"
DIRECTIONS = ("up", "down")
_YEAR = re.compile(r"([0-9]{4})-([0-9]{2})")


class UnknownYearError(ValueError):
    """A reporting year whose measures are not known here; the message says why."""


def year_names() -> tuple[str, ...]:
    """The reporting years whose measures are known, in order."""
    return tuple(name for name in packaged_names(PACKAGE) if name != NOT_KNOWN)


@cache
def measure_year(name: str) -> MeasureYear:
    """The measures of the reporting year `name`, such as "2024-25"; read once.

    Raises UnknownYearError for one that has no file: before the duty began, after the
    last text that was read, or no year at all.
    """
    if name in year_names():
        return parse(packaged_text(PACKAGE, name), name)
    known = f"Known are {', '.join(year_names())}."
    found = _YEAR.fullmatch(name)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise UnknownYearError(
            f"{name!r} is not a reporting year written like {year_names()[-1]}. {known}"
        )
    table = parsed(packaged_text(PACKAGE, NOT_KNOWN), NOT_KNOWN)
    if name >= table.text("from"):
        why, then = table.text("why"), table.text("do")
        raise UnknownYearError(f"The measures of {name} are not known. {why}. {then}.")
    raise UnknownYearError(
        f"There were no measures in {name}: the first year was {year_names()[0]}. "
        f"{known}"
    )


def parse(text: str, name: str) -> MeasureYear:
    """The measures written in `text`, under `name`.

    Where `text` says `like`, it adds to that year's and replaces by name. Raises
    RulesDataError that says where the text is wrong and what should be there.
    """
    table = parsed(text, name)
    like = measure_year(table.text("like")) if table.has("like") else None
    filters = _filters(table, like)
    also, also_unsure = _publish_also(table, like)
    found = MeasureYear(
        name=name,
        title=table.text("title"),
        issuer=table.text("issuer"),
        source=table.text("source"),
        read_on=table.day("read_on"),
        certainty=table.texts("certainty"),
        measures=_measures(table, like, filters),
        filters=filters,
        accuracy=_accuracy(table, like),
        rounding=_rounding(table, like),
        sizes=_sizes(table, like),
        codes=_codes(table, like),
        publish=_publish(table, like),
        publish_also=also,
        publish_unsure=also_unsure,
        not_known=_not_known(table, like),
        workbook=_workbook(table),
    )
    table.done()
    _check(table, found)
    return found


def _filters(table: Table, like: MeasureYear | None) -> Mapping[str, Filter]:
    found = dict(like.filters) if like else {}
    for code, row in table.named("filters"):
        found[code] = Filter(code, row.text("question"), row.text("source"))
        row.done()
    return MappingProxyType(found)


def _scales(table: Table) -> Mapping[str, tuple[str, ...]]:
    if not table.has("scales"):
        return {}
    inner = table.table("scales")
    return {name: inner.texts(name) for name in inner.names()}


def _measures(
    table: Table, like: MeasureYear | None, filters: Mapping[str, Filter]
) -> Mapping[str, Measure]:
    found = dict(like.measures) if like else {}
    scales = _scales(table)
    for code, row in table.named("measures"):
        found[code] = _measure(code, row, scales, filters)
        row.done()
    return MappingProxyType(found)


def _measure(
    code: str,
    row: Table,
    scales: Mapping[str, tuple[str, ...]],
    filters: Mapping[str, Filter],
) -> Measure:
    kind = row.one_of("kind", KINDS)
    asked = kind == PERCEPTION
    stock_types = row.texts("stock_types")
    if not stock_types or set(stock_types) - set(STOCK_TYPES):
        raise row.problem("stock_types", f"should be among {', '.join(STOCK_TYPES)}.")
    scale = row.text("scale", default="satisfaction") if asked else ""
    if asked and len(scales.get(scale, ())) != 5:
        raise row.problem("scale", f"{scale!r} is no scale of five answers here.")
    return Measure(
        code=code,
        name=row.text("name"),
        kind=kind,
        stock_types=stock_types,
        direction=row.one_of("direction", DIRECTIONS) if row.has("direction") else "",
        question=row.text("question") if asked else "",
        scale=scales[scale] if asked else (),
        filter=row.one_of("filter", tuple(filters)) if row.has("filter") else "",
        not_applicable=row.flag("not_applicable", default=False),
        numerator="" if asked else row.text("numerator"),
        denominator="" if asked else row.text("denominator"),
        same_as=row.text("same_as", default="") if row.has("same_as") else "",
    )


def _decimal(table: Table, key: str) -> Decimal:
    text = table.text(key)
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(0)
    if not 0 < number < 100:
        raise table.problem(
            key, f"is {text!r}; it should be a number over 0 in quotes."
        )
    return number


def _accuracy(table: Table, like: MeasureYear | None) -> Accuracy:
    if not table.has("accuracy") and like is not None:
        return like.accuracy
    row = table.table("accuracy")
    bands = []
    for band in row.listed("bands"):
        bands.append(Band(band.whole("population_from"), _decimal(band, "margin")))
        band.done()
    sizes = [band.population_from for band in bands]
    if sizes != sorted(set(sizes), reverse=True) or sizes[-1:] != [1]:
        raise row.problem("bands", "should run from the largest population down to 1.")
    found = Accuracy(
        z=_decimal(row, "z"),
        proportion=_decimal(row, "proportion"),
        bands=tuple(bands),
        census_enough_up_to=row.whole("census_enough_up_to"),
        source=row.text("source"),
        unsure=row.text("unsure", default=""),
    )
    row.done()
    return found


def _rounding(table: Table, like: MeasureYear | None) -> Rounding:
    if not table.has("result") and like is not None:
        return like.rounding
    row = table.table("result")
    row.one_of("rounding", ("half_up",))
    found = Rounding(
        decimals=row.whole("decimals"),
        exact_decimals=row.whole("exact_decimals"),
        source=row.text("source"),
        unsure=row.text("unsure", default=""),
    )
    row.done()
    return found


def _sizes(table: Table, like: MeasureYear | None) -> Sizes:
    if not table.has("sizes") and like is not None:
        return like.sizes
    row = table.table("sizes")
    found = Sizes(
        submits_from=row.whole("submits_from"),
        lcho_separately_from=row.whole("lcho_separately_from"),
        source=row.text("source"),
        unsure=row.text("unsure", default=""),
    )
    row.done()
    return found


def _codes(table: Table, like: MeasureYear | None) -> Mapping[str, str]:
    if not table.has("codes") and like is not None:
        return like.codes
    row = table.table("codes")
    return MappingProxyType({name: row.text(name) for name in row.names()})


def _publish(table: Table, like: MeasureYear | None) -> Mapping[str, str]:
    found = dict(like.publish) if like else {}
    for letter, row in table.named("publish"):
        found[letter] = row.text("title")
        row.done()
    return MappingProxyType(found)


def _publish_also(
    table: Table, like: MeasureYear | None
) -> tuple[tuple[str, ...], str]:
    if not table.has("publish_also") and like is not None:
        return like.publish_also, like.publish_unsure
    row = table.table("publish_also")
    row.text("source")
    found = row.texts("items"), row.text("unsure", default="")
    row.done()
    return found


def _not_known(table: Table, like: MeasureYear | None) -> Mapping[str, NotKnown]:
    found = dict(like.not_known) if like else {}
    for code, row in table.named("not_known"):
        found[code] = NotKnown(code, row.text("question"), row.text("reading"))
        row.done()
    return MappingProxyType(found)


def _workbook(table: Table) -> Workbook | None:
    if not table.has("workbook"):
        return None
    row = table.table("workbook")
    inner = row.table("perception")
    sheets = {stock: inner.text(stock) for stock in STOCK_TYPES}
    inner.done()
    found = Workbook(
        row.text("management"), MappingProxyType(sheets), row.text("source")
    )
    row.done()
    return found


def _check(table: Table, found: MeasureYear) -> None:
    """Hold a year together: what a measure points at has to be there."""
    for measure in found.measures.values():
        if measure.same_as and measure.same_as not in found.measures:
            raise table.problem(measure.code, f"{measure.same_as} is no measure here.")
