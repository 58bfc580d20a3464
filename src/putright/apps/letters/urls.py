"""The addresses of letters on their way and of the landlord's own paragraphs."""

from django.urls import path

from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)
from putright.apps.letters.views import queue, texts

app_name = "letters"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("dispatch/<row:number>/", queue.dispatch, name="dispatch"),
    path("dispatch/<row:number>/sent/", queue.posted, name="posted"),
    path("dispatch/<row:number>/again/", queue.again, name="again"),
    path("words/", texts.texts, name="texts"),
    path("words/<slug:kind>/", texts.texts_of_kind, name="texts_of_kind"),
    path("words/<slug:kind>/<str:code>/", texts.edit, name="edit_text"),
    path(
        "words/<slug:kind>/<str:code>/withdraw/", texts.withdraw, name="withdraw_text"
    ),
]
