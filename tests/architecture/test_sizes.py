"""A module is read in one sitting, and a function on one screen."""

import ast

from tests.architecture.tree import modules, shown

MODULE_LINES = 400
FUNCTION_LINES = 40
CODE = ("src", "tests", "scripts")
LONGER = {
    "src/putright/core/complaints/letters/from_case.py:facts_of": "a field each",
    "src/putright/core/complaints/summary.py:summarise": "a field each",
    "tests/apps/complaints/test_case_page.py:"
    "test_a_thin_complaint_all_the_way_through_the_pages": "one trip, told whole",
}
"""Functions that may be longer, `path:name` to the reason why."""


def test_no_module_is_over_400_lines() -> None:
    """A long module is split by the verb of casework."""
    sizes = {
        shown(path): path.read_text(encoding="utf-8").count("\n")
        for path in modules(*CODE)
    }
    long = {name: size for name, size in sizes.items() if size > MODULE_LINES}
    assert not long, f"over {MODULE_LINES} lines: {long}"


def _functions() -> dict[str, int]:
    """Give every function's length in lines, without its docstring."""
    sizes = {}
    for path in modules(*CODE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if ast.get_docstring(node, clean=False) is not None:
                    words = node.body[0]
                    lines -= (words.end_lineno or words.lineno) - words.lineno + 1
                sizes[f"{shown(path)}:{node.name}"] = lines
    return sizes


def test_no_function_is_over_40_lines() -> None:
    """A function longer than a screen is named here, with its reason."""
    long = {name for name, size in _functions().items() if size > FUNCTION_LINES}
    assert not long - set(LONGER), f"over {FUNCTION_LINES} lines"
    assert not set(LONGER) - long, "named in LONGER, and no longer so long"
