"""What the Ombudsman and the governing body have to do with it: all of it invented.

Determinations with their orders, who answers for complaints, and a self-assessment
that is half answered.
"""

import datetime

from putright.apps.accounts.models import User
from putright.apps.assessment import services as assessment
from putright.apps.governance import services as governance
from putright.config.demo.people import LANDLORD
from putright.config.demo.story import DAY
from putright.core.assessment import Answer, on_form
from putright.core.calendar import reporting_year
from putright.rules.handling_code import ombudsman_edition_on

LETTER = "The Ombudsman’s determination, on the file"
MINUTE = "Board, item 6"
NOES = {
    "4.3": ("Train the new starters of the summer", "Head of customer experience"),
    "9.7": ("Agree the dates of the board’s reports", "Company secretary"),
}
"""Provisions answered no, each with its action and who owns it."""


def add_governing(
    *, now: datetime.datetime, today: datetime.date, people: dict[str, User]
) -> None:
    """Add it all, in the manager's name."""
    by = people["manager"]
    _in_office(now, today, by)
    _determined(now, today, by)
    _publication(now, today, by)
    _assessment(now, today, by)


def _write(
    what: str,
    now: datetime.datetime,
    by: User,
    /,
    *,
    investigation: int | None = None,
    **values: object,
) -> int:
    return governance.add(
        kind=what,
        values={"source": LETTER, **values},
        investigation=investigation,
        by=by,
        now=now,
    )


def _in_office(now: datetime.datetime, today: datetime.date, by: User) -> None:
    for office, name, post in (
        ("member_responsible", "Beatrix Roundtable", "Board member"),
        ("senior_lead", "Marigold Fairweather", "Head of complaints"),
    ):
        _write(
            "appointment",
            now,
            by,
            office=office,
            name=name,
            post=post,
            starts_on=today - 500 * DAY,
            minute=MINUTE,
            minute_on=today - 500 * DAY,
        )


def _determined(now: datetime.datetime, today: datetime.date, by: User) -> None:
    told = (
        (300, 210, "full_investigation", ("maladministration", "redress")),
        (240, 120, "focused_investigation", ("service_failure",)),
        (200, 60, "full_investigation", ("no_maladministration",)),
        (45, None, "assessment", ()),
    )
    for number, (came, ended, route, findings) in enumerate(told, start=1):
        determined = today - ended * DAY if ended is not None else None
        found = _write(
            "investigation",
            now,
            by,
            hos_reference=f"INVENTED-{number:03d}",
            notified_on=today - came * DAY,
            route=route,
            determined_on=determined,
        )
        for kind in findings:
            about = "How the landlord handled reports of damp"
            _write("finding", now, by, investigation=found, about=about, kind=kind)
        if determined is not None and "no_maladministration" not in findings:
            _ordered(found, determined, now, today, by)


def _ordered(
    found: int,
    determined: datetime.date,
    now: datetime.datetime,
    today: datetime.date,
    by: User,
) -> None:
    """The money was paid and accepted; the repair waits, and may be late."""
    due = determined + 28 * DAY
    orders = (
        ("compensation", "Pay the resident £350 for distress", 35_000, True),
        ("repair", "Trace the leak and make good the bathroom ceiling", None, False),
    )
    for kind, text, pence, done in orders:
        _write(
            "order",
            now,
            by,
            investigation=found,
            sort="order",
            kind=kind,
            text=text,
            pence=pence,
            due_on=due,
            evidence_sent_on=min(due - DAY, today) if done else None,
            accepted_on=min(due, today) if done else None,
        )


def _publication(now: datetime.datetime, today: datetime.date, by: User) -> None:
    _write(
        "publication",
        now,
        by,
        title="Spotlight on damp and mould: an invented title",
        kind="other",
        published_on=today - 90 * DAY,
        about="Read by the repairs and complaints teams together.",
    )


def _assessment(now: datetime.datetime, today: datetime.date, by: User) -> None:
    """Begin the year's assessment: two thirds answered, two of them with a no."""
    edition = ombudsman_edition_on(today).name
    number = assessment.start(
        landlord=LANDLORD,
        year=reporting_year(today),
        edition=edition,
        by=by,
        now=now,
    )
    form = on_form(edition)
    begun = {*form[: len(form) * 2 // 3], *NOES}
    for provision in form:
        if provision in begun:
            _answer(number, provision, now, today, by)


def _answer(
    number: int,
    provision: str,
    now: datetime.datetime,
    today: datetime.date,
    by: User,
) -> None:
    action, owner = NOES.get(provision, ("", ""))
    assessment.answer(
        assessment=number,
        given=Answer(
            provision=provision,
            answer="no" if action else "yes",
            evidence="Complaints and compliments policy",
            action=action,
            owner=owner,
            by_when=today + 60 * DAY if action else None,
        ),
        revision=0,
        by=by,
        now=now,
    )
