"""A survey's results, their download, and what goes with overall satisfaction."""

import json
from collections.abc import Iterator, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.surveys.forms.setting_up import GroupsForm
from putright.apps.surveys.models import Survey
from putright.apps.surveys.queries.working_out import (
    NoResultError,
    compared,
    worked_out,
)
from putright.apps.surveys.views import showing
from putright.apps.surveys.views.reaching import (
    CSV,
    READ,
    XLSX,
    file_of,
    survey_or_404,
    survey_page,
)
from putright.core.surveys import (
    QUARTER,
    Estimate,
    NoDriversError,
    NoStatisticsError,
    Result,
    by_group,
    small,
    told,
)
from putright.core.surveys import drivers as fitted
from putright.core.tabular import TableError, write_csv, write_xlsx
from putright.rules.satisfaction_measures import measure_year

SPLITS = (QUARTER, "area", "category", "method")
HEADINGS = (
    "year",
    "stock_type",
    "split",
    "group",
    "measure",
    "base",
    "result",
    "unweighted",
    "standard_error",
    "low",
    "high",
    "note",
)


@requires(READ)
def results(request: HttpRequest, number: int) -> HttpResponse:
    """Show a survey's measures, and one of them by group."""
    survey = survey_or_404(number)
    plain = request.GET.get("weights") == "none"
    try:
        found = worked_out(survey, weighted=not plain)
    except NoResultError as error:
        return survey_page(
            request, survey, "results", problem=str(error), plain=plain, found=[]
        )
    return survey_page(
        request,
        survey,
        "results",
        plain=plain,
        weights=survey.weights,
        **_told(request, survey, found),
    )


def _told(
    request: HttpRequest, survey: Survey, found: Mapping[str, Result]
) -> dict[str, object]:
    """Give what the page shows of each stock type, one measure by group among it."""
    rules = measure_year(survey.year)
    codes = [(one.code, f"{one.code} {one.name}") for one in rules.perception]
    splits = _splits(found)
    form = GroupsForm(
        request.GET, measures=codes, by=[(s, s.replace("_", " ")) for s in splits]
    )
    form.is_valid()
    code = form.cleaned_data.get("measure") or codes[0][0]
    by = form.cleaned_data.get("by") or splits[0]
    moved = compared(survey, found)
    return {
        "groups_form": form,
        "split": f"{code} by {by.replace('_', ' ')}",
        "found": [
            {
                "name": name,
                "facts": showing.facts(one),
                "warnings": list(showing.warnings(one, rules)),
                "measures": showing.measures(one, rules, moved.get(name)),
                "compared": name in moved,
                "groups": showing.groups(by_group(one.sample, by), code)
                if code in one.estimates and by in _splits({name: one})
                else None,
                "likeness": [showing.likeness(each) for each in one.likeness],
            }
            for name, one in found.items()
        ],
    }


def _splits(found: Mapping[str, Result]) -> list[str]:
    """Name what results can be split by: what every stock type's answers hold."""
    margins = [{one.characteristic for one in r.likeness} for r in found.values()]
    names = dict.fromkeys((*SPLITS, *sorted(set().union(*margins))))
    held = [set(one.sample.answers.columns) | {QUARTER} for one in found.values()]
    return [name for name in names if all(name in columns for columns in held)]


@requires(READ)
def results_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Give the results with every split as CSV or XLSX, or as JSON without splits."""
    survey = survey_or_404(number)
    if form not in ("csv", "xlsx", "json"):
        raise Http404
    try:
        found = worked_out(survey)
        answer = _file(survey, found, form)
    except (NoResultError, TableError) as error:
        messages.error(request, str(error))
        return redirect("surveys:results", survey.pk)
    accounts.record_opening(
        by=signed_in(request),
        kind="survey_results_exported",
        now=timezone.now(),
        subject=f"survey:{survey.pk}",
    )
    return answer


def _file(survey: Survey, found: Mapping[str, Result], form: str) -> HttpResponse:
    name = f"survey-{survey.year}.{form}"
    if form == "json":
        text = json.dumps(told(found), ensure_ascii=False, indent=1, allow_nan=False)
        return file_of(text.encode(), "application/json", name)
    rows = list(_rows(survey.year, found))
    if form == "csv":
        return file_of(write_csv(HEADINGS, rows), CSV, name)
    return file_of(write_xlsx(HEADINGS, rows), XLSX, name)


def _rows(year: str, found: Mapping[str, Result]) -> Iterator[list[str]]:
    for name, result in found.items():
        for code, one in result.estimates.items():
            yield [year, name, "", "", code, *_cells(one)]
        for split in _splits({name: result}):
            groups = by_group(result.sample, split)
            hidden = {
                code: showing.held_back(groups, code) for code in result.estimates
            }
            for value, group in groups.items():
                for code, one in group.estimates.items():
                    held = value in hidden[code]
                    cells = _held_back(one) if held else _cells(one, split)
                    yield [year, name, split, value, code, *cells]


def _held_back(one: Estimate) -> list[str]:
    base, why = showing.not_shown(one)
    return [*[""] * 6, f"{base}: {why.lower()}"]


def _cells(one: Estimate, split: str = "") -> list[str]:
    numbers = (one.weighted, one.unweighted, one.se, one.low, one.high)
    cells = ["" if number is None else repr(number) for number in numbers]
    return [str(one.base), *cells, "small base" if split and small(one) else ""]


@requires(READ)
def drivers(request: HttpRequest, number: int) -> HttpResponse:
    """Show what goes with overall satisfaction, where it can be told."""
    survey = survey_or_404(number)
    rules = measure_year(survey.year)
    found: list[dict[str, object]] = []
    problem = ""
    try:
        results = worked_out(survey)
    except NoResultError as error:
        results, problem = {}, str(error)
    for name, result in results.items():
        one: dict[str, object] = {"name": name}
        try:
            fit = fitted(result.sample)
            one |= {"table": showing.drivers(fit, rules), "fit": fit}
        except (NoDriversError, NoStatisticsError) as error:
            one["problem"] = str(error)
        found.append(one)
    return survey_page(request, survey, "drivers", found=found, problem=problem)
