"""The document that programs are written from, and the page that leads to it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.apps.api.calling import HOST
from tests.apps.complaints import worklists as w

from putright.apps.api.scopes import SCOPES
from putright.apps.api.views.program.problems import TITLES

pytestmark = pytest.mark.django_db

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "api.md"


@pytest.fixture
def document() -> dict[str, Any]:
    """The document as anyone gets it."""
    answer = Client(headers=HOST).get("/api/openapi.json")
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_it_is_openapi_3_1_and_lists_every_error(document: dict[str, Any]) -> None:
    """A program knows beforehand what it may be answered, and in which shape."""
    assert document["openapi"].startswith("3.1")
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            needed = {"400", "401", "403", "404", "422", "429"}
            if method == "post" and path != "/api/cases/search":
                needed |= {"409", "413"}
            assert needed <= {str(status) for status in answers}, (method, path)
            for status, answer in answers.items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]
            assert operation["description"], (method, path)
            [needs] = operation["security"]
            assert set(needs["Token"]) <= set(SCOPES)


def test_each_step_has_its_own_shape_and_nobody_signs_for_another(
    document: dict[str, Any],
) -> None:
    """The words of worked cases, without a field for who takes the step."""
    shapes = document["components"]["schemas"]
    mapping = shapes["Step"]["discriminator"]["mapping"]
    assert {"acknowledge", "extend", "respond", "request_stage_2"} <= set(mapping)
    for name, place in mapping.items():
        fields = shapes[place.rpartition("/")[2]]["properties"]
        assert {"do", "date"} <= set(fields), name
        assert not {"by", "confirmed_by", "new_reference"} & set(fields), name


def test_every_problem_is_in_the_guide() -> None:
    """Whoever meets one finds what to do."""
    text = GUIDE.read_text(encoding="utf-8")
    assert not [name for name in TITLES if f"putright:{name}" not in text]
    assert not [scope for scope in SCOPES if f"`{scope}`" not in text]


def test_an_administrator_finds_it_in_the_settings(
    document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    w.freeze(monkeypatch)
    desk = w.signed_in(w.person(cast.ADMINISTRATOR, "administrator"))
    assert "/settings/api/" in desk.get("/administration/").content.decode()
    shown = desk.get("/settings/api/").content.decode()
    assert "/api/openapi.json" in shown
    assert all(path in shown for path in document["paths"])
    assert "<script src=" not in shown.replace('src="/static', "")
