"""Reads the editions of the handling codes from the files beside it."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from putright.rules.handling_code.values import (
    Edition,
    Ground,
    LetterPart,
    LetterRule,
    Ombudsman,
    Provision,
    Remedy,
    StageLimits,
    TimeLimit,
)
from putright.rules.reading import (
    Table,
    packaged_names,
    packaged_text,
    parsed,
)

PACKAGE = "putright.rules.handling_code"
CLASSES = ("case", "measure", "attested")
COUNTED_FROM = ("started", "acknowledged", "respond_by")
NEEDS = ("always", "past_limit", "too_old", "advised")
HOUSING_OMBUDSMAN = "housing"


class UnknownEditionError(ValueError):
    """An edition by a name that no file has."""


class NoEditionError(ValueError):
    """A day on which no known edition was in force."""


def edition_names() -> tuple[str, ...]:
    """The names of all known editions, in order of name."""
    return packaged_names(PACKAGE)


@cache
def edition(name: str) -> Edition:
    """The edition `name`, such as "housing-2024"; read once.

    Raises UnknownEditionError, which names the known ones.
    """
    if name not in edition_names():
        raise UnknownEditionError(
            f"There is no edition {name!r}. Use one of {', '.join(edition_names())}."
        )
    return parse(packaged_text(PACKAGE, name), name)


@cache
def ombudsman_edition_on(day: date) -> Edition:
    """The Housing Ombudsman's edition in force on `day`, when the complaint was made.

    Raises NoEditionError for a day that none of the known editions covers.
    """
    editions = [edition(name) for name in edition_names()]
    ours = [e for e in editions if e.ombudsman.code == HOUSING_OMBUDSMAN]
    for candidate in ours:
        if candidate.in_force_on(day):
            return candidate
    first = min(ours, key=lambda e: e.in_force_from)
    raise NoEditionError(
        f"No known edition of the Housing Ombudsman's Code was in force on "
        f"{day:%Y-%m-%d}; the first known, {first.name}, holds from "
        f"{first.in_force_from:%Y-%m-%d}. Name the edition to judge this case by."
    )


def parse(text: str, name: str) -> Edition:
    """The edition written in `text`, under `name`.

    Raises RulesDataError that says where the text is wrong and what should be there.
    """
    table = parsed(text, name)
    like = edition(table.text("like")) if table.has("like") else None
    own = _by_number(table)
    numbering = table.text("numbering")
    found = Edition(
        name=name,
        title=table.text("title"),
        issuer=table.text("issuer"),
        ombudsman=_ombudsman(table.table("ombudsman")),
        in_force_from=table.day("in_force_from"),
        in_force_to=table.day_or_none("in_force_to"),
        certainty=table.texts("certainty"),
        numbering=numbering,
        numbering_note=table.text("numbering_note", default=""),
        definition_of_complaint=table.text("definition_of_complaint"),
        age_limit_months=table.whole("age_limit_months"),
        age_limit_source=table.text("age_limit_source"),
        sections=_sections(table, like),
        provisions=own if numbering == name else edition(numbering).provisions,
        own_provisions=own,
        stages=_stages(table),
        grounds=_grounds(table, like),
        remedies=_remedies(table, like),
        letters=_letters(table, like),
    )
    table.done()
    if found.in_force_to is not None and found.in_force_to < found.in_force_from:
        raise table.problem("in_force_to", "lies before in_force_from. Mend one.")
    return found


def _ombudsman(table: Table) -> Ombudsman:
    found = Ombudsman(table.text("code"), table.text("name"), table.text("website"))
    table.done()
    return found


def _sections(table: Table, like: Edition | None) -> Mapping[str, str]:
    if not table.has("sections") and like is not None:
        return like.sections
    inner = table.table("sections")
    return MappingProxyType({key: inner.text(key) for key in inner.names()})


def _by_number(table: Table) -> Mapping[str, Provision]:
    found: dict[str, Provision] = {}
    for number, row in table.named("provisions"):
        classes = row.texts("classes")
        if strange := set(classes) - set(CLASSES):
            raise row.problem(
                "classes",
                f"{', '.join(sorted(strange))} is no class; "
                f"it should be among {', '.join(CLASSES)}.",
            )
        on_form = row.flag("on_form", default=True)
        found[number] = Provision(number, row.text("summary"), classes, on_form)
        row.done()
    return MappingProxyType(found)


def _limit(table: Table, key: str) -> TimeLimit:
    row = table.table(key)
    limit = TimeLimit(
        name=row.text("name"),
        working_days=row.whole("working_days"),
        counted_from=row.one_of("counted_from", COUNTED_FROM),
        source=row.text("source"),
        unsure=row.text("unsure", default=""),
    )
    row.done()
    return limit


def _stages(table: Table) -> Mapping[int, StageLimits]:
    found: dict[int, StageLimits] = {}
    for number, row in table.named("stages"):
        if number not in ("1", "2"):
            raise row.problem(number, "is no stage; a stage is 1 or 2.")
        found[int(number)] = StageLimits(
            stage=int(number),
            acknowledge=_limit(row, "acknowledge"),
            respond=_limit(row, "respond"),
            respond_unacknowledged=_limit(row, "respond_unacknowledged"),
            extension=_limit(row, "extension"),
            backstop=_limit(row, "backstop"),
        )
        row.done()
    if set(found) != {1, 2}:
        raise table.problem("stages", "should hold stage 1 and stage 2.")
    return MappingProxyType(found)


def read_grounds(table: Table) -> dict[str, Ground]:
    """The grounds of refusal written in `table`, by code."""
    found: dict[str, Ground] = {}
    for code, row in table.named("grounds"):
        found[code] = Ground(
            code=code,
            title=row.text("title"),
            needs=row.texts("needs"),
            says=row.text("says"),
            source=row.text("source"),
            stages=row.wholes("stages") or (1, 2),
        )
        row.done()
    return found


def _grounds(table: Table, like: Edition | None) -> tuple[Ground, ...]:
    inherited = {g.code: g for g in like.grounds} if like else {}
    return tuple((inherited | read_grounds(table)).values())


def _remedies(table: Table, like: Edition | None) -> tuple[Remedy, ...]:
    found = {r.code: r for r in like.remedies} if like else {}
    for code, row in table.named("remedies"):
        dateless = row.flag("dateless", default=False)
        found[code] = Remedy(code, row.text("title"), dateless)
        row.done()
    return tuple(found.values())


def _letters(table: Table, like: Edition | None) -> Mapping[str, LetterRule]:
    found = dict(like.letters) if like else {}
    for kind, row in table.named("letters"):
        parts = tuple(_part(code, part) for code, part in row.named("parts"))
        if not parts:
            raise row.problem("parts", "there should be at least one.")
        found[kind] = LetterRule(kind, row.text("title"), parts)
        row.done()
    return MappingProxyType(found)


def _part(code: str, row: Table) -> LetterPart:
    need = row.one_of("need", NEEDS) if row.has("need") else "always"
    part = LetterPart(
        code, row.text("title"), row.text("says"), row.text("source"), need
    )
    row.done()
    return part
