"""The page where a table is pasted: what it finds, and what it says of a broken one."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.apps.complaints import worklists as w

from putright.core.tabular import write_xlsx

pytestmark = pytest.mark.django_db

RIGHT = "Month\tStage 1\tStage 2\nApril\t31\t4\nMay\t28\t6\nJune\t45\t3\nTotal\t104\t13"
WRONG = RIGHT.replace("104\t13", "104\t14")
PAGE = "/reconcile/"


@pytest.fixture
def manager() -> Client:
    """Sign a manager in."""
    client = Client()
    client.force_login(w.person(cast.COMPLAINTS_MANAGER, "manager"))
    return client


def words(html: str) -> str:
    """Give a page's words, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def pasted(client: Client, text: str) -> str:
    """Paste a table and give the page."""
    answer = client.post(PAGE, {"table": text})
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_a_table_that_does_not_add_up_is_explained(manager: Client) -> None:
    page = pasted(manager, WRONG)
    assert "Certain: 1 , which arithmetic alone settles" in page
    assert "Total Stage 2 14 13 Certain Not the sum." in page
    assert "4 + 6 + 3 = 13, but 14 is printed" in page
    assert "4 rows and 3 columns" in page


def test_a_table_that_adds_up_is_left_in_peace(manager: Client) -> None:
    assert "Nothing was found that does not agree." in pasted(manager, RIGHT)


def test_a_file_is_read_like_a_paste(manager: Client) -> None:
    rows = [line.split("\t") for line in WRONG.splitlines()]
    book = SimpleUploadedFile("calls.xlsx", write_xlsx(rows[0], rows[1:]))
    answer = manager.post(PAGE, {"file": book})
    assert "4 + 6 + 3 = 13" in words(answer.content.decode())


def test_a_broken_paste_says_at_which_line_and_what(manager: Client) -> None:
    page = pasted(manager, WRONG.replace("May\t28\t6", "May\t28"))
    assert "There is a problem" in page
    assert "Line 3: “28”: This row has 2 cells and the heading row 3." in page
    assert "What was found" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste a table, or choose a file."),
        (" \n\t\n", "Paste a table, or choose a file."),
        ("no table at all", "not parted by tabs, upright bars or commas"),
        ("a\tb\n" + "1\t2\n" * 5000, "at most 2,000 are taken"),
        ("a\t" * 300 + "b\n" + "1\t" * 300 + "1", "at most 40 are taken"),
        ('{"columns": [}', "This is not JSON"),
        ("[" * 50_000, "This is not JSON"),
        ("a,b\n\0,2", "Null characters are not allowed."),
        ('{"columns":["a"],"rows":[{"a":1}],"relations":[{"kind":"x"}]}', "Use one of"),
    ],
)
def test_what_is_no_table_is_told_why(manager: Client, text: str, said: str) -> None:
    page = pasted(manager, text)
    assert "There is a problem" in page
    assert said in page


def test_a_paste_and_a_file_at_once_are_not_taken(manager: Client) -> None:
    file = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
    answer = manager.post(PAGE, {"table": RIGHT, "file": file})
    assert "Paste a table or choose a file, not both." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "That file is empty"),
        ("a.csv", b"a,b\n\xff\xfe,2", "not UTF-8"),
        ("a.xlsx", b"PK\x03\x04not a workbook", "damaged"),
        ("a.csv", b"a,b\n" + b"1,2\n" * 600_000, "at most 2,000,000"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(
    manager: Client, name: str, content: bytes, said: str
) -> None:
    answer = manager.post(PAGE, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert said in words(answer.content.decode())


def test_what_is_pasted_is_shown_as_text(manager: Client) -> None:
    """Nothing that someone pastes becomes part of the page."""
    evil = WRONG.replace("Total", "Total <script>alert(1)</script>")
    html = manager.post(PAGE, {"table": evil}).content.decode()
    assert "<script>alert(1)</script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_nothing_is_kept_and_no_query_grows_with_the_rows(manager: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        pasted(manager, WRONG)
    more = "\n".join(f"M{n}\t{n}\t{n}" for n in range(400))
    with CaptureQueriesContext(connection) as many:
        pasted(manager, f"Month\tStage 1\tStage 2\n{more}")
    assert len(many) <= len(few)
    assert not [one for one in many if one["sql"].startswith(("INSERT", "UPDATE"))]


def test_only_who_sees_figures_may_open_it() -> None:
    client = Client()
    client.force_login(w.person(cast.COMPLAINTS_MANAGER, "administrator"))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"table": RIGHT}).status_code == 403
