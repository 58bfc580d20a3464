"""The addresses of people, roles, teams and settings."""

from django.urls import path

from putright.apps.accounts.views import (
    administration,
    pages,
    people,
    roles,
    second_step,
    sign_ins,
    teams,
)

app_name = "accounts"

urlpatterns = [
    path("account/", pages.me, name="me"),
    path("account/sign-ins/", sign_ins.sign_ins, name="sign_ins"),
    path("account/sign-ins/end/", sign_ins.end_sign_ins, name="end_sign_ins"),
    path("account/typing/", pages.keep_typing, name="keep_typing"),
    path("administration/", administration.home, name="administration"),
    path("administration/landlord/", administration.landlord, name="landlord"),
    path("administration/log/", administration.access_log, name="access_log"),
    path(
        "administration/log.csv", administration.access_log_file, name="access_log_file"
    ),
    path("administration/people/", people.people, name="people"),
    path("administration/people/add/", people.add_person, name="add_person"),
    path("administration/people/<int:number>/", people.person, name="person"),
    path(
        "administration/people/<int:number>/password/",
        people.reset_password,
        name="reset_password",
    ),
    path(
        "administration/people/<int:number>/sign-ins/end/",
        sign_ins.end_all,
        name="end_all_sign_ins",
    ),
    path(
        "administration/people/<int:number>/two-step/",
        second_step.turn_off,
        name="second_step_off",
    ),
    path("administration/people/<int:number>/leaving/", people.leaving, name="leaving"),
    path("administration/people/<int:number>/absence/", people.absence, name="absence"),
    path("administration/people/<int:number>/role/", roles.give, name="give_role"),
    path("administration/roles/", roles.waiting, name="waiting"),
    path("administration/roles/<int:number>/confirm/", roles.confirm, name="confirm"),
    path("administration/roles/<int:number>/revoke/", roles.revoke, name="revoke"),
    path("administration/teams/", teams.teams, name="teams"),
    path("administration/teams/add/", teams.add_team, name="add_team"),
    path("administration/teams/<slug:code>/", teams.team, name="team"),
    path("administration/teams/<slug:code>/name/", teams.rename, name="rename_team"),
    path("administration/teams/<slug:code>/join/", teams.join, name="join_team"),
    path(
        "administration/teams/<slug:code>/leave/<int:number>/",
        teams.leave,
        name="leave_team",
    ),
]
