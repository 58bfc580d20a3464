"""Figures of the two stages: received, acknowledged, answered, upheld."""

from collections.abc import Iterator
from typing import Any

from putright.core.figures.catalogue import standing
from putright.core.figures.figure import (
    LEFT_OUT,
    MEAN,
    MEDIAN,
    MET,
    NOT_MET,
    PER_1000,
    PERCENT,
    RATIO,
    Figure,
    Sort,
)
from putright.core.figures.grains import STAGE
from putright.core.figures.rules import (
    Happened,
    Is,
    Known,
    Not,
    OnOrBefore,
    every,
)

COMPLAINT = every(Is("kind", "complaint"), Happened("received_on"))
WHAT = {1: "Stage 1 complaints", 2: "Stage 2 requests"}
ACKNOWLEDGE = {1: "6.2", 2: "6.11"}
RESPOND = {1: "6.3", 2: "6.14"}
EXTEND = {1: "6.4", 2: "6.15"}


def _received(stage: int) -> Iterator[Figure]:
    what = WHAT[stage]
    yield _of(
        stage,
        f"stage_{stage}_received",
        f"{what} received",
        "cases",
        "Complaint Handling Code 3.3",
    )
    yield _of(
        stage,
        f"stage_{stage}_acknowledged_in_time",
        f"{what} received in the period: acknowledged in time",
        "percent",
        f"Complaint Handling Code {ACKNOWLEDGE[stage]}",
        measure=PERCENT,
        sorts=standing.ACKNOWLEDGED,
        direction="up",
    )
    yield _of(
        stage,
        f"stage_{stage}_acknowledged_late",
        f"{what} received in the period: acknowledged late",
        "cases",
        f"Complaint Handling Code {ACKNOWLEDGE[stage]}",
        population=every(
            COMPLAINT, standing.ACKNOWLEDGED_LATE, Known("acknowledge_by")
        ),
        direction="down",
    )


def _answered(stage: int) -> Iterator[Figure]:
    what = f"{WHAT[stage]} received in the period"
    source = f"Complaint Handling Code {RESPOND[stage]}"
    yield _of(
        stage,
        f"stage_{stage}_answered_in_time",
        f"{what}: answered in time, extensions included",
        "percent",
        source,
        measure=PERCENT,
        sorts=standing.IN_TIME,
        direction="up",
    )
    yield _of(
        stage,
        f"stage_{stage}_answered_by_backstop",
        f"{what}: answered by the last day of a landlord that acknowledged in time",
        "percent",
        f"Complaint Handling Code {ACKNOWLEDGE[stage]} and {RESPOND[stage]}",
        measure=PERCENT,
        sorts=standing.BY_BACKSTOP,
        direction="up",
    )
    for name, why in (
        ("without", "answered in time"),
        ("with", "answered in time with an extension"),
    ):
        yield _of(
            stage,
            f"stage_{stage}_answered_{name}_extension",
            f"{what}: answered in time {name} an extension",
            "cases",
            f"Complaint Handling Code {EXTEND[stage]}",
            population=every(COMPLAINT, standing.met_only(standing.IN_TIME, why)),
        )


def _by_own_targets(stage: int) -> Iterator[Figure]:
    what = f"{WHAT[stage]} received in the period"
    for done, code, sorts in (
        ("acknowledged", ACKNOWLEDGE[stage], standing.ACKNOWLEDGED_BY_OWN_TARGET),
        ("answered", RESPOND[stage], standing.ANSWERED_BY_OWN_TARGET),
    ):
        yield _of(
            stage,
            f"stage_{stage}_{done}_within_own_target",
            f"{what}: {done} within the landlord's own target",
            "percent",
            f"The landlord's own policy, beside Complaint Handling Code {code}",
            measure=PERCENT,
            sorts=sorts,
            direction="up",
        )


def _of_answers(stage: int) -> Iterator[Figure]:
    answers = f"Stage {stage} answers in the period"
    for measure in (MEAN, MEDIAN):
        yield _of(
            stage,
            f"stage_{stage}_working_days_{measure}",
            f"{answers}: {measure} working days",
            "working days",
            f"Complaint Handling Code {RESPOND[stage]}",
            measure=measure,
            column="working_days",
            period="responded_on",
            population=every(COMPLAINT, standing.ANSWERED),
            sorts=(
                Sort(MET, "answered", Known("working_days")),
                Sort(LEFT_OUT, standing.CANNOT_TELL),
            ),
            direction="down",
        )
    yield _of(
        stage,
        f"stage_{stage}_answered",
        answers,
        "cases",
        f"Complaint Handling Code {RESPOND[stage]}",
        period="responded_on",
        population=every(COMPLAINT, standing.ANSWERED),
    )
    yield _of(
        stage,
        f"stage_{stage}_upheld",
        f"Stage {stage} complaints decided in the period: upheld or upheld in part",
        "percent",
        "Complaint Handling Code 9.7",
        measure=PERCENT,
        period="responded_on",
        population=every(COMPLAINT, standing.ANSWERED),
        sorts=standing.UPHELD,
    )


def _extended(stage: int) -> Iterator[Figure]:
    answers = f"Stage {stage} answers in the period"
    yield _of(
        stage,
        f"stage_{stage}_extended",
        f"{answers}: with an extension",
        "percent",
        f"Complaint Handling Code {EXTEND[stage]}",
        measure=PERCENT,
        period="responded_on",
        population=every(COMPLAINT, standing.ANSWERED),
        sorts=(
            Sort(MET, "extended", Known("extended_to")),
            Sort(NOT_MET, "not extended"),
        ),
        direction="down",
    )
    yield _of(
        stage,
        f"stage_{stage}_extended_past_limit",
        f"{answers}: extended past the Code's limit",
        "cases",
        f"Complaint Handling Code {EXTEND[stage]}",
        period="responded_on",
        population=every(
            COMPLAINT,
            standing.EXTENDED,
            Known("extension_limit"),
            Not(OnOrBefore("extended_to", "extension_limit")),
        ),
        direction="down",
    )


def _open(stage: int) -> Iterator[Figure]:
    for name, rule, title in (
        ("open", standing.STILL_OPEN, "open"),
        ("overdue", standing.OVERDUE, "not answered, overdue"),
    ):
        yield _of(
            stage,
            f"stage_{stage}_{name}",
            f"{WHAT[stage]} {title} at the end of the period",
            "cases",
            f"Complaint Handling Code {RESPOND[stage]}",
            snapshot=True,
            population=every(COMPLAINT, rule),
            direction="down" if name == "overdue" else "",
        )


def _rates(stage: int) -> Iterator[Figure]:
    yield _of(
        stage,
        f"stage_{stage}_per_1000",
        f"{WHAT[stage]} received, per 1,000 homes owned at the end of the period",
        "per_1000",
        "Complaint Handling Code 3.3",
        measure=PER_1000,
    )


def _escalated() -> Iterator[Figure]:
    yield Figure(
        code="escalation_ratio",
        title="Stage 2 requests over stage 1 complaints received in the period: "
        "two different sets of cases",
        unit="ratio",
        source="Complaint Handling Code 9.7",
        measure=RATIO,
        over=("stage_2_received", "stage_1_received"),
    )
    yield _of(
        1,
        "escalation_rate",
        "Stage 1 complaints received in the period: gone to stage 2",
        "percent",
        "Complaint Handling Code 9.7",
        measure=PERCENT,
        sorts=(
            Sort(MET, "gone to stage 2", Happened("second_on")),
            Sort(NOT_MET, "not gone to stage 2"),
        ),
    )
    for name, title in (
        ("hazard", "with a hazard in the home"),
        ("vulnerable", "where the resident is vulnerable"),
    ):
        yield _of(
            1,
            f"stage_1_{name}",
            f"Stage 1 complaints received: {title}",
            "cases",
            "Complaint Handling Code 6.1",
            population=every(COMPLAINT, Is(name, value=True)),
        )


def _of(
    stage: int, code: str, title: str, unit: str, source: str, **rest: Any
) -> Figure:
    """Declare a figure of a stage: by the day received, unless told."""
    usual: dict[str, Any] = {"period": "received_on", "population": COMPLAINT}
    return Figure(
        code=code,
        title=title,
        unit=unit,
        source=source,
        grain=STAGE,
        stage=stage,
        **(usual | rest),
    )


_OF_A_STAGE = (
    _received,
    _answered,
    _by_own_targets,
    _of_answers,
    _extended,
    _open,
    _rates,
)
FIGURES: tuple[Figure, ...] = tuple(
    figure for stage in (1, 2) for make in _OF_A_STAGE for figure in make(stage)
) + tuple(_escalated())
