"""How allauth is told of the landlord's sign-in service, and what it must prove.

allauth carries the state, the code and PKCE, and signs in. Held to here: the issuer is
the one set up, every address is https, the token's signature, audience, age and nonce
are right, the details are of the token's own person, and they are who they were.
"""

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import services
from putright.apps.accounts.models import User
from putright.apps.accounts.organisation import SignInService, is_safe_address
from putright.apps.accounts.services.refusals import AccountRefusedError
from putright.apps.accounts.views import organisation_pages as pages
from putright.apps.accounts.views.middleware import may_be_here

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
"""Signatures by the service's own private key: neither none, nor by a shared secret."""
REQUIRED = ("iss", "sub", "aud", "exp", "iat")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LONGEST_SUBJECT = 191
"""As long as the column that keeps it."""
LEEWAY = 60
"""Seconds by which two machines' clocks may differ."""


@contextmanager
def _making_sense() -> Iterator[None]:
    """Turn what reading an answer raises that is not as it has to be into a refusal."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OAuth2Error("the answer made no sense") from error


def configured() -> SignInService | None:
    """Give the landlord's sign-in service, or None."""
    found = settings.SIGN_IN_SERVICE
    assert found is None or isinstance(found, SignInService)
    return found


class ServiceAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # allauth has no types
    """Speaks with the service, and believes what it can check."""

    nonce = ""
    """What the token must repeat; set once the state of this sign-in is known."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Give what the service says of itself, read once a request."""
        with _making_sense():
            found = super().openid_config
        if not isinstance(found, dict) or found.get("issuer") != self.provider_id:
            raise OAuth2Error("the issuer is another than the one set up")
        for name in {*ENDPOINTS, "userinfo_endpoint"} & {*ENDPOINTS, *found}:
            if not is_safe_address(str(found.get(name, ""))):
                raise OAuth2Error(f"{name} is missing or not https")
        return found

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        """Give the one address that the service sends people back to."""
        return request.build_absolute_uri(reverse("organisation_back"))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Give who the service says this is, once it is checked."""
        with _making_sense():
            return self._person_of(request, token, **kwargs)

    def parse_token(self, data: Any) -> Any:
        """Give what the service gave for the code."""
        with _making_sense():
            return super().parse_token(data)

    def _person_of(
        self, request: HttpRequest, token: Any, **kwargs: Any
    ) -> SocialLogin:
        given = kwargs["response"].get("id_token")
        if not isinstance(given, str):
            raise OAuth2Error("there is no token of who it is")
        claims = self._checked(given)
        if "userinfo_endpoint" in self.openid_config:
            details = self._fetch_user_info(token.token)
            if not isinstance(details, dict) or details.get("sub") != claims["sub"]:
                raise OAuth2Error("the details are of another person than the token")
            claims = details | claims
        login = self.get_provider().sociallogin_from_response(
            request, {"id_token": claims}
        )
        login.account.extra_data = {}  # nothing of it is needed again
        login.claims = claims
        return login

    def _checked(self, token: str) -> dict[str, Any]:
        """Give a token's claims. Raises OAuth2Error where any part is not right."""
        try:
            claims = jwt.decode(
                token,
                key=self._key_of(token),
                algorithms=list(ALGORITHMS),
                audience=self.get_provider().app.client_id,
                issuer=self.provider_id,
                leeway=LEEWAY,
                options={"require": list(REQUIRED), "strict_aud": False},
            )
        except (jwt.PyJWTError, TypeError, ValueError) as error:
            raise OAuth2Error("the token is not right") from error
        if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
            raise OAuth2Error("the token names nobody")
        sent = str(claims.get("nonce", ""))
        if not self.nonce or not hmac.compare_digest(
            sent.encode(), self.nonce.encode()
        ):
            raise OAuth2Error("the token is of another sign-in")
        party = claims.get("azp", self.get_provider().app.client_id)
        if party != self.get_provider().app.client_id:
            raise OAuth2Error("the token is for another program")
        found: dict[str, Any] = claims
        return found

    def _key_of(self, token: str) -> Any:
        """Give the service's public key that a token says it is signed by."""
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise OAuth2Error("the token is not signed as it must be")
        with Adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [
            key
            for key in answer.json()["keys"]
            if key.get("use", "sig") == "sig"
            and ("kid" not in header or key.get("kid") == header["kid"])
        ]
        if len(keys) != 1:
            raise OAuth2Error("no one key of the service signed the token")
        return jwt.PyJWK(json.loads(json.dumps(keys[0])), header["alg"]).key


class ServiceProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The landlord's sign-in service, as allauth's provider."""

    oauth2_adapter_class = ServiceAdapter


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Says who of the service's people may come in here, and with which roles."""

    def list_apps(
        self, request: HttpRequest, provider: str = "", client_id: str = ""
    ) -> list[SocialApp]:
        """Give the one service set up; none is ever kept in the database."""
        service = configured()
        if service is None or provider not in ("", service.issuer):
            return []
        wanted = {"server_url": service.issuer.rstrip("/"), "oauth_pkce_enabled": True}
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=service.issuer,
                name=service.name,
                client_id=service.client_id,
                secret=service.secret,
                settings=wanted | {"scope": list(service.scopes)},
            )
        ]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str = ""
    ) -> ServiceProvider:
        """Give the service as allauth's provider."""
        return ServiceProvider(request, self.get_app(request, provider))

    def get_requests_session(self) -> requests.Session:
        """Give a session that follows no redirect: a secret is sent by it."""
        session = super().get_requests_session()
        assert isinstance(session, requests.Session)
        session.max_redirects = 0
        return session

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        """Give False: who is not known by now is not let in."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the access log is where such changes are looked up."""

    def on_authentication_error(
        self, request: HttpRequest, provider: object, **told: Any
    ) -> None:
        """Answer with a page of ours, which says what to do."""
        raise ImmediateHttpResponse(pages.failed(request, told.get("exception")))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the person, and give them the roles of their groups."""
        service = configured()
        assert service is not None
        claims = sociallogin.claims
        roles = service.roles_of(_groups(claims, service))
        known = sociallogin.user if sociallogin.is_existing else None
        if known is not None:
            services.follow_groups(user=known, roles=roles, now=timezone.now())
        if not roles:
            raise ImmediateHttpResponse(pages.no_group(request, known))
        if not _strong_enough(claims, service):
            raise ImmediateHttpResponse(pages.not_strong(request, known))
        if known is None:
            with transaction.atomic():
                user = _first_time(request, claims, service)
                sociallogin.connect(request, user)
                services.follow_groups(user=user, roles=roles, now=timezone.now())


def _groups(claims: dict[str, Any], service: SignInService) -> list[str]:
    """Give the groups that the service says somebody is in; none where it says none."""
    given = claims.get(service.groups_claim)
    named = [given] if isinstance(given, str) else given
    if not isinstance(named, list):
        return []
    return [one for one in named if isinstance(one, str)]


def _strong_enough(claims: dict[str, Any], service: SignInService) -> bool:
    """Give whether the service made sure of the person as the landlord asks."""
    ways = claims.get("amr")
    return set(service.methods) <= set(ways if isinstance(ways, list) else ())


def _first_time(
    request: HttpRequest, claims: dict[str, Any], service: SignInService
) -> User:
    """Give the person whose address the service has verified: theirs here, or new."""
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        raise ImmediateHttpResponse(pages.not_verified(request))
    now = timezone.now()
    user = services.person_by_address(email)
    if user is not None:
        if not may_be_here(user, request, timezone.localdate(now)):
            raise ImmediateHttpResponse(pages.not_here(request, user))
        if services.stands_apart(user) or services.is_linked(user):
            raise ImmediateHttpResponse(pages.stands_apart(request, user))
        services.take_over(user=user, now=now)
        return user
    if not service.new_people:
        raise ImmediateHttpResponse(pages.not_known(request))
    try:
        return services.add_from_service(
            name=str(claims.get("name") or ""),
            email=email,
            username=str(claims.get("preferred_username") or "").partition("@")[0],
            now=now,
        )
    except AccountRefusedError as error:
        raise ImmediateHttpResponse(pages.not_known(request)) from error
