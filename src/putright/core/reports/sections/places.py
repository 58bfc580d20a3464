"""Where: complaints by team, area and category, each with its base."""

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Answered, Given
from putright.core.reports.tables import Shown, split_table
from putright.core.reports.values import Block, Section

CODES = (
    "stage_1_received",
    "stage_2_received",
    "stage_1_answered_in_time",
    "stage_2_answered_in_time",
)
SHOWN = (
    Shown(CODES[0], "Stage 1 received"),
    Shown(CODES[1], "Stage 2 received"),
    Shown(CODES[2], "Stage 1 answered in time", brief=True),
    Shown(CODES[3], "Stage 2 answered in time", brief=True),
)
ALL = "All, each counted once"

TEAM_ASKS = (Ask(CODES, (("team",),)),)
ASKS = (Ask(CODES, (("team",), ("area",), ("category",))),)


def teams(given: Given) -> Section:
    """Say what concerned which team. One that concerns several is in each of them."""
    return Section(
        key="teams",
        heading="By team",
        blocks=(
            s.paragraph("teams.summary", _most(given, "team"), _crossing(given)),
            split_table(
                given, "by-team", "Complaints by team", "team", SHOWN, all_words=ALL
            ),
        ),
    )


def areas(given: Given) -> Section:
    """Say what came from which area, those not known among them."""
    return _section(given, "area", "areas", "By area")


def categories(given: Given) -> Section:
    """Say what complaints were about."""
    return _section(given, "category", "categories", "By category")


def _section(given: Given, split: str, key: str, heading: str) -> Section:
    blocks: list[Block] = [
        s.paragraph(f"{key}.summary", _most(given, split), _unknown(given, split)),
        split_table(
            given,
            f"by-{split}",
            f"Complaints by {split}",
            split,
            SHOWN,
            all_words="All",
        ),
    ]
    return Section(key=key, heading=heading, blocks=tuple(blocks))


def _most(given: Given, split: str) -> s.Words:
    """Name the part with most stage 1 complaints, where one has more than others."""
    one = given.of("stage_1_received")
    shown = sorted(
        (
            (cell.value, labels)
            for labels, cell in one.by[split].items()
            if labels[0] and cell.value
        ),
        reverse=True,
    )
    if not shown:
        return s.Words(f"No stage 1 complaint has its {split} recorded.")
    if len(shown) > 1 and shown[0][0] == shown[1][0]:
        return s.Words(f"No one {split} had more stage 1 complaints than any other.")
    labels = shown[0][1]
    return s.said(
        "The {} with the most stage 1 complaints was {}: {} of {}.",
        split,
        labels[0],
        s.number(one, split, labels),
        s.number(one),
    )


def _unknown(given: Given, split: str) -> s.Words:
    one = given.of("stage_1_received")
    cell = one.cell(split, ("",))
    if not cell.value:
        return s.Words("")
    told = s.number(one, split, ("",))
    return s.said("For {} of them the {} is not known.", told, split)


def _crossing(given: Given) -> s.Words:
    if not any(_overlaps(given.of(code)) for code in CODES[:2]):
        return s.Words("")
    return s.Words(
        "Some concerned more than one team: each is counted once in the total, and "
        "once under each of its teams, so that the teams add up to more."
    )


def _overlaps(answered: Answered) -> bool:
    return "team" in answered.overlaps
