"""Making summary rows anew from journals, some hundred cases in a transaction."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.journals import Told, journals
from putright.apps.complaints.services import rows
from putright.apps.complaints.services.append import (
    Text,
    subject_of,
    text_of,
    write_texts,
)
from putright.core.complaints.counting import clock_entries
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import summarise

BATCH = 500


class _Anew(NamedTuple):
    number: int
    cells: rows.RowCells
    text: Text


@transaction.atomic
def refold_many(numbers: Sequence[int], context: Context, *, texts: bool = True) -> int:
    """Write the rows of cases anew, and the texts they are found by unless `texts` is
    false. Gives how many cases there were.

    Their rows are locked first, so that no step comes between reading and writing.
    """
    locked = CaseRow.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    references = dict(locked.values_list("pk", "reference"))
    made = [
        _anew(number, references[number], told, context)
        for number, told in journals(references)
    ]
    rows.replace([(one.number, one.cells) for one in made])
    if texts:
        write_texts([one.text for one in made])
    return len(made)


def _anew(number: int, reference: str, told: Sequence[Told], context: Context) -> _Anew:
    events = [one.event for one in told]
    case = fold(events, reference)
    written_down = [(one.sequence, one.event, one.recorded_at) for one in told]
    clock = clock_entries(written_down, context.calendar)
    return _Anew(
        number=number,
        cells=rows.cells_of(summarise(case, context), clock),
        text=Text(number, subject_of(case), text_of(reference, events)),
    )
