"""The addresses of the Ombudsman's findings and of who answers for complaints."""

from django.urls import path

from putright.apps.governance import views
from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)

app_name = "governance"

urlpatterns = [
    path("", views.register, name="register"),
    path("overdue/", views.overdue, name="overdue"),
    path("others/", views.others, name="others"),
    path("people/", views.people, name="people"),
    path("add/<slug:kind>/", views.add, name="add"),
    path("<row:number>/", views.investigation, name="investigation"),
    path("<row:number>/add/<slug:kind>/", views.add_part, name="add_part"),
    path("<slug:kind>/<row:number>/change/", views.change, name="change"),
    path("<slug:kind>/<row:number>/strike/", views.strike, name="strike"),
]
