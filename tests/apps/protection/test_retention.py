"""What a landlord's schedule erases, when, and by whom it was approved."""

import datetime as dt
from datetime import date

import pytest
from django.db import connection
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.governance import making as governance
from tests.apps.protection import making as m
from tests.core.complaints.letters.examples import facts, letter

from putright.apps.accounts.models import AccessLog, User
from putright.apps.complaints.models import CaseRow, EntryWords, Erasure, StepDraft
from putright.apps.complaints.services import verify
from putright.apps.holds import services as holds
from putright.apps.homes import queries as homes
from putright.apps.letters import services as writing
from putright.apps.protection.models import BatchItem
from putright.apps.protection.queries import schedule as reading
from putright.apps.protection.services import batches, erasing, schedule
from putright.apps.protection.services.refusing import ProtectionRefusedError
from putright.apps.residents import queries as residents
from putright.apps.residents import services as people
from putright.apps.residents.models import EqualityAnswer
from putright.apps.surveys.models import Fieldwork, Survey
from putright.config import guards
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[User, User]:
    guards.install()
    w.amina()
    return m.two()


def words_of(reference: str) -> int:
    return EntryWords.objects.filter(entry__case__reference=reference).count()


def states() -> list[str]:
    return list(BatchItem.objects.order_by("id").values_list("state", flat=True))


def moved_out(person: int) -> None:
    home = homes.home(cast.FLAT.reference)
    assert home is not None
    stay = people.start_residency(
        person_id=person,
        home_id=home.id,
        tenure="social rent",
        from_day=date(2019, 4, 1),
        now=w.NOW,
        by=None,
    )
    people.end_residency(residency_id=stay, ended_on=w.MONDAY, now=w.NOW, by=None)


def test_nothing_is_due_until_the_landlord_sets_a_period(
    pair: tuple[User, User],
) -> None:
    """The law names no period, so none is guessed."""
    m.closed()
    assert {line.due_soon for line in reading.lines(date(2060, 1, 1))} == {None}
    with pytest.raises(ProtectionRefusedError, match="No period is set"):
        batches.propose(kind="complaints", by=pair[0], now=m.NOW, day=m.LATER)


def test_a_period_takes_two_people(pair: tuple[User, User]) -> None:
    """One person alone never makes records go."""
    rule = schedule.propose(
        kind="complaints", months=12, basis="Minute 1", by=pair[0], now=w.NOW
    )
    with pytest.raises(ProtectionRefusedError, match="second person"):
        schedule.confirm(number=rule.pk, by=pair[0], now=w.NOW)
    assert reading.rule_for("complaints") is None
    schedule.confirm(number=rule.pk, by=pair[1], now=w.NOW)
    assert reading.rule_for("complaints") == rule


def test_a_closed_case_is_due_after_its_months_and_not_a_day_before(
    pair: tuple[User, User],
) -> None:
    m.closed()
    w.logged(text="Still open")
    m.kept_for("complaints", 12, *pair)
    due = {
        day: next(
            (one.due_now, one.due_soon)
            for one in reading.lines(day)
            if one.kind.code == "complaints"
        )
        for day in (date(2026, 12, 31), date(2027, 3, 31), date(2027, 4, 1))
    }
    assert list(due.values()) == [(0, 0), (0, 1), (1, 1)]


def test_the_ombudsmans_determination_counts_where_it_is_later(
    pair: tuple[User, User],
) -> None:
    """A case before the Ombudsman is not due at all."""
    done, waiting = m.closed(), m.closed()
    governance.determined("202600001", date(2026, 9, 1), "redress", case=done)
    governance.determined("202600002", None, "redress", case=waiting)
    m.kept_for("complaints", 12, *pair)
    rule = reading.rule_for("complaints")
    assert rule is not None
    kind = reading.KINDS["complaints"]
    assert reading.due(kind, rule, date(2027, 8, 31)) == []
    (one,) = reading.due(kind, rule, date(2027, 9, 1))
    assert (one.reference, one.counted_from) == (done, date(2026, 9, 1))


def test_a_batch_takes_two_people_and_then_erases_once(
    pair: tuple[User, User],
) -> None:
    reference = m.closed()
    m.kept_for("complaints", 12, *pair)
    batch = batches.propose(kind="complaints", by=pair[0], now=m.NOW, day=m.LATER)
    assert erasing.erase_due(now=m.NOW) == 0
    with pytest.raises(ProtectionRefusedError, match="second person"):
        batches.approve(number=batch.pk, by=pair[0], now=m.NOW)
    batches.approve(number=batch.pk, by=pair[1], now=m.NOW)
    before = CaseRow.objects.values().get(reference=reference)
    before["erased_to"] = before["entries_count"]
    assert [erasing.erase_due(now=m.NOW) for _ in range(2)] == [1, 0]
    assert words_of(reference) == 0
    assert CaseRow.objects.values().get(reference=reference) == before
    erasure = Erasure.objects.get()
    assert (erasure.who, "12 months" in erasure.reason) == (f"u{pair[1].pk}", True)
    assert AccessLog.objects.filter(kind="words_erased").count() == 1
    assert not list(verify.verify())


def test_a_worker_that_died_half_way_leaves_it_to_the_next(
    pair: tuple[User, User],
) -> None:
    reference = m.closed()
    m.kept_for("complaints", 12, *pair)
    batch = batches.propose(kind="complaints", by=pair[0], now=m.NOW, day=m.LATER)
    batches.approve(number=batch.pk, by=pair[1], now=m.NOW)
    BatchItem.objects.update(state="claimed", claimed_at=m.NOW)
    assert erasing.erase_due(now=m.NOW + dt.timedelta(minutes=5)) == 0
    assert erasing.erase_due(now=m.NOW + dt.timedelta(hours=2)) == 1
    assert words_of(reference) == 0


def test_what_changed_since_it_was_proposed_is_kept(pair: tuple[User, User]) -> None:
    """A case put on hold, one opened again, and a rule that was made longer."""
    held, again, longer = m.closed(), m.closed(), m.closed()
    m.kept_for("complaints", 12, *pair)
    batch = batches.propose(kind="complaints", by=pair[0], now=m.NOW, day=m.LATER)
    batches.approve(number=batch.pk, by=pair[1], now=m.NOW)
    holds.place(
        kind="case",
        reference=held,
        reason="A claim was announced",
        review_on=date(2028, 1, 3),
        by=pair[0],
        now=m.NOW,
        today=m.LATER,
    )
    w.taken(again, s.Reopen(on=date(2027, 4, 1), order="The Ombudsman asked"))
    erasing.erase_due(now=m.NOW)
    assert states() == ["held", "not_due", "erased"]
    assert [bool(words_of(one)) for one in (held, again, longer)] == [True, True, False]


def test_drafts_answers_and_people_who_left_go_by_their_own_rules(
    pair: tuple[User, User],
) -> None:
    reference = w.logged(person="", home="")
    number = writing.draft(
        letter=letter(facts("stage_1_response")), about=reference, by="u1", now=w.NOW
    )
    StepDraft.objects.create(
        case=CaseRow.objects.get(reference=reference),
        step="respond",
        fields="{}",
        letter=number,
        saved_by="u1",
        saved_at=w.NOW,
    )
    amina = residents.person(cast.AMINA.reference)
    assert amina is not None
    EqualityAnswer.objects.create(
        person_id=amina.id, question="Sex", answer="Female", answered_on=w.MONDAY
    )
    moved_out(amina.id)
    for kind in ("drafts", "equality_answers", "residents"):
        m.kept_for(kind, 6, *pair)
        assert m.erased(kind, *pair) == 1, kind
    assert not StepDraft.objects.exists()
    assert not EqualityAnswer.objects.exists()
    found = residents.person(cast.AMINA.reference)
    assert found is not None
    assert found.name == "Erased"


def test_a_survey_goes_by_the_day_of_its_last_file(pair: tuple[User, User]) -> None:
    survey = Survey.objects.create(
        year="2025-26",
        name="Spring",
        stock_types="LCRA",
        counted_on=date(2025, 10, 1),
        seed="1",
        created_at=w.NOW,
    )
    Fieldwork.objects.create(
        survey=survey,
        name="f.csv",
        taken_at=w.NOW,
        read=0,
        taken=0,
        already=0,
        not_sampled=0,
    )
    m.kept_for("surveys", 6, *pair)
    with pytest.raises(ProtectionRefusedError, match="Nothing"):
        m.erased("surveys", *pair, day=date(2026, 9, 10))
    assert m.erased("surveys", *pair, day=date(2026, 9, 11)) == 1
    survey.refresh_from_db()
    assert survey.forgotten_at is not None


def test_nobody_in_a_case_that_has_words_is_forgotten(pair: tuple[User, User]) -> None:
    """Their name is what the case's record is read by."""
    m.closed()
    amina = residents.person(cast.AMINA.reference)
    assert amina is not None
    moved_out(amina.id)
    m.kept_for("residents", 6, *pair)
    m.kept_for("complaints", 12, *pair)
    with pytest.raises(ProtectionRefusedError, match="Nothing"):
        m.erased("residents", *pair)
    m.erased("complaints", *pair)
    assert m.erased("residents", *pair) == 1


def test_the_access_log_goes_by_whole_months_and_keeps_what_is_held(
    pair: tuple[User, User],
) -> None:
    reference = m.closed()
    holds.place(
        kind="case",
        reference=reference,
        reason="A claim",
        review_on=date(2028, 1, 3),
        by=pair[0],
        now=w.NOW,
        today=w.TODAY,
    )
    AccessLog.objects.create(at=w.NOW, kind="case_opened", subject=reference)
    AccessLog.objects.create(at=w.NOW, kind="case_opened", subject="C-1")
    late = AccessLog.objects.create(at=m.NOW, kind="case_opened", subject="C-1")
    m.kept_for("access_log", 12, *pair)
    assert m.erased("access_log", *pair) == 1
    left = AccessLog.objects.filter(kind="case_opened").values_list("subject", "pk")
    assert {one[0] for one in left} == {reference, "C-1"}
    assert late.pk in {one[1] for one in left}


def test_the_schedule_asks_the_same_number_of_times_however_much_is_due(
    pair: tuple[User, User],
) -> None:
    from django.test.utils import CaptureQueriesContext

    m.kept_for("complaints", 12, *pair)
    asked = []
    for _ in range(2):
        m.closed()
        with CaptureQueriesContext(connection) as seen:
            reading.lines(m.LATER)
        asked.append(len(seen))
    assert asked[0] == asked[1]
