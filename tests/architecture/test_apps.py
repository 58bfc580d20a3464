"""Every app has the same rooms, so that who knows one knows them all."""

import ast
from pathlib import Path

from tests.architecture.tree import ROOT, modules, shown

APPS = ROOT / "src" / "putright" / "apps"
ROOMS = {
    "apps",
    "models",
    "queries",
    "services",
    "forms",
    "views",
    "urls",
    "templates",
    "migrations",
    "__init__",
}
"""Files, or folders split by the verb of casework."""
MORE = {
    "accounts/loopback": "whether a request came from this machine itself",
    "accounts/permissions": "who may do what, asked by every other app",
    "accounts/templatetags": "what every app's templates say in the same words",
    "accounts/ui": "the form fields that every app shows",
    "complaints/search": "full text, which each database has its own way of doing",
    "complaints/templatetags": "what casework pages say in the same words",
    "complaints/triggers": "what makes the database itself refuse a change",
    "figures/charts": "charts as pictures, for pages and for every file of a report",
    "homes/facts": "a home as a value, read from a file's cells or from typing",
    "letters/errors": "every refusal of this app, raised by several of its rooms",
    "letters/files": "letters' bytes on disk, each under its own hash",
    "homes/access": "which homes someone limited to a managing body may see",
    "homes/row_numbers": "a number in an address that no database chokes on",
    "letters/rendering": "a letter's values made into the bytes that are sent",
    "letters/sandbox": "the landlord's own templates, kept from doing harm",
    "measures/keeping": "the columns kept of files of records, each under its hash",
    "measures/opening": "files of records read lazily, by pages and commands alike",
    "reports/rendering": "a report's values made into a page and into files",
    "residents/facts": "a person as a value, read from a file's cells or from typing",
    "residents/values": "what other apps are told of a person: values, never rows",
}
"""Other rooms, `app/name` to the reason why."""
TEMPLATES_FOR_OTHERS = {"accounts": ("account", "mfa")}
"""Folders of templates that an app has for a library."""
UNSEEN: set[str] = set()
"""Places that may do something in `save()`; none so far."""


def _apps() -> list[Path]:
    found = [path for path in sorted(APPS.iterdir()) if (path / "apps.py").exists()]
    assert found, "no app was found"
    return found


def test_every_app_has_the_same_rooms() -> None:
    """Another file in an app is named here, with its reason."""
    others = {
        f"{app.name}/{room.stem}"
        for app in _apps()
        for room in app.iterdir()
        if room.stem not in ROOMS and room.name != "__pycache__"
    }
    assert not others - set(MORE), "a room without its reason"
    assert not set(MORE) - others, "a reason for a room that is gone"


def test_templates_stand_under_the_name_of_their_app() -> None:
    """A template without its app's name in front would hide another app's."""
    strays = {
        shown(folder)
        for app in _apps()
        for folder in (app / "templates").glob("*")
        if folder.name not in {app.name, *TEMPLATES_FOR_OTHERS.get(app.name, ())}
    }
    assert not strays


def test_nothing_happens_out_of_sight() -> None:
    """No signals, and nothing in `save()` or `delete()`: what happens is called."""
    hidden = set()
    for path in modules("src"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                hidden.add(f"{shown(path)}:{node.lineno} imports signals")
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}:
                hidden.add(f"{shown(path)}:{node.lineno} def {node.name}")
    assert hidden == UNSEEN
