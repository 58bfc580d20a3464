"""`putright serve`: the pages, by gunicorn."""

import os
import sys

import click

from putright.config.django_setup import load
from putright.config.outcomes import DoesNotHoldError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen here.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="The port to listen on.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many processes answer; two for each core is plenty.",
)
def serve_command(*, host: str, port: int, workers: int) -> None:
    """Serve the pages until stopped.

    Refuses to start where the database is behind this program, lacks its guards, or
    the settings would not hold: run `putright init` first.
    """
    load()
    problems = _problems()
    if problems:
        raise DoesNotHoldError("Not started.\n" + "\n".join(problems))
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serving at http://{shown}:{port} (stop with Ctrl-C)")
    sys.stdout.flush()
    os.environ["DJANGO_SETTINGS_MODULE"] = "putright.config.settings"
    os.execv(sys.executable, _server(f"{shown}:{port}", workers))  # noqa: S606 - our own arguments, no shell


def _server(address: str, workers: int) -> list[str]:
    """Give the server's command line.

    Threads, since a browser opens connections ahead of need, and one that says nothing
    would hold a whole worker. No log of requests: addresses may tell of people.
    """
    return [
        sys.executable,
        "-m",
        "gunicorn",
        f"--bind={address}",
        f"--workers={workers}",
        "--worker-class=gthread",
        "--threads=4",
        "--timeout=60",
        "--graceful-timeout=20",
        "--log-level=error",
        "--no-control-socket",
        "putright.config.wsgi:application",
    ]


def _problems() -> list[str]:
    """Give why the program may not start, each with what to do."""
    from django.conf import settings
    from django.core import checks
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    from putright.config import guards

    if not settings.SECRET_KEY_KEPT:
        return ["There is no secret key: run `putright init`."]
    try:
        executor = MigrationExecutor(connection)
    except OperationalError:
        return ["The database does not answer: run `putright init`, or check its URL."]
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ["The database is behind this program: run `putright init`."]
    absent = guards.missing()
    if absent:
        return [f"Guards are missing ({', '.join(absent)}): run `putright init`."]
    found = checks.run_checks(databases=["default"])
    return [str(message) for message in found if message.is_serious()]
