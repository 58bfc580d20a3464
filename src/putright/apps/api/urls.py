"""The addresses of the API, and of the pages where it is looked after."""

from django.urls import path, re_path

from putright.apps.api.views import guide, mine, tokens, webhooks
from putright.apps.api.views.program.serving import addresses, nowhere, openapi
from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)

app_name = "api"

urlpatterns = [
    path("settings/api/", guide.guide, name="guide"),
    path("settings/api/tokens/", tokens.tokens, name="tokens"),
    path("settings/api/tokens/add/", tokens.add_token, name="add_token"),
    path(
        "settings/api/tokens/<row:number>/withdraw/",
        tokens.withdraw_token,
        name="withdraw_token",
    ),
    path("settings/api/webhooks/", webhooks.webhooks, name="webhooks"),
    path("settings/api/webhooks/add/", webhooks.add_webhook, name="add_webhook"),
    path("settings/api/webhooks/<row:number>/", webhooks.webhook, name="webhook"),
    path(
        "settings/api/webhooks/<row:number>/withdraw/",
        webhooks.withdraw_webhook,
        name="withdraw_webhook",
    ),
    path(
        "settings/api/webhooks/again/<row:delivery>/",
        webhooks.send_again,
        name="send_again",
    ),
    path("account/programs/", mine.mine, name="mine"),
    path("account/programs/token/<row:number>/", mine.take_token, name="take_token"),
    path("account/programs/end/<row:number>/", mine.end_token, name="end_token"),
    path(
        "account/programs/webhook/<row:number>/", mine.take_webhook, name="take_webhook"
    ),
    path(
        "account/programs/webhook/<row:number>/end/",
        mine.end_webhook,
        name="end_webhook",
    ),
    path("api/openapi.json", openapi, name="openapi"),
    path("api/", addresses()),
    re_path(r"^api/(?P<rest>.*)$", nowhere, name="nowhere"),
]
