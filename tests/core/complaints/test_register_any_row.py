"""Any row that can be read: it goes out as it came in, and read again changes nothing.

And whatever a later row says of the same case, the case then is what both rows say.
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from putright.core.calendar import england_calendar
from putright.core.complaints import register as r
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.register.columns import CHOICES, COLUMNS, DATES
from putright.core.complaints.summary import summarise

CONTEXT = Context(calendar=england_calendar())
FIRST = date(2024, 9, 2)
DAYS = st.integers(0, 120).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
MOMENTS = st.one_of(DAYS, DAYS.map(lambda day: f"{day}T09:30"))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12
)
CODES = TEXTS.map(str.strip).filter(bool)


def _cell(column: str) -> st.SearchStrategy[str]:
    if column in DATES:
        return MOMENTS
    if column in CHOICES:
        return st.sampled_from(CHOICES[column])
    if column in r.WORDS:
        return TEXTS.filter(lambda text: bool(text.strip()))
    if column == "compensation":
        return st.integers(0, 10**6).map(lambda p: f"{p // 100}.{p % 100:02d}")
    if column == "edition":
        return st.sampled_from(["housing-2022", "housing-2024", "lgsco-2024"])
    return CODES


FURTHER = [name for name in COLUMNS if name not in ("reference", "kind", "received_on")]
CELLS = st.fixed_dictionaries(
    {"kind": st.sampled_from(CHOICES["kind"]), "received_on": MOMENTS},
    optional={**{name: _cell(name) for name in FURTHER}, "Ward": TEXTS, "Élu": TEXTS},
)


def read(cells: dict[str, str]) -> r.Facts | None:
    try:
        return r.read_row({"reference": "OTT-1", **cells})
    except r.RowRefusedError:
        return None


@given(CELLS, st.sampled_from(["unknown", "open"]))
def test_any_row_goes_out_as_it_came_in_and_can_be_summed_up(
    cells: dict[str, str], unanswered: str
) -> None:
    facts = read(cells)
    if facts is None:
        return
    one = r.imported(facts, live=r.is_live(facts, unanswered))
    events = [event for event, _ in one.events]
    back = r.cells_of(one.case, events)
    assert back == {"reference": "OTT-1", **cells}
    assert r.differences(back, facts) == ()
    summarise(one.case, CONTEXT)


@given(CELLS, CELLS)
def test_after_a_later_row_the_case_is_what_both_rows_say(
    before: dict[str, str], after: dict[str, str]
) -> None:
    first, second = read(before), read(after)
    if first is None or second is None:
        return
    events = [event for event, _ in r.imported(first).events]
    case = fold(events, "OTT-1")
    current = r.cells_of(case, events)
    try:
        changed = r.changes(case, events, current, second)
    except r.RowRefusedError:
        return
    if changed is not None:
        events += [event for event, _ in changed.events]
    now = r.cells_of(fold(events, "OTT-1"), events)
    both = read({**before, **after})
    assert both is not None
    assert r.differences(now, both) == ()
    again = r.changes(fold(events, "OTT-1"), events, now, second)
    assert again is None
