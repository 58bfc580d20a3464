"""What the program's own database role is given, and to whom nothing is given."""

import pytest
from django.db import connection

from putright.config import guards, rights

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_a_role_that_is_not_there_or_owns_the_tables_is_given_nothing() -> None:
    """A slip in the name would leave the program without rights, or with all."""
    with pytest.raises(rights.NoSuchRoleError, match="no such role"):
        rights.give("putright_ap")
    with pytest.raises(rights.NoSuchRoleError, match="Name the role"):
        rights.give(str(connection.settings_dict["USER"]))


def test_whoever_may_take_the_guards_away_is_told() -> None:
    assert rights.owns_the_journal()


def test_each_guarded_table_loses_what_its_guard_refuses() -> None:
    """Found by the guards themselves: a new one needs no second list."""
    guards.install()
    taken = " ".join(rights._guarded("role"))
    for table in ("complaints_entry", "complaints_seal", "accounts_logerasure"):
        assert f'UPDATE ON "{table}"' in taken
        assert f'DELETE ON "{table}"' in taken
    for table in ("complaints_entrywords", "accounts_accesslog"):
        assert f'UPDATE ON "{table}"' in taken
        assert f'DELETE ON "{table}"' not in taken, "an erasure needs it"
