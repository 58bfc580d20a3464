"""What is refused, and a report held for writing."""

from putright.apps.reports.models import Report


class ReportRefusedError(ValueError):
    """It could not be written; the message says why and what to do."""


class ChangedMeanwhileError(ReportRefusedError):
    """Someone else changed it since it was read."""


def held(number: int, state: str) -> Report:
    """Give a report in a state, held until the transaction ends.

    Raises ReportRefusedError where it is not in that state.
    """
    found = Report.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise ReportRefusedError("There is no such report. Go back to the list.")
    if found.state != state:
        raise ReportRefusedError(
            f"It is {found.get_state_display().lower()} now, so this can’t be done. "
            "Open the report again to see where it stands."
        )
    return found
