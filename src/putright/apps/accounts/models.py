"""The tables of people, roles, teams, the landlord's choices and the access log."""

import datetime

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from putright.apps.accounts.sessions import SessionStore

TODAY_OR_LATER = Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))


class Role(models.TextChoices):
    """What a person does. What each role may do is in `permissions.ROLES`."""

    FRONT_LINE = "front_line", "Front line"
    COORDINATOR = "coordinator", "Complaints coordinator"
    INVESTIGATOR = "investigator", "Investigator (stage 1)"
    REVIEWER = "reviewer", "Reviewer (stage 2)"
    MANAGER = "manager", "Complaints manager"
    BOARD_MEMBER = "board_member", "Board member"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "System administrator"


class Scope(models.TextChoices):
    """How far a role reaches."""

    EVERYTHING = "everything", "Everything"
    TEAM = "team", "One team's cases"
    BODY = "body", "One managing body's cases"


class WhyOff(models.TextChoices):
    """Why somebody's second step is turned off for them: the log keeps the code."""

    LOST = "lost", "They lost their device, or it is broken"
    NEW = "new", "They have a new device"
    TAKEN = "taken", "Somebody else may have their device"


class User(AbstractUser):
    """A person who signs in. People who leave keep their row: the records name them."""

    name = models.CharField("full name", max_length=150)
    email = models.EmailField("e-mail address", blank=True)
    demonstration = models.BooleanField(default=False)
    password_is_temporary = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    line_manager = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    REQUIRED_FIELDS = []

    today: datetime.date | None = None
    """The day this request counts as today; set by `CurrentPeopleMiddleware`."""

    grants_today: "list[RoleGrant] | None" = None
    """The roles held on that day, read once a request."""

    class Meta:
        ordering = ["name", "username"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="accounts_user_email_once",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | TODAY_OR_LATER,
                name="accounts_user_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(line_manager__isnull=True) | ~Q(line_manager=F("id")),
                name="accounts_user_not_own_manager",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username


class Session(AbstractBaseSession):
    """A browser's session; of a person's once they are signed in by it."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="+"
    )

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """Give what reads and writes it."""
        return SessionStore


class Absence(models.Model):
    """Days on which someone is away, and who covers their work."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    covered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("covered_by")), name="accounts_absence_by_another"
            ),
            models.CheckConstraint(
                condition=TODAY_OR_LATER, name="accounts_absence_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} covered by {self.covered_by} from {self.starts_on}"


class RoleGrant(models.Model):
    """A role given to a person. It takes effect when a second person confirms it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    scope = models.CharField(max_length=12, choices=Scope, default=Scope.EVERYTHING)
    scope_value = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)
    from_group = models.CharField(max_length=200, blank=True)
    """The group of the landlord's own sign-in service that gives it; empty by hand."""

    class Meta:
        ordering = ["role", "scope", "scope_value", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="everything", scope_value="")
                | (~Q(scope="everything") & ~Q(scope_value="")),
                name="accounts_grant_names_its_scope",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("user")) & Q(given_by__isnull=True))
                | (~Q(confirmed_by=F("user")) & ~Q(confirmed_by=F("given_by"))),
                name="accounts_grant_second_person",
            ),
            models.CheckConstraint(
                condition=TODAY_OR_LATER, name="accounts_grant_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope", "scope_value", "from_group"],
                condition=Q(revoked_at__isnull=True),
                name="accounts_grant_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.scope_label()})"

    def scope_label(self) -> str:
        """Give how far the grant reaches, in words."""
        if self.scope == Scope.EVERYTHING:
            return "everything"
        return f"{self.scope} {self.scope_value}"


class Team(models.Model):
    """A team that works cases. Its code never changes; its name may, by date."""

    code = models.SlugField(max_length=40, unique=True)
    manager = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=TODAY_OR_LATER, name="accounts_team_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class TeamName(models.Model):
    """What a team is called from a date on, until the next name begins."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=100)
    starts_on = models.DateField()

    class Meta:
        ordering = ["team", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "starts_on"], name="accounts_team_name_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} from {self.starts_on}"


class TeamMembership(models.Model):
    """A person in a team, from a date to a date."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="teams")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["team", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=TODAY_OR_LATER, name="accounts_membership_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["team", "user"],
                condition=Q(ends_on__isnull=True),
                name="accounts_membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"


class AccessLog(models.Model):
    """Who opened or changed what, and when. Append-only; references, never names."""

    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True, db_index=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"


class LogErasure(models.Model):
    """That what the access log says of days before one was let go, by the schedule.

    Append-only as the log is: the database lets an entry go only because of it.
    """

    before = models.DateTimeField()
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"The access log before {self.before:%Y-%m-%d}"


class LandlordSettings(models.Model):
    """The landlord's own choices: one row, number 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=150, default="The landlord")
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    web_page = models.CharField(max_length=200, blank=True)
    ombudsman_contact = models.TextField(blank=True)
    policy_name = models.CharField(max_length=150, default="Complaints policy")
    approval_limit_pence = models.PositiveIntegerField(default=25_000)
    digest_on = models.BooleanField(default=True)
    day_zero = models.CharField(
        max_length=20,
        choices=[
            ("same_day", "The day it came in, whatever the time"),
            ("next_working_day", "Out of hours: the next working day"),
        ],
        default="same_day",
    )
    office_closes_at = models.TimeField(default=datetime.time(17, 0))
    closure_dates = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="accounts_landlord_settings_one_row"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SavedTyping(models.Model):
    """What someone had typed when their sign-in ran out, kept for a day at most."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    fields = models.TextField()
    saved_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"typing {self.pk} for {self.path}"
