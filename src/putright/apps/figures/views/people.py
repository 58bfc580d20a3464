"""Colleagues in addresses: by number, since no address of a page holds a name."""

from collections.abc import Mapping

from putright.apps.accounts import queries as accounts


def numbers() -> dict[str, str]:
    """Give each colleague's number by name, those whose name is theirs alone."""
    found: dict[str, list[str]] = {}
    for user in accounts.people():
        found.setdefault(str(user), []).append(f"u{user.pk}")
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def label_for_address(name: str, label: str, known: Mapping[str, str]) -> str:
    """Give the label that an address holds for a cell of a split.

    `known` is what `numbers` gave, read once a page. Two of one name are told apart
    in the split as `Name (u12)`: the number stays.
    """
    if name != "handler" or not label:
        return label
    head, _, rest = label.rpartition(" (")
    if head and rest.endswith(")") and rest[:-1].startswith("u"):
        return rest[:-1]
    return known.get(label, label)
