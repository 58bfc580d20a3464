"""What a case's pages show, as plain values: clocks, points, people, promises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from putright.apps.complaints.models import CaseRow, Entry, EvidenceFile
from putright.apps.complaints.queries import representing
from putright.apps.complaints.queries.cases import OpenCase, Recorded
from putright.apps.complaints.queries.people import staff_names
from putright.apps.complaints.queries.words import (
    ACKNOWLEDGEMENTS,
    OUTCOMES,
    RESPONSES,
    Told,
    words_of,
)
from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents
from putright.apps.residents.values import Notice, PersonView
from putright.core.calendar import OutsideCalendarError
from putright.core.complaints.case import Case, Finding, Point, StageRecord
from putright.core.complaints.clocks import StageVerdict
from putright.core.complaints.decide import Context
from putright.core.complaints.money import pounds
from putright.core.complaints.parts import Remedy
from putright.core.complaints.sentences import sentence, title
from putright.core.complaints.verdicts import (
    answer_told,
    ended_unanswered,
    stage_verdict,
)


@dataclass(frozen=True)
class ClockDate:
    """One date of a stage's clock: its name, day, what became of it."""

    code: str
    name: str
    day: date
    told: Told | None = None
    left: str = ""


@dataclass(frozen=True)
class StageClock:
    """One stage's clock: its dates, or why they can't be told."""

    number: int
    dates: tuple[ClockDate, ...] = ()
    unknown: str = ""


@dataclass(frozen=True)
class PointShown:
    """A point to answer: its words, whose it is, and what was found."""

    text: str
    whose: str
    outcome: Told | None = None
    reason: str = ""
    remedies: tuple[str, ...] = ()
    no_remedy: str = ""


@dataclass(frozen=True)
class StageShown:
    """A stage: who handles it, its definition and its points."""

    number: int
    handler: str
    team: str
    definition: str
    outcomes_sought: str
    outcome: Told | None
    points: tuple[PointShown, ...]


@dataclass(frozen=True)
class EntryShown:
    """One entry of the timeline: heading, day, sentence, and the words with it."""

    sequence: int
    title: str
    on: date
    at: str
    by: str
    text: str
    recorded_at: datetime
    words: tuple[tuple[str, str], ...] = ()
    erased: bool = False
    mended: bool = False
    undone: bool = False


@dataclass(frozen=True)
class People:
    """Who is on a case, and what must be known before anyone is contacted."""

    name: str = ""
    reference: str = ""
    number: int | None = None
    address: str = ""
    home: str = ""
    home_number: int | None = None
    affected: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    guarded: bool = False


@dataclass
class Names:
    """Names for the identities and references of one case, read once, and what is
    known of the residents among them, by reference."""

    known: dict[str, str] = field(default_factory=dict)
    people: Mapping[str, PersonView] = field(default_factory=dict)

    def __call__(self, identity: str) -> str:
        """Give the name to show; the identity where there is none."""
        return self.known.get(identity, identity)


def names_of(opened: OpenCase) -> Names:
    """Read the names of everyone that a case names: staff and residents."""
    case = opened.case
    wanted = {entry.who for entry in opened.entries} | set(case.conflicts)
    wanted |= {action.owner for action in case.actions} | set(case.named)
    for stage in (case.stage_1, case.stage_2):
        if stage is not None:
            wanted |= {stage.handler, stage.responded_by}
            wanted |= {r.owner for f in stage.findings for r in f.remedies}
    for entry in opened.entries:
        wanted |= _named_in(entry)
    known = staff_names(wanted - {""})
    speakers = {r.person for r in case.representatives}
    found = residents.people_referenced({case.person, *case.affected, *speakers} - {""})
    known |= {reference: one.name for reference, one in found.items()}
    return Names(known, found)


def _named_in(entry: Recorded) -> set[str]:
    event = entry.event
    fields = ("by", "handler", "confirmed_by", "owner", "who")
    named = {getattr(event, name, "") for name in fields}
    return {*named, *getattr(event, "named", ())}


def clocks(case: Case, context: Context, today: date) -> tuple[StageClock, ...]:
    """Give the clock of each stage that has begun; none for a case in no count."""
    if not case.counts:
        return ()
    stages = [stage for stage in (case.stage_1, case.stage_2) if stage is not None]
    return tuple(_clock(case, stage, context, today) for stage in stages)


def _clock(case: Case, stage: StageRecord, context: Context, today: date) -> StageClock:
    verdict = stage_verdict(case, stage, context, today)
    if verdict is None:
        why = (
            "Only the month is known, so no date can be told."
            if case.precision != "day"
            else "The record's dates contradict each other, or lie outside the known "
            "bank holidays."
        )
        return StageClock(stage.number, unknown=why)
    ended = ended_unanswered(case, stage)
    unanswered = stage.open and not ended and not answer_told(case, stage)
    return StageClock(
        stage.number,
        _dates(stage, verdict, context, today, running=not (ended or unanswered)),
        unknown="Whether it was answered is not known." if unanswered else "",
    )


def _dates(
    stage: StageRecord,
    verdict: StageVerdict,
    context: Context,
    today: date,
    *,
    running: bool,
) -> tuple[ClockDate, ...]:
    """Give a stage's dates in order; the one in force carries the verdict."""

    def left(day: date, *, waits: bool) -> str:
        return _left(day, today, context) if waits and running else ""

    owed = stage.open and stage.acknowledged_on is None
    answer = RESPONSES[verdict.response] if running or not stage.open else None
    shown = [
        ClockDate(
            "acknowledge_by",
            "Acknowledge by",
            verdict.acknowledge_by,
            ACKNOWLEDGEMENTS[verdict.acknowledgement] if running or not owed else None,
            left(verdict.acknowledge_by, waits=owed),
        )
    ]
    answer_by = _answer_by(stage, verdict)
    held_day = verdict.date_to_beat or answer_by[-1][1]
    for name, day in answer_by:
        held = day == held_day
        told = answer if held else None
        waits = stage.open and held
        shown.append(ClockDate("respond_by", name, day, told, left(day, waits=waits)))
    return (
        *shown,
        ClockDate("extension_limit", "Extension limit", verdict.extension_limit),
        ClockDate("backstop", "Backstop", verdict.backstop, _within(verdict)),
    )


def _answer_by(
    stage: StageRecord, verdict: StageVerdict
) -> tuple[tuple[str, date], ...]:
    """Give the day to answer by, and the one it was extended to."""
    first = ("Answer by", verdict.respond_by)
    extended = stage.extension
    return (first, ("Extended to", extended.to)) if extended else (first,)


def _within(verdict: StageVerdict) -> Told | None:
    if verdict.within_backstop is None:
        return None
    return Told("Within", "green") if verdict.within_backstop else Told("Past", "red")


def _left(day: date, today: date, context: Context) -> str:
    """Say how many working days are left, or how many it is overdue."""
    try:
        days = context.calendar.working_days_between(today, day)
    except OutsideCalendarError:
        return ""
    if today > day:
        gone = max(1, -days)
        return f"{gone} working day{'s' * (gone != 1)} overdue"
    return (
        "due today" if day == today else (f"{days} working day{'s' * (days != 1)} left")
    )


def stages(case: Case, names: Names) -> tuple[StageShown, ...]:
    """Give each stage with its points and what was found, the latest first."""
    begun = [stage for stage in (case.stage_2, case.stage_1) if stage is not None]
    return tuple(_stage(case, stage, names) for stage in begun)


def _stage(case: Case, stage: StageRecord, names: Names) -> StageShown:
    found = {finding.point: finding for finding in stage.findings}
    points = {point.ref: point for point in case.to_answer(stage.number)}
    shown = [
        _point(
            points[ref].text or ref if ref in points else ref,
            _whose(points.get(ref)),
            found.get(ref),
            names,
        )
        for ref in dict.fromkeys([*points, *found])
    ]
    return StageShown(
        number=stage.number,
        handler=names(stage.handler) if stage.handler else "",
        team=stage.team,
        definition=stage.definition,
        outcomes_sought=stage.outcomes_sought,
        outcome=OUTCOMES.get(stage.outcome) if not stage.open else None,
        points=tuple(shown),
    )


def _whose(point: Point | None) -> str:
    if point is None or point.ours is None:
        return ""
    return "Ours to answer" if point.ours else "Not ours"


def _point(text: str, whose: str, finding: Finding | None, names: Names) -> PointShown:
    if finding is None:
        return PointShown(text, whose)
    return PointShown(
        text,
        whose,
        OUTCOMES.get(finding.outcome),
        finding.reason,
        tuple(_remedy(remedy, names) for remedy in finding.remedies),
        finding.no_remedy_because,
    )


def _remedy(remedy: Remedy, names: Names) -> str:
    told = remedy.kind.replace("_", " ").capitalize()
    if remedy.pence:
        told += f" of {pounds(remedy.pence)}"
    if remedy.by_when:
        told += f", by {remedy.by_when.day} {remedy.by_when:%B %Y}"
    return told + (f" ({names(remedy.owner)})" if remedy.owner else "")


def timeline(opened: OpenCase, names: Names) -> tuple[EntryShown, ...]:
    """Give every entry in plain sentences, the newest first."""
    return tuple(entry_shown(entry, names) for entry in reversed(opened.entries))


def entry_shown(entry: Recorded, names: Names) -> EntryShown:
    """Give one entry in a plain sentence, with the words that came with it."""
    return EntryShown(
        sequence=entry.sequence,
        title=title(entry.event),
        on=entry.event.on,
        at=entry.happened_at,
        by=names(entry.who),
        text=sentence(entry.event, names),
        recorded_at=datetime.fromisoformat(entry.recorded_at),
        words=tuple(
            (words_of(name), text) for name, text in entry.event.words.items() if text
        ),
        erased=entry.erased,
        mended=entry.mended,
        undone=entry.undone,
    )


def people(
    case: Case, today: date, known: Mapping[str, PersonView] | None = None
) -> People:
    """Give who raised it, where, and what must be known before any contact.

    `known`: residents that were read already, by reference.
    """
    if known is None:
        known = residents.people_referenced({case.person} - {""})
    person = known.get(case.person)
    home = homes.home(case.home) if case.home else None
    return People(
        name=person.name if person else "",
        reference=case.person,
        number=person.id if person else None,
        address=home.one_line if home else "",
        home=case.home,
        home_number=home.id if home else None,
        affected=case.affected,
        notices=_notices(case, today, person),
        guarded=residents.home_is_guarded(home.id, today) if home else False,
    )


def _notices(case: Case, today: date, person: PersonView | None) -> tuple[Notice, ...]:
    """Give the person's notices, and who may speak on this case, each once."""
    here = representing.notices(case, today)
    known = residents.notices(person, today) if person else []
    named = {one.name for one in representing.of_case(case)} if here else set()
    kept = [
        notice
        for notice in known
        if notice.kind != "representative"
        or not any(name in notice.text for name in named)
    ]
    return (*kept, *here)


def hashes(row: CaseRow) -> list[tuple[int, str, str]]:
    """Give each entry's number, kind and hash: what shows that none was changed."""
    rows = Entry.objects.filter(case=row).order_by("sequence")
    return list(rows.values_list("sequence", "kind", "hash"))


def files(row: CaseRow) -> list[EvidenceFile]:
    """Give a case's files, in the order they came."""
    return list(EvidenceFile.objects.filter(case=row))
