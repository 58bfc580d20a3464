"""Sending a step: taken, refused, already done, or overtaken by someone else."""

from dataclasses import dataclass
from datetime import date

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, QueryDict

from putright.apps.complaints.forms.steps import StepForm
from putright.apps.complaints.queries.case_page import (
    EntryShown,
    Names,
    entry_shown,
)
from putright.apps.complaints.queries.letters import BY_HAND, kind_of
from putright.apps.complaints.queries.named import asked_of
from putright.apps.complaints.services import evidence
from putright.apps.complaints.services.steps import ChangedSinceError, Taken, take
from putright.apps.complaints.views.opening import Opened
from putright.core.calendar import OutsideCalendarError
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.clocks import ClockProblem
from putright.core.complaints.decide import Context, decide
from putright.core.complaints.fold import fold
from putright.core.complaints.given import NotAStepError
from putright.core.complaints.money import MoneyError
from putright.core.refusals import StepRefusedError

UNREADABLE = (
    OutsideCalendarError,
    ClockProblem,
    NotAStepError,
    MoneyError,
    evidence.FileRefusedError,
    msgspec.ValidationError,
)
"""What a step may say of its own dates, sums and files: told as it is."""


@dataclass
class Sent:
    """What came of sending a step. `others`: what was written meanwhile."""

    taken: Taken | None = None
    done_before: bool = False
    others: tuple[EntryShown, ...] = ()


def send(request: HttpRequest, opened: Opened, form: StepForm, names: Names) -> Sent:
    """Take the step that a valid form says. Problems are added to the form."""
    seen = form.cleaned_data.get("seen") or opened.seen
    try:
        if form.step_name in ("add_evidence", "issue_letter"):
            return _send_with_file(opened, form, seen)
        step = form.as_step()
        if done_before(opened, step, seen):
            return Sent(done_before=True)
        if form.by_hand:
            return _send_by_hand(opened, form, step, seen, names)
        return Sent(taken=_take(opened, step, seen))
    except StepRefusedError as refused:
        form.refuse(refused.refusals)
    except ChangedSinceError as changed:
        if changed.refusal:
            form.add_error(None, changed.refusal)
        else:
            form.add_error(
                None,
                "Someone else changed the case while you were typing. Look at what "
                "they did, then send this again. Nothing was recorded.",
            )
        return Sent(others=tuple(entry_shown(one, names) for one in changed.others))
    except UNREADABLE as problem:
        of_file = isinstance(problem, evidence.FileRefusedError)
        form.add_error(_file_field(form) if of_file else None, str(problem))
    return Sent()


def _take(opened: Opened, step: s.Step, seen: int) -> Taken:
    return take(
        reference=opened.row.reference,
        step=step,
        who=opened.who,
        now=opened.now,
        seen=seen,
    )


def _file_field(form: StepForm) -> str:
    return "letter_file" if form.by_hand else "file"


def _send_by_hand(
    opened: Opened, form: StepForm, step: s.Step, seen: int, names: Names
) -> Sent:
    """Take a step whose letter was written elsewhere, and keep that letter's file."""
    upload = form.cleaned_data.get("letter_file")
    if upload is None:
        return _without_its_letter(opened, form, step, seen, names)
    data = _bytes_of(upload)
    kind = kind_of(step, opened.case.state)
    assert kind is not None
    sha256 = evidence.keep(data)
    with transaction.atomic():
        taken = _take(opened, step, seen)
        evidence.add(
            reference=opened.row.reference,
            name=upload.name,
            data=data,
            on=step.on,
            who=opened.who,
            now=opened.now,
            kept=sha256,
        )
        stage = getattr(step, "stage", None)
        _record_letter(opened, step.on, kind, sha256, stage)
    return Sent(taken=taken)


def _without_its_letter(
    opened: Opened, form: StepForm, step: s.Step, seen: int, names: Names
) -> Sent:
    """Say that the letter's file lacks, and all else that is wrong; record nothing."""
    try:
        decide(opened.case, step, _asked(opened, step))
    except StepRefusedError as refused:
        form.refuse(refused.refusals)
    form.add_error("letter_file", form.fields["letter_file"].error_messages["required"])
    others = opened.journal.entries[seen:]
    return Sent(others=tuple(entry_shown(one, names) for one in others))


def _asked(opened: Opened, step: s.Step) -> Context:
    return asked_of(opened.context, opened.case, step, who=opened.who, on=opened.today)


def _bytes_of(upload: "UploadedFile[bytes]") -> bytes:
    """Read a file that was sent. Raises FileRefusedError for one that is not taken."""
    name, size = upload.name or "", upload.size or 0
    if size > evidence.LIMIT:
        sent, most = (n // 1024 // 1024 for n in (size, evidence.LIMIT))
        problem = (
            f"“{name}” is {sent} MB; the most is {most} MB. Make it smaller, "
            "or send it in parts."
        )
        raise evidence.FileRefusedError(problem)
    data: bytes = upload.read()
    evidence.kind_of(name, data)
    return data


def _send_with_file(opened: Opened, form: StepForm, seen: int) -> Sent:
    """Keep the file, then record it; a letter sent by hand is recorded after it."""
    upload = form.cleaned_data["file"]
    assert isinstance(upload.name, str)
    data = _bytes_of(upload)
    sha256 = evidence.keep(data)
    on = form.cleaned_data["on"]
    added = s.AddEvidence(on=on, file=sha256, size=len(data), name=upload.name)
    if done_before(opened, added, seen):
        return Sent(done_before=True)
    with transaction.atomic():
        taken = evidence.add(
            reference=opened.row.reference,
            name=upload.name,
            data=data,
            on=on,
            who=opened.who,
            now=opened.now,
            seen=seen,
            kept=sha256,
        )
        if form.step_name == "issue_letter":
            stage = form.stage if opened.case.stage else None
            taken = _record_letter(opened, on, form.cleaned_data["kind"], sha256, stage)
    return Sent(taken=taken)


def _record_letter(
    opened: Opened, on: date, kind: str, sha256: str, stage: int | None
) -> Taken:
    step = s.IssueLetter(
        on=on,
        letter=f"{BY_HAND}{sha256[:12]}",
        kind=kind,
        sha256=sha256,
        stage=stage,
    )
    return take(
        reference=opened.row.reference, step=step, who=opened.who, now=opened.now
    )


def done_before(opened: Opened, step: s.Step, seen: int) -> bool:
    """Whether this very step was recorded by this person since they saw the case.

    A form sent twice says the same both times: the second time there is nothing more
    to do. The same words typed on a page opened afterwards are another step.
    """
    mine = [
        entry.event
        for entry in opened.journal.entries[seen:]
        if entry.who == opened.who
    ]
    if not mine:
        return False
    before = fold(
        [entry.event for entry in opened.journal.entries[:seen]],
        opened.case.reference,
    )
    try:
        made = decide(before, step, opened.context).events
    except StepRefusedError:
        return False
    there = [_bare(event) for event in mine]
    return all(_bare(event) in there for event in made)


def _bare(event: e.Event) -> e.Event:
    """Give an event without the reference that a new case was given meanwhile."""
    if isinstance(event, e.ComplaintLinked | e.IssueSplit):
        return msgspec.structs.replace(event, reference="")
    return event


def send_again(form: StepForm, opened: Opened) -> None:
    """Make a bound form ready to be sent once more: what was typed, newly seen."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    data["seen"] = str(opened.seen)
    for name, count in form.row_counts().items():
        data[name] = count
    form.data = data
