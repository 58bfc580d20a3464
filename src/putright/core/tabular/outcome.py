"""What an import did, every row of the file accounted for."""

from dataclasses import dataclass, field

from putright.core.tabular.table import Table, TableError


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken: its line, the column at fault, what it said and why."""

    line: int
    column: str
    value: str
    why: str

    @classmethod
    def of(cls, error: TableError) -> "RefusedRow":
        """Make one from the error that the row gave."""
        return cls(error.line, error.column, error.value, error.why)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How many rows were read, taken, already there and changed; which were refused.

    `read` is always the sum of the other four: each row is in exactly one of them.
    `unused` names columns of the file that nothing was taken from.
    """

    read: int
    taken: int
    already: int
    changed: int
    refused: tuple[RefusedRow, ...]
    unused: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give the outcome as plain values, ready to be written as JSON."""
        return {
            "read": self.read,
            "taken": self.taken,
            "already": self.already,
            "changed": self.changed,
            "refused": [
                {
                    "line": row.line,
                    "column": row.column,
                    "value": row.value,
                    "why": row.why,
                }
                for row in self.refused
            ],
        }


@dataclass(slots=True)
class Tally:
    """Counts rows while a file is being taken, and gives the outcome at the end."""

    taken: int = 0
    already: int = 0
    changed: int = 0
    refused: list[RefusedRow] = field(default_factory=list)

    def refuse(self, error: TableError) -> None:
        """Count one row as refused, for this reason."""
        self.refused.append(RefusedRow.of(error))

    def outcome(self, table: Table, *, unused: tuple[str, ...] = ()) -> ImportOutcome:
        """Close the count. Rows that the table itself could not read are refused."""
        refused = [*self.refused, *(RefusedRow.of(fault) for fault in table.faults)]
        refused.sort(key=lambda row: row.line)
        return ImportOutcome(
            read=table.read,
            taken=self.taken,
            already=self.already,
            changed=self.changed,
            refused=tuple(refused),
            unused=unused,
        )
