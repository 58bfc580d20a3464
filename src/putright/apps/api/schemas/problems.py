"""What is answered where something can't be done: a problem document (RFC 9457)."""

from ninja import Schema


class Refused(Schema):
    """One reason that a step was refused: the provision's number, why, what to do."""

    provision: str
    code: str
    says: str
    do: str


class Wrong(Schema):
    """One thing that was sent and can't be read: where it stands, and what is wrong."""

    where: str
    says: str


class Problem(Schema):
    """Why nothing was done, and what to do instead.

    `type` names the problem for programs, `detail` says it for people. `refusals` are
    there where the Code or the record refuses a step, `errors` where what was sent
    can't be read, `entries` where somebody else wrote on the case meanwhile.
    """

    type: str
    title: str
    status: int
    detail: str
    refusals: list[Refused] = []
    errors: list[Wrong] = []
    entries: list[int] = []
