"""What is left out of a part of a copy: ticked passages and files, each with why."""

from collections.abc import Mapping

from django.http import QueryDict

from putright.apps.protection.queries.copies import REASONS, Marked
from putright.apps.protection.queries.held import Part
from putright.apps.protection.queries.passages import passages


def read(data: QueryDict, part: Part) -> tuple[Mapping[str, Marked], list[int]]:
    """Give the marks that were ticked, and the items that lack their reason.

    Items go by their place in the part. A tick for a passage that is not there counts
    for nothing; a part that changed is refused by its hash.
    """
    marks: dict[str, Marked] = {}
    lacking = []
    for place, item in enumerate(part.items):
        there = range(len(passages(item.text)))
        ticked = data.getlist(f"out-{place}")
        out = frozenset(
            int(n) for n in ticked if n.isascii() and n.isdecimal() and len(n) < 7
        ).intersection(there)
        whole = "whole" in ticked
        if not whole and not out:
            continue
        why = data.get(f"why-{place}", "")
        if why not in REASONS:
            lacking.append(place)
        marks[item.key] = Marked(frozenset() if whole else out, why)
    return marks, lacking
