"""The address of the page where a table is held against itself."""

from django.urls import path

from putright.apps.reconcile import views

app_name = "reconcile"

urlpatterns = [path("", views.reconcile_table, name="table")]
