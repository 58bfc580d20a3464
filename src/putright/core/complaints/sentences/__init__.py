"""One plain sentence for every event, for the timeline of a case.

A sentence is made of the entry's payload alone: nobody's words stand in it, so it
reads the same after an erasure. People are named by whoever asks.
"""

from collections.abc import Callable, Mapping

from putright.core.complaints.events import Event
from putright.core.complaints.sentences import people, record, stages
from putright.core.complaints.sentences.wording import Names, Telling

__all__ = ["TELLINGS", "sentence", "title"]

TELLINGS: Mapping[type[Event], Telling] = {
    **stages.TELLINGS,
    **people.TELLINGS,
    **record.TELLINGS,
}
"""Each kind of event: its short heading, and what makes its sentence."""


def sentence(event: Event, names: Callable[[str], str] | Mapping[str, str]) -> str:
    """Tell an event in one or two plain sentences, with UK dates.

    `names` gives the name to show for an identity; one that a mapping lacks is shown
    as it is, and one that is blank as "someone".
    """
    return TELLINGS[type(event)].tell(event, _namer(names))


def title(event: Event) -> str:
    """Give an event's short heading: `Stage 1 acknowledged`."""
    heading = TELLINGS[type(event)].title
    return heading.format(stage=getattr(event, "stage", ""))


def _namer(names: Callable[[str], str] | Mapping[str, str]) -> Names:
    def name(identity: str) -> str:
        if not identity:
            return "someone"
        if isinstance(names, Mapping):
            return names.get(identity, identity)
        return names(identity) or identity

    return name
