"""Cases of which only the month is known, where a period ends inside that month."""

from putright.apps.complaints.queries.counted import known_to_the_month
from putright.apps.figures.queries.asking import Question
from putright.core.calendar import month, month_bounds
from putright.core.figures.wording import month_words


def month_note(question: Question) -> str:
    """Say how many cases of the last month are known by it alone; "" for none.

    They count from the day they stand on, whenever in the month they came: a period,
    or a day of judging, in the middle of it takes all of them or none. One query, and
    none where the last day counted is the last of its month.
    """
    last = min(question.last, question.as_at)
    whole = month_bounds(month(last))
    if last == whole.last:
        return ""
    number = known_to_the_month(whole.first, last)
    return month_words(number, last) if number else ""
