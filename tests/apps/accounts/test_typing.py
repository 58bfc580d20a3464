"""What was typed survives a sign-in that ran out."""

import datetime
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.apps.accounts.conftest import NOW, SignedIn

from putright.apps.accounts import services
from putright.apps.accounts.models import SavedTyping, User

PATH = "/administration/people/add/"
TYPED = {"name": "Wanda <b>Reeve</b>", "username": "reeve", "topics": ["damp", "noise"]}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', re.DOTALL)


def carried(page: str) -> dict[str, list[str]]:
    """Give the hidden inputs of a page, as a browser would send them."""
    found: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(unescape(name), []).append(unescape(value))
    return found


def send_signed_out(client: Client, path: str = PATH) -> str:
    response = client.post(path, TYPED)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def sign_in_with(client: Client, hidden: dict[str, list[str]]) -> str:
    answer = client.post(
        "/sign-in/",
        {**hidden, "login": cast.OUTSIDER.username, "password": cast.PASSWORD},
    )
    assert answer.status_code == 302
    return answer["Location"]


def test_the_fields_come_back_to_the_person_and_nothing_is_sent_by_itself(
    client: Client, outsider: User
) -> None:
    before = User.objects.count()
    page = send_signed_out(client, PATH + "?back=1")
    assert "What you typed is kept" in page
    place = sign_in_with(client, carried(page))
    saved = SavedTyping.objects.get()
    assert place == f"{PATH}?back=1&typed={saved.pk}"
    kept = services.take_back_typing(outsider, saved.pk, PATH)
    assert kept is not None
    assert kept["name"] == TYPED["name"]
    assert kept.getlist("topics") == TYPED["topics"]
    assert User.objects.count() == before


def test_a_wrong_password_first_loses_nothing(client: Client, outsider: User) -> None:
    hidden = carried(send_signed_out(client))
    again = client.post("/sign-in/", {**hidden, "login": "tranter", "password": "no"})
    assert carried(again.content.decode()) == hidden
    sign_in_with(client, hidden)
    assert SavedTyping.objects.count() == 1


def test_files_cannot_be_kept_and_the_page_says_so(client: Client, db: None) -> None:
    file = SimpleUploadedFile("letter.pdf", b"%PDF-")
    page = client.post(PATH, {**TYPED, "file": file}).content.decode()
    assert "choose them again" in page
    assert "letter.pdf" not in page


def test_another_person_cannot_take_it_back(
    client: Client, outsider: User, administrator: User
) -> None:
    sign_in_with(client, carried(send_signed_out(client)))
    number = SavedTyping.objects.get().pk
    assert services.take_back_typing(administrator, number, PATH) is None
    assert services.take_back_typing(outsider, number, "/elsewhere/") is None
    assert services.take_back_typing(outsider, "1 OR 1", PATH) is None


def test_passwords_and_codes_are_never_carried(client: Client, db: None) -> None:
    response = client.post("/password/", {"oldpassword": "a", "password1": "b"})
    assert response.status_code == 302
    page = client.post(PATH, {**TYPED, "password": "secret-thing"}).content.decode()
    assert "secret-thing" not in page


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_a_forged_path_leads_nowhere(client: Client, outsider: User, path: str) -> None:
    place = sign_in_with(client, {"typed_path": [path], "typed__name": ["x"]})
    assert "elsewhere" not in place
    assert not SavedTyping.objects.exists()


def test_an_open_page_takes_a_post_as_before(client: Client, db: None) -> None:
    assert client.post("/privacy/", TYPED).status_code == 200
    assert not SavedTyping.objects.exists()


def test_it_is_thrown_away_after_a_day(outsider: User) -> None:
    day = datetime.timedelta(days=1)
    for age in (day * 2, day, day / 2):
        services.save_typing(user=outsider, path=PATH, fields="name=x", now=NOW - age)
    assert services.purge_typing(now=NOW) == 1
    assert SavedTyping.objects.count() == 2


def test_a_form_from_before_the_last_sign_in_keeps_its_fields_too(
    administrator: User, signed_in: SignedIn
) -> None:
    client = signed_in(administrator)
    strict = Client(
        enforce_csrf_checks=True,
        REMOTE_ADDR="127.0.0.1",
        headers={"host": "localhost"},
    )
    strict.cookies = client.cookies
    refused = strict.post(PATH, TYPED)
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "Nothing was saved" in page
    answer = client.post("/account/typing/", carried(page))
    saved = SavedTyping.objects.get()
    assert answer["Location"] == f"{PATH}?typed={saved.pk}"
