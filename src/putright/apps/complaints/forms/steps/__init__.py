"""A form for every step that has a page; `mend` has its own way in."""

from collections.abc import Mapping

from putright.apps.complaints.forms.steps import beginning, record, respond, stages
from putright.apps.complaints.forms.steps.base import Facts, Part, StepForm
from putright.apps.complaints.forms.steps.mend import MendForm

__all__ = ["FORMS", "Facts", "MendForm", "Part", "StepForm"]

FORMS: Mapping[str, type[StepForm]] = {
    form.step_name: form
    for form in (
        beginning.OfferChoiceForm,
        beginning.DissatisfiedForm,
        beginning.TriageForm,
        beginning.CategoriseForm,
        beginning.SetTeamsForm,
        beginning.SetPeopleForm,
        beginning.ClarifyForm,
        beginning.CloseRequestForm,
        stages.AcknowledgeForm,
        stages.AssignForm,
        stages.ExtendForm,
        stages.AgreeUpdatesForm,
        stages.GiveUpdateForm,
        stages.AddIssueForm,
        stages.RequestStageTwoForm,
        stages.OrderToAcceptForm,
        stages.WithdrawForm,
        stages.CloseForm,
        stages.ReopenForm,
        stages.RefuseForm,
        stages.RefuseStageTwoForm,
        respond.RespondForm,
        record.ContactForm,
        record.AddNoteForm,
        record.AddEvidenceForm,
        record.RequestInformationForm,
        record.ChaseInformationForm,
        record.ReceiveInformationForm,
        record.AddActionForm,
        record.MoveActionForm,
        record.CompleteActionForm,
        record.ApproveCompensationForm,
        record.ProposeVoidForm,
        record.ConfirmVoidForm,
        record.MarkDuplicateForm,
        record.IssueLetterForm,
        record.BounceLetterForm,
        record.AdjustForm,
        record.ReviewAdjustmentForm,
        record.RestrictContactForm,
        record.ReviewRestrictionForm,
        record.NameRepresentativeForm,
        record.DeclareConflictForm,
    )
}
"""Each step's name and its form."""
