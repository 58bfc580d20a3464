"""The view of letters for a landlord's own reports: counts, and no letter by itself."""

LETTERS = """
SELECT d.kind, d.stage, p.route, p.state,
    date_trunc('month', p.created_at AT TIME ZONE 'Europe/London')::date AS month,
    count(*) AS dispatches, count(p.bounced_on) AS came_back
FROM letters_dispatch p JOIN letters_letterdocument d ON d.id = p.document_id
GROUP BY 1, 2, 3, 4, 5
"""

VIEWS = {"letters": LETTERS}
"""The name of each view to what it selects, on PostgreSQL."""
