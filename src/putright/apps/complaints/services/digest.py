"""The daily digest: one mail a person and day, of references and dates alone."""

import datetime
import logging
from collections.abc import Iterator

import msgspec
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.models import User
from putright.apps.complaints.models import DigestSent
from putright.apps.complaints.queries.context import current_calendar
from putright.apps.complaints.queries.digests import Digest, digest

FIRST_HOUR = 6
"""Digests leave from six in the morning, UK time, on working days."""
GIVEN_UP_AFTER = datetime.timedelta(hours=1)
"""A claim this old whose mail never left is taken up again: its worker died, or the
mail server refused it."""

log = logging.getLogger("putright.digest")


class Composed(msgspec.Struct, frozen=True, kw_only=True):
    """A digest ready to send: to whom, and its two bodies."""

    username: str
    to: str
    subject: str
    text: str
    html: str


def send_due(*, now: datetime.datetime) -> int:
    """Send today's digests that are due, as background work does; give how many.

    May be called as often as one likes: each person has one a day.
    """
    local = timezone.localtime(now)
    calendar = current_calendar()
    day = local.date()
    works = calendar.is_working_day(day) if day in calendar else True
    if local.hour < FIRST_HOUR or not works:
        return 0
    return sum(1 for _ in send(now=now))


def composed(day: datetime.date) -> Iterator[Composed]:
    """Give every digest of a day without sending any."""
    for user in _people(day):
        made = digest(user, day)
        if not made.empty:
            yield compose(user, made)


def send(*, now: datetime.datetime) -> Iterator[Composed]:
    """Send each person's digest of the day once; give each as it leaves.

    A mail that cannot be sent is logged, without whose it is, and tried again after an
    hour. Nobody gets one where the landlord turned digests off.
    """
    day = timezone.localtime(now).date()
    done = set(
        DigestSent.objects.filter(day=day, sent_at__isnull=False).values_list(
            "user", flat=True
        )
    )
    for user in _people(day):
        if user.pk in done or not _claim(user, day, now):
            continue
        made = digest(user, day)
        mail = compose(user, made)
        if made.empty or _sent(mail):
            DigestSent.objects.filter(user=user, day=day).update(sent_at=now)
            if not made.empty:
                yield mail


def compose(user: User, made: Digest) -> Composed:
    """Write a digest as plain text and HTML. It names no resident and no home."""
    context = {"digest": made, "landlord": accounts.landlord().name}
    due = len(made.overdue) + len(made.today) + len(made.unassigned)
    subject = f"Complaints: {due} due or overdue today" if due else "Complaints: due"
    return Composed(
        username=user.username,
        to=user.email,
        subject=subject,
        text=render_to_string("complaints/work/digest.txt", context),
        html=render_to_string("complaints/work/digest.html", context),
    )


def _people(day: datetime.date) -> list[User]:
    """Give who gets a digest: people with casework on a day and a mail address."""
    if not accounts.landlord().digest_on:
        return []
    return [user for user in accounts.people_who_can("work_case", on=day) if user.email]


def _claim(user: User, day: datetime.date, now: datetime.datetime) -> bool:
    """Claim a person's digest of a day, so that no other worker sends it too."""
    stale = DigestSent.objects.filter(
        user=user, day=day, sent_at__isnull=True, claimed_at__lt=now - GIVEN_UP_AFTER
    )
    if stale.update(claimed_at=now):
        return True
    try:
        with transaction.atomic():
            DigestSent.objects.create(user=user, day=day, claimed_at=now)
    except IntegrityError:
        return False
    return True


def _sent(mail: Composed) -> bool:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to])
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except OSError as error:
        # The mail server's own words may hold an address.
        log.warning("A digest was not sent: %s", type(error).__name__)
        return False
    return True
