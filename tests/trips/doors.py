"""Who may open what: every page and every step, and which roles it lets in.

Written down here by hand, apart from the program, so that a change of a role or of a
page that opens a door shows as a difference. Letters stand for roles: see `ROLES`.
A page that is not here fails `test_doors`, and so does a line without its page. What
the parts of an address name stands in `doors_parts`.
"""

from dataclasses import dataclass

from tests.trips.doors_more import MORE

ROLES = {
    "f": "front_line",
    "c": "coordinator",
    "i": "investigator",
    "r": "reviewer",
    "m": "manager",
    "b": "board_member",
    "a": "auditor",
    "d": "administrator",
    "n": "",
}
"""`n` is a colleague who signs in and has no role at all."""

ALL = "fcirmbadn"
SEES = "fcirma"
LOGS = "fcirm"
WORKS = "cirm"
SETS = "cm"
NOBODY = ""


@dataclass(frozen=True)
class Door:
    """Whom a page lets in. `post` is None where the page takes no form at all.

    `open` pages are for everyone, signed in or not.
    """

    get: str | None
    post: str | None = None
    open: bool = False


READS_BY_POST = frozenset(
    {
        "reconcile:table",
        "homes:search",
        "residents:search",
        "complaints:search",
        "complaints:bundle",
    }
)
"""Pages that take a form and change nothing: what is searched for is in no address."""

OWN_ACCOUNT = frozenset(
    {
        "account_change_password",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "accounts:end_sign_ins",
        "accounts:keep_typing",
        "accounts:sign_ins",
        "mfa_activate_totp",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_index",
        "mfa_reauthenticate",
        "recovery_codes",
    }
)
"""Pages where people look after their own way in, whatever their role."""

PROOFS = frozenset({"complaints:write_seal"})
"""An auditor may have the day's seal written: it proves, and changes no record."""

_ACCOUNT = {
    "account_login": Door(ALL, ALL, open=True),
    "account_logout": Door(ALL, ALL, open=True),
    "account_inactive": Door(ALL, open=True),
    "organisation_sign_in": Door(NOBODY, NOBODY, open=True),
    "organisation_back": Door(NOBODY, open=True),
    "account_reauthenticate": Door(ALL, ALL),
    "account_change_password": Door(ALL, ALL),
    "mfa_index": Door(ALL),
    "mfa_authenticate": Door(ALL, ALL, open=True),
    "mfa_reauthenticate": Door(ALL, ALL),
    "mfa_activate_totp": Door(ALL, ALL),
    "mfa_deactivate_totp": Door(ALL, ALL),
    "recovery_codes": Door(ALL, ALL),
    "accessibility": Door(ALL, open=True),
    "privacy": Door(ALL, open=True),
    "health": Door(ALL, open=True),
    "home": Door(ALL),
    "root": Door(ALL),
    "accounts:me": Door(ALL),
    "accounts:keep_typing": Door(None, ALL),
    "accounts:sign_ins": Door(ALL),
    "accounts:end_sign_ins": Door(ALL, ALL),
}

_ADMINISTRATION = {
    "accounts:administration": Door("mad"),
    "accounts:landlord": Door("d", "d"),
    "accounts:access_log": Door("ad"),
    "accounts:access_log_file": Door("ad"),
    "accounts:people": Door("ad"),
    "accounts:add_person": Door("d", "d"),
    "accounts:person": Door("ad"),
    "accounts:reset_password": Door(None, "d"),
    "accounts:end_all_sign_ins": Door(None, "d"),
    "accounts:second_step_off": Door("d", "d"),
    "accounts:leaving": Door("d", "d"),
    "accounts:absence": Door("cmd", "cmd"),
    "accounts:give_role": Door("d", "d"),
    "accounts:waiting": Door("md"),
    "accounts:confirm": Door(None, "md"),
    "accounts:revoke": Door(None, "d"),
    "accounts:teams": Door("ad"),
    "accounts:add_team": Door("d", "d"),
    "accounts:team": Door("ad"),
    "accounts:rename_team": Door("d", "d"),
    "accounts:join_team": Door("d", "d"),
    "accounts:leave_team": Door(None, "d"),
}

_HOMES_AND_RESIDENTS = {
    "homes:search": Door(SEES, SEES),
    "homes:add": Door("md", "md"),
    "homes:change": Door("md", "md"),
    "homes:areas": Door("md"),
    "homes:add_area": Door("d", "d"),
    "homes:rename_area": Door("d", "d"),
    "residents:search": Door(SEES, SEES),
    "residents:add": Door(LOGS, LOGS),
    "residents:home": Door(SEES),
    "residents:person": Door(SEES),
    "residents:change": Door(LOGS, LOGS),
    "residents:move_in": Door(LOGS, LOGS),
    "residents:move_out": Door(LOGS, LOGS),
    "residents:add_representative": Door(LOGS, LOGS),
    "residents:end_representative": Door(LOGS, LOGS),
    "residents:add_adjustment": Door(LOGS, LOGS),
    "residents:review_adjustment": Door(LOGS, LOGS),
    "residents:end_adjustment": Door(LOGS, LOGS),
    "residents:restrict": Door(SETS, SETS),
    "residents:review_restriction": Door(SETS, SETS),
    "residents:end_restriction": Door(SETS, SETS),
}

_LETTERS = {
    "letters:queue": Door("cirma"),
    "letters:dispatch": Door("cirma"),
    "letters:posted": Door(WORKS, WORKS),
    "letters:again": Door(WORKS, WORKS),
    "letters:texts": Door("mad"),
    "letters:texts_of_kind": Door("mad"),
    "letters:edit_text": Door("d", "d"),
    "letters:withdraw_text": Door(None, "d"),
    "complaints:letter": Door(SEES),
    "complaints:letter_issue": Door(None, WORKS),
    "complaints:letter_upload": Door(None, WORKS),
    "complaints:letter_download": Door(SEES),
    "complaints:letter_act": Door(None, WORKS),
}

_LISTS = {
    "complaints:my_work": Door(ALL),
    "complaints:list": Door(SEES),
    "complaints:export": Door("cirma"),
    "complaints:next_case": Door(SEES),
    "complaints:unassigned": Door(SEES, SETS),
    "complaints:reassign": Door(SETS, SETS),
    "complaints:reassigned": Door(SETS),
    "complaints:promises": Door(SEES),
    "complaints:export_promises": Door("cirma"),
    "complaints:search": Door(SEES, SEES),
    "complaints:refusals": Door(SEES),
    "complaints:service_requests": Door(SEES),
    "complaints:compliments": Door(SEES),
    "complaints:adjustments": Door(SEES),
    "complaints:anonymised": Door("mba"),
}

_RECORDS = {
    "complaints:import_register": Door("md", "md"),
    "complaints:import_check": Door("md", "md"),
    "complaints:import_result": Door("md"),
    "complaints:import_refused": Door("md"),
    "complaints:delete_mapping": Door(None, "md"),
    "complaints:export_register": Door("md"),
    "complaints:export_register_file": Door("md"),
    "complaints:categories": Door("d", "d"),
    "complaints:end_category": Door("d", "d"),
    "complaints:calendar": Door("ad"),
    "complaints:adopt_calendar": Door("d", "d"),
    "complaints:apply_calendar": Door(None, "d"),
    "complaints:policy": Door("ad"),
    "complaints:adopt_policy": Door("d", "d"),
    "complaints:integrity": Door("ad"),
    "complaints:write_seal": Door(None, "ad"),
    "complaints:editions": Door(ALL),
    "complaints:edition": Door(ALL),
}

_CASE = {
    "complaints:log_contact": Door(LOGS, LOGS),
    "complaints:case": Door(SEES),
    "complaints:case_clocks": Door(SEES),
    "complaints:case_timeline": Door(SEES),
    "complaints:case_people": Door(SEES),
    "complaints:case_files": Door(SEES),
    "complaints:evidence": Door(SEES),
    "complaints:access": Door("m", "m"),
    "complaints:confirm_access": Door(None, "m"),
    "complaints:bundle": Door(None, "cirma"),
    "complaints:step": Door(LOGS, LOGS),
}

_GOVERNANCE = {
    "governance:register": Door("mbad"),
    "governance:overdue": Door("mbad"),
    "governance:others": Door("mbad"),
    "governance:people": Door("mbad"),
    "governance:investigation": Door("mbad"),
    "governance:add": Door("md", "md"),
    "governance:add_part": Door("md", "md"),
    "governance:change": Door("md", "md"),
    "governance:strike": Door("md", "md"),
    "assessment:list": Door("mbad"),
    "assessment:start": Door("md", "md"),
    "assessment:import_form": Door("md", "md"),
    "assessment:requirements": Door("md", "md"),
    "assessment:events": Door("mbad"),
    "assessment:add_event": Door("md", "md"),
    "assessment:one": Door("mbad"),
    "assessment:provision": Door("mbad", "md"),
    "assessment:cases": Door("cmba"),
    "assessment:sign": Door("md", "md"),
    "assessment:published": Door("mbad"),
    "assessment:publish": Door("md", "md"),
    "assessment:download": Door("mbad"),
}

_FIGURES = {
    "figures:list": Door("cmba"),
    "figures:dashboard": Door("cmba"),
    "figures:one": Door("cmba"),
    "figures:members": Door("cmba"),
    "figures:members_file": Door("cmba"),
    "reconcile:table": Door("cmba", "cmba"),
}

_MEASURES = {
    "measures:list": Door("cmbad"),
    "measures:benchmarks": Door("cmbad", "md"),
    "measures:year": Door("cmbad"),
    "measures:start": Door(None, "md"),
    "measures:targets": Door("md", "md"),
    "measures:files": Door("cmbad", "md"),
    "measures:survey": Door("md", "md"),
    "measures:work_out": Door(None, "md"),
    "measures:one": Door("cmbad"),
    "measures:type": Door("md", "md"),
    "measures:records_file": Door("cma"),
    "measures:return": Door("cmbad"),
    "measures:return_file": Door("cmbad"),
    "measures:typed": Door("md", "md"),
    "measures:summary": Door("cmbad"),
    "measures:text": Door("md", "md"),
    "measures:sign": Door("cmbad", "md"),
    "measures:correct": Door(None, "md"),
}

_REPORTS = {
    "reports:satisfaction": Door("cmbad"),
    "reports:satisfaction_file": Door("cmbad"),
    "reports:list": Door("cmbad"),
    "reports:start": Door("md", "md"),
    "reports:one": Door("cmbad"),
    "reports:download": Door("cmbad"),
    "reports:texts": Door("cmbad"),
    "reports:text": Door("md", "md"),
    "reports:final": Door("md", "md"),
    "reports:reopen": Door(None, "md"),
    "reports:discard": Door("md", "md"),
    "reports:publish": Door("md", "md"),
    "reports:correct": Door(None, "md"),
    "reports:restated": Door("cmbad"),
    "reports:figures": Door("cmbad"),
    "reports:figure": Door("cmbad"),
    "reports:responses": Door("cmbad"),
    "reports:respond": Door("md", "md"),
}

_OTHER_PROGRAMS = {
    "api:guide": Door("ad"),
    "api:tokens": Door("ad"),
    "api:add_token": Door("d", "d"),
    "api:withdraw_token": Door(None, "d"),
    "api:webhooks": Door("ad"),
    "api:webhook": Door("ad"),
    "api:add_webhook": Door("d", "d"),
    "api:withdraw_webhook": Door(None, "d"),
    "api:send_again": Door(None, "d"),
    "api:mine": Door(ALL),
    "api:take_token": Door(None, "i"),
    "api:end_token": Door(None, "i"),
    "api:take_webhook": Door(None, "i"),
    "api:end_webhook": Door(None, "i"),
}
"""The last four are for the one person whose they are: the house's investigator. What
programs themselves may ask stands in `doors_api`."""

DOORS: dict[str, Door] = {
    **_ACCOUNT,
    **_ADMINISTRATION,
    **_HOMES_AND_RESIDENTS,
    **_LETTERS,
    **_LISTS,
    **_RECORDS,
    **_CASE,
    **_GOVERNANCE,
    **_FIGURES,
    **_MEASURES,
    **_REPORTS,
    **{name: Door(*who) for name, who in MORE.items()},
    **_OTHER_PROGRAMS,
}

STEPS: dict[str, str] = {
    "offer_choice": WORKS,
    "dissatisfied": WORKS,
    "triage": WORKS,
    "acknowledge": WORKS,
    "assign": SETS,
    "clarify": WORKS,
    "extend": WORKS,
    "agree_updates": WORKS,
    "give_update": WORKS,
    "add_issue": WORKS,
    "respond": "im",
    "request_stage_2": WORKS,
    "refuse": SETS,
    "refuse_stage_2": SETS,
    "order_to_accept": WORKS,
    "close": WORKS,
    "close_request": WORKS,
    "withdraw": WORKS,
    "reopen": WORKS,
    "categorise": WORKS,
    "set_teams": SETS,
    "contact": LOGS,
    "add_note": LOGS,
    "add_evidence": WORKS,
    "request_information": WORKS,
    "chase_information": WORKS,
    "receive_information": WORKS,
    "add_action": WORKS,
    "move_action": WORKS,
    "complete_action": WORKS,
    "approve_compensation": "m",
    "set_people": WORKS,
    "adjust": WORKS,
    "review_adjustment": WORKS,
    "restrict_contact": WORKS,
    "review_restriction": WORKS,
    "name_representative": WORKS,
    "declare_conflict": WORKS,
    "issue_letter": WORKS,
    "bounce_letter": WORKS,
    "mend": WORKS,
    "propose_void": SETS,
    "confirm_void": SETS,
    "mark_duplicate": SETS,
}
"""Who may take each step of a case whose stage 1 is open."""

BY_TWO_PEOPLE = {"restrict_access": "m", "open_access": "m"}
"""Steps that have no page of their own: they lead to the page of who may see a case."""

LETTER_ACTS = {
    "submit": WORKS,
    "approve": "m",
    "send-back": WORKS,
    "put-away": WORKS,
    "stop": WORKS,
}
"""What may be done with a case's letter, and by whom."""
