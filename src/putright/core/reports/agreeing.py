"""An edited text held against the figures that its draft stated.

A number that stands in the place of another and no longer agrees with its figure is a
disagreement. A number that is no figure of the report is only pointed out. One that was
taken out is neither. Only digits are read: fifty-eight in words is not.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from putright.core.calendar import Span
from putright.core.figures import FIGURES
from putright.core.figures.wording import amount
from putright.core.reports import values
from putright.core.reports.numbers import PERCENT, POUNDS, Number, numbers
from putright.core.reports.sentences import period_words
from putright.core.reports.values import Chart, Highlight, Paragraph, Stated, Table
from putright.rules.handling_code import edition, edition_names

HALF = 0.5
WORD = re.compile(r"\S+")


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a text that should be looked at: as it is written, and why.

    `disagrees`: it stands where a figure stood, and is not what the figure says; else
    it is none of the report's figures.
    """

    key: str
    number: str
    says: str
    disagrees: bool


class Token(msgspec.Struct, frozen=True):
    """A word of a text, or a number."""

    word: str
    number: Number | None = None


Known = tuple[float, str]
"""A value and its unit."""


def disagreements(block: Paragraph, provisions: Collection[str] = ()) -> list[str]:
    """Say each number of an edited text that is no longer what its figure says."""
    return [flag.says for flag in _disagreeing(block, provisions or known_provisions())]


def check(block: Paragraph, made: values.Report) -> list[Flag]:
    """Give every number of an edited text that should be looked at.

    One that agrees with any figure of the report, stands in the draft, or is one of the
    Code's own time limits is none.
    """
    if not block.text.strip() or block.text == block.drafted:
        return []
    provisions = known_provisions()
    wrong = _disagreeing(block, provisions)
    flagged = {flag.number for flag in wrong}
    known = [*_of_report(made), *_of_draft(block, provisions)]
    days = time_limits()
    strange = [
        Flag(
            key=block.key,
            number=one.text,
            says=f"“{one.text}” is not one of the report’s figures.",
            disagrees=False,
        )
        for one in numbers(block.text, provisions)
        if one.text not in flagged
        and not any(agrees(one, *each) for each in known)
        and not _is_limit(one, days)
    ]
    return [*wrong, *strange]


def agrees(one: Number, value: float, unit: str) -> bool:
    """Tell whether a written number is a value, rounded to the places it is given."""
    if (one.unit or unit in (PERCENT, POUNDS)) and one.unit != unit:
        return False
    return abs(one.value - value) <= HALF * one.step + 1e-9


def _disagreeing(block: Paragraph, provisions: Collection[str]) -> list[Flag]:
    if not block.text.strip() or block.text == block.drafted or not block.sources:
        return []
    return [
        Flag(
            key=block.key,
            number=now.text,
            says=f"The text says {now.text} where {_figure_says(stated)}.",
            disagrees=True,
        )
        for stated, now in _replaced(block, provisions)
        if stated.value is not None and not agrees(now, stated.value, stated.unit)
    ]


def _replaced(
    block: Paragraph, provisions: Collection[str]
) -> Iterator[tuple[Stated, Number]]:
    """Pair what the draft stated with the numbers that stand there now.

    The two texts are laid side by side; in a place that was changed, numbers are paired
    in their order. Where as many stand there before and after, each is another's.
    """
    stated = _by_place(block, provisions)
    before = _tokens(block.drafted, provisions)
    after = _tokens(block.text, provisions)
    matcher = SequenceMatcher(
        None, [one.word for one in before], [one.word for one in after], autojunk=False
    )
    for sort, i, j, k, m in matcher.get_opcodes():
        if sort != "replace":
            continue
        old = [one.number for one in before[i:j] if one.number]
        new = [one.number for one in after[k:m] if one.number]
        if len(old) != len(new):
            continue
        anew = max(j - i, m - k) > LONGEST * len(old)
        for was, now in zip(old, new, strict=True):
            if was.start not in stated:
                continue
            other = anew or now.unit != was.unit
            if not (other and _agrees_with_any(now, block)):
                yield stated[was.start], now


LONGEST = 6
"""Words for each number, beyond which a changed place is a sentence written anew: its
numbers may stand in another order, so that only a new one disagrees."""


def _agrees_with_any(one: Number, block: Paragraph) -> bool:
    return any(agrees(one, value, unit) for value, unit in _stated(block))


def _by_place(block: Paragraph, provisions: Collection[str]) -> dict[int, Stated]:
    """Give what a draft states by where its number begins."""
    left = list(block.sources)
    found: dict[int, Stated] = {}
    for one in numbers(block.drafted, provisions):
        for stated in left:
            if stated.value is not None and agrees(one, stated.value, stated.unit):
                found[one.start] = stated
                left.remove(stated)
                break
    return found


def _tokens(text: str, provisions: Collection[str]) -> list[Token]:
    """Cut a text into words and numbers; a number is one with its sign and unit."""
    found: list[Token] = []
    rest = numbers(text, provisions)
    done = 0
    for one in [*rest, None]:
        end = len(text) if one is None else one.start
        words = (match.group() for match in WORD.finditer(text[done:end]))
        found += [Token(word) for word in map(_bare, words) if word]
        if one is not None:
            found.append(Token(f"#{one.value:g}{one.unit}", one))
            done = one.end
    return found


def _bare(word: str) -> str:
    return word.strip(".,;:()“”‘’'\"!?").lower()


def _figure_says(stated: Stated) -> str:
    source = stated.source
    code, _, part = source.figure.partition(".")
    title = FIGURES[code].title if code in FIGURES else source.figure
    cell = f" ({', '.join(source.labels)})" if any(source.labels) else ""
    days = period_words(Span(source.first, source.last))
    of = {
        "met": "the number that met ",
        "of": "the number underneath ",
        "difference": "the difference in ",
    }.get(part, "")
    return f"{of}“{title}”{cell}, {days}, is {_value(stated)}"


def _value(stated: Stated) -> str:
    if stated.value is None:
        return "none"
    return amount(stated.value, stated.unit)


def _of_report(made: values.Report) -> Iterator[Known]:
    """Give every value that a report shows or states."""
    for block in made.blocks():
        if isinstance(block, Paragraph):
            yield from _stated(block)
        elif isinstance(block, Table):
            yield from _shown(block.rows)
        elif isinstance(block, Chart):
            yield from _shown(block.table.rows)
            yield from ((value, block.unit) for _, value in block.levels)
        elif isinstance(block, Highlight):
            yield from _shown([(block.cell,)])


def _stated(block: Paragraph) -> Iterator[Known]:
    return ((one.value, one.unit) for one in block.sources if one.value is not None)


def _shown(rows: Iterable[Sequence[values.Cell]]) -> Iterator[Known]:
    return (
        (cell.value, cell.unit)
        for row in rows
        for cell in row
        if cell.value is not None
    )


def _of_draft(block: Paragraph, provisions: Collection[str]) -> Iterator[Known]:
    return ((one.value, one.unit) for one in numbers(block.drafted, provisions))


def known_provisions() -> frozenset[str]:
    """Give the number of every provision of every edition."""
    return frozenset().union(*(edition(name).provisions for name in edition_names()))


def time_limits() -> frozenset[int]:
    """Give the numbers of working days that are limits of any edition."""
    return frozenset(
        limit.working_days
        for name in edition_names()
        for stage in edition(name).stages.values()
        for limit in stage.limits
    )


def _is_limit(one: Number, days: Collection[int]) -> bool:
    timed = re.match(r"[\s-]?(?:working[\s-])?days?\b", one.after)
    return bool(timed) and one.value in days
