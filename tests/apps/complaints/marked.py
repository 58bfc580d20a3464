"""A case with a marker in every text of it, for the test of erasure.

Run as a program of its own, with the home folder in the environment: what an erasure
leaves in a file can only be told of a database in a file.
"""

import datetime as dt
import sys

MARKER = "Qzyxmarker"
REFERENCE = "OTT-1"
DAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
REGISTER = f"""reference,kind,received_on,subject,s1_acknowledged_on,improvement,Note
{REFERENCE},complaint,2026-03-02T09:15,{MARKER} a,2026-03-02,{MARKER} b,{MARKER} c
""".encode()


def plant() -> None:
    """Put the marker wherever people's words go."""
    _register()
    _steps()
    _events()
    _letter()
    _unsent()
    _held()


def _register() -> None:
    from putright.apps.complaints.services.importing import import_register
    from putright.core.tabular import read

    import_register(read("r.csv", REGISTER), who="system", now=NOW)


def _steps() -> None:
    from putright.apps.complaints.services import evidence, steps
    from putright.core.complaints import steps as s

    for number in range(60):  # more than one page of a database, more than one segment
        note = s.AddNote(on=DAY, note=f"{MARKER} {number} again and " * 40)
        steps.take(reference=REFERENCE, step=note, who="u1", now=NOW)
    evidence.add(
        reference=REFERENCE,
        name=f"{MARKER}.txt",
        data=f"{MARKER} in a file".encode(),
        on=DAY,
        who="u1",
        now=NOW,
    )


def _events() -> None:
    """Append one event of every kind, the marker in each of its words."""
    import msgspec
    from tests.core.complaints.samples import SAMPLES

    from putright.apps.complaints.models import CaseRow
    from putright.apps.complaints.queries.context import current_context
    from putright.apps.complaints.services.append import append
    from putright.core.complaints import events as e

    made = [
        msgspec.structs.replace(
            event, words={name: f"{MARKER} {name}" for name in event.words}
        )
        for kind, event in SAMPLES.items()
        if kind not in (e.Received, e.Mended)
    ]
    row = CaseRow.objects.get(reference=REFERENCE)
    append(row, made, context=current_context(), who="u1", now=NOW)


def _letter() -> None:
    from msgspec.structs import replace
    from tests.core.complaints.letters.examples import facts, letter

    from putright.apps.letters import services

    made = replace(letter(facts("stage_1_response")), salutation=f"Dear {MARKER}")
    number = services.draft(letter=made, about=REFERENCE, by="u1", now=NOW, stage=1)
    services.new_version(letter_id=number, letter=made, by="u2", now=NOW, note=MARKER)


def _unsent() -> None:
    """Put it where words wait: a proposal, a draft, typing, an upload."""
    from putright.apps.accounts.models import User
    from putright.apps.accounts.services import save_typing
    from putright.apps.complaints.models import AccessProposal, CaseRow, StepDraft
    from putright.apps.complaints.services import importing_uploads

    user = User.objects.create(username="okafor", name="Chidi Okafor")
    row = CaseRow.objects.get(reference=REFERENCE)
    AccessProposal.objects.create(
        case=row,
        restrict=True,
        named="u1",
        reason=MARKER,
        proposed_by=user,
        proposed_at=NOW,
    )
    StepDraft.objects.create(
        case=row,
        step="respond",
        stage=1,
        fields=MARKER,
        letter=1,
        saved_by="u1",
        saved_at=NOW,
    )
    path = f"/cases/{REFERENCE}/add-note/"
    save_typing(user=user, path=path, fields=f"note={MARKER}", now=NOW)
    upload = importing_uploads.Upload(name=MARKER, data=REGISTER)
    importing_uploads.keep(user=user, upload=upload, now=NOW)


def _held() -> None:
    """Put it on the case that it was on legal hold, and why it no longer is."""
    from putright.apps.holds import services as holds

    hold = holds.place(
        kind="case",
        reference=REFERENCE,
        reason=MARKER,
        review_on=dt.date(2026, 9, 1),
        by=None,
        now=NOW,
        today=DAY,
    )
    holds.lift(number=hold.pk, why=MARKER, by=None, now=NOW)


def told() -> None:
    """Print what must stay as it was, and what the search finds of the marker."""
    from putright.apps.complaints import search
    from putright.apps.complaints.models import CaseRow

    row = CaseRow.objects.get(reference=REFERENCE)
    kept = {name: getattr(row, name) for name in ("state", "entries_count", "head")}
    sys.stdout.write(f"{kept} {row.received_on} {row.compensation_pence}\n")
    sys.stdout.write(f"{search.matching(MARKER, 9)}\n")


if __name__ == "__main__":
    from putright.config.django_setup import load

    load()
    {"plant": plant, "told": told}[sys.argv[1]]()
