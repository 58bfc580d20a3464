"""Cases read: listed, opened, their entries, and searched."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from ninja import Query

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import can_somewhere, signed_in
from putright.apps.api.schemas import cases as told
from putright.apps.api.schemas import kept
from putright.apps.api.schemas.base import Reference
from putright.apps.api.schemas.problems import Problem
from putright.apps.api.views.program import telling
from putright.apps.api.views.program.auth import TokenOf, has_scope, token_in
from putright.apps.api.views.program.common import READS, router
from putright.apps.complaints.queries import choices, lists
from putright.apps.complaints.queries.cases import identity
from putright.apps.complaints.queries.searching import MOST, search_cases
from putright.apps.complaints.views.opening import opened_for, write_down


@router.get(
    "/me", response={200: kept.Me} | READS, auth=TokenOf(), url_name="me", tags=["You"]
)
def me(request: HttpRequest) -> dict[str, Any]:
    """Tell whose token this is, and who works cases the colleagues that steps name."""
    person, token = signed_in(request), token_in(request)
    works = has_scope(request, "cases:write") and can_somewhere(person, "work_case")
    staff = choices.staff(timezone.localdate()) if works else []
    return {
        "id": identity(person),
        "name": person.name,
        "scopes": token.scopes.split(),
        "expires_on": token.expires_on,
        "colleagues": [{"id": number, "name": name} for number, name in staff],
    }


@router.get(
    "/cases",
    response={200: told.CasePage} | READS,
    auth=TokenOf("cases:read", may="see_cases"),
    tags=["Cases"],
    url_name="cases",
)
def cases(
    request: HttpRequest, wanted: Annotated[told.Wanted, Query()]
) -> dict[str, Any]:
    """List cases, 50 at a time. A page is found by its cursor and never counted."""
    person, day = signed_in(request), timezone.localdate()
    rows = lists.filtered(person, day, _filters(wanted))
    if wanted.open:
        rows = rows.filter(beat_on__isnull=False)
    if wanted.due_before:
        rows = rows.filter(beat_on__lt=wanted.due_before)
    if wanted.stage:
        rows = rows.filter(stage=int(wanted.stage))
    clocked = wanted.open or wanted.late or wanted.due_before is not None
    order = lists.ORDERS[wanted.order or ("due" if clocked else "newest")]
    may_read = has_scope(request, "words:read")
    rows = lists.ordered(rows, order)
    if may_read:
        rows = rows.select_related("text")
    page = lists.key_page(rows, order, after=lists.cursor(wanted.after))
    accounts.record_opening(by=person, kind="cases_listed", now=timezone.now())
    how = telling.Telling(may_read)
    return {
        "cases": [telling.line(row, day, how) for row in page.rows],
        "after": page.after or None,
    }


def _filters(wanted: told.Wanted) -> lists.Filters:
    names = ("kind", "team", "handler", "area", "category", "edition", "person", "home")
    return lists.Filters(
        state=tuple(wanted.state),
        due="overdue" if wanted.late else "",
        hazard=wanted.hazard,
        vulnerable=wanted.vulnerable,
        received_from=wanted.received_from,
        received_to=wanted.received_to,
        **{name: getattr(wanted, name) or "" for name in names},
    )


@router.post(
    "/cases/search",
    response={200: told.FoundCases} | READS | {413: Problem},
    auth=TokenOf("cases:read", "words:read", may="see_cases"),
    tags=["Cases"],
    url_name="search",
)
@sensitive_variables("sought")
def search(request: HttpRequest, sought: told.Sought) -> dict[str, Any]:
    """Find cases by anything at all. What is sought stands in no address."""
    person, day = signed_in(request), timezone.localdate()
    found = search_cases(sought.q, person, day)
    accounts.record_opening(by=person, kind="cases_searched", now=timezone.now())
    how = telling.Telling(words=True)
    return {
        "cases": [
            telling.line(one.case, day, how) | {"found_by": one.by} for one in found
        ],
        "more": len(found) == MOST,
    }


@router.get(
    "/cases/{reference}",
    response={200: told.CaseTold} | READS,
    auth=TokenOf("cases:read", may="see_cases"),
    tags=["Cases"],
    url_name="case",
)
def case(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """Open one case as it stands: stages, clocks, promises, and steps that it takes."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    how = telling.telling_of(opened, words=has_scope(request, "words:read"))
    return telling.case(opened, how)


@router.get(
    "/cases/{reference}/entries",
    response={200: kept.Entries} | READS,
    auth=TokenOf("cases:read", may="see_cases"),
    tags=["Cases"],
    url_name="entries",
)
def entries(
    request: HttpRequest,
    reference: Reference,
    after: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> dict[str, Any]:
    """Read all that happened on a case, or what came after an entry."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    how = telling.telling_of(opened, words=has_scope(request, "words:read"))
    return {
        "reference": opened.row.reference,
        "entries": telling.entries(opened, how, after),
    }
