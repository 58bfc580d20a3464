"""An object store of the tests' own: OpenStack Swift, which speaks S3, on loopback.

The smallest one there is, an account, a container, an object and a proxy server, all in
a folder that is deleted afterwards. The bucket keeps every version of an object.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import boto3
from botocore.config import Config

KEYS = {"AWS_ACCESS_KEY_ID": "tests:keeper", "AWS_SECRET_ACCESS_KEY": "kept-well"}
BUCKET = "putright-files"
PLACES = ("account", "container", "object")
SECONDS = 60
FILTERS = (
    "catch_errors listing_formats cache s3api tempauth copy slo dlo versioned_writes "
    "symlink"
)
COMMON = """\
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
devices = {folder}/disks
mount_check = false
disable_fallocate = true
workers = 0
user = {user}
swift_dir = {folder}
log_address = /dev/null
"""
PROXY = """\
[pipeline:main]
pipeline = {filters} proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:s3api]
use = egg:swift#s3api
location = here
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:tempauth]
use = egg:swift#tempauth
user_tests_keeper = kept-well .admin
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
"""
PLAIN = ("catch_errors", "listing_formats", "copy", "slo", "dlo", "symlink")
WHOLE = """\
[swift-hash]
swift_hash_path_suffix = tests
[storage-policy:0]
name = one
default = yes
"""

RINGS = """\
import sys
from swift.common.ring import RingBuilder
for word in sys.argv[1:]:
    path, port = word.rsplit("=", 1)
    ring = RingBuilder(2, 1, 0)
    ring.add_dev(dict(
        id=0, region=1, zone=1, weight=1, ip="127.0.0.1", port=int(port),
        replication_ip="127.0.0.1", replication_port=int(port), device="one", meta="",
    ))
    ring.rebalance()
    ring.get_ring().save(path)
"""
"""Run by the system's own Python, which has Swift's packages."""


@dataclass(frozen=True)
class ObjectStore:
    """A store that runs: its address, and where its bytes are."""

    endpoint: str
    folder: Path
    proxy: "subprocess.Popen[bytes]"

    @property
    def files_url(self) -> str:
        """Give PUTRIGHT_FILES_URL for it."""
        asked = f"endpoint={quote(self.endpoint, safe='')}&region=here&addressing=path"
        return f"s3://{BUCKET}/putright?{asked}"

    def client(self) -> Any:
        """Give a client of its own, for what the program never does."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="here",
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
            config=Config(
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def holds(self, words: bytes) -> bool:
        """Whether these bytes are in any file of the store, current or not."""
        disks = self.folder / "disks"
        return any(words in f.read_bytes() for f in disks.rglob("*") if f.is_file())


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    """Start a store with a bucket in it; stop and delete it."""
    with tempfile.TemporaryDirectory(
        prefix="swift", dir="/tmp", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        folder.chmod(0o755)
        user = "swift" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        ports = dict(zip((*PLACES, "proxy"), _free_ports(4), strict=True))
        _write(folder, user, ports)
        servers = [_started(folder, one) for one in ports]
        try:
            store = ObjectStore(
                f"http://127.0.0.1:{ports['proxy']}", folder, servers[-1]
            )
            _wait(servers, ports)
            _make_bucket(store)
            yield store
        finally:
            for server in servers:
                server.kill()
                server.wait(timeout=30)


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"There is no {name} here: sh scripts/need.sh objects"
    return found


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


def _write(folder: Path, user: str, ports: dict[str, int]) -> None:
    (folder / "swift.conf").write_text(WHOLE, encoding="ascii")
    disk = folder / "disks" / "one"
    disk.mkdir(parents=True)
    for one, port in ports.items():
        text = COMMON.format(port=port, folder=folder, user=user)
        if one == "proxy":
            text += PROXY.format(filters=FILTERS)
            text += "".join(f"[filter:{f}]\nuse = egg:swift#{f}\n" for f in PLAIN)
        else:
            app = f"{one}-server"
            text += f"[pipeline:main]\npipeline = {app}\n"
            text += f"[app:{app}]\nuse = egg:swift#{one}\n"
        (folder / f"{one}.conf").write_text(text, encoding="ascii")
    _rings(folder, ports)
    if os.geteuid() == 0:
        owner = pwd.getpwnam(user)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)


def _rings(folder: Path, ports: dict[str, int]) -> None:
    """Say that the one server of each kind holds everything of that kind."""
    of = [f"{folder / one}.ring.gz={ports[one]}" for one in PLACES]
    subprocess.run(["/usr/bin/python3", "-c", RINGS, *of], check=True)


def _started(folder: Path, one: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [_program(f"swift-{one}-server"), str(folder / f"{one}.conf")],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait(servers: list["subprocess.Popen[bytes]"], ports: dict[str, int]) -> None:
    until = time.monotonic() + SECONDS
    for server, port in zip(servers, ports.values(), strict=True):
        while not _listens(port):
            stopped = server.poll() is not None or time.monotonic() > until
            assert not stopped, "The object store did not start."
            time.sleep(0.1)


def _listens(port: int) -> bool:
    asking = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.connect()
    except OSError:
        return False
    finally:
        asking.close()
    return True


def _make_bucket(store: ObjectStore) -> None:
    client = store.client()
    client.create_bucket(Bucket=BUCKET)
    client.put_bucket_versioning(
        Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"}
    )
