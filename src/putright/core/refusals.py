"""Every "no" the program can say to a step, each with its provision's number.

A rule's number is the same in its refusal, its test's name and its documentation.
Numbers are those of the edition `housing-2024`; a case under
another edition is told so in the message.
"""

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """One reason to refuse a step: the provision, what is wrong, what to do."""

    provision: str
    code: str
    says: str
    do: str


class Refusal(msgspec.Struct, frozen=True):
    """A rule broken by a step, with the value that broke it where there is one."""

    rule: Rule
    value: str = ""

    @property
    def provision(self) -> str:
        """The number of the provision, or `order` or `incomplete`."""
        return self.rule.provision

    @property
    def says(self) -> str:
        """What is wrong, to which value."""
        return self.rule.says.format(value=self.value)

    @property
    def do(self) -> str:
        """What to do next."""
        return self.rule.do.format(value=self.value)

    def __str__(self) -> str:
        """Give the sentence a caseworker reads."""
        number = self.provision
        named = f" (Code provision {number})" if number[0].isdigit() else ""
        return f"{self.says}{named} {self.do}"


class StepRefusedError(Exception):
    """A step was refused: nothing was recorded, and the case stays as it was."""

    def __init__(self, *refusals: Refusal) -> None:
        """Hold every refusal, in the order of the provisions found broken."""
        self.refusals = refusals
        super().__init__(" ".join(str(refusal) for refusal in refusals))

    @property
    def provisions(self) -> tuple[str, ...]:
        """The provisions broken, each once, in the order found."""
        return tuple(dict.fromkeys(refusal.provision for refusal in self.refusals))


def _rule(provision: str, code: str, says: str, do: str) -> Rule:
    return Rule(provision=provision, code=code, says=says, do=do)


OUT_OF_TURN = _rule(
    "order",
    "out_of_turn",
    "This step can't be taken now: {value}.",
    "Look at where the case stands and take a step it offers.",
)
INCOMPLETE = _rule(
    "incomplete",
    "incomplete",
    "This is missing: {value}.",
    "Give it and send the step again.",
)
NO_SUCH_PERSON = _rule(
    "incomplete",
    "no_such_person",
    "Nobody on record has the reference “{value}”.",
    "Find the person and give the reference that stands beside their name, or add "
    "them first.",
)
NO_SUCH_HOME = _rule(
    "incomplete",
    "no_such_home",
    "No home on record has the reference “{value}”.",
    "Find the home and give its reference, or leave it empty where it is not known.",
)
NO_SUCH_CASE = _rule(
    "incomplete",
    "no_such_case",
    "There is no case “{value}” that you can see.",
    "Check the reference: a search finds the case by its words or its resident.",
)
DUPLICATE_OF_NOTHING = _rule(
    "order",
    "duplicate_of_nothing",
    "“{value}” is itself out of the count, so it can't be the case that stays.",
    "Name the case that is counted.",
)
SUM_BY_SECOND_PERSON = _rule(
    "order",
    "sum_by_second_person",
    "A sum of money above your landlord's own limit is approved by a second person: "
    "{value}.",
    "Ask someone else who may approve compensation.",
)
SURVEY_NOT_ASKED = _rule(
    "1.6",
    "survey_not_asked",
    "A comment in a survey is not a complaint unless the person asked for one.",
    "Tell them how to complain, or record that they asked.",
)
NO_REASON = _rule(
    "2.1",
    "no_reason",
    "A refusal has to give a reason about this case.",
    "Write why this complaint is not accepted.",
)
GROUND_NOT_LISTED = _rule(
    "2.2",
    "ground_not_listed",
    "“{value}” is not a ground in the Code or in your policy.",
    "Choose a listed ground, or accept the complaint.",
)
GROUND_WITHOUT_FACT = _rule(
    "2.2",
    "ground_without_fact",
    "This ground needs {value}.",
    "Record it, or accept the complaint.",
)
WITHIN_TWELVE_MONTHS = _rule(
    "2.3",
    "within_twelve_months",
    "The complaint came within 12 months of the issue, or of becoming aware of it, "
    "or that is not known ({value}).",
    "Accept it, or refuse it on another ground.",
)
DISCRETION_NOT_CONSIDERED = _rule(
    "2.3",
    "discretion_not_considered",
    "An older complaint can be refused only after considering discretion.",
    "Write what was considered, or accept the complaint.",
)
OMBUDSMAN_NOT_TOLD_OF_REFUSAL = _rule(
    "2.4",
    "ombudsman_not_told_of_refusal",
    "A refusal has to tell the resident of their right to go to the Ombudsman.",
    "Put it in the letter.",
)
NO_STAGE_BEFORE = _rule(
    "5.2",
    "no_stage_before",
    "There is no stage before stage 1.",
    "Log it as a complaint at stage 1; it may still be settled early.",
)
NO_STAGE_AFTER = _rule(
    "5.3",
    "no_stage_after",
    "There are two stages and no more.",
    "Tell the resident how to go to the Ombudsman.",
)
NOT_DEFINED = _rule(
    "5.6",
    "not_defined",
    "The complaint is not set out: {value} is missing.",
    "Set out what is complained of and what outcome is sought.",
)
NO_QUESTION = _rule(
    "5.6",
    "no_question",
    "Asking for clarification needs the question.",
    "Write what is unclear.",
)
RESPONSIBILITY_NOT_SAID = _rule(
    "5.7",
    "responsibility_not_said",
    "It is not said whether “{value}” is the landlord's responsibility.",
    "Say for every point whether it is ours or not ours.",
)
AUTHORITY_OVER = _rule(
    "3.6",
    "authority_over",
    "This person's authority ends on {value}, before the day they are named.",
    "Give a last day that is still to come, or leave it empty for no end.",
)
DUE_BEFORE_ASKED = _rule(
    "5.8",
    "due_before_asked",
    "The answer is wanted by {value}, before the day it is asked for.",
    "Give the team or contractor a day from then on.",
)
CONFLICT_DECLARED = _rule(
    "5.8",
    "conflict_declared",
    "{value} has declared a conflict of interest in this case.",
    "Choose someone else.",
)
NO_UPDATES_AGREED = _rule(
    "5.9",
    "no_updates_agreed",
    "The answer will fall outside the Code's times and no updates are agreed.",
    "Agree with the resident how often you will update them.",
)
ADJUSTMENT_WITHOUT_REVIEW = _rule(
    "5.10",
    "adjustment_without_review",
    "An adjustment has to be kept under review.",
    "Give the date of its review.",
)
ADJUSTMENT_REVIEW_PAST = _rule(
    "5.10",
    "adjustment_review_past",
    "The review of this adjustment would be on {value}, before the day of this step.",
    "Give a day of review from then on.",
)
ESCALATION_REFUSED_WITHOUT_VALID_REASON = _rule(
    "5.11",
    "escalation_refused_without_valid_reason",
    "Stage 2 can be refused only for a reason allowed by section 2 of the Code: "
    "{value}.",
    "Give a valid ground with its facts and reason, or go on to stage 2.",
)
SECOND_PERSON_NEEDED = _rule(
    "5.12",
    "second_person_needed",
    "A record may be taken out of the count only by two people: {value}.",
    "Ask someone else to confirm it.",
)
ACCESS_BY_TWO = _rule(
    "5.12",
    "access_by_two",
    "Who may see a record is decided by two people: {value}.",
    "Ask someone else to confirm it.",
)
NO_REASON_FOR_RECORD = _rule(
    "5.12",
    "no_reason_for_record",
    "The full record has to say why.",
    "Write the reason.",
)
NOTHING_TO_MEND = _rule(
    "5.12",
    "nothing_to_mend",
    "That entry can't be mended: {value}.",
    "Choose an entry of this case and correct its facts.",
)
RESTRICTION_WITHOUT_EVIDENCE = _rule(
    "5.14",
    "restriction_without_evidence",
    "A contact restriction needs {value}.",
    "Give it; restrictions are evidenced and reviewed.",
)
RESTRICTION_REVIEW_PAST = _rule(
    "5.14",
    "restriction_review_past",
    "The review of this restriction would be on {value}, before the day of this step.",
    "Give a day of review from then on.",
)
RESTRICTION_WITHOUT_EQUALITY = _rule(
    "5.15",
    "restriction_without_equality",
    "A contact restriction has to be weighed against the Equality Act.",
    "Write what was considered.",
)
EXTENSION_1_UNEXPLAINED = _rule(
    "6.4",
    "extension_1_unexplained",
    "This extension can't be made: {value}.",
    "Give the reason and a new date within the limit, or the good reason for more.",
)
EXTENSION_1_WITHOUT_OMBUDSMAN = _rule(
    "6.5",
    "extension_1_without_ombudsman",
    "An extension notice has to give the Ombudsman's contact details.",
    "Put them in the letter.",
)
POINT_UNANSWERED_1 = _rule(
    "6.7",
    "point_unanswered_1",
    "The answer is incomplete: {value}.",
    "Give a finding and a reason for every point.",
)
STAGE_1_NOT_IN_WRITING = _rule(
    "6.9",
    "stage_1_not_in_writing",
    "A stage 1 response is written and tells the way to stage 2: {value}.",
    "Put it in the letter.",
)
STAGE_2_NOT_OPEN = _rule(
    "6.10",
    "stage_2_not_open",
    "Stage 2 is not open: {value}.",
    "Answer stage 1 first, or record the resident's request.",
)
NO_REASONS_DEMANDED = _rule(
    "6.12",
    "no_reasons_demanded",
    "A resident need not give reasons for going to stage 2.",
    "Go on to stage 2, and ask what remains unresolved.",
)
SAME_PERSON = _rule(
    "6.13",
    "same_person",
    "{value} considered this complaint at stage 1.",
    "Stage 2 needs someone else.",
)
EXTENSION_2_UNEXPLAINED = _rule(
    "6.15",
    "extension_2_unexplained",
    EXTENSION_1_UNEXPLAINED.says,
    EXTENSION_1_UNEXPLAINED.do,
)
EXTENSION_2_WITHOUT_OMBUDSMAN = _rule(
    "6.16",
    "extension_2_without_ombudsman",
    EXTENSION_1_WITHOUT_OMBUDSMAN.says,
    EXTENSION_1_WITHOUT_OMBUDSMAN.do,
)
POINT_UNANSWERED_2 = _rule(
    "6.18", "point_unanswered_2", POINT_UNANSWERED_1.says, POINT_UNANSWERED_1.do
)
STAGE_2_NOT_IN_WRITING = _rule(
    "6.19",
    "stage_2_not_in_writing",
    "A stage 2 response is written and tells the way to the Ombudsman: {value}.",
    "Put it in the letter.",
)
NO_REMEDY = _rule(
    "7.1",
    "no_remedy",
    "“{value}” was upheld with no remedy.",
    "Say what will put it right, or why nothing is offered.",
)
PROMISE_WITHOUT_DATE = _rule(
    "7.3",
    "promise_without_date",
    "“{value}” has no date.",
    "Say by when it will be done.",
)
PROMISE_IN_THE_PAST = _rule(
    "7.3",
    "promise_in_the_past",
    "{value}, is promised for a day that is past when it is promised.",
    "Give a day from the day of this step on.",
)
DONE_WITHOUT_PROOF = _rule(
    "7.3",
    "done_without_proof",
    "“{value}” can't be called done without proof.",
    "Say what shows that it was done.",
)
NO_LEARNING = _rule(
    "9.1",
    "no_learning",
    "A complaint that was upheld closes with what was learned.",
    "Write it, or why there is nothing to learn.",
)

RULES: tuple[Rule, ...] = tuple(
    value for value in dict(globals()).values() if isinstance(value, Rule)
)
"""Every rule, in the order of the Code."""
