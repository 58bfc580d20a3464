"""Sign-in by the landlord's own service (OpenID Connect), as the landlord set it up.

No Django here: the settings read this before any app is there. What it reads is in
`docs/sign-in.md`, with an example.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LONGEST_ISSUER = 200
"""As long as the column that keeps whose subject a person is."""
NAME = "your organisation’s account"
SCOPES = ("openid", "profile", "email")
KNOWN = frozenset(
    {"name", "groups_claim", "scopes", "new_people", "methods", "group"},
)
KNOWN_OF_GROUP = frozenset({"is", "roles", "team", "body"})


class SignInFileError(Exception):
    """The sign-in service is set up wrongly; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class GroupRole:
    """A group of the landlord's service, and one role that its members have here.

    `scope` is `everything`, `team` or `body`, as of any role; `scope_value` names it.
    """

    group: str
    role: str
    scope: str = "everything"
    scope_value: str = ""


@dataclass(frozen=True, slots=True)
class SignInService:
    """The landlord's sign-in service.

    `methods` must all be among the ways (RFC 8176, such as `mfa`) that the service says
    it made sure of the person by; empty asks for none.
    """

    issuer: str
    client_id: str
    secret: str
    group_roles: tuple[GroupRole, ...]
    name: str = NAME
    groups_claim: str = "groups"
    scopes: tuple[str, ...] = SCOPES
    new_people: bool = False
    methods: tuple[str, ...] = ()

    def roles_of(self, groups: Iterable[str]) -> frozenset[GroupRole]:
        """Give the roles that being in these groups gives."""
        held = frozenset(groups)
        return frozenset(one for one in self.group_roles if one.group in held)


def is_safe_address(address: str) -> bool:
    """Give whether an address is https, or of this machine itself."""
    parts = urlsplit(address)
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        return False
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in LOOPBACK
    )


def service(*, issuer: str, client_id: str, secret: str, text: str) -> SignInService:
    """Read the landlord's sign-in service from its address, client and file's text.

    Raises SignInFileError, which names the setting or the line of the file.
    """
    if not is_safe_address(issuer) or len(issuer) > LONGEST_ISSUER:
        raise SignInFileError(
            "PUTRIGHT_OIDC_ISSUER must be the https:// address that the service gives "
            f"as its issuer, of {LONGEST_ISSUER} characters at most."
        )
    if not client_id or not secret:
        raise SignInFileError(
            "PUTRIGHT_OIDC_CLIENT and PUTRIGHT_OIDC_SECRET are both needed: the "
            "service gives them when this program is registered there."
        )
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SignInFileError(f"PUTRIGHT_OIDC_FILE is not TOML: {error}.") from error
    _only(given, KNOWN, "PUTRIGHT_OIDC_FILE")
    roles = tuple(_group_roles(given.get("group")))
    if not roles:
        raise SignInFileError(
            "PUTRIGHT_OIDC_FILE maps no group to a role: nobody could sign in by it."
        )
    return SignInService(
        issuer=issuer,
        client_id=client_id,
        secret=secret,
        group_roles=roles,
        name=_text(given, "name", NAME),
        groups_claim=_text(given, "groups_claim", "groups"),
        scopes=tuple(dict.fromkeys(("openid", *_texts(given, "scopes", SCOPES)))),
        new_people=_flag(given, "new_people"),
        methods=_texts(given, "methods", ()),
    )


def _group_roles(given: object) -> Iterable[GroupRole]:
    if not isinstance(given, list):
        return
    for number, one in enumerate(given, start=1):
        where = f"[[group]] number {number}"
        if not isinstance(one, Mapping):
            raise SignInFileError(f"PUTRIGHT_OIDC_FILE: {where} is not a table.")
        _only(one, KNOWN_OF_GROUP, where)
        group = _text(one, "is", "")
        roles = _texts(one, "roles", ())
        team, body = _text(one, "team", ""), _text(one, "body", "")
        if not group or not roles or (team and body):
            raise SignInFileError(
                f"PUTRIGHT_OIDC_FILE: {where} needs `is` and `roles`, and `team` or "
                "`body` but not both."
            )
        scope = "team" if team else "body" if body else "everything"
        for role in roles:
            yield GroupRole(group, role, scope, team or body)


def _only(given: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    for name in given:
        if name not in known:
            raise SignInFileError(
                f"{where} has {name!r}, which means nothing. It may have: "
                f"{', '.join(sorted(known))}."
            )


def _text(given: Mapping[str, Any], name: str, default: str) -> str:
    value = given.get(name, default)
    if not isinstance(value, str):
        raise SignInFileError(f"{name} is {value!r}: write it as text, in quotes.")
    return value.strip()


def _texts(
    given: Mapping[str, Any], name: str, default: tuple[str, ...]
) -> tuple[str, ...]:
    value = given.get(name, list(default))
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SignInFileError(f"{name} is {value!r}: write a list of texts.")
    return tuple(value)


def _flag(given: Mapping[str, Any], name: str) -> bool:
    value = given.get(name, False)
    if not isinstance(value, bool):
        raise SignInFileError(f"{name} is {value!r}: write true or false.")
    return value
