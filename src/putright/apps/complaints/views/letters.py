"""The letters of a case: look, mend in Word, review, approve, issue, follow."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, signed_in
from putright.apps.complaints.forms.letters import IssueForm, WordForm
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries import letters as drafts
from putright.apps.complaints.queries.cases import identity, visible_to
from putright.apps.complaints.queries.people import staff_names
from putright.apps.complaints.services import lettering, stopping
from putright.apps.complaints.services.steps import ChangedSinceError
from putright.apps.complaints.views.opening import may_on, write_down_row
from putright.apps.letters import queries as letters
from putright.apps.letters import services as writing
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.files import FileGoneError
from putright.apps.letters.rendering.page import preview_of
from putright.apps.letters.rendering.pdf import pdf_of
from putright.apps.letters.rendering.word import word_of
from putright.core.calendar import OutsideCalendarError
from putright.core.complaints.money import MoneyError
from putright.core.refusals import StepRefusedError

WORD_LIMIT = 10 * 1024 * 1024
"""The largest edited letter taken, in bytes."""

NOT_NOW = (StepRefusedError, LetterRefusedError, OutsideCalendarError, MoneyError)
"""Why a step and its letter can't be taken now: each says what to do."""


def case_or_404(request: HttpRequest, reference: str) -> CaseRow:
    """Give a case that the person may see; to anyone else it is not there."""
    rows = visible_to(signed_in(request), timezone.localdate())
    row = rows.filter(reference=reference).distinct().first()
    if row is None:
        raise Http404
    return row


def letter_or_404(row: CaseRow, letter_id: int) -> letters.LetterRecord:
    """Give a letter of this very case."""
    try:
        record = letters.letter(letter_id)
    except LetterRefusedError:
        raise Http404 from None
    if record.about != row.reference:
        raise Http404
    return record


def may(user: User, row: CaseRow, capability: Capability) -> bool:
    """Whether a person may do something to this case."""
    return may_on(user, row, capability, timezone.localdate())


def letter(request: HttpRequest, reference: str, letter_id: int) -> HttpResponse:
    """Show one letter: how it reads, what is to be mended, what may be done."""
    row = case_or_404(request, reference)
    record = letter_or_404(row, letter_id)
    write_down_row(row, "letter_opened", by=signed_in(request), now=timezone.now())
    return _page(request, row, record)


def _page(
    request: HttpRequest,
    row: CaseRow,
    record: letters.LetterRecord,
    *,
    problem: str = "",
    form: IssueForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = signed_in(request)
    context: dict[str, Any] = {
        "page_title": f"Letter, case {row.reference}",
        "row": row,
        "letter": record,
        "problem": problem,
        "form": form or IssueForm(initial={"seen": row.entries_count}),
        "word_form": WordForm(),
        "needs_approval": lettering.sent_needs_approval(record.kind),
        "may_work": may(user, row, "work_case"),
        "may_approve": may(user, row, "approve_letters"),
        "names": staff_names([record.created_by, record.approved_by]),
        **_contents(record, user),
    }
    return render(request, "complaints/letters/letter.html", context, status=status)


def _contents(record: letters.LetterRecord, user: User) -> dict[str, Any]:
    if record.erased:
        return {"erased": True}
    versions = letters.versions(record.letter_id)
    shown = letters.version(record.letter_id, record.issued_version)
    found: dict[str, Any] = {
        "versions": versions,
        "version": shown,
        "preview": None if shown.edited else preview_of(shown.letter),
    }
    if drafts.draft_of(record.letter_id) is None:
        return found
    try:
        view = drafts.draft_view(record.letter_id, on=timezone.localdate())
    except NOT_NOW as refusal:
        return found | {"refusal": str(refusal)}
    found |= {
        "draft": view,
        "missing": [r for r in view.remarks if r.level == "missing"],
        "weak": [r for r in view.remarks if r.level == "weak"],
    }
    if not shown.edited:
        found["preview"] = preview_of(view.letter)
    return found


@require_POST
def issue(request: HttpRequest, reference: str, letter_id: int) -> HttpResponse:
    """Issue a letter: its step is recorded today, and the letter is queued to leave."""
    row = case_or_404(request, reference)
    record = letter_or_404(row, letter_id)
    user = signed_in(request)
    form = IssueForm(request.POST)
    if not may(user, row, "work_case"):
        raise Http404
    if not form.is_valid():
        return _page(request, row, record, form=form)
    try:
        lettering.issue(
            letter_id=letter_id,
            route=form.cleaned_data["route"],
            who=identity(user),
            now=timezone.now(),
            on=timezone.localdate(),
            seen=form.cleaned_data["seen"],
        )
    except (*NOT_NOW, ChangedSinceError) as refusal:
        fresh = letter_or_404(row, letter_id)
        return _page(request, row, fresh, problem=str(refusal), form=form)
    messages.success(request, "The letter is issued and waits to leave.")
    return redirect("complaints:case", reference=reference)


@require_POST
def act(
    request: HttpRequest, reference: str, letter_id: int, what: str
) -> HttpResponse:
    """Ask for review, approve, send back or put away a draft; stop a letter."""
    row = case_or_404(request, reference)
    record = letter_or_404(row, letter_id)
    user = signed_in(request)
    needed: Capability = "approve_letters" if what == "approve" else "work_case"
    if what not in ACTS or not may(user, row, needed):
        raise Http404
    try:
        said = ACTS[what](letter_id, identity(user))
    except LetterRefusedError as refusal:
        return _page(request, row, record, problem=str(refusal))
    messages.success(request, said)
    if what in ("put-away", "stop"):
        return redirect("complaints:case", reference=reference)
    return redirect("complaints:letter", reference=reference, letter_id=letter_id)


def _submit(letter_id: int, who: str) -> str:
    writing.submit_for_review(letter_id=letter_id, by=who, now=timezone.now())
    return "The letter waits for someone else to read it."


def _approve(letter_id: int, who: str) -> str:
    kind = letters.letter(letter_id).kind
    writing.approve(
        letter_id=letter_id,
        by=who,
        now=timezone.now(),
        two_people=lettering.sent_needs_approval(kind),
    )
    return "The letter is approved. It can now be issued."


def _send_back(letter_id: int, who: str) -> str:
    writing.send_back(letter_id=letter_id, by=who, now=timezone.now())
    return "The letter is a draft again."


def _put_away(letter_id: int, who: str) -> str:
    lettering.put_away(letter_id=letter_id, who=who, now=timezone.now())
    return "The draft is put away. Nothing was recorded or sent."


def _stop(letter_id: int, who: str) -> str:
    undone = stopping.stop(
        reference=letters.letter(letter_id).about,
        letter_id=letter_id,
        who=who,
        now=timezone.now(),
        on=timezone.localdate(),
    )
    if undone:
        return (
            "The letter will not be sent, and the step it carried is undone. Take the "
            "step again when you are ready."
        )
    return (
        "The letter will not be sent again. An earlier try may have reached its "
        "reader, so the step stays."
    )


ACTS: dict[str, Callable[[int, str], str]] = {
    "submit": _submit,
    "approve": _approve,
    "send-back": _send_back,
    "put-away": _put_away,
    "stop": _stop,
}


@require_POST
def upload(request: HttpRequest, reference: str, letter_id: int) -> HttpResponse:
    """Take a letter edited in Word back as the next version: it is checked again."""
    row = case_or_404(request, reference)
    record = letter_or_404(row, letter_id)
    user = signed_in(request)
    if not may(user, row, "work_case"):
        raise Http404
    form = WordForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, record, problem="Choose the edited Word file first.")
    file = form.cleaned_data["word"]
    if file.size > WORD_LIMIT:
        problem = (
            f"The file is {file.size / 1024 / 1024:.0f} MB; a letter is at most "
            f"{WORD_LIMIT // 1024 // 1024} MB. Take pictures out of it."
        )
        return _page(request, row, record, problem=problem)
    try:
        writing.upload_edited_word(
            letter_id=letter_id,
            content=file.read(),
            by=identity(user),
            now=timezone.now(),
            note="Edited in Word.",
        )
    except LetterRefusedError as refusal:
        return _page(request, row, record, problem=str(refusal))
    messages.success(request, "The edited letter is in, and was checked again.")
    return redirect("complaints:letter", reference=reference, letter_id=letter_id)


def download(
    request: HttpRequest, reference: str, letter_id: int, form: str
) -> HttpResponse:
    """Give a letter as PDF or Word: the bytes kept, or a draft made now."""
    row = case_or_404(request, reference)
    record = letter_or_404(row, letter_id)
    if form not in ("pdf", "docx"):
        raise Http404
    try:
        content = content_of(record, form)
    except (LetterRefusedError, FileGoneError) as problem:
        return _page(request, row, record, problem=str(problem))
    write_down_row(row, "letter_opened", by=signed_in(request), now=timezone.now())
    kinds = {
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml"
        ".document",
    }
    answer = HttpResponse(content, content_type=kinds[form])
    name = f"letter-{letter_id:06d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def content_of(record: letters.LetterRecord, form: str) -> bytes:
    """Give a letter's bytes: those kept, or a draft's made now (`pdf`, `docx`)."""
    latest = letters.version(record.letter_id)
    if record.issued_on is not None:
        return letters.kept_file(record.letter_id, form).content
    if latest.edited and form == "docx":
        return letters.kept_file(record.letter_id, form, latest.number).content
    return pdf_of(latest.letter) if form == "pdf" else word_of(latest.letter)
