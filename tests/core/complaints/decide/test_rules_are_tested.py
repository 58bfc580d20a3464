"""Every "no" is a provision's, and has a test named for that provision."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from putright.core.refusals import RULES, Refusal, Rule
from putright.rules.handling_code import edition

HERE = Path(__file__).parent


def _texts_by_provision() -> dict[str, set[str]]:
    """Give the texts in the tests named for each provision: `test_6_13_…`."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in HERE.glob("test_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                words = node.name.split("_")
                number = words[1] if not words[1].isdigit() else ".".join(words[1:3])
                texts = {
                    inner.value
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
                }
                found[number] |= texts
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_test_of_its_provision_that_meets_it(rule: Rule) -> None:
    """A rule that no test breaks may refuse nothing, or everything."""
    assert rule.code in _texts_by_provision()[rule.provision]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_a_provision_that_there_is(rule: Rule) -> None:
    """A refusal that cites a provision of nobody's can't be looked up."""
    if rule.provision not in ("order", "incomplete"):
        assert rule.provision in edition("housing-2024").provisions


def test_codes_of_rules_are_their_own() -> None:
    """Two rules of one code could not be told apart by a form."""
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_refusal_says_what_is_wrong_and_what_to_do(rule: Rule) -> None:
    """Two whole sentences, with the provision's number between them."""
    text = str(Refusal(rule, "the value"))
    assert rule.do in text
    assert text.endswith(".")
    assert ("Code provision" in text) == rule.provision[0].isdigit()
    assert "{" not in text
