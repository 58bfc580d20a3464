"""Figures: values and splits as on the command line, and the cases behind them."""

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import can_somewhere, signed_in
from putright.apps.api.schemas import figures as told
from putright.apps.api.schemas.base import Name
from putright.apps.api.views.program.auth import TokenOf
from putright.apps.api.views.program.common import READS, router
from putright.apps.api.views.program.problems import ProblemError
from putright.apps.figures import queries
from putright.apps.figures.reading import figures_as_of, from_the_copy
from putright.apps.figures.views.answering import answered
from putright.apps.figures.views.asked import splits_for
from putright.core.figures import FIGURES
from putright.rules.handling_code import edition_names

MOST = 2_000
"""Cases behind a figure told at once."""


@router.get(
    "/figures",
    response={200: told.FigureNames} | READS,
    auth=TokenOf("figures:read", may="see_figures"),
    tags=["Figures"],
    url_name="figures",
)
@from_the_copy
def names(request: HttpRequest) -> dict[str, Any]:
    """List every figure, and what it can be split by."""
    return {
        "figures": [
            {"code": f.code, "title": f.title, "unit": f.unit, "source": f.source}
            for f in FIGURES.values()
        ],
        "dimensions": [name for name, _ in splits_for(request)],
    }


@router.get(
    "/figures/{code}",
    response={200: told.FigureTold} | READS,
    auth=TokenOf("figures:read", may="see_figures"),
    tags=["Figures"],
    url_name="figure",
)
@from_the_copy
def one(
    request: HttpRequest, code: Name, asked: Annotated[told.Asked, Query()]
) -> dict[str, Any]:
    """Answer one figure for a period, with splits. Small numbers are not shown."""
    question = _question(request, code, asked)
    told_of = queries.as_json(answered([code], question)[0])
    return {**told_of, "as_of": figures_as_of()}


@router.get(
    "/figures/{code}/members",
    response={200: told.MembersTold} | READS,
    auth=TokenOf("figures:read", may="see_figures"),
    tags=["Figures"],
    url_name="members",
)
def members(
    request: HttpRequest, code: Name, asked: Annotated[told.Asked, Query()]
) -> dict[str, Any]:
    """List the cases behind a figure that this person may open, and count the rest."""
    person, day = signed_in(request), timezone.localdate()
    if not can_somewhere(person, "see_cases"):
        raise PermissionDenied("The person's roles show figures and no cases.")
    question = _question(request, code, asked)
    if answered([code], question)[0].total.hidden:
        said = "The number is too small to be shown, and so are the cases behind it."
        raise ProblemError(422, "not_now", said)
    accounts.record_opening(
        by=person, kind="figure_listed", subject=code, now=timezone.now()
    )
    found = queries.members(code, question, viewer=person, day=day, most=MOST)
    return {
        "code": code,
        "members": [
            {"reference": m.reference, "counted": m.counted, "why": m.why}
            for m in found.listed
        ],
        "restricted": found.restricted,
        "elsewhere": found.elsewhere,
        "more": found.more,
        "period_to": question.last,
    }


def _question(request: HttpRequest, code: str, asked: told.Asked) -> queries.Question:
    """Make the question. Raises ProblemError where it asks for what there is not."""
    if code not in FIGURES:
        raise Http404
    known = {name for name, _ in splits_for(request)}
    by = tuple(tuple(one.strip() for one in split.split(",")) for split in asked.by)
    where = tuple(_limit(one) for one in asked.where)
    wanted = {name for split in by for name in split} | {name for name, _ in where}
    unknown = sorted(wanted - known)
    if unknown:
        listed = ", ".join(sorted(known))
        raise _unreadable(f"There is no split by “{unknown[0]}”. There are: {listed}.")
    if any(len(set(split)) < len(split) for split in by) or len(set(by)) < len(by):
        raise _unreadable("A dimension stands twice in by.")
    if asked.edition and asked.edition not in edition_names():
        listed = ", ".join(edition_names())
        raise _unreadable(
            f"There is no edition “{asked.edition}”. There are: {listed}."
        )
    return queries.Question(
        first=asked.first,
        last=asked.last,
        as_at=asked.as_at or timezone.localdate(),
        by=by,
        where=where,
        edition=asked.edition,
    )


def _limit(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise _unreadable(f"“{text[:60]}” is not written DIMENSION=VALUE.")
    return name, value


def _unreadable(said: str) -> ProblemError:
    return ProblemError(422, "not_readable", said)
