"""The Tenant Satisfaction Measures that are counted from cases: CH01 and CH02.

Tenants only, in rented homes and low cost home ownership together: a split by tenure
gives each, as the regulator asks. Refused complaints are out, withdrawn ones are in.
What CH02 divides by is what CH01 counts.
"""

from putright.core.figures.catalogue import standing
from putright.core.figures.catalogue.stages import COMPLAINT
from putright.core.figures.figure import (
    LEFT_OUT,
    MET,
    NOT_MET,
    PER_1000,
    PERCENT,
    Figure,
    Sort,
)
from putright.core.figures.grains import STAGE
from putright.core.figures.rules import In, Is, Not, every

TENANTS = ("LCRA", "LCHO")
NAMES = {1: "Stage one complaints", 2: "Stage two complaints"}

_OUT: tuple[Sort, ...] = (
    Sort(LEFT_OUT, "tenure not known", Is("tenure", "")),
    Sort(LEFT_OUT, "other tenure", Not(In("tenure", TENANTS))),
    Sort(LEFT_OUT, "refused", standing.REFUSED),
)
_ANSWERED = every(standing.ANSWERED, Is("response", "met"))
_EXTENDED = every(standing.ANSWERED, Is("response", "met_with_extension"))


def _relative(stage: int) -> Figure:
    return Figure(
        code=f"CH01_{stage}",
        title=f"{NAMES[stage]} by tenants, per 1,000 homes owned",
        unit="per_1000",
        source=f"TSM CH01({stage})",
        measure=PER_1000,
        grain=STAGE,
        stage=stage,
        period="received_on",
        population=COMPLAINT,
        sorts=(*_OUT, Sort(MET, "made by a tenant")),
        homes=TENANTS,
    )


def _in_time(stage: int) -> Figure:
    return Figure(
        code=f"CH02_{stage}",
        title=f"{NAMES[stage]} by tenants, answered within the Code's timescales",
        unit="percent",
        source=f"TSM CH02({stage})",
        measure=PERCENT,
        grain=STAGE,
        stage=stage,
        period="received_on",
        population=COMPLAINT,
        sorts=(
            *_OUT,
            Sort(MET, "answered in time", _ANSWERED),
            Sort(MET, "answered in time with an extension", _EXTENDED),
            Sort(NOT_MET, "withdrawn", standing.ENDED),
            Sort(NOT_MET, "cannot tell", standing.UNTOLD),
            Sort(
                NOT_MET,
                "extended, and not known whether the tenant was told",
                standing.UNVERIFIED,
            ),
            Sort(NOT_MET, "answered late", standing.ANSWERED),
            *(Sort(NOT_MET, sort.why, sort.rule) for sort in standing.OPEN),
        ),
        direction="up",
    )


FIGURES: tuple[Figure, ...] = tuple(
    make(stage) for make in (_relative, _in_time) for stage in (1, 2)
)
