"""Addresses of casework: lists, one case, its steps and letters, records, settings."""

from putright.apps.complaints.urls import case, letters, records, work

app_name = "complaints"
urlpatterns = [
    *work.urlpatterns,
    *records.urlpatterns,
    *letters.urlpatterns,
    *case.urlpatterns,
]
