"""Addresses of a case's letters."""

from django.urls import path

from putright.apps.complaints.views import letters
from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)

_ONE = "cases/<path:reference>/letters/<row:letter_id>/"

urlpatterns = [
    path(_ONE, letters.letter, name="letter"),
    path(f"{_ONE}issue/", letters.issue, name="letter_issue"),
    path(f"{_ONE}word/", letters.upload, name="letter_upload"),
    path(f"{_ONE}file.<str:form>", letters.download, name="letter_download"),
    path(f"{_ONE}do/<slug:what>/", letters.act, name="letter_act"),
]
