"""What every format shows around a letter's blocks: one list, so none differs."""

from dataclasses import dataclass

from putright.core.calendar import long_date
from putright.core.complaints.letters.values import Letter

WHAT = "Point"
ANSWER = "Our decision"
ACTION = "What we will do"
WHO = "Who"
WHEN = "By when"
DECISION = "Our decision:"
REMEDY = "To put this right:"


@dataclass(frozen=True)
class Frame:
    """The lines above and below the blocks, in the order they are read."""

    sender: tuple[str, ...]
    address: tuple[str, ...]
    date_line: str
    reference_line: str
    signature: tuple[str, ...]


def frame_of(letter: Letter) -> Frame:
    """Give a letter's frame. Blank lines are left out."""
    recipient, sender = letter.recipient, letter.sender
    address = () if recipient.do_not_write else recipient.address_lines
    signature = (sender.signed_by, sender.job_title, sender.landlord)
    return Frame(
        sender=_filled((sender.landlord, *sender.contact_lines)),
        address=_filled((recipient.name, *address)),
        date_line=long_date(letter.on),
        reference_line=f"Our reference: {letter.reference}",
        signature=_filled(signature),
    )


def _filled(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.strip())
