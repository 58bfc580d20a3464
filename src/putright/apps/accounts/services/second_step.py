"""The second step: recovery codes kept hashed, and turned off for who lost theirs."""

import datetime
import re
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import get_random_string

from putright.apps.accounts.models import Session, User, WhyOff
from putright.apps.accounts.services.log import record_opening
from putright.apps.accounts.services.refusals import AccountRefusedError

COUNT, DIGITS = 10, 8


def recovery_code(typed: str) -> str:
    """Give what was typed as a recovery code: eight digits, or nothing."""
    digits = re.sub(r"[\s-]", "", typed)
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else ""


def hashed(codes: Iterable[str]) -> dict[str, list[str]]:
    """Give codes as they are kept: each hashed as passwords are, with its own salt.

    allauth reads such a row as one that has no codes of its own making.
    """
    return {"hashes": [make_password(code) for code in codes], "migrated_codes": []}


def make_recovery_codes(*, user: User, now: datetime.datetime) -> list[str]:
    """Give a person new recovery codes, to be shown this once; the old ones end."""
    codes: set[str] = set()
    while len(codes) < COUNT:
        codes.add(get_random_string(DIGITS, "0123456789"))
    data = hashed(sorted(codes))
    with transaction.atomic():
        Authenticator.objects.update_or_create(
            user=user,
            type=Authenticator.Type.RECOVERY_CODES,
            defaults={"data": data, "created_at": now, "last_used_at": None},
        )
        subject = f"user:{user.pk}"
        record_opening(by=user, kind="recovery_codes_made", subject=subject, now=now)
    return sorted(codes)


def use_recovery_code(
    *, user: User, code: str, now: datetime.datetime
) -> Authenticator | None:
    """Use up a recovery code; None where it is none of the person's, or was used.

    It is weighed before the row is locked: hashing is slow by design.
    """
    row = _codes_of(user).first()
    kept = row.data.get("hashes", []) if row else []
    found = next((one for one in kept if check_password(code, one)), None)
    if found is None:
        return None
    with transaction.atomic():
        row = _codes_of(user).select_for_update().first()
        if row is None or found not in row.data.get("hashes", []):
            return None
        row.data["hashes"].remove(found)
        row.save(update_fields=["data"])
        subject = f"user:{user.pk}"
        record_opening(by=user, kind="recovery_code_used", subject=subject, now=now)
    return row


def codes_left(user: User) -> int:
    """Give how many recovery codes a person has not used."""
    row = _codes_of(user).first()
    return len(row.data.get("hashes", [])) if row else 0


@transaction.atomic
def turn_off_second_step(
    *, user: User, reason: str, by: User, now: datetime.datetime
) -> None:
    """Turn off another person's second step, and end all their sign-ins.

    Where the landlord asks for one they set it up anew before anything else. Logged
    with the reason, one of `WhyOff`. Raises AccountRefusedError.
    """
    if reason not in WhyOff.values:
        raise AccountRefusedError("Choose why it is turned off.")
    if by.pk == user.pk:
        raise AccountRefusedError(
            "Nobody turns off their own second step so: ask another administrator, "
            "or use a recovery code."
        )
    gone, _ = Authenticator.objects.filter(user=user).delete()
    if not gone:
        raise AccountRefusedError(f"{user.name} has no two-step sign-in turned on.")
    Session.objects.filter(user=user).delete()
    kind = f"second_step_off_{reason}"
    record_opening(by=by, kind=kind, subject=f"user:{user.pk}", now=now)


def has_second_step(user: User) -> bool:
    """Give whether a person has two-step sign-in turned on."""
    return bool(Authenticator.objects.filter(user=user).exists())


def _codes_of(user: User) -> QuerySet[Authenticator]:
    kind = Authenticator.Type.RECOVERY_CODES
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type=kind)
    return found
