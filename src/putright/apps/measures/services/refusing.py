"""What the measures' services refuse, and the draft that they all write to."""

from putright.apps.measures.models import State, Year


class MeasuresRefusedError(ValueError):
    """It could not be done; the message says why and what to do."""


def draft(number: int) -> Year:
    """Give a draft, locked until the transaction ends. Raises MeasuresRefusedError."""
    found = Year.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None or found.state != State.DRAFT:
        raise MeasuresRefusedError(
            "These measures are signed off, so nothing in them changes. Start a "
            "correction first."
        )
    return found
