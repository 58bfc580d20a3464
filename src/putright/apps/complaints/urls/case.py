"""Addresses of one case: its pages, a page a step, its files.

A landlord's own references may hold anything, a stroke too, so what follows the
reference is always one of the words below.
"""

from django.urls import path, register_converter

from putright.apps.complaints.queries.step_pages import WITH_PAGES
from putright.apps.complaints.views import (
    access,
    bundle,
    case,
    evidence,
    logging,
)
from putright.apps.complaints.views.steps import pages


class StepName:
    """A step's name, with dashes in its address: `request-stage-2`."""

    regex = "|".join(sorted(WITH_PAGES, key=len, reverse=True)).replace("_", "-")

    def to_python(self, value: str) -> str:
        """Give the step's name."""
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        """Give the name as its address has it."""
        return value.replace("_", "-")


register_converter(StepName, "step")

CASE = "cases/<path:reference>/"
urlpatterns = [
    path("log/", logging.log_contact, name="log_contact"),
    path(f"{CASE}clocks/", case.clocks, name="case_clocks"),
    path(f"{CASE}timeline/", case.timeline, name="case_timeline"),
    path(f"{CASE}people/", case.people, name="case_people"),
    path(f"{CASE}files/", evidence.files, name="case_files"),
    path(f"{CASE}files/<str:sha256>/", evidence.download, name="evidence"),
    path(f"{CASE}access/", access.access, name="access"),
    path(f"{CASE}access/<int:number>/confirm/", access.confirm, name="confirm_access"),
    path(f"{CASE}bundle/", bundle.bundle, name="bundle"),
    path(f"{CASE}<step:step_name>/", pages.step, name="step"),
    path(CASE, case.case, name="case"),
]
