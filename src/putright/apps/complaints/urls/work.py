"""Addresses of work lists, search and registers."""

from django.urls import URLPattern, path

from putright.apps.complaints.views import (
    lists,
    promises,
    reassigning,
    registers,
    searching,
    work,
)

urlpatterns: list[URLPattern] = [
    path("", work.my_work, name="my_work"),
    path("cases/", lists.case_list, name="list"),
    path("cases/export.<str:form>", lists.export, name="export"),
    path("cases/next/", lists.next_case, name="next_case"),
    path("cases/unassigned/", reassigning.unassigned, name="unassigned"),
    path("cases/reassign/", reassigning.reassign, name="reassign"),
    path("cases/reassigned/", reassigning.reassigned, name="reassigned"),
    path("promises/", promises.promises, name="promises"),
    path(
        "promises/export.<str:form>", promises.export_promises, name="export_promises"
    ),
    path("search/", searching.search, name="search"),
    path("registers/refusals/", registers.refusals, name="refusals"),
    path(
        "registers/service-requests/",
        registers.service_requests,
        name="service_requests",
    ),
    path("registers/compliments/", registers.compliments, name="compliments"),
    path("registers/adjustments/", registers.adjustments, name="adjustments"),
    path("registers/without-names/", registers.anonymised, name="anonymised"),
]
