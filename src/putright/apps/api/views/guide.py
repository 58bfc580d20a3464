"""The page that tells administrators what the API is and where it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from putright.apps.accounts.permissions import requires
from putright.apps.api.scopes import SAYS
from putright.apps.api.views.program.api import document


@requires("administer", "audit")
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show every address of the API, what it does, and the scope that it needs."""
    context = {
        "operations": [
            _operation(path, method, operation)
            for path, methods in document()["paths"].items()
            for method, operation in methods.items()
        ],
        "scopes": list(SAYS.items()),
    }
    return render(request, "api/guide.html", context)


def _operation(path: str, method: str, operation: dict[str, Any]) -> dict[str, str]:
    [needs] = operation["security"]
    said = operation.get("description", "").partition("\n")[0]
    return {
        "method": method.upper(),
        "path": path,
        "says": said,
        "scopes": ", ".join(needs["Token"]) or "any",
    }
