"""Adjustments, restrictions and notices: what must be shown wherever it matters."""

import dataclasses
import datetime as dt

import pytest
from tests.cast import AMINA, MONDAY, on

from putright.apps.residents import queries
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.models import EqualityAnswer
from putright.apps.residents.services import (
    ResidentRefusedError,
    add_representative,
    agree_adjustment,
    change_person,
    end_adjustment,
    end_residency,
    end_restriction,
    erase_person,
    record_equality_answer,
    restrict_contact,
    review_adjustment,
    review_restriction,
    start_residency,
)

JANUARY = dt.date(2025, 1, 6)
APRIL = dt.date(2025, 4, 7)


def shown(day: dt.date) -> list[tuple[str, str, bool]]:
    amina = queries.person(AMINA.reference)
    assert amina is not None
    return [(one.kind, one.text, one.overdue) for one in queries.notices(amina, day)]


def large_print(amina: int) -> int:
    return agree_adjustment(
        person_id=amina,
        need="Cannot read small print",
        adjustment="large print, 18 point",
        disability="Macular degeneration",
        agreed_on=MONDAY,
        review_on=JANUARY,
        now=on(MONDAY),
        by=None,
    )


def restrict(amina: int, **changes: str) -> int:
    words = {
        "evidence": "Forty calls a day in September 2024",
        "restriction": "one call a week, on Tuesdays",
        "equality_considered": "No protected characteristic bears on it",
    } | changes
    return restrict_contact(
        person_id=amina,
        starts_on=MONDAY,
        review_on=JANUARY,
        now=on(MONDAY),
        by=None,
        evidence=words["evidence"],
        restriction=words["restriction"],
        equality_considered=words["equality_considered"],
    )


def test_5_10_an_adjustment_is_shown_and_a_late_review_with_it(amina: int) -> None:
    number = large_print(amina)
    assert shown(MONDAY) == [
        ("adjustment", "Adjustment agreed: large print, 18 point.", False)
    ]
    late = shown(APRIL)[0]
    assert late[2]
    assert "was due on 6 January 2025" in late[1]
    due = queries.reviews_due(APRIL)
    assert [(one.kind, one.id, one.person) for one in due] == [
        ("adjustment", number, AMINA.reference)
    ]
    assert queries.reviews_due(JANUARY) == []


def test_5_10_the_disability_disclosed_is_kept_and_never_in_a_notice(
    amina: int,
) -> None:
    large_print(amina)
    row = queries.adjustments(amina)[0]
    assert row.disability_disclosed
    assert row.disability == "Macular degeneration"
    assert not any("Macular" in text for _, text, _ in shown(MONDAY))


def test_5_10_a_review_keeps_the_adjustment_and_what_it_was(amina: int) -> None:
    review_adjustment(
        adjustment_id=large_print(amina),
        reviewed_on=JANUARY,
        review_on=APRIL,
        now=on(JANUARY),
        by=None,
    )
    assert [row.review_on for row in queries.adjustments(amina)] == [APRIL, JANUARY]
    assert [row.review_on for row in queries.adjustments(amina, on=JANUARY)] == [APRIL]
    assert queries.adjustments(amina)[0].disability == "Macular degeneration"


def test_an_adjustment_that_ended_is_shown_no_more(amina: int) -> None:
    number = large_print(amina)
    end_adjustment(adjustment_id=number, ended_on=JANUARY)
    assert shown(JANUARY) == []
    with pytest.raises(ResidentRefusedError, match="ended already"):
        end_adjustment(adjustment_id=number, ended_on=JANUARY)


def test_5_14_a_restriction_needs_evidence_and_a_review(amina: int) -> None:
    with pytest.raises(ResidentRefusedError, match=r"needs its evidence \(5\.14\)"):
        restrict(amina, evidence=" ")
    restrict(amina)
    notice = shown(MONDAY)[0]
    assert notice[0] == "restriction"
    assert "one call a week" in notice[1]
    assert "A complaint is always logged." in notice[1]
    assert shown(APRIL)[0][2]


def test_5_15_a_restriction_needs_the_equality_act_considered(amina: int) -> None:
    with pytest.raises(ResidentRefusedError, match=r"\(5\.15\)") as caught:
        restrict(amina, equality_considered="")
    assert caught.value.field == "equality_considered"
    number = restrict(amina)
    with pytest.raises(ResidentRefusedError, match=r"\(5\.15\)"):
        review_restriction(
            restriction_id=number,
            equality_considered="",
            reviewed_on=JANUARY,
            review_on=APRIL,
            now=on(JANUARY),
            by=None,
        )
    assert queries.restrictions(amina, on=APRIL)[0].pk == number


def test_5_14_a_restriction_lifted_is_shown_no_more(amina: int) -> None:
    end_restriction(restriction_id=restrict(amina), ended_on=JANUARY)
    assert shown(JANUARY) == []
    assert len(queries.restrictions(amina)) == 1


def test_a_restricted_route_is_shown_without_why(
    amina: int, flat: int, facts: PersonFacts
) -> None:
    safe = "Ex-partner reads her post: call her sister on 01632 960777"
    change_person(
        person_id=amina,
        facts=dataclasses.replace(
            facts, safe_contact=safe, do_not_write=True, format="large print"
        ),
        now=on(MONDAY),
        by=None,
    )
    notices = shown(MONDAY)
    assert [kind for kind, _, _ in notices] == [
        "safe_contact",
        "do_not_write",
        "format",
    ]
    assert "Contact route restricted: ask" in notices[0][1]
    assert not any("partner" in text or "01632" in text for _, text, _ in notices)
    assert queries.home_is_guarded(flat, MONDAY)


def test_dates_the_wrong_way_round_are_refused_with_their_field(amina: int) -> None:
    with pytest.raises(ResidentRefusedError) as caught:
        add_representative(
            person_id=amina,
            name="Gwen",
            contact="",
            scope="All",
            authority="Letter",
            starts_on=JANUARY,
            expires_on=MONDAY,
            now=on(MONDAY),
            by=None,
        )
    assert caught.value.field == "expires_on"
    with pytest.raises(ResidentRefusedError) as caught:
        agree_adjustment(
            person_id=amina,
            need="x",
            adjustment="x",
            agreed_on=JANUARY,
            review_on=MONDAY,
            now=on(MONDAY),
            by=None,
        )
    assert caught.value.field == "review_on"


def test_where_someone_lives_is_told_for_each_day(
    amina: int, flat: int, house: int
) -> None:
    stay = queries.residency_on(amina, MONDAY)
    assert stay is not None
    with pytest.raises(ResidentRefusedError, match="recorded at this home already"):
        start_residency(
            person_id=amina,
            home_id=flat,
            tenure="",
            from_day=MONDAY,
            now=on(MONDAY),
            by=None,
        )
    end_residency(residency_id=stay.id, ended_on=MONDAY, now=on(JANUARY), by=None)
    start_residency(
        person_id=amina,
        home_id=house,
        tenure="social rent",
        from_day=JANUARY,
        now=on(JANUARY),
        by=None,
    )
    assert [view.home for view in queries.residencies(amina)] == [
        "OTT-0203",
        "OTT-0014",
    ]
    assert [one.name for one, _ in queries.people_at(flat, MONDAY)] == ["Amina Farrow"]
    assert queries.people_at(flat, JANUARY) == []


@pytest.mark.parametrize(
    "words", ["amina", "FARROW amina", "01632960014", "01632 960014", "P-1001", "@home"]
)
def test_someone_is_found_by_name_telephone_email_or_reference(
    amina: int, words: str
) -> None:
    assert [one.id for one in queries.search(words)] == [amina]
    assert queries.search(words + " nobody") == []


def test_the_latest_equality_answer_is_for_figures_alone(amina: int) -> None:
    for answer, day in (("b", JANUARY), ("a", MONDAY), ("c", APRIL)):
        record_equality_answer(
            person_id=amina, question="ethnicity", answer=answer, answered_on=day
        )
    assert EqualityAnswer.objects.get(person_id=amina).answer == "c"
    assert not any("ethnicity" in text for _, text, _ in shown(APRIL))


def test_erasing_leaves_the_reference_and_the_stays(amina: int, flat: int) -> None:
    large_print(amina)
    restrict(amina)
    record_equality_answer(
        person_id=amina, question="ethnicity", answer="a", answered_on=MONDAY
    )
    assert erase_person(person_id=amina) == 4
    assert erase_person(person_id=amina) == 0
    found = queries.person(AMINA.reference)
    assert found is not None
    assert (found.name, found.email, found.telephone) == ("Erased", "", "")
    assert queries.search("farrow") == []
    assert len(queries.residencies(amina)) == 1
