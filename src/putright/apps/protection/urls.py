"""The addresses of data protection. Rows by number: no address holds a name."""

from django.urls import path

from putright.apps.homes import row_numbers  # noqa: F401 (makes `<row:…>` known)
from putright.apps.protection.views import batches, copies, holds, schedule

app_name = "protection"

urlpatterns = [
    path("protection/", schedule.schedule, name="schedule"),
    path("protection/period/<slug:kind>/", schedule.period, name="period"),
    path(
        "protection/rules/<row:number>/confirm/",
        schedule.confirm_rule,
        name="confirm_rule",
    ),
    path(
        "protection/rules/<row:number>/withdraw/",
        schedule.withdraw_rule,
        name="withdraw_rule",
    ),
    path("protection/due/<slug:kind>/", batches.due, name="due"),
    path(
        "protection/due/<slug:kind>/propose/",
        batches.propose,
        name="propose_batch",
    ),
    path("protection/batches/<row:number>/", batches.batch, name="batch"),
    path(
        "protection/batches/<row:number>/approve/",
        batches.approve,
        name="approve_batch",
    ),
    path(
        "protection/batches/<row:number>/withdraw/",
        batches.withdraw,
        name="withdraw_batch",
    ),
    path("protection/holds/", holds.holds, name="holds"),
    path("protection/holds/<row:number>/", holds.hold, name="hold"),
    path("protection/holds/<row:number>/lift/", holds.lift, name="lift_hold"),
    path("protection/cases/<row:number>/hold/", holds.on_case, name="hold_case"),
    path("protection/people/<row:number>/hold/", holds.on_person, name="hold_person"),
    path("protection/people/<row:number>/copy/", copies.start, name="copy"),
    path("protection/copies/<row:number>/", copies.copy, name="one_copy"),
    path("protection/copies/<row:number>/<slug:part>/", copies.part, name="copy_part"),
    path("protection/copies/<row:number>/fetch", copies.fetch, name="fetch_copy"),
]
