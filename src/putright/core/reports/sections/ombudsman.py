"""What the Ombudsman found, ordered and published, from the landlord's own register."""

from collections.abc import Sequence

from putright.core.figures.wording import amount
from putright.core.reports import cells
from putright.core.reports import sentences as s
from putright.core.reports.given import Failure, Given, Published, Register
from putright.core.reports.values import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
)

FROM = "From the landlord’s register of what the Ombudsman decided."


def ombudsman(given: Given) -> Section:
    """Say what went to the Ombudsman and what came of it (9.7 c)."""
    register = _of(given)
    if register.empty:
        text = "The register holds nothing of the Ombudsman’s for the period."
        blocks: tuple[Block, ...] = (s.paragraph("ombudsman.summary", s.Words(text)),)
    else:
        told = s.paragraph("ombudsman.summary", s.Words(_summary(register)))
        blocks = (told, totals(register), *findings(register))
    return Section(key="ombudsman", heading="The Housing Ombudsman", blocks=blocks)


def _of(given: Given) -> Register:
    return given.register or Register(span=given.span)


def _summary(register: Register) -> str:
    told = [
        _many(register.notified, "case was notified", "cases were notified"),
        _many(register.determinations, "was determined", "were determined"),
    ]
    text = f"{told[0]} by the Ombudsman and {told[1]}."
    met, of = register.maladministration
    if of:
        text += (
            f" Of the findings on the merits {met:,} of {of:,} were of "
            "maladministration or service failure."
        )
    if register.overdue:
        late = _many(register.overdue, "order was", "orders were")
        text += f" {late} past the date with no evidence sent."
    return text


def _many(number: int, one: str, many: str) -> str:
    if not number:
        return f"none {many}" if many.startswith("were") else f"No {many}"
    return f"{number:,} {one if number == 1 else many}"


def totals(register: Register) -> Table:
    """Give the register's totals, with what the rates are over."""
    rows = (
        ("Cases notified", cells.plain(register.notified)),
        ("Determinations", cells.plain(register.determinations)),
        ("Maladministration rate", _rate(register.maladministration)),
        ("Of them severe", _rate(register.severe)),
        ("Orders", cells.plain(register.orders, "orders")),
        ("Recommendations", cells.plain(register.recommendations, "recommendations")),
        ("Compensation ordered", _money(register.pence)),
        ("Orders overdue", cells.plain(register.overdue, "orders")),
        ("Failure orders", cells.plain(len(register.failures), "orders")),
    )
    return Table(
        key="ombudsman-totals",
        caption="The Ombudsman’s cases, findings and orders",
        columns=(Column(text="What"), *cells.heads("Number")),
        rows=tuple((cells.row_head(name), cell) for name, cell in rows),
        notes=(
            FROM,
            "Rates are over findings on the merits: service failure, maladministration "
            f"and severe maladministration count. {register.left_out:,} outside "
            "jurisdiction or withdrawn are left out.",
        ),
    )


def _rate(pair: tuple[int, int]) -> Cell:
    met, of = pair
    if not of:
        return Cell(text="none", unit="percent")
    percent = 100 * met / of
    text = f"{amount(percent, 'percent')} ({met:,} of {of:,})"
    return Cell(text=text, value=percent, unit="percent")


def _money(pence: int) -> Cell:
    if not pence:
        return Cell(text="none", value=0, unit="pounds")
    return Cell(text=f"£{pence / 100:,.2f}", value=pence / 100, unit="pounds")


def findings(register: Register) -> tuple[Table, ...]:
    """Give each finding with how many there were; nothing where there was none."""
    total = sum(register.findings.values())
    if not total:
        return ()
    table = Table(
        key="ombudsman-findings",
        caption="Findings, one for each complaint that the Ombudsman defined",
        columns=(Column(text="Finding"), *cells.heads("Number")),
        rows=tuple(
            (cells.row_head(name), cells.plain(number, "findings"))
            for name, number in register.findings.items()
        ),
        notes=(f"Base: {total:,} findings. {FROM}",),
    )
    return (table,)


def failures(found: Sequence[Failure]) -> tuple[Paragraph, ...]:
    """Ask for each failure order to be told, and offer what the register says of it."""
    return tuple(
        s.wanted(
            f"failure.{one.key}",
            f"Say what the {one.type} of {s.long_date(one.issued_on)} was about and "
            "what was done. Read the offered words first: they are the register’s, and "
            "what is published names nobody.",
            drafted=_failure(one),
        )
        for one in found
    )


def _failure(one: Failure) -> str:
    done = "Not complied with yet."
    if one.complied_on:
        done = f"Complied with on {s.long_date(one.complied_on)}."
    return f"{one.type}, issued on {s.long_date(one.issued_on)}: {one.about}. {done}"


def publications(key: str, caption: str, found: Sequence[Published]) -> Table:
    """List what the Ombudsman published about the landlord."""
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column(text="Title"),
            Column(text="Kind"),
            Column(text="Published"),
            Column(text="Where"),
        ),
        rows=tuple(
            (
                cells.row_head(one.title),
                Cell(text=one.kind),
                Cell(text=s.long_date(one.on)),
                Cell(text=one.address or "No address is written down"),
            )
            for one in found
        ),
        notes=(FROM,),
    )
