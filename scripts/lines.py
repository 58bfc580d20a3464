"""What a proof says: a line for each thing that was compared."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing compared with real data, and whether they agree.

    `should` is False where the two are known to differ, because the paper disagrees
    with itself for instance: such a line is shown and fails nothing. `detail` says what
    was found and what was expected.
    """

    what: str
    agrees: bool
    detail: str = ""
    should: bool = True

    @property
    def fails(self) -> bool:
        """Say whether this line should agree and does not."""
        return self.should and not self.agrees

    def __str__(self) -> str:
        """Give the line as printed."""
        word = "agrees " if self.agrees else "DIFFERS" if self.should else "differs"
        return f"  {word} {self.what}" + (f": {self.detail}" if self.detail else "")


def compared(
    what: str, found: object, expected: object, *, should: bool = True
) -> Line:
    """Compare what was found with what was expected."""
    if found == expected:
        return Line(what, agrees=True, detail=str(found), should=should)
    return Line(
        what, agrees=False, detail=f"{found}, expected {expected}", should=should
    )
