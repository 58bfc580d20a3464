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
    "accounts/in_clear": "what would be said without TLS, told by checks",
    "accounts/loopback": "whether a request came from this machine itself",
    "accounts/organisation": "the landlord's sign-in service, as the settings read it",
    "accounts/passwords": "what a password may not be made of",
    "accounts/permissions": "who may do what, asked by every other app",
    "accounts/sessions": "sessions with whose they are, which Django asks a module for",
    "accounts/templatetags": "what every app's templates say in the same words",
    "accounts/ui": "the form fields that every app shows",
    "api/schemas": "what programs send and are told, as the OpenAPI document has it",
    "api/scopes": "what a token may be limited to, asked by forms and by every address",
    "complaints/search": "full text, which each database has its own way of doing",
    "complaints/templatetags": "what casework pages say in the same words",
    "complaints/triggers": "what makes the database itself refuse a change",
    "figures/charts": "charts as pictures, for pages and for every file of a report",
    "figures/reading": "which database a page of figures reads: the first, or its copy",
    "homes/facts": "a home as a value, read from a file's cells or from typing",
    "letters/errors": "every refusal of this app, raised by several of its rooms",
    "letters/files": "letters' bytes on disk, each under its own hash",
    "letters/object_store": "a bucket that speaks S3, as a store of files",
    "letters/storages": "where bytes are kept: a folder of the home, or a bucket",
    "letters/stored": "what is asked of a store of files, whichever it is",
    "letters/whole": "a file written whole or not at all",
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
OUT_OF_SIGHT = {"save", "delete"}
TEMPLATES_FOR_OTHERS = {"accounts": ("account", "mfa")}
"""Folders of templates that an app has for a library."""
STORES = {
    "src/putright/apps/letters/object_store.py",
    "src/putright/apps/letters/stored.py",
}
"""Where `save` and `delete` are a store's own words for its files, and no row's."""


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
            named = isinstance(node, ast.FunctionDef) and node.name in OUT_OF_SIGHT
            if named and shown(path) not in STORES:
                hidden.add(f"{shown(path)}:{node.lineno} def {node.name}")
    assert not hidden
