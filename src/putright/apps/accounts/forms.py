"""The shape of what is typed about people, roles, teams and the landlord."""

import datetime
from typing import TYPE_CHECKING, Any

from django import forms

from putright.apps.accounts import queries
from putright.apps.accounts.models import LandlordSettings, Role, Scope, User, WhyOff
from putright.apps.accounts.ui.fields import DateField, PoundsField
from putright.apps.accounts.ui.widgets import Radios, Textarea

if TYPE_CHECKING:
    OneOfPeople = forms.ModelChoiceField[User]
    LandlordModelForm = forms.ModelForm[LandlordSettings]
else:
    OneOfPeople = forms.ModelChoiceField
    LandlordModelForm = forms.ModelForm

SCOPE_HINTS = {
    "team": "Only cases that concern the team you choose below",
    "body": "Such as a tenant management organisation: give its reference below",
}


class PersonChoice(OneOfPeople):
    """A choice among people who may work on a day, by name."""

    def __init__(self, *, nobody: str = "Choose a person", **options: Any) -> None:
        """Start empty: `limit` gives the people; `nobody` stands for no choice."""
        super().__init__(queryset=User.objects.none(), empty_label=nobody, **options)

    def limit(self, day: datetime.date) -> None:
        """Offer the people who may work on a day."""
        self.queryset = queries.working_on(day)


class PersonForm(forms.Form):
    """A new person. They get a password once added, and roles afterwards."""

    name = forms.CharField(label="Full name", max_length=150)
    username = forms.CharField(
        label="User name",
        max_length=150,
        help_text="What they sign in with, such as dilys.marlow",
    )
    email = forms.EmailField(label="E-mail address", required=False)
    line_manager = PersonChoice(
        label="Line manager", nobody="No line manager", required=False
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer today's people as line managers."""
        super().__init__(*args, **kwargs)
        _limit(self, "line_manager", today)


class RoleForm(forms.Form):
    """A role for a person, how far it reaches, and for how long."""

    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=Radios())
    scope = forms.ChoiceField(
        label="How far it reaches",
        choices=Scope.choices,
        initial=Scope.EVERYTHING,
        widget=Radios(hints=SCOPE_HINTS),
    )
    team = forms.ChoiceField(label="Team", required=False)
    body = forms.CharField(
        label="Managing body's reference", max_length=60, required=False
    )
    starts_on = DateField(label="From", what="The first day")
    ends_on = DateField(label="Last day", what="The last day", required=False)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer today's teams, and today as the first day."""
        super().__init__(*args, **kwargs)
        teams = [(team.code, team.name) for team in queries.teams_on(today)]
        field = self.fields["team"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a team"), *teams]
        self.fields["starts_on"].initial = today

    def clean(self) -> dict[str, Any]:
        """Give the one scope value that belongs to the scope chosen."""
        given = super().clean() or {}
        scope = given.get("scope")
        value = given.get(str(scope), "") if scope in {Scope.TEAM, Scope.BODY} else ""
        if scope == Scope.TEAM and not value:
            self.add_error("team", "Choose the team.")
        if scope == Scope.BODY and not value:
            self.add_error("body", "Give the managing body's reference.")
        given["scope_value"] = value
        return given


class LeavingForm(forms.Form):
    """A person's last day."""

    ends_on = DateField(
        label="Last day",
        what="The last day",
        required=False,
        help_text="They cannot sign in after it. Leave empty to let them go on.",
    )


class AbsenceForm(forms.Form):
    """Days away, and who covers."""

    covered_by = PersonChoice(label="Who covers their work")
    starts_on = DateField(label="First day away", what="The first day")
    ends_on = DateField(label="Last day away", what="The last day", required=False)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer today's people."""
        super().__init__(*args, **kwargs)
        _limit(self, "covered_by", today)


class TeamForm(forms.Form):
    """A new team, or a team's new name."""

    name = forms.CharField(label="Name", max_length=100)
    starts_on = DateField(label="From", what="The first day")


class MemberForm(forms.Form):
    """Someone who joins a team."""

    user = PersonChoice(label="Person")
    starts_on = DateField(label="From", what="The first day")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer today's people."""
        super().__init__(*args, **kwargs)
        _limit(self, "user", today)
        self.fields["starts_on"].initial = today


OTHERS, ALL = "others", "all"


class EndSignInsForm(forms.Form):
    """Which of one's own sign-ins to end."""

    which = forms.ChoiceField(
        label="Which do you want to end?",
        widget=Radios(),
        error_messages={
            "required": "Choose which sign-in to end.",
            "invalid_choice": "That sign-in is over already. Choose another.",
        },
    )

    def __init__(
        self, *args: Any, sign_ins: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer the other sign-ins, each as reference and words."""
        super().__init__(*args, **kwargs)
        field = self.fields["which"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *sign_ins,
            (OTHERS, "All but this one"),
            (ALL, "All, this one too"),
        ]


class SecondStepOffForm(forms.Form):
    """Why somebody's second step is turned off."""

    reason = forms.ChoiceField(
        label="Why?",
        choices=WhyOff.choices,
        widget=Radios(),
        help_text="Make sure that it is they who ask: see them, or ring them up.",
        error_messages={"required": "Choose why it is turned off."},
    )


class LogFilterForm(forms.Form):
    """Which part of the access log to show."""

    is_filter = True

    kind = forms.CharField(
        label="What was done",
        max_length=40,
        required=False,
        help_text="In the table’s own words, such as “case opened”",
    )
    subject = forms.CharField(
        label="Reference",
        max_length=80,
        required=False,
        help_text="A case’s, or “resident:” and the number in the page’s address",
    )
    user = PersonChoice(label="Who", nobody="Anyone", required=False)
    day = DateField(label="Day", what="The day", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer everyone who ever signed in: the log names those who left too."""
        super().__init__(*args, **kwargs)
        user = self.fields["user"]
        assert isinstance(user, PersonChoice)
        user.queryset = User.objects.all()


class LandlordForm(LandlordModelForm):
    """The landlord's own choices."""

    approval_limit_pence = PoundsField(
        label="Compensation one person may agree alone",
        help_text="In pounds. Above this a second person approves it.",
    )
    closure_dates = forms.CharField(
        label="Days the office is closed",
        required=False,
        widget=Textarea(rows=4),
        help_text="One a line, as 2026-12-28. The Code does not know them: they are "
        "shown beside its dates and never move them.",
    )

    class Meta:
        model = LandlordSettings
        fields = [
            "name",
            "address",
            "phone",
            "email",
            "web_page",
            "ombudsman_contact",
            "policy_name",
            "approval_limit_pence",
            "digest_on",
            "day_zero",
            "office_closes_at",
            "closure_dates",
        ]
        labels = {
            "name": "Landlord’s name",
            "phone": "Telephone",
            "email": "E-mail address",
            "web_page": "Web page about complaints",
            "ombudsman_contact": "How to reach the Housing Ombudsman",
            "policy_name": "Name of the complaints policy",
            "digest_on": "Send people a daily list of what is due",
            "day_zero": "The day a complaint counts as received",
            "office_closes_at": "The office closes at",
        }
        help_texts = {
            "address": "Printed on letters",
            "ombudsman_contact": "Printed on every letter that must say it",
            "office_closes_at": "Such as 17:00",
        }
        widgets = {
            "address": Textarea(rows=4),
            "ombudsman_contact": Textarea(rows=5),
            "day_zero": Radios(),
            "office_closes_at": forms.TimeInput(format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the closure dates a line each."""
        super().__init__(*args, **kwargs)
        self.initial["closure_dates"] = "\n".join(self.instance.closure_dates)

    def clean_closure_dates(self) -> list[str]:
        """Give the days as ISO dates, in order and once each."""
        found = set()
        for line in self.cleaned_data["closure_dates"].split():
            try:
                found.add(datetime.date.fromisoformat(line))
            except ValueError as error:
                raise forms.ValidationError(
                    f"{line[:20]} is not a date such as 2026-12-28."
                ) from error
        return [day.isoformat() for day in sorted(found)]


def _limit(form: forms.Form, name: str, day: datetime.date) -> None:
    """Offer a day's people in one field of a form."""
    field = form.fields[name]
    assert isinstance(field, PersonChoice)
    field.limit(day)
