"""Secrets: kept for their owner, made at random, hashed as they should be."""

import ast
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.tree import modules, shown

from putright.config import settings
from putright.config.commands.init import _make_folders, _make_secret_key

WEAK = {"md5", "sha1", "new"}
GUESSABLE = {"random", "uuid1"}


def test_the_key_is_kept_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is anything else in the program's folder for others to read."""
    monkeypatch.delenv("PUTRIGHT_SECRET_KEY", raising=False)
    before = os.umask(0)
    try:
        home = tmp_path / "home"
        _make_folders(home)
        _make_secret_key(home)
    finally:
        os.umask(before)
    key = home / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) >= 50
    for folder in (home, home / "evidence", home / "letters"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    kept = key.read_text()
    _make_secret_key(home)
    assert key.read_text() == kept


def test_passwords_are_hashed_slowly() -> None:
    """By Argon2, as it comes: the tests alone use something quicker."""
    from argon2 import PasswordHasher
    from django.contrib.auth.hashers import Argon2PasswordHasher

    code = "from putright.config.settings import *; print(PASSWORD_HASHERS)"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "['django.contrib.auth.hashers.Argon2PasswordHasher']"
    hasher, least = Argon2PasswordHasher(), PasswordHasher()
    assert hasher.memory_cost >= 19_456
    assert hasher.time_cost >= 2
    assert least.type.name == "ID"


def test_no_weak_hash_is_used() -> None:
    """MD5 and SHA-1 prove nothing any more; lists of stolen passwords are by SHA-1."""
    found = {one.partition(":")[0] for one in _called("hashlib", WEAK)}
    assert found == {"src/putright/apps/accounts/passwords.py"}


def test_no_secret_is_made_by_a_guessable_random() -> None:
    """Tokens, keys and salts come from the machine's own randomness."""
    found = {
        f"{shown(path)}:{node.lineno}"
        for path in modules("src")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and GUESSABLE
        & {
            *(alias.name for alias in node.names),
            *([node.module] if isinstance(node, ast.ImportFrom) else []),
        }
    }
    allowed = {"config/demo", "config/commands/generate", "core/surveys"}
    assert not {one for one in found if not any(part in one for part in allowed)}


def _called(module: str, names: set[str]) -> set[str]:
    return {
        f"{shown(path)}:{node.lineno}"
        for path in modules("src")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == module
        and node.attr in names
    }


def test_no_secret_stands_in_the_settings() -> None:
    """All of them come from the environment, or from the file that was made."""
    assert settings.__file__ is not None
    tree = ast.parse(Path(settings.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = {one.id for one in node.targets if isinstance(one, ast.Name)}
            assert not [one for one in names if "SECRET" in one or "PASSWORD" in one]
