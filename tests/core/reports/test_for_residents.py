"""What residents and committees read: short, sourced, with nobody's words in it."""

from datetime import date

from tests.core.reports.making import YEAR, built, of, rows, section, table, text

from putright.core.calendar import Span
from putright.core.figures import values as v
from putright.core.reports.given import Improvement, Register
from putright.core.reports.values import Highlight, Paragraph

LEARNED = (
    Improvement(
        key="a1", on=date(2024, 12, 2), category="Heating", words="Parts are ordered."
    ),
    Improvement(
        key="b2", on=date(2024, 12, 3), category="Heating", words="Parts are ordered."
    ),
    Improvement(key="c3", on=date(2024, 12, 4), category="Repairs"),
)
TOTALS = {
    "stage_1_received": v.count(58),
    "stage_1_answered_in_time": of(54, 55),
    "improvements": v.count(3),
}
BY = {("stage_1_received", "category"): {("Heating",): v.count(12)}}


def test_you_said_tells_categories_and_holds_back_what_staff_wrote() -> None:
    made = built("you-said", TOTALS, BY, improvements=LEARNED)
    assert [one.heading for one in made.sections[1:]] == ["Heating", "Repairs"]
    said, did = made.sections[1].blocks
    assert isinstance(said, Paragraph)
    assert isinstance(did, Paragraph)
    assert said.text == "You said: 12 complaints about Heating."
    assert said.sources[0].source.labels == ("Heating",)
    assert did.text == ""
    assert did.drafted == "Parts are ordered."
    assert "Read them first" in did.prompt


def test_9_3_you_said_is_final_once_each_category_is_told() -> None:
    made = built("you-said", TOTALS, BY, improvements=LEARNED)
    assert [one.number for one in made.missing()] == ["9.3"]
    keys = [
        one.key for one in made.blocks() if isinstance(one, Paragraph) and one.wanted
    ]
    assert made.edited({keys[0]: "We order parts."}).missing()
    assert not made.edited(dict.fromkeys(keys, "We did it.")).missing()


def test_the_same_case_has_the_same_key_whatever_else_is_there() -> None:
    one = built("you-said", TOTALS, BY, improvements=LEARNED[:1])
    more = built("you-said", TOTALS, BY, improvements=LEARNED)
    assert one.sections[1].key == more.sections[1].key


def test_the_poster_s_numbers_are_figures_and_percentages_say_their_base() -> None:
    made = built("poster", TOTALS)
    shown = [one for one in made.blocks() if isinstance(one, Highlight)]
    assert (shown[0].cell.text, shown[0].words) == ("58", "stage 1 complaints received")
    assert shown[1].cell.text == "98.2%"
    assert shown[1].words.endswith("(54 of 55)")
    assert all(one.cell.source is not None for one in shown)


def test_tenants_are_told_in_a_few_sentences() -> None:
    made = built("tenants", TOTALS, BY, improvements=LEARNED)
    assert text(made, "short.summary").text == (
        "In October to December 2024 you made 58 complaints, and asked us not once to "
        "look again. We answered 54 of 55 (98.2%) of the complaints due in time."
    )
    assert (
        text(made, "about.summary").text == "You complained most about: Heating (12)."
    )
    assert [one.number for one in made.missing()] == ["9.3", "3.7"]


def test_the_committee_s_appendices_are_by_team_and_month_and_quote_nobody() -> None:
    made = built(
        "scrutiny",
        {"compliments_received": v.count(6)},
        {
            ("compliments_received", "team"): {
                ("Repairs",): v.count(5),
                ("Housing",): v.count(2),
            },
            ("compliments_received", "month"): {("2024-10",): v.count(6)},
        },
        overlaps={"compliments_received": ("team",)},
    )
    headings = [one.heading for one in made.sections if one.key.startswith("appendix")]
    assert headings == [
        "Appendix A: Compliments",
        "Appendix B: Comments",
        "Appendix C: Stage 1 complaints",
        "Appendix D: MP enquiries",
        "Appendix E: Stage 2 complaints",
    ]
    assert rows(table(made, "appendix-a-team")) == [
        ("Repairs", "5"),
        ("Housing", "2"),
        ("All, each counted once", "6"),
    ]
    assert "7 listings" in table(made, "appendix-a-team").notes[0]
    assert not any(
        isinstance(one, Paragraph) for one in section(made, "appendix-a").blocks
    )


def test_performance_sets_each_quarter_beside_the_year_before() -> None:
    quarters = {
        ("stage_1_received", "quarter"): {
            (f"2024-25 Q{n}",): v.count(n * 10) for n in (1, 2, 3, 4)
        },
        ("last year:stage_1_received", "quarter"): {
            (f"2023-24 Q{n}",): v.count(n) for n in (1, 2, 3, 4)
        },
    }
    totals = {
        "stage_1_received": v.count(100),
        ("last year", "stage_1_received"): v.count(10),
    }
    made = built("performance", totals, quarters, first=YEAR[0], last=YEAR[1])
    assert rows(table(made, "stage-1"))[:2] == [
        ("Received", "10", "20", "30", "40", "100"),
        ("Received: the year before", "1", "2", "3", "4", "10"),
    ]


def test_performance_without_records_of_the_year_before_has_no_such_row() -> None:
    quarters = {
        ("stage_1_received", "quarter"): {("2024-25 Q1",): v.count(9)},
    }
    made = built(
        "performance",
        {"stage_1_received": v.count(9)},
        quarters,
        first=YEAR[0],
        last=YEAR[1],
        records_from=date(2024, 4, 2),
        register=Register(span=Span(*YEAR)),
    )
    found = table(made, "stage-1")
    assert [row[0] for row in rows(found)] == [
        "Received",
        "Answered within the Code’s time",
    ]
    assert any("nothing is compared" in note for note in found.notes)
