"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path

_PARTIAL = "partial-"


def write_whole(place: Path, content: bytes) -> None:
    """Write a file beside its place, make it last, then move it there in one step."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_PARTIAL, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
