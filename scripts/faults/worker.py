"""Background workers, forked from one process that has the program loaded.

Each line of the standard input starts one; its number is told on the standard output.
What runs in it is `putright work` itself.
"""

import os
import signal
import sys


def main() -> None:
    """Fork a worker for each line that comes; end with the input."""
    from putright.config.commands.work import one_round, work_command
    from putright.config.django_setup import setup

    setup()
    from django.db import connections

    one_round()  # loads all that a round loads
    connections.close_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            from scripts.faults.points import watch

            watch("work")
            assert work_command.callback is not None
            work_command.callback(once=False, every=1)
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
