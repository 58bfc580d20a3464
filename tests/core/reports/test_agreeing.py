"""An edited text held against its figures: what is flagged, and what never is."""

from datetime import date

import pytest

from putright.core.reports import agreeing
from putright.core.reports.numbers import numbers
from putright.core.reports.values import (
    Cell,
    Column,
    Paragraph,
    Report,
    Section,
    Source,
    Stated,
    Table,
)

PROVISIONS = agreeing.known_provisions()
DRAFT = (
    "58 stage 1 complaints were received, 12 fewer than the 70 of July to September "
    "2024. 54 of 55 (98.2%) were answered in time. £1,234.50 was offered."
)


def _stated(text: str, value: float, unit: str, figure: str) -> Stated:
    source = Source(figure=figure, first=date(2024, 10, 1), last=date(2024, 12, 31))
    return Stated(text=text, source=source, value=value, unit=unit)


STATED = (
    _stated("58", 58, "cases", "stage_1_received"),
    _stated("12", 12, "cases", "stage_1_received.difference"),
    _stated("70", 70, "cases", "stage_1_received"),
    _stated("54", 54, "cases", "stage_1_answered_in_time.met"),
    _stated("55", 55, "cases", "stage_1_answered_in_time.of"),
    _stated("98.2%", 5400 / 55, "percent", "stage_1_answered_in_time"),
    _stated("£1,234.50", 1234.5, "pounds", "compensation_offered"),
)


def edited(text: str) -> Paragraph:
    """Make the drafted paragraph as a person has edited it."""
    return Paragraph(text=text, key="received", drafted=DRAFT, sources=STATED)


def report(block: Paragraph) -> Report:
    """Make a report with the paragraph, and one table that says 13."""
    table = Table(
        key="t",
        caption="Stage 2",
        columns=(Column(text="All"),),
        rows=((Cell(text="13", value=13, unit="cases"),),),
    )
    return Report(
        kind="quarterly",
        title="",
        subtitle="",
        landlord="",
        first=date(2024, 10, 1),
        last=date(2024, 12, 31),
        as_at=date(2025, 6, 30),
        edition="housing-2024",
        program="",
        sections=(Section(key="s", heading="", blocks=(block, table)),),
    )


def test_a_draft_agrees_with_itself() -> None:
    assert agreeing.disagreements(edited(DRAFT)) == []
    assert agreeing.check(edited(DRAFT), report(edited(DRAFT))) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("58 stage", "68 stage", "58"),
        ("98.2%", "98.9%", "98.2%"),
        ("54 of 55", "54 of 56", "55"),
        ("£1,234.50", "£1,243.50", "£1,234.50"),
        ("12 fewer", "13 fewer", "12"),
    ],
)
def test_a_number_that_no_longer_agrees_is_named_with_its_figure(
    old: str, new: str, says: str
) -> None:
    found = agreeing.disagreements(edited(DRAFT.replace(old, new)))
    assert len(found) == 1
    assert new.split()[-1 if "of" in new else 0] in found[0]
    assert found[0].endswith(f"is {says}.")


@pytest.mark.parametrize(
    "text",
    [
        DRAFT.replace("98.2%", "98%"),
        DRAFT.replace("98.2%", "98.18 per cent"),
        DRAFT.replace("£1,234.50", "£1,235"),
        DRAFT.replace("58 stage 1 complaints were received", "We received 58"),
        "54 of 55 (98.2%) were answered in time, and 58 were received.",
        "Most were answered in time.",
        "Fifty-eight stage 1 complaints were received.",
        "",
    ],
)
def test_rounding_reordering_and_removing_disagree_with_nothing(text: str) -> None:
    block = edited(text)
    assert agreeing.disagreements(block) == []
    assert agreeing.check(block, report(block)) == []


def test_two_numbers_that_changed_places_disagree() -> None:
    text = DRAFT.replace("58 stage", "70 stage").replace("the 70", "the 58")
    assert len(agreeing.disagreements(edited(text))) == 2


def test_a_number_of_no_figure_is_only_pointed_out() -> None:
    block = edited(f"{DRAFT} The team grew to 17 people.")
    assert agreeing.disagreements(block) == []
    found = agreeing.check(block, report(block))
    assert [(one.number, one.disagrees) for one in found] == [("17", False)]
    assert "not one of the report’s figures" in found[0].says


def test_a_number_of_another_table_of_the_report_is_one_of_its_figures() -> None:
    block = edited(f"{DRAFT} Stage 2 was asked for 13 times.")
    assert agreeing.check(block, report(block)) == []


@pytest.mark.parametrize(
    "words",
    [
        "It was agreed on 3 March 2026, and again on 14 April.",
        "This covers 1–31 October 2024 and 2023-24, 2023/24 and 2024.",
        "Provision 8.1 asks for it; so do 6.13 and 9.7 (c).",
        "See minute 214, appendix 3 and stages 1 and 2 of section 5.",
        "Case C-2024-0118 and CH01 (1) are meant, in Q3.",
        "Ring 01632 960014 between 9.30am and 16:45.",
        "An answer is due within 10 working days, at stage 2 within a 20-day limit.",
        "Per 1,000 homes this is the 3rd lowest.",
        "Read www.otterdale.example/complaints/2024/77 for more.",
    ],
)
def test_dates_provisions_references_and_limits_are_never_flagged(words: str) -> None:
    block = edited(f"{DRAFT} {words}")
    assert agreeing.check(block, report(block)) == []


def test_a_provision_s_number_with_a_unit_is_a_number() -> None:
    assert [one.text for one in numbers("It took 6.3 working days.", PROVISIONS)] == [
        "6.3"
    ]
    assert numbers("As 6.3 asks.", PROVISIONS) == []


def test_thousands_pounds_and_percent_are_read() -> None:
    found = numbers("1,204 cases, £12,000, £1.2m, 12.5% and 9 per cent")
    assert [(one.value, one.unit) for one in found] == [
        (1204, ""),
        (12000, "pounds"),
        (1_200_000, "pounds"),
        (12.5, "percent"),
        (9, "percent"),
    ]
