"""The period beside the one before and the same one last year.

A period of which the records hold nothing, or only a part, is not compared, and the
report says so. Numbers stand beside each other; whether they are good is not said.
"""

from putright.core.reports import cells
from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import BEFORE, LAST_YEAR, NOW, Given
from putright.core.reports.tables import left_out
from putright.core.reports.values import Block, Cell, Column, Section, Table

RECEIVED = ("stage_1_received", "stage_2_received")
CODES = (
    *RECEIVED,
    "stage_1_answered_in_time",
    "stage_2_answered_in_time",
    "stage_1_working_days_mean",
    "stage_2_working_days_mean",
    "stage_1_upheld",
    "stage_2_upheld",
    "refused",
    "compensation_offered",
    "compliments_received",
    "mp_enquiries_received",
    "improvements",
)
FEW = 20
"""Over fewer than this a rate moves a lot with one case, and the report says so."""
EARLIER = (BEFORE, LAST_YEAR)

ASKS = tuple(Ask(CODES, window=window) for window in (NOW, *EARLIER))
LAST_YEAR_ASKS = tuple(Ask(CODES, window=window) for window in (NOW, LAST_YEAR))


def why_not(given: Given, window: str) -> str:
    """Say why an earlier period is not compared; empty where it is."""
    one = given.of(RECEIVED[0], window)
    words = s.period_words(one.span)
    if not any(given.of(code, window).total.value for code in RECEIVED):
        return f"The records hold no complaint of {words}: nothing is compared with it."
    begun = given.records_from
    if begun is None or begun > one.span.first:
        day = s.long_date(begun) if begun else "later"
        return (
            f"The records begin on {day}, within {words}: nothing is compared with it."
        )
    return ""


def compared(given: Given, *, windows: tuple[str, ...] = EARLIER) -> Section:
    """Set the period beside earlier ones."""
    there = [window for window in windows if not why_not(given, window)]
    missing = [why_not(given, window) for window in windows if window not in there]
    blocks: list[Block] = [
        s.paragraph(f"compared.{window.replace(' ', '-')}", *_sentences(given, window))
        for window in there
        if given.ended
    ]
    notes = list(missing)
    if not given.ended:
        notes.append(
            "The period has not ended, and the earlier ones have: the numbers can’t be "
            "held against each other yet."
        )
    blocks.append(_table(given, there, notes))
    return Section(
        key="compared",
        heading="Compared with earlier periods",
        blocks=tuple(blocks),
    )


def _sentences(given: Given, window: str) -> list[s.Words]:
    then = s.period_words(given.of(RECEIVED[0], window).span)
    told = [
        s.said(
            "{}, {} of {}.",
            s.counted(given.of(code), f"{what} was received", f"{what}s were received"),
            s.difference(given.of(code), given.of(code, window)),
            then,
        )
        for code, what in zip(
            RECEIVED, ("stage 1 complaint", "stage 2 request"), strict=True
        )
    ]
    return [*told, *(_rates(given, stage, window, then) for stage in (1, 2))]


def _rates(given: Given, stage: int, window: str, then: str) -> s.Words:
    code = f"stage_{stage}_answered_in_time"
    now, earlier = given.of(code), given.of(code, window)
    if not (now.total.denominator and earlier.total.denominator):
        return s.Words("")
    told = s.said(
        "At stage {} {} were answered in time; in {} it was {}.",
        str(stage),
        s.rate(now),
        then,
        s.rate(earlier),
    )
    if min(now.total.base, earlier.total.base) >= FEW:
        return told
    return s.said("{} With so few, one case moves the percentage a lot.", told)


def _table(given: Given, windows: list[str], notes: list[str]) -> Table:
    shown = [NOW, *windows]
    rows = []
    for code in CODES:
        answered = [given.of(code, window) for window in shown]
        rows.append(
            (
                cells.row_head(answered[0].figure.title),
                *(_cell(given, code, window) for window in shown),
            )
        )
        notes += [
            f"{one.figure.title}, {s.period_words(one.span)}.{left_out(one)}"
            for one in answered
            if left_out(one)
        ]
    spans = [s.period_words(given.of(RECEIVED[0], window).span) for window in shown]
    return Table(
        key="compared-figures",
        caption="This period beside earlier ones",
        columns=(Column(text="Figure"), *cells.heads(*spans)),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _cell(given: Given, code: str, window: str) -> Cell:
    answered = given.of(code, window)
    if answered.figure.unit == "percent":
        return cells.over(answered)
    return cells.value(answered)
