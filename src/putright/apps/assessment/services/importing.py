"""Taking assessments from files, every row accounted for, and the official texts."""

import datetime
from itertools import groupby

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.assessment.models import Assessment, Requirement, Row, State
from putright.apps.assessment.queries.assessments import answer_of
from putright.core.assessment import FormRow, on_form, read_form
from putright.core.tabular import ImportOutcome, Table, TableError, Tally, text
from putright.core.tabular import Row as Line

LONG = 10_000


@transaction.atomic
def import_form(
    *,
    table: Table,
    edition: str,
    file_name: str,
    by: User | None,
    now: datetime.datetime,
) -> ImportOutcome:
    """Take past assessments from a file of one row a provision.

    A file may hold several, by landlord and assessment. A row that is here already is
    left, or changed where the file says otherwise. Raises TableError where a column is
    missing, UnknownEditionError for an edition that there is not.
    """
    rows, refused = read_form(table)
    tally = Tally()
    for error in refused:
        tally.refuse(error)
    form = on_form(edition)
    ordered = sorted(rows, key=lambda row: row.key)
    for _, group in groupby(ordered, key=lambda row: row.key):
        _take(list(group), form, edition, file_name, by, now, tally)
    return tally.outcome(table)


def _take(
    rows: list[FormRow],
    form: tuple[str, ...],
    edition: str,
    file_name: str,
    by: User | None,
    now: datetime.datetime,
    tally: Tally,
) -> None:
    fit = [row for row in rows if row.answer.provision in form]
    for row in rows:
        number = row.answer.provision
        if number not in form:
            why = f"The form of {edition} has no such provision. Check the edition."
            tally.refuse(TableError(row.line, "provision", number, why))
    if not fit:
        return
    found, _ = Assessment.objects.get_or_create(
        landlord=fit[0].landlord,
        year=fit[0].assessment,
        edition=edition,
        state=State.PAST,
        defaults={
            "file_name": file_name[:200],
            "started_by": by,
            "started_at": now,
            "version": _version(fit[0], edition),
        },
    )
    there = {row.provision: row for row in found.rows.all()}
    for one in fit:
        number = one.answer.provision
        _one(found, there.get(number), one, form.index(number) + 1, tally)


def _version(first: FormRow, edition: str) -> int:
    same = Assessment.objects.filter(
        landlord=first.landlord, year=first.assessment, edition=edition
    )
    return same.count() + 1


def _one(
    found: Assessment, row: Row | None, one: FormRow, position: int, tally: Tally
) -> None:
    own = dict(one.own)
    if row is not None and (answer_of(row), row.change, row.own) == (
        one.answer,
        one.change,
        own,
    ):
        tally.already += 1
        return
    if row is None:
        tally.taken += 1
        row = Row(assessment=found, provision=one.answer.provision, position=position)
    else:
        tally.changed += 1
    row.answer, row.evidence = one.answer.answer, one.answer.evidence
    row.commentary, row.action = one.answer.commentary, one.answer.action
    row.owner, row.by_when = one.answer.owner, one.answer.by_when
    row.change, row.own = one.change, own
    row.save()


@transaction.atomic
def load_requirements(
    *, table: Table, edition: str, by: User | None, now: datetime.datetime
) -> ImportOutcome:
    """Take the official text of provisions: columns `provision` and `requirement`.

    Raises TableError where a column is missing.
    """
    table.need("provision", "requirement")
    form = on_form(edition)
    there = {one.provision: one for one in Requirement.objects.filter(edition=edition)}
    tally = Tally()
    for row in table.rows:
        try:
            number, words = _requirement(row, form)
        except TableError as error:
            tally.refuse(error)
            continue
        known = there.get(number)
        if known is not None and known.text == words:
            tally.already += 1
            continue
        if known is None:
            tally.taken += 1
            known = Requirement(edition=edition, provision=number)
            there[number] = known
        else:
            tally.changed += 1
        known.text, known.loaded_at, known.loaded_by = words, now, by
        known.save()
    return tally.outcome(table)


def _requirement(row: Line, form: tuple[str, ...]) -> tuple[str, str]:
    number = text(row, "provision", most=20)
    if number not in form:
        why = "The form has no such provision. Correct the number."
        raise TableError(row.line, "provision", number, why)
    words = text(row, "requirement", most=LONG)
    if not words:
        why = "This cell is empty. Put the text in, or remove the row."
        raise TableError(row.line, "requirement", "", why)
    return number, words
