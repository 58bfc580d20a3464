"""Which pages are open to whom, and that none falls over."""

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from tests import cast
from tests.apps.accounts.conftest import LONG_AGO, NOW, Holding, SignedIn, add

from putright.apps.accounts import services
from putright.apps.accounts.models import RoleGrant, User
from putright.apps.accounts.views.errors import server_error

ADMINISTERS = {
    "/administration/",
    "/administration/landlord/",
    "/administration/log/",
    "/administration/people/",
    "/administration/people/add/",
    "/administration/people/{person}/",
    "/administration/people/{person}/leaving/",
    "/administration/people/{person}/absence/",
    "/administration/people/{person}/role/",
    "/administration/roles/",
    "/administration/teams/",
    "/administration/teams/add/",
    "/administration/teams/repairs/",
    "/administration/teams/repairs/name/",
    "/administration/teams/repairs/join/",
}
AUDITS = {
    "/administration/",
    "/administration/log/",
    "/administration/people/",
    "/administration/people/{person}/",
    "/administration/teams/",
    "/administration/teams/repairs/",
}
MANAGES = {
    "/administration/",
    "/administration/roles/",
    "/administration/people/{person}/absence/",
}
COORDINATES = {"/administration/people/{person}/absence/"}
OPEN_TO = {
    "front_line": set(),
    "coordinator": COORDINATES,
    "investigator": set(),
    "reviewer": set(),
    "manager": MANAGES,
    "board_member": set(),
    "auditor": AUDITS,
    "administrator": ADMINISTERS,
}
OPEN_TO_ALL = {
    "account_login",
    "account_logout",
    "account_inactive",
    "accessibility",
    "privacy",
    "organisation_sign_in",
    "organisation_back",
    "health",
    "mfa_authenticate",
}


@pytest.fixture
def repairs(administrator: User, outsider: User) -> None:
    team = services.create_team(
        name="Repairs", starts_on=LONG_AGO, by=administrator, now=NOW
    )
    services.join_team(
        team=team, user=outsider, starts_on=LONG_AGO, by=administrator, now=NOW
    )


@pytest.mark.usefixtures("repairs")
@pytest.mark.parametrize("role", OPEN_TO)
def test_each_role_opens_its_own_administration_pages_and_no_other(
    role: str, holding: Holding, outsider: User, signed_in: SignedIn
) -> None:
    client = signed_in(holding(role))
    for path in ADMINISTERS:
        status = client.get(path.format(person=outsider.pk)).status_code
        assert status == (200 if path in OPEN_TO[role] else 403), path


@pytest.mark.usefixtures("repairs")
def test_whoever_may_only_look_changes_nothing_by_post(
    holding: Holding, outsider: User, administrator: User, signed_in: SignedIn
) -> None:
    client = signed_in(holding("auditor"))
    grant = administrator.grants.get()
    for path in (
        f"/administration/people/{outsider.pk}/password/",
        f"/administration/people/{outsider.pk}/leaving/",
        f"/administration/roles/{grant.pk}/revoke/",
        f"/administration/roles/{grant.pk}/confirm/",
        "/administration/landlord/",
        "/administration/teams/repairs/name/",
    ):
        assert client.post(path, {"name": "Changed"}).status_code == 403, path


def _named(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in patterns:
        if str(one.pattern).lstrip("^").startswith("api/"):
            continue
        inner = _named(one.url_patterns) if isinstance(one, URLResolver) else [one]
        found.extend(inner)
    return found


def test_only_the_listed_pages_are_open_without_signing_in() -> None:
    """Every other page asks for sign-in, whichever app it is of.

    The interface for programs asks for a token: `test_doors_api` walks it.
    """
    every = _named(get_resolver().url_patterns)
    open_pages = {
        page.name
        for page in every
        if not getattr(page.callback, "login_required", True)
    }
    assert open_pages == OPEN_TO_ALL


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/", "/health/"])
def test_the_open_pages_answer(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "Sign out" not in response.content.decode()


def test_a_person_without_roles_is_told_what_to_do(
    outsider: User, signed_in: SignedIn
) -> None:
    page = signed_in(outsider).get("/start/").content.decode()
    assert "You have no roles yet" in page


def test_the_navigation_shows_only_what_a_person_may_open(
    administrator: User, outsider: User, signed_in: SignedIn
) -> None:
    theirs = signed_in(administrator).get("/account/").content.decode()
    assert 'href="/administration/"' in theirs
    assert "Log a contact" not in theirs
    assert (
        'href="/administration/"'
        not in signed_in(outsider).get("/account/").content.decode()
    )


def test_an_area_shows_its_pages_in_a_second_row(
    administrator: User, signed_in: SignedIn
) -> None:
    """Where one page is all there is, no row: it would lead to where one is."""
    client = signed_in(administrator)
    figures = client.get("/ombudsman/people/").content.decode()
    row = figures.partition('class="putright-area"')[2].partition("</nav>")[0]
    assert '<a class="putright-area__link" href="/assessment/">' in row
    assert 'href="/ombudsman/" aria-current="true">The Ombudsman' in row
    assert "Dashboard" not in row, "an administrator sees no figures"
    assert (
        'class="putright-area"' not in client.get("/administration/").content.decode()
    )


def test_a_new_landlord_is_told_how_to_begin(
    administrator: User, signed_in: SignedIn
) -> None:
    """Until the landlord's own settings are saved."""
    client = signed_in(administrator)
    assert "To begin" in client.get("/administration/").content.decode()
    form = client.get("/administration/landlord/").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert client.post("/administration/landlord/", sent).status_code == 302
    assert "To begin" not in client.get("/administration/").content.decode()


def test_every_page_says_which_program_and_rules_made_it(
    outsider: User, signed_in: SignedIn
) -> None:
    page = signed_in(outsider).get("/account/").content.decode()
    assert "Putright 0." in page
    assert "Complaint Handling Code" in page
    assert "calendar " in page


def test_no_page_allows_a_script_or_a_frame_of_others(client: Client, db: None) -> None:
    response = client.get("/sign-in/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    for wanted in (
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert wanted in policy
    page = response.content.decode()
    assert " style=" not in page
    assert "<script>" not in page
    assert response["X-Frame-Options"] == "DENY"


def test_a_missing_page_is_in_the_house_style(client: Client, db: None) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_the_page_for_a_failure_asks_nothing_of_the_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_too_much_at_once_is_said_and_not_an_error(
    administrator: User, signed_in: SignedIn
) -> None:
    client = signed_in(administrator)
    response = client.post("/administration/landlord/", {"name": "x" * 200})
    assert response.status_code == 413
    assert "too large" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/administration/people/999999999999999999999/",
        "/administration/people/?page=99999999999999999999",
        "/administration/people/?page=-1",
        "/administration/people/?page=%00",
        "/administration/log/?kind=%00&subject=%ff",
        "/administration/log/?kind=" + "x" * 500,
        "/administration/teams/no-such-team/",
        "/account/?typed=%00",
    ],
)
def test_odd_addresses_are_answered_without_an_error(
    administrator: User, signed_in: SignedIn, path: str
) -> None:
    assert signed_in(administrator).get(path).status_code in {200, 400, 404}


class TestWorkOnScreen:
    """The whole way through: a person added, given a role, confirmed, working."""

    def test_a_person_is_added_and_their_password_shown_once(
        self, administrator: User, signed_in: SignedIn
    ) -> None:
        client = signed_in(administrator)
        form = {"name": "Wanda Reeve", "username": "reeve"}
        response = client.post("/administration/people/add/", form)
        assert "New password for Wanda Reeve" in response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert User.objects.get(username="reeve").grants.count() == 0

    def test_a_taken_user_name_is_refused_beside_what_was_typed(
        self, administrator: User, signed_in: SignedIn
    ) -> None:
        client = signed_in(administrator)
        form = {"name": "Wanda Reeve", "username": administrator.username}
        page = client.post("/administration/people/add/", form).content.decode()
        assert "There is a problem" in page
        assert "already exists" in page
        assert 'value="Wanda Reeve"' in page

    def test_a_role_is_given_and_confirmed_by_two_people(
        self, administrator: User, outsider: User, signed_in: SignedIn
    ) -> None:
        second = add(cast.COMPLAINTS_MANAGER)
        grant = services.grant_role(
            user=second, role="manager", by=None, now=NOW, starts_on=LONG_AGO
        )
        services.confirm_role(grant=grant, by=administrator, now=NOW)
        form = {
            "role": "coordinator",
            "scope": "everything",
            "starts_on_day": "6",
            "starts_on_month": "Jan",
            "starts_on_year": "2025",
        }
        path = f"/administration/people/{outsider.pk}/role/"
        signed_in(administrator).post(path, form)
        given = RoleGrant.objects.get(user=outsider)
        assert given.confirmed_at is None
        signed_in(administrator).post(f"/administration/roles/{given.pk}/confirm/")
        given.refresh_from_db()
        assert given.confirmed_at is None
        signed_in(second).post(f"/administration/roles/{given.pk}/confirm/")
        given.refresh_from_db()
        assert given.confirmed_by == second

    def test_the_landlords_settings_are_kept(
        self, administrator: User, signed_in: SignedIn
    ) -> None:
        client = signed_in(administrator)
        form = {
            "name": "Otterdale Homes",
            "policy_name": "Complaints policy",
            "approval_limit_pence": "£1,250.50",
            "day_zero": "same_day",
            "office_closes_at": "17:00",
            "closure_dates": "2026-12-29\n2026-12-28",
        }
        assert client.post("/administration/landlord/", form).status_code == 302
        page = client.get("/administration/landlord/").content.decode()
        assert "Otterdale Homes" in page
        assert 'value="1250.50"' in page
        assert "2026-12-28\n2026-12-29" in page
