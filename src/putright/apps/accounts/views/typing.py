"""Typed text that survives a sign-in: how fields are carried and put away."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

PREFIX = "typed__"
"""Before the name of each field that is carried through the sign-in page."""

PATH_FIELD = "typed_path"
MAY_NOT_BE_KEPT = ("account_", "mfa_")
"""Names of pages whose fields are secrets: passwords and codes."""

WAITING = "typed_waiting"
"""The session's name for what waits until somebody is back from the sign-in service."""
MOST_WAITING = 100_000
"""Characters that wait so: whoever sends them is not known yet."""
LEFT_OUT = frozenset({"csrfmiddlewaretoken", PATH_FIELD})


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What someone typed into the form at `path`; files cannot be carried."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: int = 0

    @property
    def inputs(self) -> list[tuple[str, str]]:
        """Give the hidden inputs that carry it: name and value."""
        return [(PATH_FIELD, self.path)] + [
            (PREFIX + name, value) for name, value in self.fields
        ]

    def as_text(self) -> str:
        """Give the fields as one text, to put away."""
        return urlencode(self.fields)


def typed_in(data: QueryDict) -> tuple[tuple[str, str], ...]:
    """Give the fields of a form as pairs, in order, without the form's own token."""
    return tuple(
        (name, value)
        for name, values in data.lists()
        if name not in LEFT_OUT and "password" not in name
        for value in values
        if isinstance(value, str)
    )


def typed_carried(request: HttpRequest) -> TypedForm | None:
    """Give what the sign-in page carried, or None; only for a path of this site."""
    path = request.POST.get(PATH_FIELD, "")
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(
        path, allowed_hosts=None
    ):
        return None
    fields = tuple(
        (name.removeprefix(PREFIX), value)
        for name, values in request.POST.lists()
        if name.startswith(PREFIX)
        for value in values
        if isinstance(value, str)
    )
    return TypedForm(path=path, fields=fields)


def put_away(request: HttpRequest) -> None:
    """Let what the sign-in page carried wait in the session; too much does not."""
    typed = typed_carried(request)
    if typed is not None and len(typed.as_text()) <= MOST_WAITING:
        request.session[WAITING] = [typed.path, list(typed.fields)]


def typed_waiting(request: HttpRequest) -> TypedForm | None:
    """Give what waited in the session, once, or None."""
    path, fields = request.session.pop(WAITING, ("", ()))
    if not path:
        return None
    return TypedForm(path, tuple((name, value) for name, value in fields))


def path_with_typing(path: str, number: int) -> str:
    """Give the path to go back to, with ?typed=<number> for the view to read."""
    parts = urlsplit(path)
    query: Mapping[str, str] = {"typed": str(number)}
    joined = "&".join(part for part in (parts.query, urlencode(query)) if part)
    return f"{parts.path}?{joined}"
