"""A year's measures from files to sign-off: counted, kept, frozen, corrected."""

import pytest
from django.conf import settings
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.apps.measures import making as m
from tests.apps.surveys import making as surveying

from putright.apps.measures import keeping, services
from putright.apps.measures.models import Given, InputFile, Result, State, Year
from putright.apps.measures.queries import years
from putright.apps.measures.queries.glance import glance, lacking
from putright.core.measures.counts import ANSWERS
from putright.core.measures.standing import Standing

pytestmark = pytest.mark.django_db

BY_HAND = {
    ("CH01_1", "LCRA"): ("2", "3", "666.7"),
    ("CH01_2", "LCRA"): ("1", "3", "333.3"),
    ("CH02_1", "LCRA"): ("1", "2", "50.0"),
    ("CH02_2", "LCRA"): ("1", "1", "100.0"),
    ("NM01_1", "combined"): ("2", "4", "500.0"),
    ("NM01_2", "combined"): ("1", "4", "250.0"),
    ("RP01", "LCRA"): ("1", "2", "50.0"),
    ("RP02_1", "LCRA"): ("1", "2", "50.0"),
    ("RP02_2", "LCRA"): ("1", "1", "100.0"),
    ("BS01", "combined"): ("2", "3", "66.7"),
    ("BS02", "combined"): ("3", "3", "100.0"),
}


def _of(year: Year, code: str, stock: str) -> Standing:
    return years.standings(year)[code, stock]


def test_every_management_measure_as_counted_by_hand() -> None:
    """A landlord gives up its spreadsheet only where the figures are the same."""
    year = m.complete()
    found = years.standings(year)
    for key, expected in BY_HAND.items():
        one = found[key]
        assert (one.numerator, one.denominator, one.result) == expected, key


def test_nothing_to_divide_by_is_not_applicable_and_never_0() -> None:
    year = m.complete()
    one = _of(year, "BS05", "combined")
    assert (one.status, one.result) == ("not_applicable", "")


def test_in_time_is_parted_by_extension_for_the_return() -> None:
    year = m.complete()
    assert _of(year, "CH02_1", "LCRA").parts == {"in_time": "1", "extended": "0"}


def test_a_year_without_files_says_of_each_measure_what_is_missing() -> None:
    """Missing is told with its file, so that somebody knows what to bring."""
    year = m.started()
    m.taken(year, "homes")
    lines = {line.measure.code: line for line in glance(year)}
    assert len(lines) == 26
    assert "no file repairs" in lines["RP02_1"].why
    assert "survey" in lines["TP01"].why
    assert "type the counts" in lines["CH01_1"].why
    assert lines["BS01"].why == ""


def test_only_what_measuring_reads_is_kept_of_a_file() -> None:
    """An address in the homes file, or words in a register, lie nowhere afterwards."""
    year = m.complete()
    for kept in InputFile.objects.filter(year=year).exclude(kept=""):
        data = keeping.path_of(kept.kept).read_bytes()
        names = keeping.opened(kept.kept).collect_schema().names()
        assert "address" not in names
        assert "subject" not in names
        assert b"Velvetlantern" not in data
        assert b"Mill Lane" not in data
    folder = settings.PUTRIGHT_HOME / keeping.FOLDER
    assert not list(folder.glob("partial-*"))


def test_homes_alike_but_for_a_column_not_kept_stay_two() -> None:
    """What is kept counts as the whole file did."""
    row = b"OTT-1,LCRA,North,9 Other Lane,yes,yes,yes,yes,no,,no,,no,,no,\n"
    year = m.started()
    m.taken(year, "homes", m.HOMES + row)
    first = _of(year, "RP01", "LCRA")
    services.work_out(
        number=year.pk,
        as_at=year.as_at,
        combined=False,
        trust_extensions=False,
        now=m.NOW,
    )
    assert first.denominator == "3"
    assert _of(year, "RP01", "LCRA") == first


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_each_kind_of_file_gives_the_same(ending: str) -> None:
    year = m.started()
    data = m.HOMES if ending == "csv" else m.parquet(m.HOMES)
    m.taken(year, "homes", data, name=f"homes.{ending}")
    one = _of(year, "BS01", "combined")
    assert (one.numerator, one.denominator) == ("2", "3")


def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_kept() -> None:
    year = m.started()
    wrong = m.HOMES.replace(b"yes,no,yes,no,yes", b"yes,no,perhaps,no,yes")
    with pytest.raises(services.MeasuresRefusedError) as refused:
        m.taken(year, "homes", wrong)
    assert "homes.csv, line 3" in str(refused.value)
    assert "perhaps" in str(refused.value)
    assert not InputFile.objects.exists()
    assert not Result.objects.exists()


def test_a_weighted_survey_gives_counts_that_give_its_result() -> None:
    """The regulator divides the counts again: they have to come to the result."""
    year = m.started()
    assert m.surveyed(year) == 40
    one = _of(year, "TP01", "LCRA")
    counts = [float(one.parts[name]) for name in ANSWERS]
    assert sum(counts) == pytest.approx(float(one.denominator))
    assert float(one.exact) == pytest.approx(
        100 * (counts[0] + counts[1]) / sum(counts), abs=1e-8
    )
    row = Result.objects.get(year=year, code="TP01")
    assert row.low is not None
    assert row.low < float(one.exact)
    account = years.surveys(year)["LCRA"]
    assert account.responses == 40
    assert account.weighted_by == ("area",)
    assert account.methods == {"telephone": 32, "internet": 8}


def test_a_survey_that_lacks_a_group_of_the_population_is_refused() -> None:
    year = m.started()
    more = m.POPULATION + b"LCRA,area,West,10\n"
    with pytest.raises(services.MeasuresRefusedError, match="West"):
        services.take_survey(
            number=year.pk,
            responses=("survey.csv", m.responses()),
            population=("population.csv", more),
            weight_by=("area",),
            by=None,
            now=m.NOW,
        )


COUNTS_HEAD = "landlord,year,stock_type,measure,numerator,denominator"


def _counts(year: Year, *lines: str) -> int:
    data = "\n".join([COUNTS_HEAD, *lines]).encode()
    return services.take_counts(
        number=year.pk, name="counts.csv", data=data, by=None, now=m.NOW
    )


def test_counts_already_made_are_taken_and_stay_when_records_come() -> None:
    year = m.started()
    assert _counts(year, "Us,2024-25,combined,BS01,4500,4510") == 1
    m.taken(year, "homes")
    assert _of(year, "BS01", "combined").result == "99.8"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Us,2024-25,combined,BS01,12,10", "line 2"),
        ("Us,2023-24,combined,BS01,1,10", "2023-24"),
        ("Us,2024-25,LCHO,BS01,1,10", "stock_type"),
        ("Us,2024-25,combined,BS01,[X],10", "left blank"),
    ],
)
def test_counts_that_do_not_hold_are_refused_with_their_line(
    line: str, told: str
) -> None:
    year = m.started()
    with pytest.raises(services.MeasuresRefusedError, match=told):
        _counts(year, line)
    assert not Result.objects.exists()


def test_a_signed_year_takes_nothing_more_and_a_correction_is_the_next() -> None:
    """What was signed stays as it was, whatever comes afterwards."""
    year = m.signed(m.complete())
    year.refresh_from_db()
    assert (year.state, year.rules) == (State.SIGNED, m.RULES)
    before = years.standings(year)
    with pytest.raises(services.MeasuresRefusedError, match="correction"):
        m.taken(year, "homes")
    made = services.correct(
        number=year.pk, why="A home was left out", by=None, now=m.NOW
    )
    assert made.number == 2
    assert years.standings(made) == before
    services.type_counts(
        number=made.pk,
        code="BS01",
        stock_type="combined",
        counts={"numerator": "3", "denominator": "4"},
    )
    assert years.standings(year) == before
    assert _of(made, "BS01", "combined").result == "75.0"
    assert years.year(m.YEAR) == made


def test_a_year_with_a_measure_missing_is_not_signed() -> None:
    year = m.started()
    with pytest.raises(services.MeasuresRefusedError, match="have no result"):
        m.signed(year)
    assert "TP01 LCRA" in lacking(year)


def test_a_year_is_not_signed_while_a_reason_is_still_to_be_written() -> None:
    """Nobody publishes that the sample fell short and then does not say why."""
    year = m.complete()
    Given.objects.all().delete()
    with pytest.raises(services.MeasuresRefusedError, match="still lacks a reason"):
        m.signed(year)


def test_a_year_whose_rules_are_not_known_is_not_started() -> None:
    with pytest.raises(services.MeasuresRefusedError, match="Direction"):
        m.started("2026-27")


def test_what_was_kept_of_a_file_goes_when_another_takes_its_place(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Homes sold, or loaded by mistake, do not lie about for ever."""
    year = m.started()
    m.taken(year, "homes")
    first = InputFile.objects.get(year=year).kept
    with django_capture_on_commit_callbacks(execute=True):
        m.taken(year, "homes", m.HOMES.replace(b"OTT-4", b"OTT-9"))
    second = InputFile.objects.get(year=year).kept
    assert not keeping.path_of(first).exists()
    assert keeping.path_of(second).exists()


def test_a_survey_done_here_is_taken_as_it_stands() -> None:
    """Nobody carries a file from one page of the program to another."""
    homes = surveying.street(12)
    survey = surveying.survey(year=m.YEAR)
    surveying.answered(survey, homes, unhappy=3)
    year = m.started()
    assert services.take_recorded_survey(number=year.pk) == 12
    one = _of(year, "TP01", "LCRA")
    assert (one.numerator, one.denominator, one.result) == ("9", "12", "75.0")


def test_a_year_without_a_survey_done_here_is_told_so() -> None:
    year = m.started()
    with pytest.raises(services.MeasuresRefusedError, match="No survey of 2024-25"):
        services.take_recorded_survey(number=year.pk)


def test_a_kept_file_that_was_changed_is_not_measured() -> None:
    year = m.started()
    m.taken(year, "homes")
    kept = InputFile.objects.get(year=year).kept
    place = keeping.path_of(kept)
    whole = place.read_bytes()
    place.write_bytes(whole + b"x")
    with pytest.raises(services.MeasuresRefusedError, match="Restore it"):
        services.work_out(
            number=year.pk,
            as_at=year.as_at,
            combined=False,
            trust_extensions=False,
            now=m.NOW,
        )
    place.write_bytes(whole)
