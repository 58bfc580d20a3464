"""Who asks: the person of the token in the header. No cookie counts here."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from putright.apps.accounts.permissions import Capability, can_somewhere
from putright.apps.accounts.views.asking import may_ask
from putright.apps.accounts.views.middleware import may_be_here
from putright.apps.api import services
from putright.apps.api.models import Token
from putright.apps.api.queries.tokens import token_of
from putright.apps.api.scopes import Scope
from putright.apps.api.services.tokens import hash_of
from putright.apps.api.views.program.problems import ProblemError

BAD_TOKENS = "20/600s"
"""Requests without a good token that one address may make in ten minutes."""


class _BadTokens(SimpleRateThrottle):
    """Counts them, in the cache that every web worker shares."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """Count by the address that asks, with regard to the proxies in front."""
        return f"api-bad-token:{get_adapter().get_client_ip(request)}"


class TokenOf(HttpBearer):
    """Lets a token in that has some scopes, and makes its person the one who asks.

    `may`: what the person has to be able to do, to some cases at least.
    """

    def __init__(self, *scopes: Scope, may: Capability | None = None) -> None:
        """Keep the scopes that are needed, all of them, and the capability."""
        super().__init__()
        self.scopes, self.may = scopes, may

    def __call__(self, request: HttpRequest) -> Any | None:
        """Find the token; a request without a good one counts against its address."""
        found = super().__call__(request)
        if found is None:
            _count_against(request)
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Give the token, where its person may be here and it has the scopes.

        Raises ProblemError (403) where a scope or a role lacks, (429) where it asks
        too often.
        """
        now, today = timezone.now(), timezone.localdate()
        found = token_of(hash_of(token.strip()), today)
        if found is None or not may_be_here(found.person, request, today):
            return None
        if not may_ask(f"token:{found.pk}"):
            said = "Wait a minute, then ask less often."
            raise ProblemError(429, "asked_too_often", said)
        request.user = found.person
        found.person.today = today
        lacking = [one for one in self.scopes if one not in found.scopes.split()]
        if lacking:
            problem = (
                f"The token has not the scope {' and '.join(lacking)}. Ask an "
                "administrator for a token that has."
            )
            raise ProblemError(403, "scope", problem)
        services.used(token=found, now=now, today=today)
        if self.may and not can_somewhere(found.person, self.may):
            problem = (
                "This is not part of the roles of the token's person. Ask an "
                "administrator for the role, or for a token of somebody who has it."
            )
            raise ProblemError(403, "role", problem)
        return found


def _count_against(request: HttpRequest) -> None:
    """Count a request without a good token. Raises ProblemError (429)."""
    if not _BadTokens(BAD_TOKENS).allow_request(request):
        said = "Wait ten minutes, then send a good token."
        raise ProblemError(429, "too_many_bad_tokens", said)


def token_in(request: HttpRequest) -> Token:
    """Give the token that a request came with."""
    found = getattr(request, "auth", None)
    assert isinstance(found, Token)
    return found


def has_scope(request: HttpRequest, scope: Scope) -> bool:
    """Whether the request's token has a scope."""
    return scope in token_in(request).scopes.split()
