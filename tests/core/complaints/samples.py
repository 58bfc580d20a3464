"""One event of every kind, with its fields filled and words that no page may leak."""

from datetime import date
from typing import Any

from putright.core.complaints import events as e
from putright.core.complaints import parts

DAY = date(2025, 2, 3)
LATER = date(2025, 3, 3)
WORDS = dict.fromkeys(("text", "note", "reason", "definition", "what"), "secret")


def _make(kind: type[e.Event], /, **fields: Any) -> tuple[type[e.Event], e.Event]:
    return kind, kind(on=DAY, words=dict(WORDS), **fields)


FINDING = parts.FindingMade(
    point="visits",
    outcome="partially_upheld",
    remedies=(
        parts.Remedy("apology"),
        parts.Remedy("compensation", LATER, 4000, "okafor"),
    ),
)

SAMPLES: dict[type[e.Event], e.Event] = dict(
    [
        _make(e.Received, channel="in_person", raised_by="representative"),
        _make(e.ChoiceMade, chose="service_request"),
        _make(e.ComplaintLinked, reference="C-2"),
        _make(e.Linked, reference="C-3"),
        _make(
            e.Triaged,
            route="investigate",
            complexity="high",
            risk="very_high",
            vulnerable=True,
            hazard=True,
        ),
        _make(e.Categorised, category="repairs", issue="missed_visit", area="North"),
        _make(e.TeamsSet, stage=1, teams=("Repairs", "Income", "Estates")),
        _make(e.Refused, by="okafor", ground="legal_proceedings", court_filed_on=DAY),
        _make(e.OrderedToAccept),
        _make(e.Acknowledged, stage=1, points=(parts.PointOwned("visits"),)),
        _make(e.ClarificationAsked),
        _make(e.Assigned, stage=1, handler="okafor", team="Complaints"),
        _make(
            e.Extended,
            stage=1,
            to=LATER,
            told_on=DAY,
            lifted=True,
            update_every_days=7,
        ),
        _make(e.UpdatesAgreed, stage=1, every_days=1),
        _make(e.UpdateGiven, stage=1),
        _make(e.IssueJoined, point="tone"),
        _make(e.IssueSplit, reference="C-4"),
        _make(
            e.Responded,
            stage=1,
            by="okafor",
            findings=(FINDING,),
            actions=(parts.ActionPromised("a1", LATER, "quist"),),
        ),
        _make(e.StageTwoRequested),
        _make(
            e.StageTwoRefused,
            by="penrose",
            ground="already_considered",
            earlier_case="C-0",
        ),
        _make(e.Withdrawn),
        _make(e.Closed, learning=True),
        _make(e.Reopened),
        _make(e.PeopleSet, person="P-1", home="H-1", affected=("P-2", "P-3")),
        _make(e.AdjustmentAgreed, adjustment="adj1", review_on=LATER),
        _make(e.AdjustmentReviewed, adjustment="adj1", review_on=LATER),
        _make(e.ContactRestricted, restriction="res1", review_on=LATER),
        _make(e.RestrictionReviewed, restriction="res1"),
        _make(e.RepresentativeNamed, person="P-9", expires_on=LATER),
        _make(e.ConflictDeclared, who="quist"),
        _make(
            e.AccessRestricted,
            named=("okafor", "sandhu"),
            by="sandhu",
            confirmed_by="b",
        ),
        _make(e.AccessOpened, by="sandhu", confirmed_by="marlow"),
        _make(e.LetterIssued, letter="L1", kind="stage_1_answer", sha256="9f", stage=1),
        _make(e.LetterBounced, letter="L1"),
        _make(e.NoteAdded),
        _make(e.EvidenceAdded, file="9f2c", size=2048, kind="photograph"),
        _make(e.ContactRecorded, by="okafor", channel="telephone"),
        _make(e.InformationRequested, request="r1", of="Repairs", due_on=LATER),
        _make(e.InformationChased, request="r1"),
        _make(e.InformationReceived, request="r1"),
        _make(e.ActionAdded, action=parts.ActionPromised("a2", LATER, "quist")),
        _make(e.ActionMoved, action="a2", owner="okafor", by_when=LATER),
        _make(e.ActionDone, action="a2", file="7c11"),
        _make(e.CompensationApproved, by="sandhu", stage=1, pence=4000),
        _make(e.Mended, entry=2, kind="note_added", payload='{"on":"2025-02-03"}'),
        _make(e.Undone, letter="7", entries=(2, 3)),
        _make(e.VoidProposed, by="okafor"),
        _make(e.Voided, by="sandhu"),
        _make(e.MarkedDuplicate, of="C-9", by="okafor"),
        _make(
            e.RegisterRowRead,
            compensation_pence=4000,
            improvement=True,
            handlers=("A. Other", ""),
            columns=("Ward", "Budget"),
        ),
    ]
)
