"""What people wrote: themes, marking by hand, erasing."""

import pytest
from tests.apps.surveys import making as m

from putright.apps.surveys.models import Comment, Response, Survey, Theme
from putright.apps.surveys.queries import comments as reads
from putright.apps.surveys.services import SurveyRefusedError
from putright.apps.surveys.services import comments as writes

pytestmark = pytest.mark.django_db
WROTE = ("Damp again", "Nobody calls back", "Lovely people", "Damp, and no calls")


@pytest.fixture
def survey() -> Survey:
    """A survey in which four wrote something."""
    homes = m.street(5)
    made = m.survey()
    rows = [m.answer(n, homes[n], comment=text) for n, text in enumerate(WROTE)]
    m.taken(made, [*rows, m.answer(9, homes[4])])
    m.themed(made, Damp="damp", Calls="calls")
    return made


def test_words_suggest_and_a_person_has_the_last_word(survey: Survey) -> None:
    found = reads.sorted_comments(survey)
    assert [one.theme for one in found] == ["Damp", "Calls", "", "Damp"]
    calls = Theme.objects.get(name="Calls")
    for row, theme in ((found[3].row, calls), (found[0].row, None)):
        writes.mark(comment=row, theme=theme, blind=False, by=None, now=m.NOW)
    again = reads.sorted_comments(survey)
    assert [one.theme for one in again] == ["", "Calls", "", "Calls"]
    assert [one.suggested for one in again] == ["Damp", "Calls", "", "Damp"]
    assert reads.by_theme(again) == {"": 2, "Calls": 2}


def test_kappa_counts_only_what_was_marked_without_the_suggestion(
    survey: Survey,
) -> None:
    hand = reads.by_hand(survey)
    assert (hand.marked, hand.wanted, hand.agreement) == (0, 4, None)
    themes = {one.name: one for one in Theme.objects.all()}
    right = {"Damp again": "Damp", "Nobody calls back": "Calls"}
    while (row := reads.by_hand(survey).next) is not None:
        theme = themes.get(right.get(row.text, ""))
        writes.mark(comment=row, theme=theme, blind=True, by=None, now=m.NOW)
    hand = reads.by_hand(survey)
    assert (hand.marked, hand.next, hand.stale) == (4, None, False)
    assert hand.agreement is not None
    # 3 of 4 agree; chance: 2 for damp, 1 for calls, 2 for none, over 16.
    assert hand.agreement.kappa == pytest.approx((0.75 - 5 / 16) / (1 - 5 / 16))
    one = Comment.objects.first()
    assert one is not None
    writes.mark(comment=one, theme=None, blind=False, by=None, now=m.NOW)
    assert reads.by_hand(survey).marked == 3


def test_words_changed_after_the_marking_are_told(survey: Survey) -> None:
    row = reads.by_hand(survey).next
    assert row is not None
    writes.mark(comment=row, theme=None, blind=True, by=None, now=m.NOW)
    later = m.NOW.replace(hour=15)
    theme = Theme.objects.get(name="Damp")
    writes.change_theme(theme=theme, name="Damp", words="damp, mould", now=later)
    assert reads.by_hand(survey).stale


def test_a_theme_has_its_name_alone(survey: Survey) -> None:
    with pytest.raises(SurveyRefusedError, match="theme of this name"):
        m.themed(survey, Damp="mould")


def test_erasing_takes_the_words_and_leaves_the_answers(survey: Survey) -> None:
    first = Comment.objects.order_by("pk")[0]
    assert writes.erase(survey=survey, number=first.pk, now=m.NOW) == 1
    first.refresh_from_db()
    assert (first.text, first.erased_at) == ("", m.NOW)
    assert len(reads.sorted_comments(survey)) == 3
    assert writes.erase(survey=survey, number=None, now=m.NOW) == 3
    assert reads.erased(survey) == 4
    assert Response.objects.count() == 5
    assert not Comment.objects.exclude(text="").exists()
