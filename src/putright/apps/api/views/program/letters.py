"""The letters of a case: listed, and their bytes."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path

from putright.apps.api.schemas import kept
from putright.apps.api.schemas.base import Reference
from putright.apps.api.views.program.auth import TokenOf
from putright.apps.api.views.program.common import READS, router
from putright.apps.complaints.queries import letters as drafts
from putright.apps.complaints.views.letters import content_of, letter_or_404
from putright.apps.complaints.views.opening import opened_for, write_down
from putright.apps.letters import queries as letters

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Number = Annotated[int, Path(ge=1, le=10**9)]


@router.get(
    "/cases/{reference}/letters",
    response={200: kept.Letters} | READS,
    auth=TokenOf("letters:read", may="see_cases"),
    tags=["Letters"],
    url_name="letters",
)
def list_letters(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """List a case's letters: those written here, and those written elsewhere."""
    opened = opened_for(request, reference)
    write_down(opened, "case_opened")
    here = [_told(one) for one in letters.letters_about(opened.row.reference)]
    elsewhere = [_by_hand(one) for one in drafts.by_hand(opened.journal)]
    return {"reference": opened.row.reference, "letters": here + elsewhere}


def _told(one: letters.LetterRecord) -> dict[str, Any]:
    sent = one.dispatch
    return {
        "letter": one.letter_id,
        "file": None,
        "kind": one.kind,
        "stage": one.stage,
        "state": sent.state if sent else one.state,
        "issued_on": one.issued_on,
        "sent_on": sent.sent_on if sent else None,
        "route": sent.route if sent else "",
        "erased": one.erased,
    }


def _by_hand(one: drafts.ByHand) -> dict[str, Any]:
    return {
        "letter": None,
        "file": one.sha256,
        "kind": one.kind,
        "stage": None,
        "state": "sent",
        "issued_on": one.on,
        "sent_on": one.on,
        "route": "elsewhere",
        "erased": False,
    }


@router.get(
    "/cases/{reference}/letters/{letter}.pdf",
    response={200: bytes} | READS,
    auth=TokenOf("letters:read", may="see_cases"),
    tags=["Letters"],
    url_name="letter_pdf",
)
def letter_pdf(
    request: HttpRequest, reference: Reference, letter: Number
) -> HttpResponse:
    """Give a letter as PDF: the bytes that were sent, or a draft as it reads now."""
    return _bytes(request, reference, letter, "pdf", PDF)


@router.get(
    "/cases/{reference}/letters/{letter}.docx",
    response={200: bytes} | READS,
    auth=TokenOf("letters:read", may="see_cases"),
    tags=["Letters"],
    url_name="letter_word",
)
def letter_word(
    request: HttpRequest, reference: Reference, letter: Number
) -> HttpResponse:
    """Give a letter as a Word file."""
    return _bytes(request, reference, letter, "docx", WORD)


def _bytes(
    request: HttpRequest, reference: str, letter: int, form: str, kind: str
) -> HttpResponse:
    opened = opened_for(request, reference)
    record = letter_or_404(opened.row, letter)
    if record.erased:
        raise Http404
    content = content_of(record, form)
    write_down(opened, "letter_opened")
    response = HttpResponse(content, content_type=kind)
    name = f"letter-{letter:06d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
