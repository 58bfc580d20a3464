"""All parts of the API together, and the document that describes them."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation

from putright.apps.api.views.program import (
    cases,
    figures,
    files,
    letters,
    register,
    steps,
)
from putright.apps.api.views.program.auth import TokenOf
from putright.apps.api.views.program.common import router
from putright.apps.api.views.program.problems import KNOWN, MEDIA_TYPE, answer

SAYS = """
What a landlord's other programs may read and do. Every request carries a token, as
`Authorization: Bearer …`, and acts as the token's person: with that person's roles,
teams and restricted cases, and within the token's scopes.

Days are `YYYY-MM-DD`. Whatever can't be done is answered with a problem document that
says what to do; a step that the Code does not allow names the provision.
"""


class _Programs(NinjaAPI):
    """The API, each operation under its function's own name."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation as its function is named: `write_letter`."""
        return operation.view_func.__name__


programs = _Programs(
    title="Putright",
    version="1",
    description=SAYS.strip(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api:programs",
)
PARTS = (cases, steps, letters, files, figures, register)
"""What makes the addresses, by being loaded."""
programs.add_router("", router)


def _answered(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, Exception)
    return answer(request, error)


for known in KNOWN:
    programs.add_exception_handler(known, _answered)

BYTES = {
    "letter_pdf": letters.PDF,
    "letter_word": letters.WORD,
    "one_file": "application/octet-stream",
    "register": "text/csv",
}
"""Operations that answer with a file, by the name of their function, and its kind."""


@cache
def document() -> dict[str, Any]:
    """Give the OpenAPI document (3.1), made once."""
    made: dict[str, Any] = dict(programs.get_openapi_schema())
    made["servers"] = [{"url": "/"}]
    for methods in made["paths"].values():
        for operation in methods.values():
            _described(operation)
    return made


def _described(operation: dict[str, Any]) -> None:
    """Put right what the library can't know: kinds of answers, scopes, names."""
    name = operation["operationId"]
    scopes = _scopes().get(name, [])
    operation["security"] = [{"Token": scopes}]
    if scopes:
        said = operation.get("description", "")
        operation["description"] = f"{said}\n\nScope: {', '.join(scopes)}.".strip()
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        elif name in BYTES:
            kind = BYTES[name]
            text = {"type": "string"} if kind == "text/csv" else {}
            response["content"] = {kind: {"schema": text}}
        if name == "one_file" and int(status) == 200:
            response["content"] = {"*/*": {"schema": {}}}


@cache
def _scopes() -> dict[str, list[str]]:
    """Give each operation's scopes."""
    found: dict[str, list[str]] = {}
    for bound in programs._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                [auth] = operation.auth_callbacks
                assert isinstance(auth, TokenOf)
                name = programs.get_openapi_operation_id(operation)
                found[name] = list(auth.scopes)
    return found
