"""The addresses of data protection. Rows by number: no address holds a name."""

from django.urls import path

from putright.apps.protection.views import batches, copies, holds, schedule

app_name = "protection"

urlpatterns = [
    path("protection/", schedule.schedule, name="schedule"),
    path("protection/period/<slug:kind>/", schedule.period, name="period"),
    path(
        "protection/rules/<int:number>/confirm/",
        schedule.confirm_rule,
        name="confirm_rule",
    ),
    path(
        "protection/rules/<int:number>/withdraw/",
        schedule.withdraw_rule,
        name="withdraw_rule",
    ),
    path("protection/due/<slug:kind>/", batches.due, name="due"),
    path(
        "protection/due/<slug:kind>/propose/",
        batches.propose,
        name="propose_batch",
    ),
    path("protection/batches/<int:number>/", batches.batch, name="batch"),
    path(
        "protection/batches/<int:number>/approve/",
        batches.approve,
        name="approve_batch",
    ),
    path(
        "protection/batches/<int:number>/withdraw/",
        batches.withdraw,
        name="withdraw_batch",
    ),
    path("protection/holds/", holds.holds, name="holds"),
    path("protection/holds/<int:number>/", holds.hold, name="hold"),
    path("protection/holds/<int:number>/lift/", holds.lift, name="lift_hold"),
    path("protection/cases/<int:number>/hold/", holds.on_case, name="hold_case"),
    path("protection/people/<int:number>/hold/", holds.on_person, name="hold_person"),
    path("protection/people/<int:number>/copy/", copies.start, name="copy"),
    path("protection/copies/<int:number>/", copies.copy, name="one_copy"),
    path("protection/copies/<int:number>/<slug:part>/", copies.part, name="copy_part"),
    path("protection/copies/<int:number>/fetch", copies.fetch, name="fetch_copy"),
]
