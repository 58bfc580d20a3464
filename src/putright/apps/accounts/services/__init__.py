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
    "confirm_role",
    "create_team",
    "create_user",
    "erase_log",
    "follow_groups",
    "grant_role",
    "is_linked",
    "join_team",
    "leave_team",
    "let_go",
    "person_by_address",
    "purge_typing",
    "record_absence",
    "record_opening",
    "rename_team",
    "reset_password",
    "revoke_role",
    "save_typing",
    "set_leaving_day",
    "stands_apart",
    "take_back_typing",
    "take_over",
    "unknown_roles",
]
