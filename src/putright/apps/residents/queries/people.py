"""Who people are and where they live, on a day or now."""

import datetime as dt
import itertools
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from putright.apps.homes import queries as homes
from putright.apps.residents.models import EqualityAnswer, PersonFact, Residency
from putright.apps.residents.values import PersonView, ResidencyView


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One fact that changed: since when, what it was and is, who recorded it."""

    on: dt.date | None
    field: str
    old: str
    new: str
    recorded_at: dt.datetime
    recorded_by: str


def person(reference: str, *, on: dt.date | None = None) -> PersonView | None:
    """Give a person by the landlord's reference, as known now or on a day."""
    return _first(Q(person__reference=reference), on)


def person_numbered(number: int, *, on: dt.date | None = None) -> PersonView | None:
    """Give a person by their row's number, as known now or on a day."""
    return _first(Q(person_id=number), on)


def people_numbered(
    numbers: Collection[int], *, on: dt.date | None = None
) -> dict[int, PersonView]:
    """Give people by their rows' numbers, in one read."""
    rows = _facts(on).filter(person_id__in=numbers)
    return {row.person_id: view_of(row) for row in rows}


def people_referenced(references: Collection[str]) -> dict[str, PersonView]:
    """Give people as known now by the landlord's references, in one read."""
    rows = _facts(None).filter(person__reference__in=references)
    return {row.person.reference: view_of(row) for row in rows}


def search(
    words: str, *, limit: int = 50, bodies: Collection[str] | None = None
) -> list[PersonView]:
    """Find people by name, e-mail, telephone or reference: every word must occur.

    At most `limit` and one more are given, so that a page can say there are others
    without counting them. `bodies` limits the search to residents of homes that these
    manage.
    """
    rows = _facts(None)
    if bodies is not None:
        living = Residency.objects.filter(
            superseded_on__isnull=True, home_id__in=homes.managed_by(bodies)
        )
        rows = rows.filter(person_id__in=living.values("person_id"))
    for word in words.casefold().split()[:10]:
        rows = rows.filter(search_text__contains=word)
    found = [view_of(row) for row in rows.order_by("person_id")[: limit + 1]]
    return sorted(found, key=lambda one: one.name.casefold())


def residencies(number: int) -> list[ResidencyView]:
    """Give everywhere a person lives or lived, the newest first."""
    rows = Residency.objects.filter(person_id=number, superseded_on__isnull=True)
    return _residency_views(list(rows))


def residency_on(number: int, on: dt.date) -> ResidencyView | None:
    """Give where a person lives on a day; the newest where there are several."""
    rows = Residency.objects.filter(_in_force(on), superseded_on__isnull=True)
    found = list(rows.filter(person_id=number))
    with_home = [row for row in found if row.home_id is not None] or found
    with_home.sort(key=lambda row: (row.starts_on or dt.date.min, row.pk))
    return _residency_views(with_home[-1:])[0] if with_home else None


def people_at(home_id: int, on: dt.date) -> list[tuple[PersonView, ResidencyView]]:
    """Give the people who live at a home on a day, in order of name."""
    rows = Residency.objects.filter(_in_force(on), superseded_on__isnull=True)
    views = _residency_views(list(rows.filter(home_id=home_id)))
    living = list(rows.filter(home_id=home_id).values_list("person_id", "pk"))
    known = people_numbered([person_id for person_id, _ in living])
    by_row = {view.id: view for view in views}
    pairs = [(known[person_id], by_row[row]) for person_id, row in living]
    return sorted(pairs, key=lambda pair: pair[0].name.casefold())


def home_is_guarded(home_id: int, on: dt.date) -> bool:
    """Give whether someone at this home on a day has a safe contact.

    Whoever asks shows that the contact route is restricted, never why or for whom.
    """
    living = Residency.objects.filter(
        _in_force(on), superseded_on__isnull=True, home_id=home_id
    )
    safe = _facts(None).filter(safe_contact__gt="")
    return safe.filter(person_id__in=living.values("person_id")).exists()


def changes(number: int) -> list[PersonChange]:
    """Give what changed about a person, newest first, old and new side by side."""
    rows = PersonFact.objects.filter(person_id=number).order_by("id")
    found: list[PersonChange] = []
    for before, after in itertools.pairwise(rows.select_related("recorded_by")):
        who = after.recorded_by.name if after.recorded_by else "the system"
        for label, field in _SHOWN:
            old, new = _shown(before, field), _shown(after, field)
            if old != new:
                found.append(
                    PersonChange(
                        after.starts_on, label, old, new, after.recorded_at, who
                    )
                )
    return found[::-1]


def equality_label(person: str, question: str) -> Combinable:
    """Give a person's answer to an equality question, as what rows are grouped by.

    `person`: the field that holds the person's reference. For figures alone, which
    hide any cell under 5 that is shown or can be worked out: no page, letter, list or
    export may read this.
    """
    rows = EqualityAnswer.objects.filter(
        person__reference=OuterRef(person), question=question
    ).order_by()
    nothing = Value("", output_field=CharField())
    return Coalesce(Subquery(rows.values("answer")[:1]), nothing)


def equality_questions() -> list[str]:
    """Name the equality questions that anyone has answered."""
    asked = EqualityAnswer.objects.order_by("question")
    return list(asked.values_list("question", flat=True).distinct())


def view_of(row: PersonFact) -> PersonView:
    """Give a row of facts as a value; its person must have been read with it."""
    return PersonView(
        id=row.person_id,
        version=row.pk,
        reference=row.person.reference,
        name=row.name,
        email=row.email,
        telephone=row.telephone,
        preferred_contact=row.preferred_contact,
        safe_contact=row.safe_contact,
        do_not_write=row.do_not_write,
        language=row.language,
        format=row.format,
    )


_SHOWN = (
    ("Name", "name"),
    ("E-mail", "email"),
    ("Telephone", "telephone"),
    ("Preferred contact", "preferred_contact"),
    ("Safe contact", "safe_contact"),
    ("Do not write to the home", "do_not_write"),
    ("Language", "language"),
    ("Format", "format"),
)


def _shown(row: PersonFact, field: str) -> str:
    value = getattr(row, field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _in_force(on: dt.date) -> Q:
    """Give the rule for a stay that holds on a day, its last day included."""
    return (Q(starts_on__isnull=True) | Q(starts_on__lte=on)) & (
        Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    )


def _facts(on: dt.date | None) -> QuerySet[PersonFact]:
    held = Q(ends_on__isnull=True)
    if on is not None:
        held = (Q(starts_on__isnull=True) | Q(starts_on__lte=on)) & (
            held | Q(ends_on__gt=on)
        )
    return PersonFact.objects.filter(held).select_related("person")


def _first(which: Q, on: dt.date | None) -> PersonView | None:
    row = _facts(on).filter(which).first()
    return view_of(row) if row else None


def _residency_views(rows: list[Residency]) -> list[ResidencyView]:
    known = homes.homes_numbered({row.home_id for row in rows if row.home_id})
    views = []
    for row in rows:
        at = known.get(row.home_id) if row.home_id else None
        views.append(
            ResidencyView(
                id=row.pk,
                home_id=row.home_id,
                home=at.reference if at else "",
                address=at.one_line if at else "",
                tenure=row.tenure,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
        )
    return views
