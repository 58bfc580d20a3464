"""The Ombudsman as a letter names it (2.4, 3.7, 6.5, 6.16, 6.19g)."""

import msgspec


class Ombudsman(msgspec.Struct, frozen=True, kw_only=True):
    """Who a resident may turn to, and how: `contact_lines` are set out as given.

    A line may begin with what it is: `Phone: 0300 111 3000`.
    """

    name: str
    contact_lines: tuple[str, ...]

    def ways(self) -> tuple[str, ...]:
        """Give each way to reach it; any one of them is a contact detail."""
        found = (line.rpartition(": ")[2].strip() for line in self.contact_lines)
        return tuple(way for way in found if way)


HOUSING_OMBUDSMAN = Ombudsman(
    name="Housing Ombudsman Service",
    contact_lines=(
        "Phone: 0300 111 3000",
        "Email: info@housing-ombudsman.org.uk",
        "Website: www.housing-ombudsman.org.uk",
        "Post: PO Box 1484, Unit D, Preston, PR2 0ET",
    ),
)
"""The Ombudsman for residents of social landlords in England; a landlord may correct
these details."""
