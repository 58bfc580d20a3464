"""Bytes in an object store that speaks S3, for `STORAGES` in the settings.

Only imported where the landlord asked for one: it needs the packages of the extra
`s3`. Every failure of the store but "there is no such object" is a StoreAwayError.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NoReturn

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from putright.apps.letters.errors import StoreAwayError

CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 20, 3
NOT_KNOWN = {"NotImplemented", "MethodNotAllowed"}
"""How a store says that it keeps no versions of an object."""
GONE = {"404", "NoSuchKey", "NotFound"}


@contextmanager
def _answering() -> Iterator[None]:
    """Tell in plain words where the store does not do what it was asked."""
    try:
        yield
    except (BotoCoreError, ClientError, OSError) as problem:
        if isinstance(problem, FileNotFoundError):
            raise
        raise StoreAwayError(_why(problem)) from problem


def _why(problem: Exception) -> str:
    """Name a problem without the store's own text, which may hold an address."""
    if isinstance(problem, ClientError):
        return str(problem.response.get("Error", {}).get("Code", "refused"))
    return type(problem).__name__


class ObjectStorage(S3Storage):  # type: ignore[misc] # its package has no types
    """A bucket; `location` is the folder in it. Objects are never public."""

    def __init__(self, *, addressing: str = "auto", **options: Any) -> None:
        """Connect when first used; a store that does not answer is given up soon."""
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": addressing},
            # Many stores other than Amazon's do not know the newer check sums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(client_config=config, default_acl=None, **options)

    def answers(self) -> None:
        """Raise StoreAwayError where the bucket can't be reached."""
        with _answering():
            # A question whose refusal has words: that of HEAD has none.
            client = self.connection.meta.client
            client.list_objects_v2(Bucket=self.bucket_name, MaxKeys=1)

    def url(self, *_name: Any, **_more: Any) -> NoReturn:
        """Refuse: files have no address of their own."""
        raise TypeError("Files are given out by the program's pages alone.")

    def exists(self, name: str) -> bool:
        """Whether there is such an object."""
        with _answering():
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        """Remove an object, and where the bucket keeps versions, every one of them."""
        with _answering():
            self._delete_versions(self._normalize_name(name))
            if super().exists(name):
                super().delete(name)

    def _delete_versions(self, key: str) -> None:
        try:
            versions = self.bucket.object_versions.filter(Prefix=key)
            for one in [each for each in versions if each.object_key == key]:
                one.delete()
        except ClientError as problem:
            if _why(problem) not in NOT_KNOWN:
                raise

    def get_modified_time(self, name: str) -> datetime:
        """Give when an object was written. Raises FileNotFoundError."""
        with _answering():
            try:
                written: datetime = super().get_modified_time(name)
            except ClientError as problem:
                if _why(problem) in GONE:
                    raise FileNotFoundError(name) from problem
                raise
        return written

    def everything(self) -> Iterator[tuple[str, datetime]]:
        """Give each object's name under `location` and when it was written."""
        folder = f"{self.location.strip('/')}/" if self.location else ""
        with _answering():
            for one in self.bucket.objects.filter(Prefix=folder):
                yield one.key.removeprefix(folder), one.last_modified

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        with _answering():
            found: File[bytes] = super()._open(name, mode)
            found.file  # noqa: B018 - fetched now, where a failure is told
        return found

    def _save(self, name: str, content: "File[bytes]") -> str:
        with _answering():
            return str(super()._save(name, content))
