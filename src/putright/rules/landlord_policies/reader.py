"""Reads landlords' policies: those that come with the program, and their own."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from putright.rules.handling_code import edition_names, read_grounds
from putright.rules.landlord_policies.values import Policy, Target
from putright.rules.reading import Table, packaged_names, packaged_text, parsed

PACKAGE = "putright.rules.landlord_policies"
CLOCKS = ("acknowledge", "respond")
COUNTED_FROM = ("started", "acknowledged")


class UnknownPolicyError(ValueError):
    """A policy by a name that no file has."""


def policy_names() -> tuple[str, ...]:
    """The names of the policies that come with the program, in order of name."""
    return packaged_names(PACKAGE)


@cache
def policy(name: str) -> Policy:
    """The policy `name`, such as "code-only"; read once.

    Raises UnknownPolicyError, which names the known ones.
    """
    if name not in policy_names():
        raise UnknownPolicyError(
            f"There is no policy {name!r}. Use one of {', '.join(policy_names())}."
        )
    return parse(packaged_text(PACKAGE, name), name)


def parse(text: str, name: str = "policy") -> Policy:
    """The policy written in `text`, under `name`.

    Raises RulesDataError that says where the text is wrong and what should be there.
    """
    table = parsed(text, name)
    stage_names = _stage_names(table)
    found = Policy(
        name=name,
        title=table.text("title"),
        edition=table.one_of("edition", edition_names()),
        in_force_from=table.day_or_none("in_force_from"),
        in_force_to=table.day_or_none("in_force_to"),
        certainty=table.texts("certainty"),
        targets=tuple(_target(row, stage_names) for row in table.listed("targets")),
        stage_names=stage_names,
        grounds=tuple(read_grounds(table).values()),
    )
    table.done()
    start, end = found.in_force_from, found.in_force_to
    if start is not None and end is not None and end < start:
        raise table.problem("in_force_to", "lies before in_force_from. Mend one.")
    _check_once(table, found)
    return found


def _stage_names(table: Table) -> Mapping[str, int]:
    """The landlord's names of its stages; the Code's own where it gives none."""
    if not table.has("stage_names"):
        return MappingProxyType({"stage 1": 1, "stage 2": 2})
    rows = table.table("stage_names")
    found: dict[str, int] = {}
    for own in rows.names():
        if own != " ".join(own.lower().split()):
            raise rows.problem(own, "write it in lower case, with single spaces.")
        found[own] = _code_stage(rows, own)
    return MappingProxyType(found)


def _code_stage(table: Table, key: str) -> int:
    stage = table.whole(key)
    if stage not in (1, 2):
        raise table.problem(key, f"is {stage}; the Code's stages are 1 and 2.")
    return stage


def _target(row: Table, stage_names: Mapping[str, int]) -> Target:
    own = row.one_of("own_stage", tuple(stage_names))
    found = Target(
        stage=stage_names[own],
        clock=row.one_of("clock", CLOCKS),
        working_days=row.whole("working_days"),
        counted_from=row.one_of("counted_from", COUNTED_FROM),
        own_stage=own,
        source=row.text("source"),
        unsure=row.text("unsure", default=""),
    )
    row.done()
    if found.clock == "acknowledge" and found.counted_from != "started":
        raise row.problem(
            "counted_from", "an acknowledgement is counted from started. Mend it."
        )
    return found


def _check_once(table: Table, found: Policy) -> None:
    """No clock of a stage has two targets: which one holds could not be told."""
    clocks = [(target.own_stage, target.clock) for target in found.targets]
    for own, clock in clocks:
        if clocks.count((own, clock)) > 1:
            raise table.problem("targets", f"{own!r} has two for {clock}. Keep one.")
