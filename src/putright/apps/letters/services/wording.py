"""The landlord's own paragraphs: saved with every earlier version, and withdrawn."""

import datetime as dt
from typing import get_args

from django.db import transaction

from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import StandardText, StandardTextVersion
from putright.apps.letters.sandbox import TextRefusedError, refuse_text
from putright.core.complaints.letters.compose import paragraph_codes
from putright.core.complaints.letters.values import Kind


@transaction.atomic
def save_text(
    *,
    kind: str,
    code: str,
    text: str,
    owner: str,
    by: str,
    now: dt.datetime,
    expires_on: dt.date | None = None,
) -> int:
    """Save a paragraph in the landlord's words; give its version's number.

    Raises LetterRefusedError where no such paragraph exists, or where the text holds
    anything but the values it may use.
    """
    refuse_code(kind, code)
    try:
        refuse_text(text)
    except TextRefusedError as problem:
        raise LetterRefusedError(str(problem)) from problem
    row, _ = StandardText.objects.update_or_create(
        kind=kind,
        code=code,
        defaults={"owner": owner, "expires_on": expires_on, "withdrawn_at": None},
    )
    last = row.versions.order_by("-number").values_list("number", flat=True).first()
    StandardTextVersion.objects.create(
        standard_text=row, number=(last or 0) + 1, text=text, made_by=by, made_at=now
    )
    return (last or 0) + 1


@transaction.atomic
def withdraw_text(*, kind: str, code: str, by: str, now: dt.datetime) -> None:
    """Go back to the product's own wording; earlier versions stay readable."""
    StandardText.objects.filter(kind=kind, code=code).update(withdrawn_at=now)


def refuse_code(kind: str, code: str) -> None:
    """Raise LetterRefusedError where a kind of letter has no such paragraph."""
    for known in get_args(Kind):
        if known == kind:
            if code in paragraph_codes(known):
                return
            raise LetterRefusedError(
                f"A letter “{kind}” has no paragraph “{code}”. It has: "
                f"{', '.join(paragraph_codes(known))}."
            )
    raise LetterRefusedError(f"There is no letter of the kind “{kind}”.")
