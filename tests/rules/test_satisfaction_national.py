"""The national quartiles that come with the program: whole, cited, and in order."""

import pytest

from putright.rules.reading import RulesDataError, packaged_text
from putright.rules.satisfaction_measures import measure_year
from putright.rules.satisfaction_national import national, national_years, parse

PACKAGE = "putright.rules.satisfaction_national"
YEAR = national_years()[-1]


def test_every_measure_has_its_quartiles_among_all_landlords() -> None:
    """A landlord that loads nothing would otherwise see none beside its own result."""
    found = national(YEAR)
    assert found is not None
    there = {(r.measure, r.stock_type) for r in found.rows if r.among == "all"}
    for code, one in measure_year(YEAR).measures.items():
        for stock in one.stock_types:
            if stock == "combined" and len(one.stock_types) > 1:
                continue  # two landlords report so: of so few there is no quartile
            assert (code, stock) in there, code


def test_they_say_whose_results_they_are() -> None:
    found = national(YEAR)
    assert found is not None
    assert "Regulator of Social Housing" in found.source
    assert "Open Government Licence" in found.licence
    assert found.landlords >= max(row.landlords for row in found.rows)


def test_of_another_year_nothing_is_known() -> None:
    assert national("1999-00") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TP01 | LCRA | all", "TP99 | LCRA | all"),
        ("TP01 | LCRA | all", "BS01 | LCRA | all"),
        ("TP01 | LCRA | all |  | 353", "TP01 | LCRA | all |  | 9"),
        ("TP01 | LCRA | all |  | 353", "TP01 | LCRA | all | 353"),
        ("TP01 | LCRA | all |  | 353 | 64", "TP01 | LCRA | all |  | 353 | 94"),
        ("TP01 | LCRA | all |  | 353 | 64", "TP01 | LCRA | all |  | 353 | x64"),
        ("TP01 | LCRA | all", "TP01 | LCHO | all"),
    ],
)
def test_a_slip_in_a_line_is_told(old: str, new: str) -> None:
    """No such measure or stock, too few landlords, out of order, or twice."""
    text = packaged_text(PACKAGE, YEAR)
    assert old in text
    with pytest.raises(RulesDataError, match="no line of quartiles"):
        parse(text.replace(old, new), YEAR)
