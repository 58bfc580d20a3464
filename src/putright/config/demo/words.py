"""The words of the demonstration, from the file beside this one. All invented."""

import tomllib
from functools import cache
from importlib import resources

import msgspec


class Area(msgspec.Struct, frozen=True):
    """An area: its name, its town and the letters its postcodes begin with."""

    name: str
    town: str
    postcode: str


class About(msgspec.Struct, frozen=True):
    """What complaints of one kind say, concern and are put right by."""

    category: str
    issue: str
    team: str
    weight: int
    says: tuple[str, ...]
    points: tuple[str, ...]
    remedy: str


class Words(msgspec.Struct, frozen=True):
    """All that the file holds."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    street_first: tuple[str, ...]
    street_last: tuple[str, ...]
    areas: tuple[Area, ...]
    about: tuple[About, ...]
    requests: dict[str, tuple[str, ...]]
    compliments: dict[str, tuple[str, ...]]
    comments: dict[str, tuple[str, ...]]
    mp: dict[str, tuple[str, ...]]
    learning: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """Read the words, once."""
    text = resources.files("putright.config.demo").joinpath("words.toml")
    return msgspec.convert(tomllib.loads(text.read_text(encoding="utf-8")), Words)


def subject_of(text: str) -> str:
    """Give the first sentence of what was said, as the subject line."""
    return text.partition(". ")[0].rstrip(".")
