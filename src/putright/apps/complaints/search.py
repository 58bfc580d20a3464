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


def put(case: int, body: str) -> None:
    """Put a case's text in place of what was there."""
    put_all([(case, body)])


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
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT rowid FROM complaints_search WHERE complaints_search MATCH %s "
                "ORDER BY rowid DESC LIMIT %s",
                [" ".join(f'"{word}"' for word in words), limit],
            )
        else:
            cursor.execute(
                "SELECT rowid FROM complaints_search "
                "WHERE words @@ plainto_tsquery('english', %s) "
                "ORDER BY rowid DESC LIMIT %s",
                [" ".join(words), limit],
            )
        return [row[0] for row in cursor.fetchall()]


def _plain(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in text)
