"""Addresses of the register in and out, and of what administrators look after."""

from django.urls import URLPattern, path

from putright.apps.complaints.views import importing, policies, settings
from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)

IMPORT = "records/import/"
urlpatterns: list[URLPattern] = [
    path(IMPORT, importing.import_register, name="import_register"),
    path(f"{IMPORT}<slug:token>/", importing.import_check, name="import_check"),
    path(
        f"{IMPORT}<slug:token>/result/", importing.import_result, name="import_result"
    ),
    path(
        f"{IMPORT}<slug:token>/refused.csv",
        importing.import_refused,
        name="import_refused",
    ),
    path(
        "records/mappings/<row:number>/delete/",
        importing.delete_mapping,
        name="delete_mapping",
    ),
    path("records/export/", importing.export_register, name="export_register"),
    path(
        "records/export/register.<str:form>",
        importing.export_file,
        name="export_register_file",
    ),
    path("settings/categories/", settings.categories, name="categories"),
    path(
        "settings/categories/<row:number>/end/",
        settings.end_category,
        name="end_category",
    ),
    path("settings/calendar/", settings.calendar, name="calendar"),
    path("settings/calendar/adopt/", settings.adopt_calendar, name="adopt_calendar"),
    path("settings/calendar/apply/", settings.apply_calendar, name="apply_calendar"),
    path("settings/policy/", policies.policy, name="policy"),
    path("settings/policy/adopt/", policies.adopt_policy, name="adopt_policy"),
    path("settings/integrity/", settings.integrity, name="integrity"),
    path("settings/integrity/seal/", settings.write_seal, name="write_seal"),
    path("codes/", settings.editions, name="editions"),
    path("codes/<slug:name>/", settings.one_edition, name="edition"),
]
