"""Sentences made from figures, with each number that they state and its source."""

from collections.abc import Iterable

import msgspec

from putright.core.calendar import Span, add_months, long_date, month, month_bounds
from putright.core.figures.wording import NOT_SHOWN, amount, value_words
from putright.core.reports.given import Answered, Labels
from putright.core.reports.values import Paragraph, Stated

__all__ = [
    "Words",
    "counted",
    "difference",
    "lacking",
    "listed",
    "long_date",
    "lower",
    "number",
    "paragraph",
    "period_words",
    "rate",
    "said",
    "wanted",
]


class Words(msgspec.Struct, frozen=True):
    """Some words, and the numbers that they state."""

    text: str
    stated: tuple[Stated, ...] = ()


def said(template: str, *parts: Words | str) -> Words:
    """Fill in a sentence: `{}` for each part, in their order."""
    made = [Words(one) if isinstance(one, str) else one for one in parts]
    text = template.format(*(one.text for one in made))
    return Words(text, tuple(stated for one in made for stated in one.stated))


def paragraph(key: str, *sentences: Words, prompt: str = "") -> Paragraph:
    """Draft a paragraph from sentences; it is a person's to edit, under its key."""
    text = " ".join(one.text for one in sentences if one.text)
    stated = tuple(stated for one in sentences for stated in one.stated)
    return Paragraph(text=text, key=key, drafted=text, sources=stated, prompt=prompt)


def wanted(key: str, prompt: str, *, drafted: Words | str = "") -> Paragraph:
    """Ask a person for a paragraph; a draft is offered, and does not stand for it."""
    made = Words(drafted) if isinstance(drafted, str) else drafted
    return Paragraph(
        text="",
        key=key,
        drafted=made.text,
        sources=made.stated,
        wanted=True,
        prompt=prompt,
    )


def lacking(prompt: str) -> Paragraph:
    """Say what the records still lack; it can't be typed here."""
    return Paragraph(text="", wanted=True, prompt=prompt)


def number(answered: Answered, split: str = "", labels: Labels = ()) -> Words:
    """Say a figure's value."""
    cell = answered.cell(split, labels)
    text = value_words(cell, answered.figure.unit)
    if cell.hidden or cell.value is None:
        return Words(text)
    stated = Stated(
        text=text.removesuffix(" working days"),
        source=answered.source(split, labels),
        value=cell.value,
        unit=answered.figure.unit,
    )
    return Words(text, (stated,))


def counted(
    answered: Answered, one: str, many: str, split: str = "", labels: Labels = ()
) -> Words:
    """Say how many, with the noun and verb for one, or for several or none."""
    cell = answered.cell(split, labels)
    if cell.hidden:
        return Words(f"The number is {NOT_SHOWN}.")
    words = one if cell.value == 1 else many
    if not cell.value:
        return Words(f"No {words}")
    return said("{} " + words, number(answered, split, labels))


def rate(answered: Answered, split: str = "", labels: Labels = ()) -> Words:
    """Say a percentage with what it is over: `54 of 55 (98.2%)`. Over nothing: none."""
    cell = answered.cell(split, labels)
    if cell.hidden or cell.value is None:
        return Words(value_words(cell, "percent"))
    percent = number(answered, split, labels)
    of = (("met", cell.numerator or 0), ("of", cell.denominator or 0))
    counts = tuple(
        Stated(
            text=f"{each:,}",
            source=answered.part(name, split, labels),
            value=each,
            unit="cases",
        )
        for name, each in of
    )
    text = f"{counts[0].text} of {counts[1].text} ({percent.text})"
    return Words(text, (*counts, *percent.stated))


def difference(now: Answered, then: Answered) -> Words:
    """Say how many more or fewer: `12 fewer than the 70`. It passes no judgement."""
    after, earlier = now.total.value or 0, then.total.value or 0
    if after == earlier:
        return said("as many as the {}", number(then))
    apart, unit = abs(after - earlier), now.figure.unit
    text = amount(apart, unit)
    more = "more" if after > earlier else "fewer"
    if unit == "pounds":
        more = "more" if after > earlier else "less"
    source = now.part("difference")
    stated = Stated(text=text, source=source, value=apart, unit=unit)
    return said("{} {} than the {}", Words(text, (stated,)), more, number(then))


def listed(words: Iterable[str]) -> str:
    """Join words as a list: `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def period_words(span: Span) -> str:
    """Say a period: `October to December 2024` where its months are whole."""
    first, last = span
    if first.day != 1 or last != month_bounds(month(last)).last:
        return f"{long_date(first)} to {long_date(last)}"
    if add_months(first, 1) > last:
        return f"{first:%B %Y}"
    begins = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"{begins} to {last:%B %Y}"


def lower(words: Words) -> Words:
    """Begin words with a small letter, within a sentence."""
    return Words(words.text[:1].lower() + words.text[1:], words.stated)
