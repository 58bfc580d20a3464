"""The addresses of all pages."""

from allauth.account import views as account
from django.urls import include, path

from putright.apps.accounts.views import (
    organisation,
    pages,
    second_step,
    signing_in,
)

handler400 = "putright.apps.accounts.views.errors.bad_request"
handler403 = "putright.apps.accounts.views.errors.forbidden"
handler404 = "putright.apps.accounts.views.errors.not_found"
handler429 = "putright.apps.accounts.views.errors.too_many"
handler500 = "putright.apps.accounts.views.errors.server_error"

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/organisation/", organisation.begin, name="organisation_sign_in"),
    path("sign-in/organisation/back/", organisation.back, name="organisation_back"),
    path("password/", signing_in.own_password, name="account_change_password"),
    path(
        "two-step/totp/activate/",
        second_step.TurnOnView.as_view(),
        name="mfa_activate_totp",
    ),
    path("two-step/recovery-codes/", second_step.recovery_codes, name="recovery_codes"),
    path("two-step/", include("allauth.mfa.urls")),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("health/", pages.health, name="health"),
    path("start/", pages.start, name="home"),
    path("", include("putright.apps.accounts.urls")),
    path("homes/", include("putright.apps.homes.urls")),
    path("residents/", include("putright.apps.residents.urls")),
    path("letters/", include("putright.apps.letters.urls")),
    path("figures/", include("putright.apps.figures.urls")),
    path("assessment/", include("putright.apps.assessment.urls")),
    path("measures/", include("putright.apps.measures.urls")),
    path("reports/", include("putright.apps.reports.urls")),
    path("surveys/", include("putright.apps.surveys.urls")),
    path("reconcile/", include("putright.apps.reconcile.urls")),
    path("ombudsman/", include("putright.apps.governance.urls")),
    path("", include("putright.apps.api.urls")),
    path("", include("putright.apps.protection.urls")),
    path("", include("putright.apps.complaints.urls")),
    path("", pages.start, name="root"),
]
