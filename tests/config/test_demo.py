"""The demonstration: made whole, on any day, once, and never among a landlord's own."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db.models import Count

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.assessment.queries import assessments
from putright.apps.complaints.models import ActionRow, CaseRow, Entry, StageRow
from putright.apps.complaints.services import verify
from putright.apps.governance import queries as governance
from putright.apps.homes.models import Home
from putright.apps.letters.models import LetterDocument, LetterState
from putright.apps.measures.queries import telling
from putright.apps.reports.queries import reports
from putright.apps.reports.queries.restated import restated
from putright.apps.surveys.queries import surveys
from putright.apps.surveys.queries.comments import by_hand
from putright.apps.surveys.queries.working_out import worked_out
from putright.config import demo
from putright.config.demo import stock
from putright.config.demo.people import STAFF
from putright.config.demo.stock import Resident
from putright.config.outcomes import RefusedError
from putright.core.calendar import england_calendar
from putright.core.complaints.decide import Context, Settings
from putright.core.complaints.summary import CaseSummary, summarise

NOW = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)
TODAY = NOW.date()
CONTEXT = Context(
    calendar=england_calendar(), settings=Settings(approval_limit_pence=25_000)
)


@pytest.fixture
def made(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the demonstration, with fewer homes."""
    monkeypatch.setattr(stock, "HOMES", 400)
    demo.make(NOW)


@pytest.mark.usefixtures("made")
def test_the_demonstration_holds_and_shows_every_state() -> None:
    """A page of the demonstration that is empty shows nobody what it is for."""
    assert list(verify.verify()) == []
    states = set(CaseRow.objects.values_list("state", flat=True))
    assert states >= {
        "service_request",
        "not_a_complaint",
        "undecided",
        "stage_1_open",
        "stage_1_answered",
        "stage_2_open",
        "refused",
        "withdrawn",
        "closed",
        "reopened",
    }
    kinds = set(CaseRow.objects.values_list("kind", flat=True))
    assert kinds >= {"complaint", "compliment", "comment", "mp_enquiry"}
    grounds = set(CaseRow.objects.exclude(ground="").values_list("ground", flat=True))
    assert {"too_old", "already_considered", "other_route"} <= grounds
    assert CaseRow.objects.filter(restricted=True, beat_on__isnull=False).exists()
    assert CaseRow.objects.filter(counts=False).count() == 2
    assert CaseRow.objects.annotate(n=Count("affected")).filter(n__gt=2).exists()
    assert CaseRow.objects.filter(learning=True).exists()
    assert CaseRow.objects.exclude(linked_to="").exists()
    assert StageRow.objects.filter(update_due__lt=TODAY).exists()
    open_promises = ActionRow.objects.filter(done_on__isnull=True)
    assert open_promises.filter(by_when__lt=TODAY).exists()
    assert open_promises.filter(by_when=TODAY).exists()
    letters = set(LetterDocument.objects.values_list("state", flat=True))
    assert letters >= {LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.ISSUED}


@pytest.mark.usefixtures("made")
def test_a_year_of_satisfaction_measures_is_worked_out() -> None:
    """All 22 are there to look at, complaints among them from the cases told."""
    told = telling.told("2025-26")
    assert told is not None
    assert {one.status for one in told.measures} <= {"ok", "not_applicable"}
    assert len({one.code.partition("_")[0] for one in told.measures}) == 22
    assert all(one.before for one in told.measures), "last year stands beside each"
    assert any(one.target for one in told.measures)
    assert all(one.national for one in told.measures)


@pytest.mark.usefixtures("made")
def test_its_survey_is_weighted_and_its_comments_marked_by_hand() -> None:
    """Every page of a survey has something to show: results, themes, kappa."""
    (survey,) = surveys.of_year("2025-26")
    (found,) = worked_out(survey).values()
    assert found.sample.weights.by == ("area", "category")
    assert len(found.estimates) == 12
    assert all(one.weighted is not None for one in found.estimates.values())
    (file,) = surveys.files(survey)
    assert (file.taken, len(file.refused), file.not_sampled) == (found.kept, 1, 0)
    hand = by_hand(survey)
    assert hand.marked == hand.wanted > 0
    assert hand.agreement is not None
    assert 0.5 < hand.agreement.kappa < 0.95


@pytest.mark.usefixtures("made")
def test_no_entry_was_written_down_before_it_happened_or_after_now() -> None:
    """A history that could not have been shows in the very first timeline read."""
    for happened, recorded in Entry.objects.values_list("happened_on", "recorded_at"):
        assert happened <= recorded.date()
        assert recorded <= NOW
    per_case = Entry.objects.order_by("case", "sequence")
    before: dict[int, datetime] = {}
    for case, recorded in per_case.values_list("case_id", "recorded_at"):
        assert before.get(case, recorded) <= recorded
        before[case] = recorded


@pytest.mark.usefixtures("made")
def test_a_report_is_published_and_restated_another_and_an_assessment_begun() -> None:
    """What a published report is for shows only once a record has changed since."""
    kept, draft = reports.reports().order_by("-state")
    assert (kept.kind, kept.state) == ("quarterly", "published")
    assert (draft.kind, draft.state) == ("annual", "draft")
    received = next(
        one for one in restated(kept, "0") if one.kept.asked.code == "stage_1_received"
    )
    assert len(received.moved) == 1
    assert received.causes == (("records", 1),)
    found = assessments.standing_on(TODAY)
    assert found is not None
    assert found.rows.filter(answer="no").count() == 2
    assert found.rows.filter(answer="").exists()
    assert governance.investigations().count() == 4


@pytest.mark.usefixtures("made")
def test_a_second_call_changes_nothing() -> None:
    before = (Entry.objects.count(), Home.objects.count(), User.objects.count())
    demo.make(datetime(2026, 3, 5, 9, 0, tzinfo=UTC))
    after = (Entry.objects.count(), Home.objects.count(), User.objects.count())
    assert after == before


@pytest.mark.usefixtures("made")
def test_every_demonstration_person_is_marked_as_one() -> None:
    """Their password is known to all: unmarked, they could sign in from anywhere."""
    assert not User.objects.filter(demonstration=False).exists()


@pytest.mark.django_db
def test_it_is_never_added_to_a_landlords_own_people() -> None:
    accounts.create_user(username="real", name="A Person", by=None, now=NOW)
    with pytest.raises(RefusedError, match="people of its own"):
        demo.make(NOW)
    assert not CaseRow.objects.exists()


def told(now: datetime) -> tuple[date, list[CaseSummary]]:
    """Tell every story as on a moment; give the next working day and the summaries."""
    staff = {one.username: f"u{place}" for place, one in enumerate(STAFF)}
    living = [
        Resident(
            person=f"P-{number}",
            name="An Invented Resident",
            home=f"H-{number}",
            area=("Hallow Rise", "Millwater")[number % 2],
            body="",
            tenure="LCRA",
            reached=True,
        )
        for number in range(40)
    ]
    world = demo.tell(now, staff, living, CONTEXT)
    received = [story.case for story in world.stories if story.received]
    due = world.next_working(world.today)
    return due, [summarise(case, CONTEXT) for case in received]


@pytest.mark.parametrize(
    "now",
    [
        datetime(2025, 12, 25, 12, 0, tzinfo=UTC),
        datetime(2026, 1, 1, 0, 5, tzinfo=UTC),
        datetime(2026, 4, 5, 23, 55, tzinfo=UTC),
        datetime(2026, 8, 31, 9, 0, tzinfo=UTC),
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 8, 0, tzinfo=UTC),
    ],
    ids=lambda now: f"{now:%Y-%m-%d %H:%M}",
)
def test_whatever_the_day_something_is_due_and_something_is_late(
    now: datetime,
) -> None:
    """Weekends, Christmas and the minutes round midnight make the same sense."""
    due, cases = told(now)
    running = [case for case in cases if case.beat_on is not None]
    late = Counter(case.beat_what for case in running if case.beat_on < due)
    today = Counter(case.beat_what for case in running if case.beat_on == due)
    for what in ("acknowledge stage 1", "answer stage 1"):
        assert today[what] >= 1
        assert late[what] >= 1
    assert today["answer stage 2"] >= 1
