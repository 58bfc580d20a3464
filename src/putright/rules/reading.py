"""Reads a file of rules, and says plainly what is wrong with it.

A `Table` hands out the values of one TOML table, each checked for its type. What is
missing, of the wrong type or not known is an error that names the file, the place in
it, the value found and what should stand there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib import resources


class RulesDataError(ValueError):
    """A file of rules that can't be used; the message says where and why."""


@cache
def packaged_names(package: str) -> tuple[str, ...]:
    """The names, without ``.toml``, of the files of rules in `package`, in order;
    read once."""
    files = resources.files(package).iterdir()
    return tuple(sorted(f.name[:-5] for f in files if f.name.endswith(".toml")))


def packaged_text(package: str, name: str) -> str:
    """The text of the file of rules `name` in `package`."""
    return resources.files(package).joinpath(f"{name}.toml").read_text("utf-8")


def parsed(text: str, where: str) -> "Table":
    """`text` as a table; `where` names it in errors.

    Raises RulesDataError where the text is not TOML, with the line and column.
    """
    try:
        return Table(tomllib.loads(text), where)
    except tomllib.TOMLDecodeError as error:
        raise RulesDataError(f"{where}: this is not TOML: {error}. Mend it.") from None


class Table:
    """One table of a file of rules; asking for a value ticks it off (see `done`)."""

    def __init__(self, data: Mapping[str, object], where: str) -> None:
        self._data = data
        self._asked: set[str] = set()
        self.where = where

    def problem(self, key: str, why: str) -> RulesDataError:
        """An error about the value at `key`, to be raised by the caller."""
        return RulesDataError(f"{self.where}: {key}: {why}")

    def has(self, key: str) -> bool:
        """Whether there is a value at `key`."""
        return key in self._data

    def _value(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._data:
            raise self.problem(key, "missing. Add it.")
        return self._data[key]

    def text(self, key: str, default: str | None = None) -> str:
        """The text at `key`, never blank; `default` where the key is absent."""
        if default is not None and not self.has(key):
            return default
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            raise self.problem(key, f"is {value!r}; it should be a text in quotes.")
        return value

    def whole(self, key: str) -> int:
        """The whole number at `key`, 1 or more."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.problem(key, f"is {value!r}; it should be a number over 0.")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false at `key`; `default` where the key is absent."""
        if not self.has(key):
            return default
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.problem(key, f"is {value!r}; it should be true or false.")
        return value

    def day(self, key: str) -> date:
        """The date at `key`."""
        value = self._value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.problem(
                key, f"is {value!r}; it should be a date without quotes: YYYY-MM-DD."
            )
        return value

    def day_or_none(self, key: str) -> date | None:
        """The date at `key`, or None where the key is absent."""
        return self.day(key) if self.has(key) else None

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """The text at `key`, which has to be one of `known`."""
        value = self.text(key)
        if value not in known:
            raise self.problem(
                key, f"is {value!r}; it should be one of {', '.join(known)}."
            )
        return value

    def _list(self, key: str) -> list[object]:
        if not self.has(key):
            return []
        value = self._value(key)
        if not isinstance(value, list):
            raise self.problem(key, f"is {value!r}; it should be a list.")
        return list(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts listed at `key`; none where the key is absent."""
        found = self._list(key)
        texts = tuple(item for item in found if isinstance(item, str) and item.strip())
        if len(texts) != len(found):
            raise self.problem(key, f"is {found!r}; each should be a text in quotes.")
        return texts

    def wholes(self, key: str) -> tuple[int, ...]:
        """The whole numbers listed at `key`; none where the key is absent."""
        found = self._list(key)
        numbers = tuple(item for item in found if type(item) is int)
        if len(numbers) != len(found):
            raise self.problem(key, f"is {found!r}; each should be a whole number.")
        return numbers

    def table(self, key: str) -> "Table":
        """The table at `key`."""
        return self._as_table(self._value(key), key)

    def named(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """The tables within the table at `key`, by name; none where it is absent."""
        if not self.has(key):
            return
        inner = self.table(key)
        for name in inner._data:
            yield name, inner.table(name)

    def listed(self, key: str) -> Iterator["Table"]:
        """The tables listed at `key`; none where the key is absent."""
        for place, item in enumerate(self._list(key), start=1):
            yield self._as_table(item, f"{key} {place}")

    def _as_table(self, value: object, key: str) -> "Table":
        if not isinstance(value, dict):
            raise self.problem(key, f"is {value!r}; it should be a table.")
        return Table(value, f"{self.where}: {key}")

    def names(self) -> tuple[str, ...]:
        """The names of all values, in the order of the file."""
        return tuple(self._data)

    def done(self) -> None:
        """Raise RulesDataError where a value was never asked for: a slip of a name."""
        strange = [key for key in self._data if key not in self._asked]
        if strange:
            raise self.problem(
                strange[0],
                "is not a name known here. Mend or remove it.",
            )
