"""What a password may not be made of: words that anyone would guess here."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from putright.apps.accounts.models import LandlordSettings, User

GUESSED = frozenset(
    {
        *("putright", "complaint", "complaints", "casework", "housing", "homes"),
        *("landlord", "ombudsman", "resident", "residents", "tenant", "password"),
        *("welcome", "letmein", "qwerty", "admin", "administrator", "manager"),
    }
)
LEAST_LEFT = 8
"""Characters that must be there besides such words."""


class OwnWordsValidator:
    """Refuses a password that is little more than words of this place or this work."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where too little is left without those words."""
        left = password.lower()
        for word in sorted({*GUESSED, *_of_landlord()}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_LEFT:
            raise ValidationError(self.get_help_text(), code="password_own_words")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return (
            "The password is little more than words that anyone would guess here, such "
            "as the landlord’s name: use others."
        )


def _of_landlord() -> Iterator[str]:
    """Give the words of the landlord's name that are worth guessing."""
    row = LandlordSettings.objects.filter(pk=1).values_list("name", flat=True).first()
    for word in re.findall(r"\w+", (row or "").lower()):
        if len(word) >= 4:
            yield word
