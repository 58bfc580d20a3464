"""What the program's own role may do in PostgreSQL, where another role owns the tables.

The owner runs `putright init`, with PUTRIGHT_DATABASE_ROLE naming the role by which
pages and background work are done. That role reads and writes rows and no more: it
can't change or drop a table or a guard, empty a table, or change what is only added to.
"""

from django.db import connection, transaction

GUARDED = """
SELECT c.relname, t.tgname LIKE '%%_no_update', p.prosrc LIKE '%%RETURN OLD%%'
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_proc p ON p.oid = t.tgfoid
 WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
   AND (t.tgname LIKE '%%_no_update' OR t.tgname LIKE '%%_no_delete')
"""
"""Each guarded table, whether this is its guard against UPDATE, and whether the guard
lets some rows go: what may be deleted once it was written down that it may."""

OWNS = """
SELECT pg_has_role(current_user, c.relowner, 'MEMBER')
  FROM pg_class c WHERE c.oid = to_regclass('complaints_entry')
"""


class NoSuchRoleError(Exception):
    """The role can't be given its rights: why, and what to do."""


@transaction.atomic
def give(role: str) -> None:
    """Give a role what the program needs, and take away what it had beyond that.

    To be called again after every migration. Raises NoSuchRoleError.
    """
    _refuse(role)
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        schema = cursor.fetchone()[0]
        every = f"ON ALL TABLES IN SCHEMA {schema}"
        rows = "SELECT, INSERT, UPDATE, DELETE"
        for statement in (
            f"REVOKE ALL {every} FROM {name}",
            f"REVOKE CREATE ON SCHEMA {schema} FROM {name}",
            f"GRANT USAGE ON SCHEMA {schema} TO {name}",
            f"GRANT {rows} {every} TO {name}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}",
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}",
            *_guarded(name),
        ):
            cursor.execute(statement)


def _guarded(name: str) -> list[str]:
    """Take away the rights that the guards would refuse the use of."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDED)
        return [
            f'REVOKE {"UPDATE" if update else "DELETE"} ON "{table}" FROM {name}'
            for table, update, lets_go in cursor.fetchall()
            if update or not lets_go
        ]


def _refuse(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s",
            [role],
        )
        found = cursor.fetchone()
    if found is None:
        raise NoSuchRoleError(
            f"PUTRIGHT_DATABASE_ROLE is {role!r}, and the database has no such role. "
            "Make it first, as docs/running.md says."
        )
    if any(found):
        raise NoSuchRoleError(
            f"PUTRIGHT_DATABASE_ROLE is {role!r}, which owns the tables or may do "
            "anything. Name the role that `putright serve` is to use, another one."
        )


def owns_the_journal() -> bool:
    """Whether the role that is connected may take the journal's guards away."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(OWNS)
        found = cursor.fetchone()
    return bool(found and found[0])
