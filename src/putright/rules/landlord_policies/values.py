"""What a landlord's policy holds, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from putright.rules.handling_code import Ground


@dataclass(frozen=True)
class Target:
    """A landlord's own time for one clock of one of the Code's stages.

    `clock`: "acknowledge" or "respond". `counted_from`: "started" or "acknowledged",
    as in the Code's limits. `own_stage`: the landlord's name of the stage, lower
    case. `unsure`: why it may be wrong, blank where the policy says so itself.
    """

    stage: int
    clock: str
    working_days: int
    counted_from: str
    own_stage: str
    source: str
    unsure: str = ""


@dataclass(frozen=True, eq=False)
class Policy:
    """A landlord's complaints policy: its targets, stages and grounds of refusal.

    `edition`: the Code's edition of its time. `stage_names`: the landlord's name of a
    stage, lower case, to the Code's stage. `grounds`: those of its own, beside the
    edition's.
    """

    name: str
    title: str
    edition: str
    in_force_from: date | None
    in_force_to: date | None
    certainty: tuple[str, ...]
    targets: tuple[Target, ...]
    stage_names: Mapping[str, int]
    grounds: tuple[Ground, ...]

    def code_stage(self, own_stage: str) -> int | None:
        """The Code's stage that `own_stage` is, however spaced or capitalised.

        None where the policy has no stage of that name.
        """
        return self.stage_names.get(_plain(own_stage))

    def targets_for(self, stage: int, own_stage: str = "") -> tuple[Target, ...]:
        """The targets of the Code's `stage`, or of the landlord's `own_stage` in it.

        None without `own_stage` where the policy has several stages in that one:
        which target holds can't be told.
        """
        found = tuple(t for t in self.targets if t.stage == stage)
        if own_stage.strip():
            return tuple(t for t in found if t.own_stage == _plain(own_stage))
        several = len({t.own_stage for t in found}) > 1
        return () if several else found


def _plain(own_stage: str) -> str:
    return " ".join(own_stage.lower().split())
