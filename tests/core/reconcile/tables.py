"""Tables for these tests, written as a paper prints them."""

from putright.core.reconcile import Finding, Table, read_text, reconcile


def table(text: str, name: str = "t") -> Table:
    """Read a table written with upright bars, a line a row."""
    return read_text(name, text.strip())


def held(*texts: str) -> list[Finding]:
    """Hold tables together, called t1, t2 and so on."""
    return reconcile([table(text, f"t{at}") for at, text in enumerate(texts, 1)])


def told(findings: list[Finding]) -> list[tuple[str, str, str, str, str]]:
    """Give what is found in short, the certain only."""
    return [
        (one.row, one.column, one.printed, one.should_be, one.kind)
        for one in findings
        if one.certain
    ]
