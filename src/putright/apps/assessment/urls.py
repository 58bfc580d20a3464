"""The addresses of self-assessments."""

from django.urls import path

from putright.apps.assessment.views import listing, outgoing, working
from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)

app_name = "assessment"

urlpatterns = [
    path("", listing.index, name="list"),
    path("start/", listing.start, name="start"),
    path("import/", listing.import_form, name="import_form"),
    path("requirements/", listing.requirements, name="requirements"),
    path("events/", listing.events, name="events"),
    path("events/add/", listing.add_event, name="add_event"),
    path("<row:number>/", working.one, name="one"),
    path("<row:number>/sign/", outgoing.sign, name="sign"),
    path("<row:number>/published/", outgoing.published, name="published"),
    path("<row:number>/publish/", outgoing.publish, name="publish"),
    path("<row:number>/<slug:what>.<slug:form>", outgoing.download, name="download"),
    path(
        "<row:number>/provision/<str:provision>/", working.provision, name="provision"
    ),
    path(
        "<row:number>/provision/<str:provision>/<slug:code>/",
        working.cases,
        name="cases",
    ),
]
