"""The return filled in: each field from its measure, none guessed at."""

from putright.core.measures.returning import Return, as_row, fill
from putright.core.measures.standing import Standing
from putright.rules.satisfaction_measures import measure_year
from putright.rules.satisfaction_return import return_form

YEAR = measure_year("2024-25")
FORM = return_form("2024-25")


def _filled(*standings: Standing, **given: str) -> dict[str, tuple[str, str]]:
    assert FORM is not None
    told = Return(YEAR, {(o.code, o.stock_type): o for o in standings}, {}, given)
    return {one.field.name: (one.value, one.note) for one in fill(FORM, told)}


def _homes(number: str) -> Standing:
    return Standing("CH01_1", "LCHO", "1", number, "1.0", "1.0000000000", "ok")


def test_a_measure_fills_its_fields_and_a_missing_one_says_why() -> None:
    gas = Standing("BS01", "combined", "4673", "4697", "99.5", "99.5", "ok")
    lift = Standing("BS05", "combined", problem="there is no file homes")
    none = Standing("BS04", "combined", "0", "0", status="not_applicable")
    found = _filled(gas, lift, none)
    assert found["BS01 _Applies"] == ("Yes", "")
    assert found["BS01_Numerator"] == ("4673", "")
    assert found["BS01_Calculated_Value"] == ("99.5", "")
    assert found["BS05_Denominator"] == ("", "there is no file homes")
    assert found["BS04_Applies"] == ("No", "")
    assert found["BS04_Calculated_Value"] == ("", "Not applicable")


def test_shared_ownership_is_a_section_from_a_thousand_homes_on() -> None:
    """A landlord below the threshold is not made to report what it need not."""
    assert "CH01_1_Numerator_LCHO" not in _filled(_homes("999"))
    assert _filled(_homes("1000"))["CH01_1_Numerator_LCHO"] == ("1", "")


def test_what_a_person_types_is_told_apart_by_stock_type() -> None:
    typed = {"contractor_name:LCRA": "Otter Research", "repairs_raised": "120"}
    found = _filled(**typed)
    assert found["External_contractor_name_a"] == ("Otter Research", "")
    assert found["Repairs_Raised"] == ("120", "")
    assert found["Census_or_Sample_a"] == ("", "Not typed in yet")


def test_repairs_completed_are_what_both_parts_of_rp02_divide_by() -> None:
    """12,349 and 3,942 completed are 16,291."""
    non = Standing("RP02_1", "LCRA", "9851", "12349", "79.8", "79.8", "ok")
    emergency = Standing("RP02_2", "LCRA", "3764", "3942", "95.5", "95.5", "ok")
    assert _filled(non, emergency)["Repairs_Calculated_Value"][0] == "16291"
    assert _filled(non)["Repairs_Calculated_Value"] == ("", "RP02 is missing")


def test_a_row_of_the_file_stands_under_its_headings() -> None:
    assert FORM is not None
    told = Return(YEAR, {}, {}, {"published_at": "https://landlord.example"})
    rows = [as_row(one) for one in fill(FORM, told)]
    row = next(one for one in rows if one[2] == "Online_Publication_URL")
    assert row[:2] == ("2", "3a")
    assert row[4] == "https://landlord.example"
