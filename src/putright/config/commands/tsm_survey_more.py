"""What `putright tsm survey` gives beyond the measures, where it was asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from putright.core.surveys import (
    Change,
    Drivers,
    Estimate,
    GroupResult,
    Result,
    by_group,
    change,
    drivers,
    told,
    told_changes,
    told_drivers,
    told_groups,
)


@dataclass(frozen=True, slots=True)
class More:
    """Of one stock type: groups by column, changes by measure, the drivers."""

    groups: Mapping[str, Mapping[str, GroupResult]]
    changes: Mapping[str, Change]
    drivers: Drivers | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: columns to split by, last year's estimates, drivers."""

    by: tuple[str, ...]
    before: Mapping[str, Mapping[str, Estimate]]
    drivers: bool

    def of(self, stock_type: str, result: Result) -> More:
        """Work it out for one stock type. Raises what `drivers` raises."""
        before = self.before.get(stock_type, {})
        return More(
            {column: by_group(result.sample, column) for column in self.by},
            {
                code: change(before[code], now)
                for code, now in result.estimates.items()
                if code in before
            },
            drivers(result.sample) if self.drivers else None,
        )


def as_json(results: Mapping[str, Result], found: Mapping[str, More]) -> str:
    """Give all of it as JSON, unrounded; what was not asked for has no key."""
    plain = told(results)
    stock_types = plain["stock_types"]
    assert isinstance(stock_types, dict)
    for name, more in found.items():
        if more.groups:
            stock_types[name]["by"] = {
                column: told_groups(groups) for column, groups in more.groups.items()
            }
        if more.changes:
            stock_types[name]["change"] = told_changes(more.changes)
        if more.drivers:
            stock_types[name]["drivers"] = told_drivers(more.drivers)
    return json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False)
