"""The addresses of the satisfaction measures."""

from django.urls import path, register_converter

from putright.apps.measures.views import (
    benchmarks,
    listing,
    loading,
    opening,
    outgoing,
    signing,
)

app_name = "measures"


class ReportingYear:
    """A reporting year as it is written: 2025-26."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> str:
        """Give it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


register_converter(ReportingYear, "reportingyear")

urlpatterns = [
    path("", listing.index, name="list"),
    path("benchmarks/", benchmarks.benchmarks, name="benchmarks"),
    path("<reportingyear:year>/", listing.year, name="year"),
    path("<reportingyear:year>/start/", listing.start, name="start"),
    path("<reportingyear:year>/targets/", listing.targets, name="targets"),
    path("<reportingyear:year>/files/", loading.files, name="files"),
    path("<reportingyear:year>/survey/", loading.survey, name="survey"),
    path("<reportingyear:year>/work-out/", loading.work_out, name="work_out"),
    path("<reportingyear:year>/sign/", signing.sign, name="sign"),
    path("<reportingyear:year>/correct/", signing.correct, name="correct"),
    path("<reportingyear:year>/return/", outgoing.returned, name="return"),
    path("<reportingyear:year>/return/typed/", outgoing.typed, name="typed"),
    path("<reportingyear:year>/return.<slug:form>", outgoing.file, name="return_file"),
    path("<reportingyear:year>/summary/", outgoing.summary, name="summary"),
    path("<reportingyear:year>/summary/<slug:letter>/", outgoing.text, name="text"),
    path("<reportingyear:year>/<slug:code>/<slug:stock>/", opening.one, name="one"),
    path(
        "<reportingyear:year>/<slug:code>/<slug:stock>/type/",
        opening.type_counts,
        name="type",
    ),
    path(
        "<reportingyear:year>/<slug:code>/<slug:stock>/records.<slug:form>",
        opening.records_file,
        name="records_file",
    ),
]
