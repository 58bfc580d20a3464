"""The addresses of surveys."""

from django.urls import path

from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)
from putright.apps.surveys.views import (
    choices,
    comments,
    households,
    importing,
    listing,
    results,
    writing,
)

app_name = "surveys"

urlpatterns = [
    path("", listing.listed, name="list"),
    path("add/", listing.add, name="add"),
    path("choices/", choices.choices, name="choices"),
    path("<row:number>/", results.results, name="results"),
    path("<row:number>/results.<slug:form>", results.results_file, name="results_file"),
    path("<row:number>/drivers/", results.drivers, name="drivers"),
    path("<row:number>/fieldwork/", listing.fieldwork, name="fieldwork"),
    path("<row:number>/change/", listing.change, name="change"),
    path("<row:number>/remove/", listing.remove, name="remove"),
    path("<row:number>/households/", households.households, name="households"),
    path("<row:number>/households/count/", households.recount, name="recount"),
    path("<row:number>/forget/", households.forget, name="forget"),
    path("<row:number>/draw/", households.draw, name="draw"),
    path("<row:number>/to/<slug:which>/", writing.to_write, name="to_write"),
    path(
        "<row:number>/to/<slug:which>/homes.<slug:form>",
        writing.list_file,
        name="list_file",
    ),
    path("<row:number>/answers/", importing.upload, name="upload"),
    path("<row:number>/answers/<slug:token>/", importing.check, name="check"),
    path("<row:number>/files/<row:file>/", importing.taken, name="taken"),
    path(
        "<row:number>/files/<row:file>/refused.csv",
        importing.refused_file,
        name="refused_file",
    ),
    path("<row:number>/comments/", comments.comments, name="comments"),
    path("<row:number>/comments/erase/", comments.erase_all, name="erase_all"),
    path("<row:number>/comments/by-hand/", comments.by_hand, name="by_hand"),
    path("<row:number>/comments/<row:comment>/", comments.mark, name="mark"),
    path(
        "<row:number>/comments/<row:comment>/erase/",
        comments.erase_one,
        name="erase_one",
    ),
    path("<row:number>/themes/add/", comments.add_theme, name="add_theme"),
    path("<row:number>/themes/<row:theme>/", comments.change_theme, name="theme"),
]
