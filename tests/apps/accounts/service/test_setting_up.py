"""How a landlord sets the sign-in service up, and what is said where it is wrong."""

from pathlib import Path

import pytest
from tests.architecture.tree import ROOT

from putright.apps.accounts import services
from putright.apps.accounts.organisation import (
    GroupRole,
    SignInFileError,
    SignInService,
    service,
)
from putright.config import environment

GROUP = '[[group]]\nis = "g"\nroles = ["manager"]\n'
ISSUER = "https://login.landlord.example"


def read(
    text: str = GROUP,
    *,
    issuer: str = ISSUER,
    client_id: str = "putright",
    key: str = "s",
) -> SignInService:
    return service(issuer=issuer, client_id=client_id, secret=key, text=text)


def test_the_example_in_the_document_is_one_that_works() -> None:
    lines = (ROOT / "docs" / "sign-in.md").read_text(encoding="utf-8").splitlines()
    example = "\n".join(line[4:] for line in lines if line.startswith("    "))
    found = read(example)
    assert found.methods == ("mfa",)
    assert found.roles_of(["Repairs desk"]) == {
        GroupRole("Repairs desk", "investigator", "team", "repairs"),
        GroupRole("Repairs desk", "front_line", "team", "repairs"),
    }
    assert services.unknown_roles(found) == []


def test_a_role_nobody_knows_is_named() -> None:
    assert services.unknown_roles(read(GROUP.replace("manager", "king"))) == ["king"]


@pytest.mark.parametrize(
    ("issuer", "why"),
    [
        ("http://login.landlord.example", "https"),
        ("ftp://127.0.0.1", "https"),
        ("https://user:secret@login.landlord.example", "https"),
        ("https://" + "x" * 200, "200 characters"),
        ("login.landlord.example", "https"),
    ],
)
def test_an_issuer_that_is_no_safe_address_is_refused(issuer: str, why: str) -> None:
    with pytest.raises(SignInFileError, match=why):
        read(issuer=issuer)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "maps no group"),
        ("group = 7", "maps no group"),
        ("group = [7]", "number 1 is not a table"),
        ('[[group]]\nis = "g"\n', "number 1 needs"),
        (GROUP + 'team = "a"\nbody = "b"\n', "not both"),
        (GROUP + "king = 1\n", "king"),
        ("new_person = true\n" + GROUP, "new_person"),
        ('new_people = "yes"\n' + GROUP, "true or false"),
        ("methods = 7\n" + GROUP, "list of texts"),
        ("name = 7\n" + GROUP, "in quotes"),
        ("name = \n", "not TOML"),
    ],
)
def test_a_file_that_is_wrong_is_told_where(text: str, why: str) -> None:
    with pytest.raises(SignInFileError, match=why):
        read(text)


def test_no_secret_is_no_service() -> None:
    with pytest.raises(SignInFileError, match="both needed"):
        read(key="")


def test_it_is_off_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And where it says so by halves, it says which half is missing."""
    monkeypatch.delenv("PUTRIGHT_OIDC_ISSUER", raising=False)
    assert environment.sign_in_service() is None
    monkeypatch.setenv("PUTRIGHT_OIDC_ISSUER", ISSUER)
    monkeypatch.setenv("PUTRIGHT_OIDC_CLIENT", "putright")
    monkeypatch.setenv("PUTRIGHT_OIDC_FILE", str(tmp_path / "none.toml"))
    with pytest.raises(environment.EnvironmentValueError, match="cannot be read"):
        environment.sign_in_service()
    file = tmp_path / "groups.toml"
    file.write_text(GROUP)
    monkeypatch.setenv("PUTRIGHT_OIDC_FILE", str(file))
    with pytest.raises(environment.EnvironmentValueError, match="both needed"):
        environment.sign_in_service()
    monkeypatch.setenv("PUTRIGHT_OIDC_SECRET", "s")
    found = environment.sign_in_service()
    assert found is not None
    assert found.issuer == ISSUER
