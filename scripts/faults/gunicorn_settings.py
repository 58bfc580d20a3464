"""Settings of the pages' server while faults are tried: its workers are watched.

The program is loaded before the workers are forked, so that one that was killed is
back within a moment.
"""

preload_app = True


def when_ready(server: object) -> None:
    """Load all that a first page loads, before the workers are forked."""
    from django.db import connections
    from django.test import Client

    client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "127.0.0.1"})
    client.get("/sign-in/")
    client.get("/cases/")
    connections.close_all()


def post_fork(server: object, worker: object) -> None:
    """Wrap the program's functions in each worker."""
    from scripts.faults.points import watch

    watch("web")
