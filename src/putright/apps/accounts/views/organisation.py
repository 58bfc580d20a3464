"""Sign-in by the landlord's own service: off to it, and back from it."""

from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from putright.apps.accounts.organisation import SignInService
from putright.apps.accounts.views import organisation_pages as pages
from putright.apps.accounts.views.errors import too_many
from putright.apps.accounts.views.organisation_adapter import (
    ServiceAdapter,
    configured,
)
from putright.apps.accounts.views.typing import put_away


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Send somebody to the landlord's sign-in service.

    What is asked of it is set up, never taken from the address. Another site that
    sends somebody here leads to the sign-in page, where they choose it themselves.
    """
    service = _service()
    if request.method == "POST":
        return _with_typing(request)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect("account_login")
    if not _within_limits(request):
        return too_many(request)
    nonce = get_random_string(32)
    try:
        response = (
            ServiceAdapter(request, service.issuer)
            .get_provider()
            .redirect(
                request,
                process="login",
                next_url=get_next_redirect_url(request),
                auth_params={"nonce": nonce},
                nonce=nonce,
            )
        )
    except (RequestException, OAuth2Error) as error:
        return pages.down(request, error)
    assert isinstance(response, HttpResponse)
    return response


def _with_typing(request: HttpRequest) -> HttpResponse:
    """Put away what was typed until the sign-in is complete, and go on to it.

    By a page in between: browsers let no form lead on to another site.
    """
    put_away(request)
    address = reverse("organisation_sign_in")
    response = render(request, "accounts/going_on.html", {"address": address})
    response["Refresh"] = f"0; url={address}"
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Take somebody who comes back from the service, if all of it is right."""
    service = _service()
    if not _within_limits(request):
        return too_many(request)
    if request.GET.get("iss", service.issuer) != service.issuer:
        return pages.failed(request, None)
    try:
        response = Back.adapter_view(ServiceAdapter(request, service.issuer))(request)
    except (RequestException, OAuth2Error) as error:
        return pages.down(request, error)
    assert isinstance(response, HttpResponse)
    return response


class Back(OAuth2CallbackView):  # type: ignore[misc] # allauth has no types
    """allauth's way back, which tells the adapter what the token must repeat."""

    def _get_state(
        self, request: HttpRequest, provider: object
    ) -> tuple[dict[str, str] | None, HttpResponse | None]:
        """Give the state of this sign-in, which is used up by it."""
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def _service() -> SignInService:
    """Give the service. Raises Http404 where the landlord has none."""
    service = configured()
    if service is None:
        raise Http404
    return service


def _within_limits(request: HttpRequest) -> bool:
    """Give whether one address has not asked too often: each ask asks the service."""
    return bool(
        ratelimit.consume(
            request, app="allauth.account", action="organisation", limit_get=True
        )
    )
