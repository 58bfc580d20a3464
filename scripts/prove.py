"""Prove the program on real lists, tables and returns kept outside the repository.

`python -m scripts.prove FOLDER` runs every module in `scripts/proofs`: each has a
function `prove(data: Path) -> Iterable[Line]`, and its first docstring line is its
heading. Ends with 0 where all that should agree does, 1 where something does not,
where the folder or a file in it is missing, or where a folder was given and nothing was
compared; 2 on wrong words. Without a folder it says that nothing was proved.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from scripts import proofs
from scripts.lines import Line

Proof = Callable[[Path], Iterable[Line]]


def all_proofs() -> dict[str, Proof]:
    """Give every proof by its heading, in order of module name."""
    found = {}
    for module in sorted(pkgutil.iter_modules(proofs.__path__), key=lambda m: m.name):
        loaded = importlib.import_module(f"{proofs.__name__}.{module.name}")
        heading = (loaded.__doc__ or module.name).strip().partition("\n")[0]
        found[heading] = loaded.prove
    return found


def run(data: Path, chosen: Mapping[str, Proof]) -> list[Line]:
    """Run proofs on a folder and print their lines as they come."""
    lines: list[Line] = []
    for heading, prove in chosen.items():
        print(heading, flush=True)
        try:
            for line in prove(data):
                print(line, flush=True)
                lines.append(line)
        except FileNotFoundError as missing:
            line = Line(str(missing.filename), agrees=False, detail="is missing")
            print(line, flush=True)
            lines.append(line)
    return lines


def main(arguments: Sequence[str], chosen: Mapping[str, Proof] | None = None) -> int:
    """Run what the command line asks for; give its exit code."""
    if not arguments:
        print("Nothing was proved: name the folder with the data (make prove DATA=…).")
        return 0
    if len(arguments) > 1:
        print("Name one folder.", file=sys.stderr)
        return 2
    data = Path(arguments[0])
    if not data.is_dir():
        print(f"{data} is not a folder: nothing was proved.", file=sys.stderr)
        return 1
    lines = run(data, all_proofs() if chosen is None else chosen)
    failing = sum(line.fails for line in lines)
    known = sum(not line.agrees and not line.should for line in lines)
    agreeing = sum(line.agrees for line in lines)
    print(
        f"{len(lines)} compared: {agreeing} agree, {known} differ as known, "
        f"{failing} differ that should agree"
    )
    if not lines:
        print("Nothing was compared, so nothing was proved.", file=sys.stderr)
    return 1 if failing or not lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
