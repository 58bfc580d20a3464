"""Figures of whole cases: what came in, what was refused, what was learned."""

from putright.core.figures.figure import (
    LEFT_OUT,
    MEAN_OF_CASES,
    MET,
    NOT_MET,
    PERCENT,
    SUM,
    Figure,
    Sort,
)
from putright.core.figures.grains import ACTION, CASE, ENTRY, STAGE
from putright.core.figures.rules import (
    Ahead,
    Happened,
    In,
    Is,
    Known,
    Not,
    OnOrBefore,
    Over,
    either,
    every,
)

COMPLAINT = In("kind", ("complaint", "dissatisfaction"))
CODE = "Complaint Handling Code"
LATE_DAYS = 2
"""Working days after which an entry was written down late."""


def _came_in(kind: str, code: str, title: str, source: str) -> Figure:
    return Figure(
        code=f"{code}_received",
        title=f"{title} received",
        unit="cases",
        source=source,
        grain=CASE,
        period="received_on",
        population=every(Is("kind", kind), Happened("received_on")),
    )


RECEIVED = (
    _came_in("compliment", "compliments", "Compliments", f"{CODE} 9.2"),
    _came_in("comment", "comments", "Comments", f"{CODE} 9.2"),
    _came_in("mp_enquiry", "mp_enquiries", "MP enquiries", f"{CODE} 1.3"),
    _came_in("service_request", "service_requests", "Service requests", f"{CODE} 1.4"),
    _came_in(
        "dissatisfaction",
        "undecided",
        "Dissatisfaction not settled as a complaint or a request",
        f"{CODE} 1.3",
    ),
    Figure(
        code="service_requests_became_complaints",
        title="Service requests received in the period: led to a complaint",
        unit="percent",
        source=f"{CODE} 1.4 and 1.5",
        measure=PERCENT,
        grain=CASE,
        period="received_on",
        population=every(Is("kind", "service_request"), Happened("received_on")),
        sorts=(
            Sort(MET, "led to a complaint", Happened("became_on")),
            Sort(NOT_MET, "led to none"),
        ),
        direction="down",
    ),
)

ENDED = (
    Figure(
        code="refused",
        title="Complaints not accepted, or not escalated",
        unit="cases",
        source=f"{CODE} 2.4, 5.11 and 8.1",
        grain=CASE,
        period="refused_on",
        population=Happened("refused_on"),
    ),
    Figure(
        code="withdrawn",
        title="Complaints withdrawn by the resident",
        unit="cases",
        source=f"{CODE} 9.7",
        grain=CASE,
        period="withdrawn_on",
        population=every(COMPLAINT, Happened("withdrawn_on")),
    ),
)

LEARNED = (
    Figure(
        code="improvements",
        title="Cases with a service improvement",
        unit="cases",
        source=f"{CODE} 8.1 and 9.1",
        grain=CASE,
        period="improvement_on",
        population=Happened("improvement_on"),
    ),
    Figure(
        code="learning_recorded",
        title="Upheld complaints closed in the period: with learning",
        unit="percent",
        source=f"{CODE} 9.1",
        measure=PERCENT,
        grain=CASE,
        period="closed_on",
        population=every(COMPLAINT, Happened("closed_on"), Is("upheld", value=True)),
        sorts=(
            Sort(
                MET,
                "learning recorded",
                either(Is("learning", value=True), Happened("improvement_on")),
            ),
            Sort(NOT_MET, "no learning recorded"),
        ),
        direction="up",
    ),
    Figure(
        code="adjustments_overdue",
        title="Cases not closed whose reasonable adjustment is late for review at the "
        "end of the period",
        unit="cases",
        source=f"{CODE} 5.10",
        grain=CASE,
        period="received_on",
        snapshot=True,
        population=every(
            Known("adjustment_review"),
            Not(Ahead("adjustment_review")),
            Not(Happened("closed_on")),
        ),
        direction="down",
    ),
)

OFFERED = every(Over("compensation_pence", 0), Happened("offered_on"))
MONEY = (
    Figure(
        code="compensation_offered",
        title="Compensation offered",
        unit="pounds",
        source=f"{CODE} 7.1",
        measure=SUM,
        column="compensation_pence",
        grain=STAGE,
        period="offered_on",
        population=OFFERED,
    ),
    Figure(
        code="compensation_mean",
        title="Compensation offered: mean over the cases with compensation",
        unit="pounds",
        source=f"{CODE} 7.1",
        measure=MEAN_OF_CASES,
        column="compensation_pence",
        grain=STAGE,
        period="offered_on",
        population=OFFERED,
    ),
)

_DECIDED = every(
    Is("kind", "complaint"),
    Happened("responded_on"),
    In("outcome", ("upheld", "partially_upheld")),
)
_NO_FINDINGS = Sort(LEFT_OUT, "cannot tell", Is("imported", value=True))
REMEDIED = (
    Figure(
        code="stage_1_remedied",
        title="Stage 1 complaints upheld in the period: with a remedy at stage 1",
        unit="percent",
        source=f"{CODE} 5.13 and 7.1",
        measure=PERCENT,
        grain=STAGE,
        stage=1,
        period="responded_on",
        population=_DECIDED,
        sorts=(
            _NO_FINDINGS,
            Sort(MET, "a remedy at stage 1", Is("remedied", value=True)),
            Sort(NOT_MET, "no remedy at stage 1"),
        ),
        direction="up",
    ),
    Figure(
        code="stage_2_first_remedied",
        title="Stage 2 answers in the period with a remedy: none at stage 1",
        unit="percent",
        source=f"{CODE} 5.13",
        measure=PERCENT,
        grain=STAGE,
        stage=2,
        period="responded_on",
        population=every(
            Is("kind", "complaint"),
            Happened("responded_on"),
            Is("remedied", value=True),
        ),
        sorts=(
            _NO_FINDINGS,
            Sort(NOT_MET, "a remedy at stage 1 too", Is("remedied_before", value=True)),
            Sort(MET, "the first remedy at stage 2"),
        ),
        direction="down",
    ),
)

_MADE = Happened("made_on")
_KEPT = every(Happened("done_on"), OnOrBefore("done_on", "by_when"))
PROMISES = (
    Figure(
        code="promises_due",
        title="Promises due",
        unit="actions",
        source=f"{CODE} 6.6, 6.17 and 7.3",
        grain=ACTION,
        period="by_when",
        population=_MADE,
    ),
    Figure(
        code="promises_kept",
        title="Promises due in the period: done by their date",
        unit="percent",
        source=f"{CODE} 7.3",
        measure=PERCENT,
        grain=ACTION,
        period="by_when",
        population=_MADE,
        sorts=(
            Sort(MET, "done by its date", _KEPT),
            Sort(NOT_MET, "done late", Happened("done_on")),
            Sort(LEFT_OUT, "not yet due", Ahead("by_when")),
            Sort(NOT_MET, "not done, overdue"),
        ),
        direction="up",
    ),
    Figure(
        code="promises_overdue",
        title="Promises not done and overdue at the end of the period",
        unit="actions",
        source=f"{CODE} 6.6 and 7.3",
        grain=ACTION,
        period="made_on",
        snapshot=True,
        population=every(Not(Happened("done_on")), Not(Ahead("by_when"))),
        direction="down",
    ),
)

_LATE = (
    Sort(LEFT_OUT, "came with a register", Is("imported", value=True)),
    Sort(LEFT_OUT, "cannot tell", Not(Known("working_days"))),
    Sort(
        MET,
        f"written down more than {LATE_DAYS} working days later",
        Over("working_days", LATE_DAYS),
    ),
    Sort(NOT_MET, f"written down within {LATE_DAYS} working days"),
)
RECORDED = (
    Figure(
        code="recorded_late",
        title="Entries that start or stop a clock: written down more than "
        f"{LATE_DAYS} working days later",
        unit="entries",
        source=f"{CODE} 5.12",
        grain=ENTRY,
        period="happened_on",
        population=Happened("happened_on"),
        sorts=_LATE,
        direction="down",
    ),
    Figure(
        code="recorded_late_percent",
        title="Entries that start or stop a clock: percent written down more than "
        f"{LATE_DAYS} working days later",
        unit="percent",
        source=f"{CODE} 5.12",
        measure=PERCENT,
        grain=ENTRY,
        period="happened_on",
        population=Happened("happened_on"),
        sorts=_LATE,
        direction="down",
    ),
)

FIGURES: tuple[Figure, ...] = (
    *RECEIVED,
    *ENDED,
    *LEARNED,
    *MONEY,
    *REMEDIED,
    *PROMISES,
    *RECORDED,
)
