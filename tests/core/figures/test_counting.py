"""What the summary holds for figures: ends, offers, days, late entries."""

from datetime import UTC, date, datetime

from putright.core.calendar import england_calendar
from putright.core.complaints import events as e
from putright.core.complaints import parts as p
from putright.core.complaints.counting import clock_entries
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.journal import payload_of
from putright.core.complaints.summary import CaseSummary, summarise

CALENDAR = england_calendar()


def day(number: int) -> date:
    return date(2024, 10, number)


def summed(*events: e.Event) -> CaseSummary:
    return summarise(fold(events, "A"), Context(calendar=CALENDAR))


def written(number: int, hour: int = 10) -> datetime:
    return datetime(2024, 10, number, hour, tzinfo=UTC)


def test_a_request_received_after_hours_is_of_the_day_it_came() -> None:
    case = summed(
        e.Received(on=day(5), clock_from=day(7)),
        e.StageTwoRequested(on=day(12), clock_from=day(14)),
    )
    assert [(s.received_on, s.started_on) for s in case.stages] == [
        (day(5), day(7)),
        (day(12), day(14)),
    ]


def test_5_11_a_refused_request_keeps_its_dates_beside_the_next_one() -> None:
    case = summed(
        e.Received(on=day(1)),
        e.Responded(on=day(4), stage=1, by="u1"),
        e.StageTwoRequested(on=day(7)),
        e.StageTwoRefused(on=day(9), by="u1", ground="too_old"),
        e.StageTwoRequested(on=day(14)),
    )
    _, refused, second = case.stages
    assert (refused.refused, refused.ended, refused.ended_on, refused.ground) == (
        True,
        "refused",
        day(9),
        "too_old",
    )
    assert (refused.response, refused.date_to_beat) == ("not_applicable", None)
    assert refused.respond_by == date(2024, 11, 11)
    assert (second.refused, second.ended, second.started_on) == (False, "", day(14))
    assert case.beat_what == "acknowledge stage 2"


def test_a_stage_answered_before_the_withdrawal_did_not_end_by_it() -> None:
    case = summed(
        e.Received(on=day(1)),
        e.Responded(on=day(4), stage=1, by="u1"),
        e.StageTwoRequested(on=day(7)),
        e.Withdrawn(on=day(9)),
    )
    assert [(s.ended, s.ended_on) for s in case.stages] == [
        ("", None),
        ("withdrawn", day(9)),
    ]


def test_a_registers_compensation_counts_at_the_last_answer() -> None:
    row = e.RegisterRowRead(on=day(16), compensation_pence=5_000)
    received = e.Received(on=day(1), imported=True)
    answers = [
        e.Responded(on=day(8), stage=1, by="", imported=True),
        e.StageTwoRequested(on=day(9), imported=True),
        e.Responded(on=day(16), stage=2, by="", imported=True),
    ]
    case = summed(received, *answers, row)
    offers = [(s.compensation_pence, s.offered_on) for s in case.stages]
    assert offers == [(0, None), (5_000, day(16))]
    undated = summed(received, row)
    assert [(s.compensation_pence, s.offered_on) for s in undated.stages] == [
        (5_000, day(1))
    ]
    assert case.compensation_pence == undated.compensation_pence == 5_000


def test_compensation_of_a_refused_request_is_not_counted_twice() -> None:
    money = p.Remedy(kind="compensation", by_when=day(31), pence=2_000)
    found = p.FindingMade(point="p", outcome="upheld", remedies=(money,))
    case = summed(
        e.Received(on=day(1)),
        e.Responded(on=day(4), stage=1, by="u1", findings=(found,)),
        e.StageTwoRequested(on=day(7)),
        e.StageTwoRefused(on=day(9), by="u1", ground="too_old"),
    )
    assert case.compensation_pence == 2_000
    assert sum(stage.compensation_pence for stage in case.stages) == 2_000


def test_entries_are_late_by_working_days_after_the_day() -> None:
    events = [
        (1, e.Received(on=day(4)), written(8)),  # Friday to Tuesday
        (2, e.NoteAdded(on=day(4)), written(31)),
        (3, e.Acknowledged(on=day(7), stage=1), written(10)),
        (4, e.Extended(on=day(8), stage=1, to=day(30)), written(31)),
    ]
    found = clock_entries(events, CALENDAR)
    assert [(one.kind, one.working_days) for one in found] == [
        ("received", 2),
        ("acknowledged", 3),
    ]


def test_a_mended_day_was_written_down_when_it_was_mended() -> None:
    answered = e.Responded(on=day(14), stage=1, by="u1")
    earlier = e.Responded(on=day(8), stage=1, by="u1")
    mended = e.Mended(
        on=day(14), entry=2, kind="responded", payload=payload_of(earlier)
    )
    events = [
        (1, e.Received(on=day(1)), written(1)),
        (2, answered, written(14)),
        (3, mended, written(15)),
    ]
    late = clock_entries(events, CALENDAR)[-1]
    assert (late.happened_on, late.recorded_on, late.working_days) == (
        day(8),
        day(15),
        5,
    )
    other_words = e.Mended(
        on=day(16), entry=2, kind="responded", payload=payload_of(answered)
    )
    same = clock_entries([*events[:2], (3, other_words, written(16))], CALENDAR)[-1]
    assert same.working_days == 0


def test_an_entry_is_written_down_by_the_day_in_london() -> None:
    evening = datetime(2024, 10, 1, 23, 30, tzinfo=UTC)  # half past midnight there
    found = clock_entries([(1, e.Received(on=day(1)), evening)], CALENDAR)
    assert found[0].recorded_on == day(2)


def test_a_day_past_the_known_bank_holidays_cannot_be_told() -> None:
    long_ago = e.Received(on=date(1990, 1, 1))
    found = clock_entries([(1, long_ago, written(1))], CALENDAR)
    assert found[0].working_days is None
