"""The addresses of homes and areas. A home's own page is `residents:home`."""

from django.urls import path

from putright.apps.homes import (
    row_numbers,  # noqa: F401 (makes `<row:…>` known)
    views,
)

app_name = "homes"

urlpatterns = [
    path("", views.search, name="search"),
    path("add/", views.add, name="add"),
    path("<row:number>/change/", views.change, name="change"),
    path("areas/", views.areas, name="areas"),
    path("areas/add/", views.add_area, name="add_area"),
    path("areas/<row:number>/rename/", views.rename_area, name="rename_area"),
]
