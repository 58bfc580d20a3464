"""Bringing a database up to this program: its tables, guards, views and rights."""

import click

from putright.config import environment
from putright.config.outcomes import DoesNotHoldError


def migrate() -> None:
    """Bring the tables up to date; put back the guards and views that this may drop."""
    from django.core.management import call_command

    from putright.apps.complaints.services import calendars
    from putright.config import guards, rights, sql_views

    guards.loosen()
    sql_views.drop()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    calendars.write_down_own()
    guards.install()
    if not sql_views.make():
        click.echo(
            "The views for reports were not made: this role may not make a schema. "
            "docs/views.md says how.",
            err=True,
        )
    role = environment.text("PUTRIGHT_DATABASE_ROLE")
    try:
        if role and _on_postgresql():
            rights.give(role)
    except rights.NoSuchRoleError as problem:
        raise DoesNotHoldError(str(problem)) from problem


def _on_postgresql() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"
