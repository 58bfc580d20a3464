"""The annual report: the parts that the Code asks for, and what each still lacks."""

from datetime import date
from typing import Any

import msgspec
import pytest
from tests.core.reports import making
from tests.core.reports.making import YEAR, rows, section, table, text

from putright.core.calendar import Span
from putright.core.figures import values as v
from putright.core.reports.given import (
    Assessed,
    Failure,
    Improvement,
    Provision,
    Published,
    Register,
)
from putright.core.reports.values import Paragraph, Report

SPAN = Span(*YEAR)
SIGNED = Assessed(
    year="2024-25",
    edition="housing-2024",
    signed=True,
    provisions=(
        Provision(
            number="6.3", requirement="Stage 1 is answered in time.", answer="yes"
        ),
        Provision(
            number="9.5",
            requirement="A member is responsible for complaints.",
            answer="no",
            action="Appoint a member",
            owner="Harpreet Sandhu",
            by_when=date(2025, 9, 30),
        ),
    ),
    approved_on=date(2025, 5, 12),
    minute="minute 31",
)


def built(totals: Any = None, splits: Any = None, **rest: Any) -> Report:
    """Build the report of 2024-25."""
    return making.built("annual", totals, splits, first=YEAR[0], last=YEAR[1], **rest)


def missing(made: Report) -> dict[str, str]:
    """Give what each part lacks that lacks something."""
    return {one.number: one.missing for one in made.missing()}


def written(made: Report) -> dict[str, str]:
    """Write a text for everything that a person is asked."""
    return {
        one.key: "Written."
        for one in made.blocks()
        if isinstance(one, Paragraph) and one.wanted and one.key
    }


def test_8_1_the_report_has_the_six_parts_and_the_response() -> None:
    made = built()
    numbers = ["8.1a", "8.1b", "8.1c", "8.1d", "8.1e", "8.1f", "8.2"]
    assert [one.number for one in made.parts] == numbers
    assert {one.part for one in made.sections} - {""} == set(numbers)
    assert all(missing(made)[number] for number in numbers)


def test_8_1_is_final_only_once_every_part_is_there() -> None:
    made = built(assessment=SIGNED)
    assert "8.1a" not in missing(made)
    texts = written(made)
    assert made.edited(texts).missing() == ()
    for key in texts:
        left = {name: words for name, words in texts.items() if name != key}
        assert len(made.edited(left).missing()) == 1
        assert made.edited({**texts, key: "  "}).missing() != ()


def test_8_1_a_is_missing_without_a_signed_assessment_whatever_is_written() -> None:
    made = built()
    assert missing(made.edited(written(made))) == {
        "8.1a": "Start the self-assessment of the year, and sign it off: there is none."
    }
    draft = built(assessment=msgspec.structs.replace(SIGNED, signed=False))
    assert missing(draft.edited(written(draft))) == {
        "8.1a": "Sign off the self-assessment of 2024-25: it is a draft."
    }


def test_8_1_a_gives_the_answers_and_each_no_with_action_owner_and_date() -> None:
    made = built(assessment=SIGNED)
    assert rows(table(made, "self-assessment-actions")) == [
        (
            "9.5",
            "A member is responsible for complaints.",
            "Appoint a member",
            "Harpreet Sandhu",
            "30 September 2025",
        )
    ]
    assert [row[2] for row in rows(table(made, "self-assessment-answers"))] == [
        "Yes",
        "No",
    ]
    assert text(made, "self-assessment.summary").text == (
        "Of 2 provisions of the Code the landlord answers yes to 1 and no to 1. It was "
        "approved on 12 May 2025 (minute 31)."
    )


def test_8_1_b_sums_up_the_types_of_complaint_refused() -> None:
    made = built(
        {"refused": v.count(3)},
        {
            ("refused", "ground"): {
                ("too_old",): v.count(2),
                ("legal_proceedings",): v.count(1),
            }
        },
    )
    assert section(made, "refusals").part == "8.1b"
    assert rows(table(made, "refused-by-ground")) == [
        ("Too old", "2"),
        ("Legal proceedings", "1"),
        ("All", "3"),
    ]


def test_8_1_c_asks_for_each_failure_order_to_be_told() -> None:
    order = Failure(
        key="7",
        type="Failure order",
        issued_on=date(2024, 11, 4),
        about="no answer at stage 2 within the time",
        complied_on=date(2024, 11, 18),
    )
    made = built(register=Register(span=SPAN, failures=(order,)))
    found = text(made, "failure.7")
    assert found.text == ""
    assert "no answer at stage 2" in found.drafted
    assert "4 November 2024" in missing(made)["8.1c"]


def test_8_1_c_has_a_person_say_that_there_was_no_finding() -> None:
    found = text(built(register=Register(span=SPAN)), "non-compliance.none")
    assert found.wanted
    assert found.text == ""
    assert "made no finding" in found.drafted


def test_8_1_d_offers_the_words_of_staff_and_prints_none_of_them() -> None:
    learned = Improvement(
        key="a1", on=date(2024, 12, 2), category="Heating", words="Parts are ordered."
    )
    made = built({"improvements": v.count(1)}, improvements=(learned,))
    found = text(made, "improvements.written")
    assert found.drafted == "Heating: Parts are ordered."
    assert found.text == ""
    assert "Read them first" in found.prompt
    assert "8.1d" in missing(made)
    written = made.edited({"improvements.written": "We order parts sooner."})
    kept = text(written.without_offers(), "improvements.written")
    assert (kept.text, kept.drafted) == ("We order parts sooner.", "")
    assert text(written.without_offers(), "improvements.summary").drafted


def test_8_1_e_lists_the_ombudsman_s_report_or_has_its_absence_stated() -> None:
    without = built(register=Register(span=SPAN))
    assert "issued no annual report" in text(without, "ombudsman-annual.none").drafted
    report = Published(
        title="Landlord performance 2023-24",
        kind="Yearly landlord report",
        on=date(2024, 11, 1),
        address="https://ombudsman.example/otterdale",
        yearly=True,
    )
    made = built(register=Register(span=SPAN, publications=(report,)))
    assert rows(table(made, "published-annual"))[0][0] == "Landlord performance 2023-24"
    with pytest.raises(StopIteration):
        text(made, "ombudsman-annual.none")


def test_8_2_asks_for_the_response_with_its_minute_and_for_both_addresses() -> None:
    public = msgspec.structs.replace(
        SIGNED,
        published_on=date(2025, 6, 2),
        published_at="https://otterdale.example/annual",
        response_at="https://otterdale.example/response",
    )
    made = built(assessment=public)
    assert "minute 31" in text(made, "response.text").drafted
    drafted = text(made, "response.published").drafted
    assert "https://otterdale.example/annual" in drafted
    assert "https://otterdale.example/response" in drafted
    assert missing(made)["8.2"]


def test_9_7_the_rates_of_findings_say_what_they_are_over() -> None:
    register = Register(
        span=SPAN,
        determinations=3,
        notified=4,
        findings={"Maladministration": 2, "No maladministration": 3},
        maladministration=(2, 5),
        severe=(0, 5),
        left_out=1,
    )
    found = table(built(register=register), "ombudsman-totals")
    assert ("Maladministration rate", "40.0% (2 of 5)") in rows(found)
    assert any("1 outside jurisdiction or withdrawn" in note for note in found.notes)
