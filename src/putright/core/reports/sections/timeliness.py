"""How fast: acknowledged and answered in time, extensions, working days, still open."""

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Given
from putright.core.reports.tables import Shown, figure_table, split_table, stage_table
from putright.core.reports.values import Section, Table

STAGES = (1, 2)
IN_TIME = tuple(f"stage_{stage}_answered_in_time" for stage in STAGES)


def _both(*names: str) -> tuple[str, ...]:
    return tuple(f"stage_{stage}_{name}" for stage in STAGES for name in names)


ASKS = (
    Ask(_both("received", "answered_in_time"), (("month",),)),
    Ask(
        _both(
            "acknowledged_in_time",
            "answered_by_backstop",
            "answered_without_extension",
            "answered_with_extension",
        )
    ),
    Ask(_both("answered", "extended", "extended_past_limit")),
)
OPEN = _both("open", "overdue")
OPEN_ASKS = (Ask(OPEN),)
SPEED_ASKS = (Ask(_both("working_days_mean", "working_days_median")),)


def in_time(given: Given) -> Section:
    """Say how many were acknowledged and answered in time, at both stages."""
    return Section(
        key="in-time",
        heading="Acknowledged and answered in time",
        blocks=(
            s.paragraph("in-time.summary", *(_answered(given, one) for one in STAGES)),
            *_by_stage(given),
            split_table(
                given,
                "in-time-by-month",
                "Answered in time, by the month in which it was received",
                "month",
                [
                    Shown(code, f"Stage {stage}")
                    for stage, code in zip(STAGES, IN_TIME, strict=True)
                ],
                all_words="All months",
            ),
            figure_table(
                given,
                "extensions",
                "Answers given in the period, and extensions among them",
                _both("answered", "extended", "extended_past_limit"),
            ),
        ),
    )


def _by_stage(given: Given) -> tuple[Table, Table]:
    """Two tables: in one, its columns would not fit an upright page."""
    acknowledged = stage_table(
        given,
        "acknowledged-by-stage",
        "Acknowledged in time, by stage",
        [
            Shown("stage_{}_received", "Received"),
            Shown("stage_{}_acknowledged_in_time", "Acknowledged in time"),
        ],
    )
    answered = stage_table(
        given,
        "in-time-by-stage",
        "Answered in time, by stage",
        [
            Shown("stage_{}_answered_in_time", "In time"),
            Shown("stage_{}_answered_without_extension", "Not extended"),
            Shown("stage_{}_answered_with_extension", "Extended"),
            Shown("stage_{}_answered_by_backstop", "By the backstop", brief=True),
        ],
    )
    return acknowledged, answered


def _answered(given: Given, stage: int) -> s.Words:
    """Say one stage's rate, and how many of those in time had an extension."""
    one = given.of(f"stage_{stage}_answered_in_time")
    what = "stage 1 complaints" if stage == 1 else "stage 2 requests"
    if not one.total.denominator:
        return s.Words(f"No answer to any of the {what} was due.")
    extended = given.of(f"stage_{stage}_answered_with_extension")
    what = f"{what[:1].upper()}{what[1:]} received in the period and due:"
    answered = s.said("{} {} were answered in time", what, s.rate(one))
    if not extended.total.value:
        return s.said("{}, none of them with an extension.", answered)
    return s.said("{}, {} of them with an extension.", answered, s.number(extended))


def still_open(given: Given) -> Section:
    """Say how many stood open, and how many of them were overdue, at the end."""
    day = s.long_date(min(given.last, given.as_at))
    told = [_open(given, stage) for stage in STAGES]
    return Section(
        key="open",
        heading="Open and overdue",
        blocks=(
            s.paragraph(
                "open.summary",
                s.said("At the end of {}, {}, and {}.", day, *told),
            ),
            stage_table(
                given,
                "open-by-stage",
                f"Open, and not answered and overdue, at the end of {day}",
                [
                    Shown("stage_{}_open", "Open"),
                    Shown("stage_{}_overdue", "Overdue"),
                ],
            ),
        ),
    )


def _open(given: Given, stage: int) -> s.Words:
    what = "stage 1 complaint" if stage == 1 else "stage 2 request"
    many = given.of(f"stage_{stage}_open")
    told = s.lower(s.counted(many, f"{what} was open", f"{what}s were open"))
    if not many.total.value:
        return told
    overdue = given.of(f"stage_{stage}_overdue")
    late = s.number(overdue) if overdue.total.value else "none"
    return s.said("{} ({} of them overdue)", told, late)


def speed(given: Given) -> Section:
    """Say how many working days answers took: mean and median, at both stages."""
    return Section(
        key="speed",
        heading="Working days to an answer",
        blocks=(
            s.paragraph("speed.summary", *(_days(given, stage) for stage in STAGES)),
            figure_table(
                given,
                "working-days",
                "Working days to an answer, of those answered in the period",
                _both("working_days_mean", "working_days_median"),
                notes=(
                    "Counted from the day after the complaint or request was received.",
                ),
            ),
        ),
    )


def _days(given: Given, stage: int) -> s.Words:
    mean = given.of(f"stage_{stage}_working_days_mean")
    if not mean.total.base:
        return s.Words(f"No stage {stage} answer was given in the period.")
    return s.said(
        "Stage {} answers took {} on average; the middle one took {}.",
        str(stage),
        s.number(mean),
        s.number(given.of(f"stage_{stage}_working_days_median")),
    )
