"""What a survey holds on a person, for giving to them."""

from django.db.models import OuterRef, Subquery

from putright.apps.surveys.models import Response, SampledHome


def answers_of(person: str) -> list[tuple[str, str]]:
    """Give the answers and comments of the surveys that a person was drawn for.

    By their home, as long as it is not forgotten which homes answered: afterwards
    nobody can tell whose an answer is. Headings and texts, in one read.
    """
    drawn = SampledHome.objects.filter(person=person).exclude(person="")
    theirs = drawn.filter(
        survey=OuterRef("survey"), stock_type=OuterRef("stock_type")
    ).values("reference")[:1]
    rows = (
        Response.objects.annotate(theirs=Subquery(theirs))
        .filter(household=Subquery(theirs))
        .select_related("survey", "comment")
        .order_by("pk")
    )
    return [(f"Survey: {row.survey.name}", _said(row)) for row in rows]


def _said(row: Response) -> str:
    lines = [f"{question}: {answer}" for question, answer in row.answers.items()]
    comment = getattr(row, "comment", None)
    if comment is not None and comment.text:
        lines.append(f"Comment: {comment.text}")
    return "\n".join(lines)
