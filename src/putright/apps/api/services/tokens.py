"""Tokens: made by an administrator, taken by their person, withdrawn by either.

An administrator sees no case, so none is shown the secret of somebody else's token:
the person that it acts as takes it, and knows from then on that it is there.
"""

import datetime
import hashlib
import secrets
from collections.abc import Collection

from django.db import transaction

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.api.models import Token
from putright.apps.api.scopes import SCOPES
from putright.apps.api.services.refusals import ApiRefusedError

BEGINS = "putright_"
"""How a secret begins, so that one left lying about is known for what it is."""
LONGEST = datetime.timedelta(days=366)
"""The longest that a token lives: whoever still needs it is given a new one."""


def hash_of(secret: str) -> str:
    """Give what is kept of a secret. 256 random bits need no slower hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(
    *,
    name: str,
    person: User,
    scopes: Collection[str],
    expires_on: datetime.date,
    by: User,
    now: datetime.datetime,
    today: datetime.date,
) -> Token:
    """Make a token that waits for its person. Raises ApiRefusedError."""
    unknown = set(scopes) - set(SCOPES)
    if unknown or not scopes:
        raise ApiRefusedError("Choose what the program may do.")
    if not today <= expires_on <= today + LONGEST:
        raise ApiRefusedError(
            "The last day must be today or later, and within a year from today."
        )
    token = Token.objects.create(
        name=name,
        person=person,
        scopes=" ".join(one for one in SCOPES if one in scopes),
        expires_on=expires_on,
        made_by=by,
        made_at=now,
    )
    _log(by, "token_made", token, now)
    return token


@transaction.atomic
def take_token(*, number: int, by: User, now: datetime.datetime) -> str:
    """Give a token's secret to its person, this once. Raises ApiRefusedError."""
    token = _locked(number)
    if token.person_id != by.pk:
        raise ApiRefusedError("A token is taken by the person that it acts as.")
    if token.withdrawn_at is not None:
        raise ApiRefusedError("The token was withdrawn. Ask for a new one.")
    if token.taken_at is not None:
        raise ApiRefusedError(
            "The token was taken already, and its secret is shown only once. If it is "
            "lost, withdraw the token and ask for a new one."
        )
    secret = BEGINS + secrets.token_urlsafe(32)
    token.secret_hash, token.ending = hash_of(secret), secret[-4:]
    token.taken_at = now
    token.save(update_fields=["secret_hash", "ending", "taken_at"])
    _log(by, "token_taken", token, now)
    return secret


@transaction.atomic
def withdraw_token(*, number: int, by: User, now: datetime.datetime) -> None:
    """End a token at once. Doing it again changes nothing."""
    token = _locked(number)
    if token.withdrawn_at is not None:
        return
    token.withdrawn_at, token.withdrawn_by = now, by
    token.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _log(by, "token_withdrawn", token, now)


def used(*, token: Token, now: datetime.datetime, today: datetime.date) -> None:
    """Write down that a token was used on a day, once that day."""
    if token.last_used_on == today:
        return
    with transaction.atomic():
        rows = Token.objects.filter(pk=token.pk).exclude(last_used_on=today)
        if rows.update(last_used_on=today):
            _log(token.person, "token_used", token, now)
    token.last_used_on = today


def _locked(number: int) -> Token:
    return Token.objects.select_for_update(of=("self",)).get(pk=number)


def _log(by: User, kind: str, token: Token, now: datetime.datetime) -> None:
    accounts.record_opening(by=by, kind=kind, now=now, subject=f"token:{token.pk}")
