"""Run tests on PostgreSQL: `python -m tests.postgres [what pytest takes]`.

Starts a throw-away cluster that listens on a socket in a folder of its own, no TCP
port at all, and points `PUTRIGHT_DATABASE_URL` at it. It promises no durability
(fsync off) and is deleted afterwards.
"""

import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEBIAN = Path("/usr/lib/postgresql")
USER = "app"
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
"""


class NoPostgreSQLError(RuntimeError):
    """No PostgreSQL server program was found on this machine."""


def server_programs() -> Path:
    """Find the folder with initdb and pg_ctl: the newest version under Debian's.

    Raises NoPostgreSQLError where there is none.
    """
    found = sorted(
        (int(folder.name), folder / "bin")
        for folder in DEBIAN.glob("*")
        if folder.name.isdigit() and (folder / "bin" / "pg_ctl").exists()
    )
    if not found:
        raise NoPostgreSQLError(
            f"No PostgreSQL server under {DEBIAN}. "
            "Install one: apt-get install --no-install-recommends postgresql-15"
        )
    return found[-1][1]


def _as_server(folder: Path) -> dict[str, Any]:
    """Give the arguments that drop root: PostgreSQL will not run as root."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    server = pwd.getpwnam("postgres")
    os.chown(folder, server.pw_uid, server.pw_gid)
    return {
        "cwd": folder,
        "user": server.pw_uid,
        "group": server.pw_gid,
        "extra_groups": [],
    }


def _run(*words: str | Path, **how: Any) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr}")


@contextmanager
def cluster(copy_of: str = "") -> Iterator[str]:
    """Start a cluster, give its address (`postgresql://…`), stop and delete it.

    `copy_of` is the folder of another's socket: then it is a streaming replica of it.
    """
    programs = server_programs()
    # /tmp by name: a socket's path may have 107 bytes, and TMPDIR may be long.
    with tempfile.TemporaryDirectory(
        prefix="pg", dir="/tmp", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        data = folder / "data"
        as_server = _as_server(folder)
        making: tuple[str | Path, ...] = (
            programs / "initdb",
            *("-D", data, "-U", USER, "-A", "trust", "-E", "UTF8"),
            *("--locale=C.UTF-8", "--no-sync"),
        )
        if copy_of:
            making = (
                programs / "pg_basebackup",
                *("-D", data, "-U", USER, "-h", copy_of, "--checkpoint=fast"),
                *("--write-recovery-conf", "--no-sync"),
            )
        _run(*making, **as_server)
        with (data / "postgresql.auto.conf").open("a") as settings:
            settings.write(SETTINGS.format(socket=folder))
        control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w"]
        _run(*control, "-l", folder / "log", "start", **as_server)
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            if (data / "postmaster.pid").exists():
                _run(*control, "-m", "immediate", "stop", **as_server)


def stop_at_once(folder: Path) -> None:
    """Stop the cluster whose socket is in this folder, as a power cut would."""
    words = ("-D", folder / "data", "-w", "-m", "immediate", "stop")
    _run(server_programs() / "pg_ctl", *words, **_as_server(folder))


def main(arguments: Sequence[str]) -> int:
    """Run pytest with these arguments against a cluster of its own."""
    try:
        with cluster() as address:
            environment = os.environ | {"PUTRIGHT_DATABASE_URL": address}
            command = [sys.executable, "-m", "pytest", *arguments]
            return subprocess.run(
                command, check=False, cwd=ROOT, env=environment
            ).returncode
    except NoPostgreSQLError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
