"""Every write to people, roles, teams, settings and the access log."""

from putright.apps.accounts.services.groups import (
    add_from_service,
    follow_groups,
    is_linked,
    let_go,
    person_by_address,
    stands_apart,
    take_over,
    unknown_roles,
)
from putright.apps.accounts.services.log import record_opening
from putright.apps.accounts.services.people import (
    change_settings,
    create_user,
    record_absence,
    reset_password,
    set_leaving_day,
)
from putright.apps.accounts.services.refusals import AccountRefusedError
from putright.apps.accounts.services.retention import erase_log
from putright.apps.accounts.services.roles import (
    add_with_role,
    confirm_role,
    grant_role,
    revoke_role,
)
from putright.apps.accounts.services.second_step import (
    codes_left,
    has_second_step,
    make_recovery_codes,
    recovery_code,
    turn_off_second_step,
    use_recovery_code,
)
from putright.apps.accounts.services.sign_ins import (
    end_all_sign_ins,
    end_sign_ins,
)
from putright.apps.accounts.services.teams import (
    create_team,
    join_team,
    leave_team,
    rename_team,
)
from putright.apps.accounts.services.typing import (
    purge_typing,
    save_typing,
    take_back_typing,
)

__all__ = [
    "AccountRefusedError",
    "add_from_service",
    "add_with_role",
    "change_settings",
    "codes_left",
    "confirm_role",
    "create_team",
    "create_user",
    "end_all_sign_ins",
    "end_sign_ins",
    "erase_log",
    "follow_groups",
    "grant_role",
    "has_second_step",
    "is_linked",
    "join_team",
    "leave_team",
    "let_go",
    "make_recovery_codes",
    "person_by_address",
    "purge_typing",
    "record_absence",
    "record_opening",
    "recovery_code",
    "rename_team",
    "reset_password",
    "revoke_role",
    "save_typing",
    "set_leaving_day",
    "stands_apart",
    "take_back_typing",
    "take_over",
    "turn_off_second_step",
    "unknown_roles",
    "use_recovery_code",
]
