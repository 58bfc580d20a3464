"""A text in passages, so that some can be left out by hand."""

import re
from hashlib import sha256

END = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")
BLANK = "[left out]"


def passages(text: str) -> list[str]:
    """Give a text's passages: its lines, and the sentences of each line."""
    return [part for part in (one.strip() for one in END.split(text)) if part]


def without(text: str, out: frozenset[int]) -> str:
    """Give a text without some of its passages, counted from 0, each one shown."""
    if not out:
        return text
    kept = [BLANK if n in out else one for n, one in enumerate(passages(text))]
    return "\n".join(kept)


def digest(*parts: str) -> str:
    """Give the SHA-256 of some texts, whichever and however many there are."""
    found = sha256()
    for part in parts:
        data = part.encode()
        found.update(f"{len(data)}:".encode() + data)
    return found.hexdigest()
