"""A report drafted: texts edited, two people at once, what keeps it from final."""

from datetime import date

import pytest
from tests.apps.assessment import making as assessing
from tests.apps.reports import making

from putright.apps.accounts.models import AccessLog
from putright.apps.complaints.models import CaseRow
from putright.apps.reports import services
from putright.apps.reports.models import Report
from putright.apps.reports.queries import checking, reports
from putright.core.reports import values

pytestmark = pytest.mark.django_db
YEAR = (date(2024, 4, 1), date(2025, 3, 31))


@pytest.fixture(autouse=True)
def cases() -> None:
    """Eight complaints of one quarter."""
    making.quarter_of_cases()


def standing(number: int) -> values.Report:
    return reports.standing(making.read(number), making.TODAY, making.PROGRAM)


def text(number: int, key: str) -> values.Paragraph:
    found = checking.paragraph(standing(number), key)
    assert found is not None
    return found


def annual() -> int:
    return making.started("annual", first=YEAR[0], last=YEAR[1])


def write_all(number: int) -> None:
    """Write every text that is asked for."""
    for block in standing(number).blocks():
        if isinstance(block, values.Paragraph) and checking.empty(block):
            making.written(number, block.key, "Written by hand.")


def test_8_1_an_annual_report_with_a_part_missing_is_not_final_and_says_which() -> None:
    number = annual()
    with pytest.raises(services.ReportRefusedError) as refused:
        making.final(number)
    for part in ("8.1a", "8.1b", "8.1c", "8.1d", "8.1e", "8.1f", "8.2"):
        assert part in str(refused.value)
    write_all(number)
    with pytest.raises(services.ReportRefusedError) as still:
        making.final(number)
    assert "8.1a (Self-assessment" in str(still.value)
    assert "8.1b" not in str(still.value)
    assert making.read(number).state == "draft"


def test_8_1_an_annual_report_with_all_its_parts_is_published() -> None:
    number = annual()
    assessed = assessing.started("2024-25")
    assessing.answered(assessed)
    assessing.signed(assessed, day=date(2025, 6, 2))
    write_all(number)
    making.published(number)
    assert not standing(number).missing()
    assert "Written by hand." in str(standing(number))


def test_a_part_that_goes_missing_after_the_report_was_final_stops_it() -> None:
    """What was whole in June need not be whole in July."""
    number = annual()
    Report.objects.filter(pk=number).update(state="final")
    with pytest.raises(services.ReportRefusedError, match=r"8\.1a"):
        making.publish(number)


def edited(number: int) -> str:
    """Give the quarterly summary with its first number made another."""
    draft = text(number, "received.summary")
    return draft.drafted.replace(draft.sources[0].text, "977", 1)


def test_an_edited_number_that_is_not_its_figures_is_flagged_and_refused() -> None:
    number = making.started("quarterly")
    making.written(number, "received.summary", edited(number))
    with pytest.raises(services.ReportRefusedError, match="977 where"):
        making.final(number)
    making.final(number, reason="The register of the old system says so.")
    kept = making.read(number)
    assert kept.accepted == "The register of the old system says so."
    assert "977" in kept.flags[0]
    making.publish(number)
    assert "977" in text(number, "received.summary").text


def test_a_figure_that_moves_under_a_final_text_is_flagged_before_it_goes_out() -> None:
    number = making.started("quarterly")
    draft = text(number, "received.summary").drafted
    making.written(number, "received.summary", f"{draft} So it was.")
    making.final(number)
    CaseRow.objects.filter(reference="R2").update(counts=False)
    with pytest.raises(services.ReportRefusedError, match="figures moved"):
        making.publish(number)
    services.reopen(number=number)
    assert making.read(number).state == "draft"


def test_words_changed_around_the_numbers_are_nobodys_business() -> None:
    number = making.started("quarterly")
    draft = text(number, "received.summary").drafted
    making.written(number, "received.summary", f"In short: {draft}")
    making.final(number)
    assert making.read(number).flags == []


def test_two_people_editing_lose_nothing_of_what_either_typed() -> None:
    number = making.started()
    making.written(number, making.TEXT, "By the first")
    with pytest.raises(services.ChangedMeanwhileError, match="written so far"):
        making.written(number, making.TEXT, "By the second")
    assert text(number, making.TEXT).text == "By the first"
    making.written(number, making.TEXT, "By the second", revision=1)
    row = reports.texts(making.read(number))[making.TEXT]
    assert row.text == "By the second"
    assert [one.text for one in reports.before(row)] == ["By the first"]


def test_the_draft_can_be_put_back_and_what_was_written_stays_on_file() -> None:
    number = making.started()
    draft = text(number, making.TEXT).text
    making.written(number, making.TEXT, "")
    assert text(number, making.TEXT).text == ""
    services.use_draft(
        number=number, key=making.TEXT, revision=1, by=None, now=making.NOW
    )
    assert text(number, making.TEXT).text == draft


def test_a_final_report_takes_no_text_and_one_draft_is_enough() -> None:
    number = making.started()
    with pytest.raises(services.ReportRefusedError, match="being drafted already"):
        making.started()
    making.final(number)
    with pytest.raises(services.ReportRefusedError, match="final, not published"):
        making.written(number, making.TEXT, "Late")
    with pytest.raises(services.ReportRefusedError, match="no such published"):
        making.started("tenants", earlier=number)


def test_what_can_not_be_drafted_or_written_is_refused_in_words() -> None:
    with pytest.raises(services.ReportRefusedError, match="no report of the kind"):
        making.started("gossip")
    with pytest.raises(services.ReportRefusedError, match="reporting year"):
        making.started("annual")
    number = making.started()
    with pytest.raises(services.ReportRefusedError, match="20,000"):
        making.written(number, making.TEXT, "x" * 20_001)


def test_8_2_the_response_is_written_down_in_parts_and_nothing_of_it_is_lost() -> None:
    number = making.started()
    said = services.Said(minute="Board, item 6", response="We accept it.")
    with pytest.raises(services.ReportRefusedError, match="draft now"):
        record(number, said)
    making.published(number)
    record(number, said)
    with pytest.raises(services.ReportRefusedError, match="Nothing of it is new"):
        record(number, said)
    record(number, services.Said(minute="Board, item 7"))
    minutes = [one.minute for one in reports.responses(making.read(number))]
    assert minutes == ["Board, item 7", "Board, item 6"]


def record(number: int, said: services.Said) -> None:
    services.record_response(number=number, said=said, by=None, now=making.NOW)


def test_a_draft_is_discarded_with_its_texts_and_a_published_report_never() -> None:
    number = making.started()
    making.written(number, making.TEXT, "Written by hand.")
    services.discard(number=number, by=None, now=making.NOW)
    assert not Report.objects.exists()
    assert AccessLog.objects.get(kind="report_discarded").subject == f"report:{number}"
    published = making.published()
    with pytest.raises(services.ReportRefusedError, match="published now"):
        services.discard(number=published, by=None, now=making.NOW)
