"""The kinds of record that a retention schedule is set for, and what is due of each.

The law names no number of months for any of them: the landlord does, or they are kept.
"""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from putright.apps.accounts import queries as accounts
from putright.apps.complaints.queries import retention as cases
from putright.apps.governance import queries as governance
from putright.apps.residents.queries import retention as residents
from putright.apps.surveys.queries import retention as surveys
from putright.core.complaints.counting import ENDED_AT_ONCE

Found = QuerySet[Any, Any]


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of record: what goes, from which day it is counted, and what is due.

    `due` gives the rows counted from a day or before, each as the pair (reference,
    day), and `field` names the column of the reference, empty for a month of a log.
    `of_cases` where the references are cases', some of which few may see. `parts`
    gives the same in several, each of which the database has in its order already.
    """

    code: str
    title: str
    goes: str
    counted_from: str
    due: Callable[[datetime.date], Found]
    field: str = "reference"
    of_cases: bool = False
    parts: tuple[Callable[[datetime.date], Found], ...] = ()

    def in_order(self, until: datetime.date) -> list[Found]:
        """Give what is due as rows of which the first cost the same whatever follows.

        One of them, or one for each kind of contact.
        """
        return [part(until) for part in self.parts or (self.due,)]


class Due(msgspec.Struct, frozen=True):
    """A record that is due, and the day that it is counted from."""

    reference: str
    counted_from: datetime.date


def _cases(kinds: tuple[str, ...], until: datetime.date) -> Found:
    """Give the cases over since a day, counted from the Ombudsman's if that is later.

    What is before the Ombudsman and not determined is not due. Those longest over come
    first, whatever the Ombudsman's day: the others need not be looked at for them.
    """
    determined = governance.last_determined("reference")
    since = Greatest(F("over_on"), Coalesce(determined, F("over_on")))
    found = cases.ended(kinds, until).annotate(counted=since)
    return (
        found.filter(counted__lte=until)
        .exclude(governance.undetermined("reference"))
        .values_list("reference", "counted")
    )


def _of_cases(code: str, *kinds: str, title: str, goes: str, counted_from: str) -> Kind:
    return Kind(
        code=code,
        title=title,
        goes=goes,
        counted_from=counted_from,
        due=partial(_cases, kinds),
        parts=tuple(partial(_cases, (kind,)) for kind in kinds),
        of_cases=True,
    )


def _residents(until: datetime.date) -> Found:
    return residents.left(until).exclude(cases.with_words_of("reference"))


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        _of_cases(
            "complaints",
            "complaint",
            title="Closed complaints",
            goes="What was said and written, letters, files, drafts, the subject line",
            counted_from="The day it was closed, refused or withdrawn, or the last "
            "determination of the Ombudsman where that came later",
        ),
        _of_cases(
            "service_requests",
            "service_request",
            "dissatisfaction",
            title="Service requests",
            goes="The same, of requests and of contacts never made a complaint",
            counted_from="The day it was closed",
        ),
        _of_cases(
            "other_contacts",
            *ENDED_AT_ONCE,
            title="Compliments, comments and MP enquiries",
            goes="The same, of these",
            counted_from="The day it was closed, or came in where nothing closes it",
        ),
        Kind(
            code="drafts",
            title="Drafts never sent",
            goes="What was typed for a step, and the letter written for it",
            counted_from="The day it was last saved",
            due=cases.drafts,
            field="letter",
        ),
        Kind(
            code="residents",
            title="People with no home and no case left",
            goes="Name, contacts, wishes, needs, representatives, equality answers",
            counted_from="The last day of their last stay; nobody who is in a case "
            "that still has words",
            due=_residents,
        ),
        Kind(
            code="equality_answers",
            title="Answers to equality questions",
            goes="The answers; figures split by them count fewer afterwards",
            counted_from="The day of the latest answer",
            due=residents.answered,
            field="person__reference",
        ),
        Kind(
            code="surveys",
            title="Surveys",
            goes="Comments in people’s own words, and which homes were asked and "
            "answered; results stay",
            counted_from="The day on which the last file was taken",
            due=surveys.done,
            field="pk",
        ),
        Kind(
            code="access_log",
            title="The access log",
            goes="Who opened and changed what, a whole month at a time",
            counted_from="The last day of the month",
            due=accounts.logged_months,
            field="",
        ),
    )
}
"""Every kind, by its code, in the order in which they are shown."""


def read(rows: Found) -> Iterator[Due]:
    """Read pairs as the database gives them; a month by its year and number."""
    for reference, day in rows:
        month = isinstance(reference, datetime.datetime)
        on = timezone.localtime(day).date() if hasattr(day, "hour") else day
        yield Due(f"{reference:%Y-%m}" if month else str(reference), on)
