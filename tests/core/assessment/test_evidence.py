"""What the records can show of each provision, as data."""

from putright.core.assessment import CHECKS, evidence_of, failing, on_form
from putright.core.assessment.evidence import EVIDENCE, figures_of
from putright.core.assessment.triggers import NEEDS, TRIGGERS
from putright.core.figures import FIGURES

FORM = on_form("housing-2024")


def test_every_figure_and_check_named_is_one_the_program_has() -> None:
    figures = {code for one in EVIDENCE.values() for code in one.figures}
    checks = {code for one in EVIDENCE.values() for code in one.checks}
    assert figures <= set(FIGURES)
    assert checks == set(CHECKS)


def test_only_provisions_of_the_form_have_evidence() -> None:
    assert set(EVIDENCE) <= set(FORM)


def test_6_3_opens_to_those_not_answered_in_time() -> None:
    assert evidence_of("6.3").figures[0] == "stage_1_answered_in_time"
    assert failing("stage_1_answered_in_time") == "not_met"
    assert failing("stage_1_overdue") == "met"


def test_3_3_no_number_of_complaints_is_a_failure() -> None:
    for code in (*evidence_of("3.3").figures, "stage_1_received", "refused"):
        assert failing(code) == ""


def test_a_figure_is_asked_once_for_all_its_provisions() -> None:
    codes = figures_of(FORM)
    assert len(codes) == len(set(codes))


def test_numbers_of_another_edition_show_nothing() -> None:
    assert evidence_of("6.3", "lgsco-2024").figures == ()


def test_8_5_asks_for_four_days_and_8_3_and_8_4_for_a_new_assessment() -> None:
    assert TRIGGERS["cannot_comply"].needs == tuple(NEEDS)
    assert len(NEEDS) == 4
    again = {one.provision for one in TRIGGERS.values() if one.reassess}
    assert again == {"8.3", "8.4"}


def test_6_4_an_extension_that_the_code_allows_is_no_failure() -> None:
    assert failing("stage_1_extended") == ""
    assert failing("stage_1_extended_past_limit") == "met"
