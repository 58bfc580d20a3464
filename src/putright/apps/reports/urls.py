"""The addresses of reports."""

from django.urls import path

from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)
from putright.apps.reports.views import (
    listing,
    outgoing,
    publishing,
    restating,
    satisfaction,
    working,
)

app_name = "reports"

urlpatterns = [
    path("", listing.index, name="list"),
    path("start/", listing.start, name="start"),
    path("satisfaction/<slug:year>/", satisfaction.satisfaction, name="satisfaction"),
    path(
        "satisfaction/<slug:year>/measures.<slug:form>",
        satisfaction.satisfaction_file,
        name="satisfaction_file",
    ),
    path("<row:number>/", working.one, name="one"),
    path("<row:number>/report.<slug:form>", outgoing.download, name="download"),
    path("<row:number>/texts/", working.texts, name="texts"),
    path("<row:number>/texts/<str:key>/", working.text, name="text"),
    path("<row:number>/final/", working.final, name="final"),
    path("<row:number>/reopen/", working.reopen, name="reopen"),
    path("<row:number>/discard/", working.discard, name="discard"),
    path("<row:number>/publish/", publishing.publish, name="publish"),
    path("<row:number>/correct/", publishing.correct, name="correct"),
    path("<row:number>/restated/", restating.comparison, name="restated"),
    path("<row:number>/figures/", restating.figures, name="figures"),
    path("<row:number>/figures/<row:place>/", restating.figure, name="figure"),
    path("<row:number>/response/", publishing.responses, name="responses"),
    path("<row:number>/response/add/", publishing.respond, name="respond"),
]
