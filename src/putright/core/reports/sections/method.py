"""How a report was counted: said once, at its end."""

from putright.core.calendar import long_date
from putright.core.reports.given import Given
from putright.core.reports.values import Bullets, Section


def method(given: Given) -> Section:
    """Say what the numbers rest on."""
    points = [
        f"The records were judged as at {long_date(given.as_at)}, that day included.",
        "A case belongs to the period in which what is counted happened: received, "
        "answered, refused or closed.",
        "A percentage is given with how many of how many. Where nothing was counted it "
        "is “none”.",
        "Answered in time counts answers within the Code’s time, extensions that it "
        "allows included. What was not yet due, and what the records cannot tell, is "
        "left out, and the table says how many.",
        "A complaint that concerns several teams is counted once in a total and once "
        "under each of its teams.",
        "A number under 5 that holds a restricted case is not shown, nor is one from "
        "which it could be worked out.",
    ]
    if given.only:
        points.append(
            f"Only cases handled under the edition {given.edition} are counted."
        )
    else:
        points.append(
            "Each case is judged by the edition of the Code it came in under."
        )
    return Section(
        key="method",
        heading="How this was counted",
        blocks=(Bullets(items=tuple(points)),),
    )
