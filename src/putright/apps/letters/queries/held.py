"""What letters say, for a copy of what is held on a person."""

from collections.abc import Collection

from django.db.models import Prefetch

from putright.apps.letters.models import LetterDocument, LetterState, LetterVersion


def texts_about(references: Collection[str]) -> dict[str, list[tuple[int, str, str]]]:
    """Give the letters about some cases: number, heading, and all their words.

    Each as it was sent, or as its latest draft. Two reads, whatever there is.
    """
    versions = LetterVersion.objects.only("document", "number", "text")
    rows = (
        LetterDocument.objects.filter(about__in=references, erased_at__isnull=True)
        .exclude(state=LetterState.WITHDRAWN)
        .order_by("id")
        .prefetch_related(Prefetch("versions", queryset=versions))
    )
    found: dict[str, list[tuple[int, str, str]]] = {}
    for row in rows:
        by_number = {one.number: one.text for one in row.versions.all()}
        if by_number:
            text = by_number[row.issued_version or max(by_number)]
            found.setdefault(row.about, []).append((row.pk, _heading(row), text))
    return found


def _heading(row: LetterDocument) -> str:
    kind = row.kind.replace("_", " ").capitalize()
    if row.issued_on is None:
        return f"Letter never sent: {kind}"
    return f"Letter of {row.issued_on.day} {row.issued_on:%B %Y}: {kind}"
