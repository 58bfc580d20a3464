"""The addresses of people, and of a home with those who live there."""

from django.urls import path

from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)
from putright.apps.residents.views import care, people

app_name = "residents"

urlpatterns = [
    path("", people.search, name="search"),
    path("add/", people.add, name="add"),
    path("homes/<row:number>/", people.home, name="home"),
    path("<row:number>/", people.person, name="person"),
    path("<row:number>/change/", people.change, name="change"),
    path("<row:number>/homes/add/", care.move_in, name="move_in"),
    path("<row:number>/homes/<row:stay>/end/", care.move_out, name="move_out"),
    path(
        "<row:number>/representatives/add/",
        care.add_representative,
        name="add_representative",
    ),
    path(
        "<row:number>/representatives/<row:row>/end/",
        care.end_representative,
        name="end_representative",
    ),
    path("<row:number>/adjustments/add/", care.add_adjustment, name="add_adjustment"),
    path(
        "<row:number>/adjustments/<row:row>/review/",
        care.review_adjustment,
        name="review_adjustment",
    ),
    path(
        "<row:number>/adjustments/<row:row>/end/",
        care.end_adjustment,
        name="end_adjustment",
    ),
    path("<row:number>/restrictions/add/", care.restrict, name="restrict"),
    path(
        "<row:number>/restrictions/<row:row>/review/",
        care.review_restriction,
        name="review_restriction",
    ),
    path(
        "<row:number>/restrictions/<row:row>/end/",
        care.end_restriction,
        name="end_restriction",
    ),
]
