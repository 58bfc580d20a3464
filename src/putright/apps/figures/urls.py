"""The addresses of figures."""

from django.urls import path

from putright.apps.figures.views import dashboard, listing, opening, single

app_name = "figures"

urlpatterns = [
    path("", listing.index, name="list"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("<slug:code>/", single.one, name="one"),
    path("<slug:code>/cases/", opening.members, name="members"),
    path("<slug:code>/cases.<slug:form>", opening.members_file, name="members_file"),
]
