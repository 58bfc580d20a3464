"""The performance section: each quarter beside the same one a year before."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from putright.core.calendar import quarter, quarter_bounds
from putright.core.figures.wording import NOT_SHOWN, WHY_NOT_SHOWN
from putright.core.reports import cells
from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import LAST_YEAR, NOW, Answered, Given, Register
from putright.core.reports.kinds.kind import QUARTERS, Kind
from putright.core.reports.kinds.whole import report
from putright.core.reports.sections import compared, method, ombudsman
from putright.core.reports.tables import left_out
from putright.core.reports.values import Block, Cell, Column, Report, Section, Table

TITLE = "Complaint performance by quarter"
QUARTER = "quarter"
BODY = "quarter,body"
CODES = tuple(
    f"stage_{stage}_{name}"
    for stage in (1, 2)
    for name in ("received", "answered_in_time")
)
SPLITS = ((QUARTER,), ("quarter", "body"), ("body",))
ROWS = {"received": "Received", "answered_in_time": "Answered within the Code’s time"}
BEFORE_WORDS = "The year before"


def build(given: Given) -> Report:
    """Build it."""
    why = compared.why_not(given, LAST_YEAR)
    return report(
        given,
        kind=KIND.code,
        title=TITLE,
        sections=(
            _summary(given, why),
            _quarters(given, why),
            _bodies(given),
            _ombudsman(given),
            method.method(given),
        ),
    )


def _summary(given: Given, why: str) -> Section:
    sentences = [_told(given, stage, why) for stage in (1, 2)]
    return Section(
        key="summary",
        heading="Summary",
        blocks=(s.paragraph("summary.text", *sentences, s.Words(why)),),
    )


def _told(given: Given, stage: int, why: str) -> s.Words:
    one = given.of(f"stage_{stage}_answered_in_time")
    told = s.said("At stage {} {} were answered in time", str(stage), s.rate(one))
    before = given.of(one.figure.code, LAST_YEAR)
    if why or not given.ended or not before.total.denominator:
        return s.said("{}.", told)
    return s.said("{}; the year before it was {}.", told, s.rate(before))


def _quarters(given: Given, why: str) -> Section:
    return Section(
        key="quarters",
        heading="By quarter",
        blocks=tuple(_stage(given, stage, why) for stage in (1, 2)),
    )


def labels_of(given: Given) -> list[str]:
    """Name the period's quarters, in their order."""
    return [one[0] for one in sorted(given.of(CODES[0]).by[QUARTER])]


def _stage(given: Given, stage: int, why: str, body: str | None = None) -> Table:
    labels = labels_of(given)
    rows: list[tuple[Cell, ...]] = []
    notes = [why] if why and body is None else []
    for name, words in ROWS.items():
        code = f"stage_{stage}_{name}"
        now, then = given.of(code), given.of(code, LAST_YEAR)
        rows.append((cells.row_head(words), *_row(given, now, labels, body)))
        if not why:
            earlier = [_year_before(label) for label in labels]
            head = cells.row_head(f"{words}: {BEFORE_WORDS.lower()}")
            rows.append((head, *_row(given, then, earlier, body)))
        notes += [
            f"{words}, {s.period_words(each.span)}.{left_out(each)}"
            for each in ((now,) if why else (now, then))
            if left_out(each) and body is None
        ]
    if any(cell.text == NOT_SHOWN for row in rows for cell in row):
        notes.append(WHY_NOT_SHOWN)
    place = f", {body}" if body else ""
    return Table(
        key=f"stage-{stage}{'-' + _hashed(body) if body else ''}",
        caption=f"Stage {stage} by quarter{place}",
        columns=(Column(text="What"), *cells.heads(*labels, "All")),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _hashed(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:8]


def _year_before(label: str) -> str:
    first = quarter_bounds(label).first
    return quarter(first.replace(year=first.year - 1))


def _row(
    given: Given, answered: Answered, labels: Sequence[str], body: str | None
) -> tuple[Cell, ...]:
    """Give a figure's quarters and all of them, of one managing body where named."""
    found = []
    for label in labels:
        split, place = (QUARTER, (label,)) if body is None else (BODY, (label, body))
        if cells.ahead(split, place, given.as_at):
            found.append(Cell(text=cells.NOT_YET))
        else:
            found.append(_cell(answered, split, place))
    whole = ("", ()) if body is None else ("body", (body,))
    return (*found, _cell(answered, *whole))


def _cell(answered: Answered, split: str, labels: tuple[str, ...]) -> Cell:
    if answered.figure.unit == "percent":
        return cells.over(answered, split, labels)
    return cells.value(answered, split, labels)


def _bodies(given: Given) -> Section | None:
    """Give the same of each managing body or contractor, where there are any."""
    named = sorted(
        {
            labels[0]
            for window in (NOW, LAST_YEAR)
            for code in CODES
            for labels in given.of(code, window).by["body"]
            if labels[0]
        }
    )
    why = compared.why_not(given, LAST_YEAR)
    blocks: list[Block] = [
        _stage(given, stage, why, body) for body in named for stage in (1, 2)
    ]
    if not blocks:
        return None
    return Section(
        key="bodies", heading="By managing body or contractor", blocks=tuple(blocks)
    )


def _ombudsman(given: Given) -> Section:
    now, then = given.register, given.register_before
    blocks: list[Block] = []
    if now is not None:
        blocks.append(_cases(given, now, then))
    return Section(
        key="ombudsman", heading="The Housing Ombudsman", blocks=tuple(blocks)
    )


def _cases(given: Given, now: Register, then: Register | None) -> Table:
    labels = labels_of(given)
    rows = [
        _counted(given, "Cases notified", now.notified_by, labels),
        _counted(given, "Cases determined", now.determined_by, labels),
    ]
    notes = [ombudsman.FROM]
    if then is not None and not then.empty:
        earlier = [_year_before(label) for label in labels]
        words = BEFORE_WORDS.lower()
        rows += [
            _counted(given, f"Cases notified: {words}", then.notified_by, earlier),
            _counted(given, f"Cases determined: {words}", then.determined_by, earlier),
        ]
    else:
        notes.append("The register holds nothing of the year before.")
    return Table(
        key="ombudsman-by-quarter",
        caption="Cases at the Ombudsman, by quarter",
        columns=(Column(text="What"), *cells.heads(*labels, "All")),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _counted(
    given: Given, words: str, found: Mapping[str, int], labels: Sequence[str]
) -> tuple[Cell, ...]:
    numbers = [
        Cell(text=cells.NOT_YET)
        if cells.ahead(QUARTER, (label,), given.as_at)
        else cells.plain(found.get(label, 0))
        for label in labels
    ]
    return (cells.row_head(words), *numbers, cells.plain(sum(found.values())))


KIND = Kind(
    code="performance",
    title=TITLE,
    period=QUARTERS,
    says="For a housing board: complaints received and answered in time, quarter by "
    "quarter, each with the same quarter of the year before, and by managing body.",
    asks=tuple(Ask(CODES, SPLITS, window) for window in (NOW, LAST_YEAR)),
    build=build,
    register=True,
    register_before=True,
)
