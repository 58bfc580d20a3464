"""What may be done: a case and a step in, events out or a refusal.

`decide` is pure: the day is in the step, the rules in the context. Pages, imports and
worked cases all come through it.
"""

from collections.abc import Callable
from typing import Any

from putright.core import refusals as no
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide import (
    acknowledge,
    file,
    people,
    receive,
    respond,
    turns,
)
from putright.core.complaints.decide import refuse as refusing
from putright.core.complaints.decide.base import (
    Context,
    Decision,
    Settings,
    refuse,
)
from putright.core.complaints.decide.on_file import check_on_file
from putright.core.complaints.decide.whole import check_whole

__all__ = ["HANDLERS", "Context", "Decision", "Settings", "decide"]

Handler = Callable[[Case, Any, Context], Decision]

HANDLERS: dict[type[s.Step], Handler] = {
    s.OfferChoice: receive.offer_choice,
    s.Dissatisfied: receive.dissatisfied,
    s.Triage: lambda case, step, _: receive.triage(case, step),
    s.Categorise: lambda _, step, __: receive.categorise(step),
    s.Clarify: lambda _, step, __: receive.clarify(step),
    s.AddIssue: lambda case, step, _: receive.add_issue(case, step),
    s.Refuse: refusing.refuse,
    s.RefuseStageTwo: lambda case, step, _: refusing.refuse_stage_two(case, step),
    s.OrderToAccept: lambda case, step, _: refusing.order_to_accept(case, step),
    s.Acknowledge: lambda _, step, __: acknowledge.acknowledge(step),
    s.Extend: acknowledge.extend,
    s.AgreeUpdates: lambda _, step, __: acknowledge.agree_updates(step),
    s.GiveUpdate: lambda _, step, __: acknowledge.give_update(step),
    s.Respond: respond.respond,
    s.RequestStageTwo: lambda _, step, context: respond.request_stage_two(
        step, context
    ),
    s.Contact: lambda _, step, __: file.contact(step),
    s.AddNote: lambda _, step, __: file.add_note(step),
    s.AddEvidence: lambda _, step, __: file.add_evidence(step),
    s.RequestInformation: lambda case, step, _: file.request_information(case, step),
    s.ChaseInformation: lambda case, step, _: file.chase_information(case, step),
    s.ReceiveInformation: lambda case, step, _: file.receive_information(case, step),
    s.Assign: lambda case, step, _: file.assign(case, step),
    s.DeclareConflict: lambda _, step, __: file.declare_conflict(step),
    s.SetPeople: lambda _, step, __: file.set_people(step),
    s.SetTeams: lambda case, step, _: file.set_teams(case, step),
    s.AddAction: lambda case, step, _: file.add_action(case, step),
    s.MoveAction: lambda case, step, _: file.move_action(case, step),
    s.CompleteAction: lambda case, step, _: file.complete_action(case, step),
    s.ApproveCompensation: lambda case, step, _: file.approve_compensation(case, step),
    s.Withdraw: lambda _, step, __: file.withdraw(step),
    s.Close: lambda case, step, _: file.close(case, step),
    s.CloseRequest: lambda _, step, __: file.close_request(step),
    s.Reopen: lambda _, step, __: file.reopen(step),
    s.Mend: file.mend,
    s.Adjust: lambda case, step, _: people.adjust(case, step),
    s.ReviewAdjustment: lambda case, step, _: people.review_adjustment(case, step),
    s.RestrictContact: lambda case, step, _: people.restrict_contact(case, step),
    s.ReviewRestriction: lambda case, step, _: people.review_restriction(case, step),
    s.NameRepresentative: lambda _, step, __: people.name_representative(step),
    s.IssueLetter: lambda _, step, __: people.issue_letter(step),
    s.BounceLetter: lambda case, step, _: people.bounce_letter(case, step),
    s.ProposeVoid: lambda _, step, __: people.propose_void(step),
    s.ConfirmVoid: lambda case, step, _: people.confirm_void(case, step),
    s.MarkDuplicate: lambda case, step, _: people.mark_duplicate(case, step),
    s.RestrictAccess: lambda _, step, __: people.restrict_access(step),
    s.OpenAccess: lambda _, step, __: people.open_access(step),
}
"""Each step and its decision. `Receive` begins a case; 5.2 and 5.3 have none."""


def decide(case: Case | None, step: s.Step, context: Context) -> Decision:
    """Decide a step on a case (None: before anything was received).

    Raises StepRefusedError with every provision the step breaks. `order`,
    `incomplete`, 5.2, 5.3 and 6.10 are named alone. Raises OutsideCalendarError
    where a date lies past the known bank holidays.
    """
    turns.check_named_first(case, step, context)
    if case is None:
        if not isinstance(step, s.Receive):
            raise refuse(no.OUT_OF_TURN, "nothing was received yet")
        context.calendar.require_known(step.on)
        return receive.receive(step, context)
    turns.check_turn(case, step)
    context.calendar.require_known(step.on)
    decision = HANDLERS[type(step)](case, step, context)
    if context.on_file is not None:
        check_whole(case, step)
        check_on_file(case, step, context.on_file)
    return decision
