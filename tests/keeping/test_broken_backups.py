"""A backup that is broken, cut short or not one is refused before anything happens."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import database

from putright.config.cli import putright
from putright.config.keeping import archive

HERE = database()


def made(path: Path, **changes: object) -> Path:
    """Write a small backup, with some of its manifest changed."""
    content = path.parent / "content"
    content.write_bytes(bytes(range(256)) * 40)
    path.touch()
    with archive.Packing(path) as packing:
        packing.add(archive.DATABASES[HERE], content)
        packing.add("evidence/ab/abcd", content)
        manifest = {
            "putright_backup": 1,
            "program": "0.1.0",
            "made_at": "2026-03-02T10:00:00+00:00",
            "database": HERE,
            "migrations": (),
            "cases": 0,
            "entries": 0,
            "heads": "",
            "erased_meanwhile": 0,
            "problems": (),
            "members": tuple(packing.members),
        }
        packing.finish(archive.Manifest(**{**manifest, **changes}))  # type: ignore[arg-type]
    content.unlink()
    return path


def test_a_whole_one_is_read_to_its_end(tmp_path: Path) -> None:
    manifest = archive.check(made(tmp_path / "whole"))
    assert [one.size for one in manifest.members] == [10_240, 10_240]


def test_cut_anywhere_it_is_refused(tmp_path: Path) -> None:
    whole = made(tmp_path / "whole").read_bytes()
    cut = tmp_path / "cut"
    for length in range(0, len(whole), len(whole) // 60):
        cut.write_bytes(whole[:length])
        with pytest.raises(archive.NotWholeError, match=r"cut short|written by"):
            archive.check(cut)


def test_changed_anywhere_that_counts_it_is_refused(tmp_path: Path) -> None:
    """A byte of a member that was changed is found, wherever it is."""
    whole = made(tmp_path / "whole").read_bytes()
    other = tmp_path / "other"
    with zipfile.ZipFile(tmp_path / "whole") as packed:
        held = packed.getinfo("evidence/ab/abcd")
    begin = held.header_offset + 80
    for place in range(begin, begin + 10_000, 500):
        changed = bytearray(whole)
        changed[place] ^= 1
        other.write_bytes(changed)
        with pytest.raises(archive.NotWholeError, match=r"broken|not what it was"):
            archive.check(other)


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        (6, 255, "not a whole backup"),  # the version that it takes to unpack
        (8, 1, "is broken"),  # locked with a password
        (10, 99, "is broken"),  # packed in a way that nobody knows
    ],
)
def test_packed_in_another_way_it_is_refused_in_words(
    tmp_path: Path, place: int, value: int, why: str
) -> None:
    """Whoever packs a backup anew, with a password say, is told so."""
    packed = bytearray(made(tmp_path / "whole").read_bytes())
    packed[packed.index(b"PK\x01\x02") + place] = value
    other = tmp_path / "other"
    other.write_bytes(packed)
    with pytest.raises(archive.NotWholeError, match=why):
        archive.check(other)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"putright_backup": 9}, "another version"),
        ({"members": ()}, "other files than it says"),
        ({"database": "oracle"}, "no backup does"),
    ],
)
def test_what_does_not_agree_with_its_list_is_refused(
    changes: dict[str, object], why: str, tmp_path: Path
) -> None:
    with pytest.raises(archive.NotWholeError, match=why):
        archive.check(made(tmp_path / "odd", **changes))


@pytest.mark.parametrize(
    "name",
    ["../secret-key", "evidence/../../x", "/etc/passwd", "secret-key", "evidence/.x"],
)
def test_no_member_leads_out_of_its_folders(name: str) -> None:
    assert not archive.may_be(name)


def test_a_stranger_is_refused_by_name_and_nothing_is_touched(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as other:
        other.writestr("manifest.json", json.dumps({"photos": 3}))
    done = CliRunner().invoke(putright, ["restore", str(tmp_path / "photos.zip")])
    assert done.exit_code == 1
    assert "was not written by `putright backup`" in done.output
    assert "nothing was changed" in done.output


def test_one_of_another_database_or_a_later_program_is_refused(tmp_path: Path) -> None:
    other = "postgresql" if HERE == "sqlite" else "sqlite"
    content = tmp_path / "content"
    content.write_bytes(b"x")
    foreign = tmp_path / "foreign"
    foreign.touch()
    with archive.Packing(foreign) as packing:
        packing.add(archive.DATABASES[other], content)
        whole = archive.read_manifest(made(tmp_path / "whole"))
        packing.finish(
            archive.Manifest(
                **{
                    **{name: getattr(whole, name) for name in whole.__struct_fields__},
                    "database": other,
                    "members": tuple(packing.members),
                }
            )
        )
    done = CliRunner().invoke(putright, ["restore", str(foreign)])
    assert "PUTRIGHT_DATABASE_URL" in done.output
    later = made(tmp_path / "later", migrations=("complaints.9999_later",))
    done = CliRunner().invoke(putright, ["restore", str(later)])
    assert done.exit_code == 1
    assert "later program" in done.output
