"""Addresses of casework: work lists, one case and its steps, records and settings."""

from putright.apps.complaints.urls import case, records, work

app_name = "complaints"
urlpatterns = [*work.urlpatterns, *records.urlpatterns, *case.urlpatterns]
