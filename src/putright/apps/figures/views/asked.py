"""The question in a page's address: read, said in words, and written again."""

import datetime
from collections.abc import Container, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest
from django.urls import reverse

from putright.apps.accounts.permissions import can_somewhere, signed_in
from putright.apps.complaints.queries.counted import extra_names
from putright.apps.complaints.queries.people import staff_names
from putright.apps.figures.forms import DATES, LONGEST, QuestionForm, span_of
from putright.apps.figures.queries import BadQuestionError, Question
from putright.apps.figures.queries.splitting import checked, equality_splits
from putright.core.calendar import Span, long_date
from putright.core.figures import DIMENSIONS
from putright.core.figures.grains import EQUALITY
from putright.core.figures.wording import dimension_words, label_words

MOST_LIMITS = 6
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """A question with the form that it came by, and the address that asks it again.

    `problem`: why limits in the address were not taken, empty where they were.
    """

    form: QuestionForm
    question: Question
    problem: str = ""

    @property
    def by(self) -> str:
        """The split asked for; empty for none."""
        return self.question.by[0][0] if self.question.by else ""

    def query(
        self,
        *,
        by: str | None = None,
        add: Iterable[tuple[str, str]] = (),
        less: tuple[str, str] | None = None,
        span: Span | None = None,
    ) -> str:
        """Give the address's query, with another split, period, or other limits."""
        days = span or Span(self.question.first, self.question.last)
        split = self.by if by is None else by
        added = list(add)
        over = {name for name, _ in added}
        kept = [w for w in self.question.where if w != less and w[0] not in over]
        return query_of(days, split, [*kept, *added])

    @property
    def said(self) -> str:
        """The period and the limits in one line."""
        question = self.question
        days = f"{long_date(question.first)} to {long_date(question.last)}"
        limits = [limit_words(name, label) for name, label in question.where]
        return "; ".join([days, *limits])

    @property
    def chosen(self) -> list[dict[str, str]]:
        """Each limit in words, with the address that takes it away."""
        return [
            {"text": limit_words(*where), "href": "?" + self.query(less=where)}
            for where in self.question.where
        ]


def query_of(days: Span, split: str, where: Iterable[tuple[str, str]]) -> str:
    """Write a question as an address's query."""
    pairs: Pairs = [("period", DATES)]
    for name, day in (("first", days.first), ("last", days.last)):
        parts = (("day", day.day), ("month", day.month), ("year", day.year))
        pairs += [(f"{name}_{part}", str(number)) for part, number in parts]
    if split:
        pairs.append(("by", split))
    pairs += [("where", f"{name}:{label}") for name, label in where]
    return urlencode(pairs)


def limit_words(name: str, label: str) -> str:
    """Say a limit: `Area: Otterdale North`."""
    known = dimension_words(name)
    if name == "handler" and label:
        return f"{known}: {staff_names([label])[label]}"
    return f"{known}: {label_words(name, label)}"


def address(page: str, code: str, query: str) -> str:
    """Give the address of a page of one figure with a question."""
    return f"{reverse(f'figures:{page}', args=[code])}?{query}"


def splits_for(request: HttpRequest) -> list[tuple[str, str]]:
    """Give the splits that a person may ask for.

    A board's member is given none by colleague, nor by a register's own column, which
    may hold anything.
    """
    sees = can_somewhere(signed_in(request), "see_cases")
    known = [name for name in DIMENSIONS if sees or name not in ("handler",)]
    own = extra_names() if sees else []
    names = [*known, *equality_splits(), *own]
    return [(name, dimension_words(name)) for name in names]


def asked(request: HttpRequest, today: datetime.date) -> Asked:
    """Read the question in the address; what is no question there is left out."""
    splits = splits_for(request)
    form = QuestionForm(request.GET, splits=splits)
    form.is_valid()
    given = form.cleaned_data
    span = span_of(given.get("period", ""), today)
    if given.get("period") == DATES and not form.errors:
        span = Span(given["first"], given["last"])
    limits = {name for name, _ in splits if not name.startswith(EQUALITY)}
    where = dict(_limits(request.GET.getlist("where"), limits))
    if given.get("only") and given.get("label"):
        where[given["only"]] = given["label"]
    split = given.get("by", "")
    question = Question(
        first=span.first,
        last=span.last,
        as_at=today,
        by=((split,),) if split else (),
        where=tuple(where.items()),
    )
    try:
        return Asked(form, checked(question))
    except BadQuestionError as error:
        return Asked(form, msgspec.structs.replace(question, where=()), str(error))


def _limits(given: Iterable[str], known: Container[str]) -> Pairs:
    found: Pairs = []
    for one in list(given)[:MOST_LIMITS]:
        name, colon, label = one.partition(":")
        if colon and name in known and "\0" not in label:
            found.append((name, label[:LONGEST]))
    return found
