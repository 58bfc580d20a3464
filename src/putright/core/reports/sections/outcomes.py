"""What came of it: outcomes, escalation, compensation, refusals."""

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Given
from putright.core.reports.tables import Shown, figure_table, split_table
from putright.core.reports.values import Section

ANSWERED = ("stage_1_answered", "stage_2_answered")
UPHELD = ("stage_1_upheld", "stage_2_upheld")
ASKS = (Ask(ANSWERED, (("outcome",),)), Ask((*UPHELD, "withdrawn")))
ESCALATION_ASKS = (Ask(("escalation_rate", "escalation_ratio")),)
MONEY_ASKS = (Ask(("compensation_offered", "compensation_mean")),)
REFUSED_ASKS = (Ask(("refused",), (("ground",), ("stage",))),)


def outcomes(given: Given) -> Section:
    """Say how complaints were decided, at both stages."""
    return Section(
        key="outcomes",
        heading="Outcomes",
        blocks=(
            s.paragraph("outcomes.summary", *(_upheld(given, n) for n in (1, 2))),
            split_table(
                given,
                "by-outcome",
                "Answers given in the period, by outcome",
                "outcome",
                [Shown(ANSWERED[0], "Stage 1"), Shown(ANSWERED[1], "Stage 2")],
                all_words="All answers",
            ),
            figure_table(
                given,
                "upheld",
                "Upheld or upheld in part, of those decided in the period",
                (*UPHELD, "withdrawn"),
            ),
        ),
    )


def _upheld(given: Given, stage: int) -> s.Words:
    one = given.of(f"stage_{stage}_upheld")
    if not one.total.denominator:
        return s.Words(f"No stage {stage} complaint was decided in the period.")
    return s.said(
        "Of the stage {} complaints decided in the period {} were upheld, wholly or "
        "in part.",
        str(stage),
        s.rate(one),
    )


def escalation(given: Given) -> Section:
    """Say how many went on to stage 2, over two bases, each of them named."""
    one = given.of("escalation_rate")
    told = s.Words("No stage 1 complaint was received in the period.")
    if one.total.denominator:
        told = s.said(
            "Of the stage 1 complaints received in the period {} have gone to stage 2.",
            s.rate(one),
        )
    return Section(
        key="escalation",
        heading="Escalation",
        blocks=(
            s.paragraph("escalation.summary", told),
            figure_table(
                given,
                "escalation-figures",
                "Escalation to stage 2",
                ("escalation_rate", "escalation_ratio"),
                notes=(
                    "The first follows the same cases; the second sets the requests of "
                    "the period over the complaints of the period.",
                ),
            ),
        ),
    )


def compensation(given: Given) -> Section:
    """Say what was offered in money, in all and over the cases with any."""
    offered, mean = given.of("compensation_offered"), given.of("compensation_mean")
    told = s.Words("No compensation was offered in the period.")
    if offered.total.value:
        told = s.said(
            "{} was offered in compensation; the mean over the cases with any was {}.",
            s.number(offered),
            s.number(mean),
        )
    return Section(
        key="compensation",
        heading="Compensation",
        blocks=(
            s.paragraph("compensation.summary", told),
            figure_table(
                given,
                "compensation-figures",
                "Compensation offered in the period",
                ("compensation_offered", "compensation_mean"),
            ),
        ),
    )


def refusals(given: Given) -> Section:
    """Say what was not accepted or not escalated, by ground (2.1 to 2.5, 5.11)."""
    told = s.counted(
        given.of("refused"),
        "complaint was not accepted, or not escalated",
        "complaints were refused or not escalated",
    )
    shown = [Shown("refused", "Refused")]
    return Section(
        key="refusals",
        heading="Complaints not accepted, or not escalated",
        blocks=(
            s.paragraph("refusals.summary", s.said("{}.", told)),
            split_table(
                given,
                "refused-by-ground",
                "Not accepted or not escalated, by ground",
                "ground",
                shown,
            ),
            split_table(
                given,
                "refused-by-stage",
                "Not accepted or not escalated, by stage",
                "stage",
                shown,
            ),
        ),
    )
