"""Make `worked_cases/generated.yaml`, always the same, from a fixed seed.

`python -m scripts.worked_cases` writes it; `--check` only says whether it stands as
it would be written, and ends with 1 if not. What must come of each case is worked out
by `scripts/worked` alone, which uses nothing of the program's.
"""

import sys
from pathlib import Path
from random import Random
from typing import Any

import yaml

from scripts.worked import clocks, faults, points, turns

SEED = 20240401
FILE = Path(__file__).resolve().parent.parent / "worked_cases" / "generated.yaml"
HEAD = (
    "# Made by `python -m scripts.worked_cases`: change that and not this file.\n"
    "# What must come of a case is worked out there, by nothing of the program's.\n"
)


def all_cases() -> list[dict[str, Any]]:
    """Give every generated case, in the order of the file."""
    random = Random(SEED)  # noqa: S311 - it makes test cases, the same each time
    return [
        *clocks.cases(random),
        *faults.cases(random),
        *faults.ages(random),
        *turns.cases(),
        *points.new_issues(),
        *points.answers(random),
        *points.promises(random),
    ]


class Plainly(yaml.SafeDumper):
    """Writes what two steps share out in each."""

    def ignore_aliases(self, _: Any) -> bool:
        """Never refer from one value to another."""
        return True


def line(value: object) -> str:
    """Write a value on one line of YAML."""
    text: str = yaml.dump(
        value,
        Dumper=Plainly,
        default_flow_style=True,
        sort_keys=False,
        allow_unicode=True,
        width=float("inf"),
    )
    return text.removesuffix("...\n").strip()


def written() -> str:
    """Give the file's text."""
    lines = [HEAD]
    for case in all_cases():
        lines.append(f"- name: {line(case['name'])}")
        for name in ("edition", "as_at"):
            if name in case:
                lines.append(f"  {name}: {line(case[name])}")
        lines.append("  steps:")
        lines += [f"    - {line(step)}" for step in case["steps"]]
        if "expect" in case:
            lines.append(f"  expect: {line(case['expect'])}")
        lines.append("")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the file, or check it."""
    text = written()
    if arguments == ["--check"]:
        same = FILE.exists() and FILE.read_text(encoding="utf-8") == text
        print("as it would be written" if same else "differs: run it without --check")
        return 0 if same else 1
    if arguments:
        print("Only --check is understood.", file=sys.stderr)
        return 2
    FILE.write_text(text, encoding="utf-8")
    print(f"{len(all_cases())} cases written to {FILE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
