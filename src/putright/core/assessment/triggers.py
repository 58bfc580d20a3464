"""What calls for a new self-assessment, or for telling people (8.3 to 8.5), as data."""

from collections.abc import Mapping

import msgspec


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of event, its provision and what has to be written down of it.

    `needs` are days beside the event's own: what was done, and the day to do it by.
    `reassess`: whether it calls for a new assessment.
    """

    code: str
    provision: str
    title: str
    says: str
    needs: tuple[str, ...] = ()
    reassess: bool = True


NEEDS = {
    "ombudsman_told_on": "The Ombudsman told on",
    "residents_told_on": "Residents affected told on",
    "published_on": "Published on the website on",
    "comply_by": "To comply again by",
}
"""The days of 8.5, as they are asked for."""

TRIGGERS: Mapping[str, Trigger] = {
    one.code: one
    for one in (
        Trigger(
            code="restructure",
            provision="8.3",
            title="Significant restructure",
            says="A new self-assessment is to follow.",
        ),
        Trigger(
            code="merger",
            provision="8.3",
            title="Merger",
            says="A new self-assessment is to follow.",
        ),
        Trigger(
            code="procedure",
            provision="8.3",
            title="Change of procedure",
            says="A new self-assessment is to follow.",
        ),
        Trigger(
            code="ombudsman",
            provision="8.4",
            title="The Ombudsman asked for a review",
            says="The self-assessment is to be reviewed and updated.",
        ),
        Trigger(
            code="cannot_comply",
            provision="8.5",
            title="Unable to comply, for exceptional circumstances",
            says="The Ombudsman and the residents affected are to be told, it is to be "
            "published, and a day to comply again given.",
            needs=tuple(NEEDS),
            reassess=False,
        ),
    )
}
"""Every kind, by its code."""


def trigger(code: str) -> Trigger:
    """Give a kind of event. KeyError for one that there is not."""
    return TRIGGERS[code]
