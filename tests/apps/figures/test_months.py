"""Cases known only by their month, where the counting ends inside that month."""

from datetime import date

import pytest
from click.testing import CliRunner
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.figures.making import asked, question_of, registered

from putright.apps.figures.queries import month_note
from putright.config.commands.figures import figures_command

pytestmark = pytest.mark.django_db

SAID = (
    "1 case is known only to have come in November 2024, and counted though the "
    "counting ends on 10 November 2024: some may have come later that month."
)
PERIOD = ("--from", "2024-10-01", "--to", "2024-12-31")


@pytest.fixture(autouse=True)
def cases() -> None:
    registered(
        {"received_on": "2024-11-01", "received_precision": "month"},
        {"received_on": "2024-11-04"},
    )


def test_the_command_says_that_a_case_may_have_come_later() -> None:
    """The number alone would say that it came by the tenth."""
    words = [*PERIOD, "--as-at", "2024-11-10", "--figure", "stage_1_received"]
    done = CliRunner().invoke(figures_command, words)
    assert "(stage_1_received): 2\n" in done.stdout
    assert SAID in done.stdout
    whole = CliRunner().invoke(figures_command, [*PERIOD, "--as-at", "2024-11-30"])
    assert "known only" not in whole.stdout


def test_the_page_of_a_figure_says_so_where_it_is_worked_out() -> None:
    client = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))
    days = (
        "period=dates&first_day=1&first_month=10&first_year=2024"
        "&last_day={}&last_month=11&last_year=2024"
    )
    address = "/figures/stage_1_received/?"
    assert SAID in w.page(client, address + days.format(10))
    assert "known only" not in w.page(client, address + days.format(30))


def test_a_month_with_no_such_case_needs_no_words(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    assert callable(django_assert_num_queries)
    assert asked("stage_1_received").total.value == 2
    with django_assert_num_queries(1):
        assert month_note(question_of(last=date(2024, 10, 10))) == ""
    with django_assert_num_queries(0):
        assert month_note(question_of(last=date(2024, 11, 30))) == ""
