"""Views of casework for a landlord's own reports: codes and days, and nobody's words.

No person, home, handler or subject is in them. A restricted case is there, so that
totals are the program's, without anything it could be known by: its key is taken from
its first entry's hash, which nobody outside can work out.
"""

_KEY = """CASE WHEN c.restricted THEN 'restricted-' || left(e.hash, 16)
    ELSE c.reference END"""
_FIRST = "LEFT JOIN complaints_entry e ON e.case_id = c.id AND e.sequence = 1"
TODAY = "(now() AT TIME ZONE 'Europe/London')::date"


def _open(column: str, name: str = "") -> str:
    """Give a text column as a view shows it: of no restricted case, null for none."""
    shown = f"CASE WHEN c.restricted THEN NULL ELSE nullif({column}, '') END"
    return f"{shown} AS {name or column.partition('.')[2]}"


CASES = f"""
SELECT {_KEY} AS case_key, c.kind, c.state, c.edition, c.received_on,
    c.counts, c.imported, c.restricted,
    {_open("c.channel")}, {_open("c.raised_by")}, {_open("c.tenure")},
    {_open("c.area")}, {_open("c.body", "managing_body")}, {_open("c.category")},
    {_open("c.issue")}, {_open("c.team")}, {_open("c.own_stage")},
    {_open("c.ground", "refusal_ground")}, c.refused_on, c.withdrawn_on, c.closed_on,
    c.upheld, c.hazard, c.learning AS learning_recorded, c.improvement_on,
    c.open_actions, c.next_action_by, c.compensation_pence,
    c.beat_on AS date_to_beat, coalesce(c.beat_on < {TODAY}, false) AS overdue
FROM complaints_caserow c {_FIRST}
"""  # noqa: S608 - our own names

STAGES = f"""
SELECT {_KEY} AS case_key, c.kind, c.counts, c.restricted, s.number AS stage,
    s.received_on, s.started_on, s.acknowledged_on, s.responded_on,
    s.acknowledge_by, s.respond_by, s.extended_to, s.extension_limit, s.backstop,
    s.acknowledgement, s.response, s.within_backstop,
    s.acknowledge_to_beat, s.date_to_beat,
    coalesce(s.date_to_beat < {TODAY}, false) AS overdue,
    s.working_days,
    CASE WHEN s.working_days IS NULL AND s.response IS NULL
        AND s.respond_by IS NOT NULL THEN now_day.number - first_day.number
    END AS working_days_so_far,
    nullif(s.outcome, '') AS outcome, nullif(s.ended, '') AS ended, s.ended_on,
    s.refused, s.remedied, s.compensation_pence, {_open("s.team")}
FROM complaints_stagerow s
JOIN complaints_caserow c ON c.id = s.case_id {_FIRST}
LEFT JOIN complaints_workingday first_day ON first_day.day = s.started_on
LEFT JOIN complaints_workingday now_day ON now_day.day = {TODAY}
"""  # noqa: S608 - our own names

ACTIONS = f"""
SELECT {_KEY} AS case_key, c.counts, c.restricted, a.stage, a.made_on, a.by_when,
    a.done_on, a.done_on IS NULL AND a.by_when < {TODAY} AS overdue,
    to_day.number - due_day.number AS working_days_late
FROM complaints_actionrow a
JOIN complaints_caserow c ON c.id = a.case_id {_FIRST}
LEFT JOIN complaints_workingday due_day ON due_day.day = a.by_when
LEFT JOIN complaints_workingday to_day
    ON to_day.day = coalesce(a.done_on, {TODAY})
"""  # noqa: S608 - our own names

WORKING_DAYS = """
SELECT day, number AS working_day_number, works AS is_working_day
FROM complaints_workingday
"""

VIEWS = {
    "cases": CASES,
    "stages": STAGES,
    "actions": ACTIONS,
    "working_days": WORKING_DAYS,
}
"""The name of each view to what it selects, on PostgreSQL."""
