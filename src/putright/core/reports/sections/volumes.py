"""What came in: complaints by stage and month; compliments and the rest."""

from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import Given
from putright.core.reports.tables import Shown, split_table
from putright.core.reports.values import Section

RECEIVED = ("stage_1_received", "stage_2_received")
CONTACTS = (
    "compliments_received",
    "comments_received",
    "mp_enquiries_received",
    "service_requests_received",
)
STAGES = ("Stage 1 complaints", "Stage 2 requests")
CONTACT_HEADS = ("Compliments", "Comments", "MP enquiries", "Service requests")
BY_MONTH = (("month",),)

ASKS = (Ask(RECEIVED, BY_MONTH),)
CONTACT_ASKS = (Ask(CONTACTS, BY_MONTH),)


def received(given: Given) -> Section:
    """Say how many complaints came in, by stage and month."""
    one, two = (given.of(code) for code in RECEIVED)
    during = s.period_words(given.span)
    first = s.counted(
        one, "stage 1 complaint was received", "stage 1 complaints were received"
    )
    second = s.counted(
        two, "stage 2 request was received", "stage 2 requests were received"
    )
    return Section(
        key="received",
        heading="Complaints received",
        blocks=(
            s.paragraph(
                "received.summary",
                s.said("{} in {}.", first, during),
                s.said("{}.", second),
                to_date(given),
            ),
            split_table(
                given,
                "received-by-month",
                "Complaints received, by stage and month",
                "month",
                [Shown(*pair) for pair in zip(RECEIVED, STAGES, strict=True)],
                all_words="All months",
            ),
        ),
    )


def to_date(given: Given) -> s.Words:
    """Say that a period has not ended, where it has not."""
    if given.ended:
        return s.Words("")
    day = s.long_date(given.as_at)
    return s.Words(f"The period has not ended: this counts what happened by {day}.")


def contacts(given: Given) -> Section:
    """Say how many compliments, comments, MP enquiries and service requests came in."""
    answered = [given.of(code) for code in CONTACTS]
    nouns = (
        ("compliment", "compliments"),
        ("comment", "comments"),
        ("MP enquiry", "MP enquiries"),
        ("service request", "service requests"),
    )
    told = [s.counted(one, *noun) for one, noun in zip(answered, nouns, strict=True)]
    rest = [
        s.Words(one.text[:1].lower() + one.text[1:], one.stated) for one in told[1:]
    ]
    return Section(
        key="contacts",
        heading="Compliments, comments, MP enquiries and service requests",
        blocks=(
            s.paragraph(
                "contacts.summary",
                s.said("{}, {}, {} and {} were received.", told[0], *rest),
            ),
            split_table(
                given,
                "contacts-by-month",
                "Compliments, comments, MP enquiries and service requests, by month",
                "month",
                [Shown(*pair) for pair in zip(CONTACTS, CONTACT_HEADS, strict=True)],
                all_words="All months",
            ),
        ),
    )
