"""Words to cases: full text in the database itself, FTS5 or tsvector.

The table `complaints_search` is made by migration and holds one row a case. It is
words: an erasure takes the row away and, on SQLite, the index's old pages with it.
"""

from django.db import connection

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE IF NOT EXISTS complaints_search USING fts5"
        "(body, tokenize = 'porter unicode61 remove_diacritics 2')",
    ],
    "postgresql": [
        "CREATE TABLE IF NOT EXISTS complaints_search "
        "(rowid bigint PRIMARY KEY, body text NOT NULL, "
        "words tsvector GENERATED ALWAYS AS (to_tsvector('english', body)) STORED)",
        "CREATE INDEX IF NOT EXISTS complaints_search_words "
        "ON complaints_search USING gin (words)",
    ],
}

STRETCH = 100
"""How many of the newest cases PostgreSQL reads through for each that is wanted."""
NEWEST = {
    "sqlite": """
        SELECT rowid FROM complaints_search WHERE complaints_search MATCH %(words)s
        ORDER BY rowid DESC LIMIT %(limit)s
    """,
    # PostgreSQL does not know how many cases have a word, and would go through all of
    # them, the newest first, for a word that nearly none has; or fetch all that have a
    # common one. So the newest are read through, where a word that one case in a
    # hundred has is found often enough (IS TRUE keeps the index of words out of it).
    # Only where it is not is that index asked, which then gives few; + 0 keeps out the
    # index of numbers, by which all would be gone through.
    "postgresql": """
        WITH edge AS (
            SELECT MAX(rowid) - %(newest)s AS rowid FROM complaints_search
        ), newest AS MATERIALIZED (
            SELECT rowid FROM complaints_search
            WHERE rowid > (SELECT rowid FROM edge)
            AND (words @@ plainto_tsquery('english', %(words)s)) IS TRUE
            ORDER BY rowid DESC LIMIT %(limit)s
        ), older AS (
            SELECT rowid FROM complaints_search
            WHERE words @@ plainto_tsquery('english', %(words)s)
            AND rowid <= (SELECT rowid FROM edge)
            AND (SELECT COUNT(*) FROM newest) < %(limit)s
            ORDER BY rowid + 0 DESC LIMIT %(limit)s
        )
        SELECT rowid FROM newest UNION ALL SELECT rowid FROM older
        ORDER BY rowid DESC LIMIT %(limit)s
    """,
}


def put_all(texts: list[tuple[int, str]]) -> None:
    """Put many cases' texts in place of what was there."""
    if not texts:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM complaints_search WHERE rowid = %s", [(c,) for c, _ in texts]
        )
    add_all(texts)


def add_all(texts: list[tuple[int, str]]) -> None:
    """Put the texts of cases that have none yet."""
    if not texts:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO complaints_search (rowid, body) VALUES (%s, %s)", texts
        )


def take_away(case: int) -> None:
    """Remove a case's text, and on SQLite what the index still held of it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM complaints_search WHERE rowid = %s", [case])
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO complaints_search (complaints_search) VALUES ('optimize')"
            )


def matching(text: str, limit: int) -> list[int]:
    """Give the newest cases whose text has every word, at most `limit`."""
    words = [word for word in _plain(text).split() if word][:12]
    if not words:
        return []
    sqlite = connection.vendor == "sqlite"
    told = " ".join(f'"{word}"' if sqlite else word for word in words)
    asked: dict[str, str | int] = {
        "words": told,
        "limit": limit,
        "newest": limit * STRETCH,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEWEST[connection.vendor], asked)
        return [row[0] for row in cursor.fetchall()]


def _plain(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in text)
