"""The pages of surveys: set up, asked, answered, read."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.surveys import making as m
from tests.core.surveys.fieldwork import csv_of

from putright.apps.surveys.models import KeptMapping, Response, Survey
from putright.apps.surveys.services import importing
from putright.core.surveys import SurveyMapping
from putright.core.tabular import write_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign a manager in."""
    w.freeze(monkeypatch)
    return w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))


@pytest.fixture
def member(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign a board member in."""
    w.freeze(monkeypatch)
    return w.signed_in(w.person(cast.BOARD_MEMBER, "board_member"))


SETUP = {
    "year": m.YEAR,
    "name": "Tenants’ survey",
    "stock_types": ["LCRA"],
    "counted_on_day": "11",
    "counted_on_month": "3",
    "counted_on_year": "2026",
    "quota_by": "area",
    "note": "",
}


def sent(client: Client, address: str, data: dict[str, object]) -> str:
    """Send a form and give the page that it leads to."""
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return w.words(response.content.decode())


def uploaded(client: Client, survey: Survey, data: bytes, name: str = "a.csv") -> str:
    """Upload a fieldwork file and give the address of its check."""
    address = f"/surveys/{survey.pk}/answers/"
    file = SimpleUploadedFile(name, data)
    response = client.post(address, {"file": file, "mapping": ""})
    assert response.status_code == 302, w.words(response.content.decode())
    return str(response.headers["Location"])


def words_asked(client: Client, address: str) -> set[str]:
    """Name the fields that ask what a word means."""
    return set(re.findall(r'name="(word-[^"]+)"', client.get(address).content.decode()))


def test_a_survey_is_set_up_drawn_and_its_first_list_sent(manager: Client) -> None:
    m.street(3)
    page = sent(manager, "/surveys/add/", SETUP)
    assert "3 households. The regulator’s margin takes 3 responses" in page
    survey = Survey.objects.get()
    home = f"/surveys/{survey.pk}"
    page = sent(manager, f"{home}/draw/", {"number-LCRA": ""})
    assert "3 drawn; 0 were in it before." in page
    assert f"{m.NORTH} 0 0 3 3 3 short" in page
    assert "3 homes are on the list" in w.page(manager, f"{home}/to/invite/")
    rows = manager.get(f"{home}/to/invite/homes.csv").content.decode("utf-8-sig")
    assert rows.splitlines()[1].startswith(f"N-001,LCRA,{m.NORTH},General needs,1 Weir")
    days = {"on_day": "11", "on_month": "3", "on_year": "2026"}
    page = sent(manager, f"{home}/to/invite/", days)
    assert "3 homes are written down as sent." in page
    assert "3 homes are on the list" in w.page(manager, f"{home}/to/remind/")


def test_a_second_survey_of_the_same_homes_is_refused(manager: Client) -> None:
    m.street(1)
    sent(manager, "/surveys/add/", SETUP)
    page = sent(manager, "/surveys/add/", SETUP | {"name": "Another"})
    assert "There is a problem" in page
    assert "one result a year" in page


def test_a_companys_file_is_mapped_taken_and_its_mapping_kept(
    manager: Client,
) -> None:
    m.street(2)
    survey = m.survey()
    data = write_xlsx(
        ["ID", "Property", "How satisfied", "Say more", "Name"],
        [
            ["1", "N-001", "Very satisfied", "Damp", "Amina Farrow"],
            ["2", "N-002", "Chuffed", "", "Tomasz Brzeg"],
        ],
    )
    address = uploaded(manager, survey, data, "wave.xlsx")
    assert "There is no column “response”" in w.page(manager, address)
    chosen: dict[str, object] = {
        "column-0": "response",
        "column-1": "household",
        "column-2": "TP01",
        "column-3": "comment",
        "column-4": "-",
        "fixed-stock_type": "LCRA",
        "fixed-method": "telephone",
        "save_as": "Otter Research",
    }
    page = sent(manager, address, chosen | {"action": "check"})
    assert "New responses 2" in page
    assert "Nothing is taken from: Name" in page
    words = dict.fromkeys(words_asked(manager, address), "4")
    page = sent(manager, address, chosen | words | {"action": "take"})
    assert "Rows read 2 New responses 2 Already here 0 Refused 0" in page
    assert [one.answers["TP01"] for one in Response.objects.all()] == ["5", "4"]
    assert KeptMapping.objects.get().name == "Otter Research"
    assert manager.get(address).status_code == 404
    assert "Otter Research" in w.page(manager, f"/surveys/{survey.pk}/answers/")


def test_refused_rows_are_shown_and_can_be_had(manager: Client) -> None:
    survey = m.survey()
    rows = [m.answer(1, "N-001"), m.answer(2, "N-002", method="pigeon")]
    address = uploaded(manager, survey, csv_of(rows))
    assert "3 method pigeon This is not one of" in w.page(manager, address)
    html = manager.get(address).content.decode()
    left = dict.fromkeys(re.findall(r'<select name="([^"]+)"', html), "-")
    page = sent(manager, address, {"action": "take", "save_as": ""} | left)
    assert "New responses 1 Already here 0 Refused 1" in page
    file = f"/surveys/{survey.pk}/files/{survey.fieldworks.get().pk}/refused.csv"
    assert b"3,method," in manager.get(file).content


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "That file is empty"),
        ("a.csv", b"response,TP01\nR1\n", "Line 2"),
        ("a.xlsx", b"PK\x03\x04nothing", "damaged"),
    ],
)
def test_a_file_that_is_none_is_told_why(
    manager: Client, name: str, data: bytes, said: str
) -> None:
    survey = m.survey()
    form = {"file": SimpleUploadedFile(name, data), "mapping": ""}
    page = sent(manager, f"/surveys/{survey.pk}/answers/", form)
    assert "There is a problem" in page
    assert said in page


def _answered() -> Survey:
    homes = [*m.street(60), *m.street(5, area=m.SOUTH), *m.street(20, area=m.EAST)]
    survey = m.survey()
    m.drawn(survey)
    m.answered(survey, homes, unhappy=15)
    return survey


def test_a_board_member_reads_results_with_small_groups_held_back(
    member: Client,
) -> None:
    survey = _answered()
    assert "Tenants’ survey" in w.page(member, "/surveys/")
    page = w.page(member, f"/surveys/{survey.pk}/?measure=TP01&by=area")
    assert "TP01 Overall satisfaction 85 82.4%" in page
    assert f"{m.NORTH} 60 75.0%" in page
    assert f"{m.SOUTH} under 10 Too few to show" in page
    assert "TP02 by area" not in page
    assert "Fieldwork" not in page
    assert "Small base" in w.page(member, f"/surveys/{survey.pk}/?by=category")


def test_no_small_group_can_be_worked_out_from_the_total_and_the_others(
    member: Client,
) -> None:
    """85 less 60 less 20 would be the South's 5, and their answers likewise."""
    survey = _answered()
    page = w.page(member, f"/surveys/{survey.pk}/?measure=TP01&by=area")
    assert f"{m.EAST} not shown Would tell a smaller group" in page
    assert f"{m.EAST} 20" not in page


def test_a_download_holds_back_what_the_page_does(member: Client) -> None:
    survey = _answered()
    text = member.get(f"/surveys/{survey.pk}/results.csv").content.decode("utf-8-sig")
    south = [line for line in text.splitlines() if f",area,{m.SOUTH},TP01," in line]
    why = "under 10: too few to show"
    assert south == [f"{m.YEAR},LCRA,area,{m.SOUTH},TP01,,,,,,,{why}"]
    why = "not shown: would tell a smaller group"
    assert f"{m.YEAR},LCRA,area,{m.EAST},TP01,,,,,,,{why}" in text
    assert f"{m.YEAR},LCRA,,,TP01,85,82.35" in text
    for form in ("json", "xlsx"):
        answer = member.get(f"/surveys/{survey.pk}/results.{form}")
        assert answer.status_code == 200, form
    assert member.get(f"/surveys/{survey.pk}/results.pdf").status_code == 404


def test_weights_that_can_not_be_made_are_told_with_a_way_on(manager: Client) -> None:
    m.street(2)
    survey = m.survey()
    m.taken(survey, [m.answer(1, "ELSEWHERE", area="Nowhere")])
    given = {"name": survey.name, "note": "", "weight_by": ["area"]}
    page = sent(manager, f"/surveys/{survey.pk}/change/", given)
    assert "Weighted by area" in page
    page = w.page(manager, f"/surveys/{survey.pk}/")
    assert "Nowhere" in page
    assert "Show them without weights" in page
    plain = w.page(manager, f"/surveys/{survey.pk}/?weights=none")
    assert "these are not the survey’s results" in plain


def test_drivers_that_can_not_be_told_say_why(member: Client) -> None:
    survey = _answered()
    page = w.page(member, f"/surveys/{survey.pk}/drivers/")
    assert "not what causes what" in page
    assert "measures are needed" in page


def test_drivers_are_shown_with_the_heaviest_first(member: Client) -> None:
    homes = m.street(60)
    survey = m.survey()
    marks = [(5, 5), (4, 5), (2, 1), (1, 2), (3, 4), (4, 3)]
    rows = [
        m.answer(n, home, str(overall), TP05=str(safe))
        for n, home in enumerate(homes)
        for overall, safe in [marks[n % 6]]
    ]
    m.taken(survey, rows)
    page = w.page(member, f"/surveys/{survey.pk}/drivers/")
    assert "From 60 of 60 responses" in page
    assert "TP05 " in page
    assert "not what causes what" in page


def test_households_are_taken_from_a_file(manager: Client) -> None:
    survey = m.survey()
    home = f"/surveys/{survey.pk}/households/"
    data = (
        b"stock_type,characteristic,value,households\n"
        b"LCRA,all,,900\nLCRA,age_band,Under 35,300\nLCRA,age_band,35 and over,600\n"
    )
    page = sent(manager, home, {"file": SimpleUploadedFile("p.csv", data)})
    assert "900 households" in page
    assert "age band Under 35 300" in page
    wrong = {"file": SimpleUploadedFile("p.csv", data.replace(b"LCRA", b"LCHO"))}
    assert "This survey is of LCRA" in sent(manager, home, wrong)
    assert "No household is known" in sent(manager, f"{home}count/", {})


def test_comments_are_marked_and_erased(manager: Client) -> None:
    m.street(1)
    survey = m.survey()
    m.taken(survey, [m.answer(1, "N-001", comment="Damp in the hall")])
    home = f"/surveys/{survey.pk}"
    theme = {"name": "Damp", "words": "damp"}
    page = sent(manager, f"{home}/themes/add/", theme)
    assert "Damp 1 Change" in page
    assert "None of 1 is marked by hand yet" in page
    page = w.page(manager, f"{home}/comments/by-hand/")
    assert "Damp in the hall" in page
    assert "Its words suggest" not in page
    number = survey.responses.get().comment.pk
    given = {"comment": str(number), "theme": "none"}
    page = sent(manager, f"{home}/comments/by-hand/", given)
    assert "Of 1 comment marked by hand" in page
    assert "Damp in the hall" in w.page(manager, f"{home}/comments/?theme=none")
    page = sent(manager, f"{home}/comments/{number}/erase/", {})
    assert "1 comment erased." in page
    assert "Damp in the hall" not in page
    assert manager.get(f"{home}/comments/{number}/").status_code == 404


def test_no_page_asks_more_of_the_database_for_more_answers(manager: Client) -> None:
    homes = m.street(12)
    survey = m.survey()
    m.drawn(survey)
    m.taken(survey, [m.answer(0, homes[0], comment="Damp")])
    pages = ("", "fieldwork/", "to/invite/", "comments/", "drivers/", "households/")
    before = [w.queries(manager, f"/surveys/{survey.pk}/{one}") for one in pages]
    rows = [m.answer(n, homes[n], comment="Cold") for n in range(1, 12)]
    m.taken(survey, rows, name="wave2.csv")
    after = [w.queries(manager, f"/surveys/{survey.pk}/{one}") for one in pages]
    assert after == before


def test_a_manager_of_one_team_reads_results_and_works_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A survey is of all homes, so only who is for all of them may work it."""
    w.freeze(monkeypatch)
    who = w.person(cast.COMPLAINTS_MANAGER, "manager", scope="team", of="repairs")
    client = w.signed_in(who)
    survey = _answered()
    assert "Set up a survey" not in w.page(client, "/surveys/")
    page = w.page(client, f"/surveys/{survey.pk}/")
    assert "Comments" not in page
    for one in ("fieldwork/", "comments/", "to/invite/homes.csv", "answers/"):
        assert client.get(f"/surveys/{survey.pk}/{one}").status_code == 403, one


def test_forgetting_is_asked_about_first(manager: Client) -> None:
    survey = _answered()
    home = f"/surveys/{survey.pk}"
    assert "Nothing more can be drawn" in w.page(manager, f"{home}/forget/")
    page = sent(manager, f"{home}/forget/", {})
    assert "The homes of 85 responses are forgotten." in page
    assert "Take a fieldwork file" not in page
    assert "TP01 Overall satisfaction 85 82.4%" in w.page(manager, f"{home}/")


def test_choices_kept_for_a_file_are_removed_when_nobody_needs_them(
    manager: Client,
) -> None:
    survey = m.survey()
    for name in ("Otter Research", "By post"):
        importing.save_mapping(name=name, mapping=SurveyMapping(), now=m.NOW)
    address = f"/surveys/{survey.pk}/answers/"
    assert "Remove kept choices" in w.page(manager, address)
    assert "Choose which to remove" in sent(manager, "/surveys/choices/", {})
    number = KeptMapping.objects.get(name="By post").pk
    page = sent(manager, "/surveys/choices/", {"kept": number})
    assert "“By post” was removed" in page
    assert [one.name for one in KeptMapping.objects.all()] == ["Otter Research"]
    assert "Choose which to remove" in sent(
        manager, "/surveys/choices/", {"kept": number}
    )
