"""A landlord's own spreadsheet read as a register."""

import pytest

from putright.core.complaints import register as r

OWN = r.Mapping(
    columns={"reference": "Case ref", "received_on": "Date in"},
    values={"kind": {"stage 1": "complaint"}},
    fixed={"channel": "other"},
)


def test_own_headings_and_words_become_the_registers() -> None:
    names = OWN.headings(["Case ref", "Date in", "Kind", "Ward"])
    row = {"Case ref": "1", "Date in": "x", "Kind": " Stage 1 ", "Ward": "N"}
    assert OWN.cells(names, row) == {
        "channel": "other",
        "reference": "1",
        "received_on": "x",
        "kind": "complaint",
        "Ward": "N",
    }


def test_the_exact_name_goes_before_one_that_only_looks_like_it() -> None:
    names = r.Mapping().headings(["Kind", "kind", "Received on"])
    assert names == {"Kind": "Kind", "kind": "kind", "Received on": "received_on"}


def test_a_heading_that_bears_the_name_of_another_column_is_kept_beside_it() -> None:
    names = r.Mapping(columns={"kind": "Type"}).headings(["Type", "kind"])
    assert names == {"Type": "kind", "kind": "kind (own)"}


def test_a_kept_mapping_reads_back() -> None:
    assert r.mapping_from(OWN.text()) == OWN


@pytest.mark.parametrize(
    "given",
    [
        "{",
        {"columns": []},
        {"columns": {"no_such_column": "X"}},
        {"columns": {"kind": "X", "reference": "X"}},
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(given: object) -> None:
    with pytest.raises(r.MappingRefusedError):
        r.mapping_from(given)  # type: ignore[arg-type] # as a file may hold it


def test_headings_that_landlords_use_are_guessed() -> None:
    found = r.guess(["Case Ref", "Date received", "Kind", "Team", "Colour"])
    assert found == {
        "kind": "Kind",
        "reference": "Case Ref",
        "received_on": "Date received",
        "teams": "Team",
    }


def test_a_word_is_guessed_only_where_it_is_alike() -> None:
    assert r.word_for("channel", "Social Media") == "social_media"
    assert r.word_for("channel", "Pigeon") == ""
