"""The landlord's own words: text with a few values in it, and nothing that runs.

Two walls. Only a short list of things may stand in a text at all (values, `if`,
comparisons); and what is left is rendered in jinja2's immutable sandbox, with no
functions, no filters and no attributes to reach for.
"""

from collections.abc import Mapping

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST = 4000
"""The longest text taken, in characters."""
VALUE_NAMES = (
    "reference",
    "resident",
    "handler",
    "stage",
    "received_on",
    "answer_by",
    "new_date",
    "landlord",
    "today",
)
"""The values a text may use, as `{{ answer_by }}`. Dates come written out."""
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)


class TextRefusedError(ValueError):
    """A text that can't be used; the message is for its owner."""


def _environment() -> ImmutableSandboxedEnvironment:
    # Plain text comes out, so nothing is escaped here: every renderer does that.
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


_ENVIRONMENT = _environment()


def refuse_text(text: str) -> None:
    """Raise TextRefusedError where a text holds what it may not, saying where."""
    if not text.strip():
        raise TextRefusedError("The text is empty.")
    if len(text) > LONGEST:
        raise TextRefusedError(f"The text is longer than {LONGEST} characters.")
    try:
        tree = _ENVIRONMENT.parse(text)
    except TemplateError as problem:
        line = getattr(problem, "lineno", 1)
        raise TextRefusedError(f"Line {line}: {problem.message}.") from problem
    for node in tree.find_all(nodes.Node):
        _refuse_node(node)


def _refuse_node(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        raise TextRefusedError(
            f"Line {node.lineno}: only values such as {{{{ answer_by }}}} and "
            "{% if … %} may be used."
        )
    if isinstance(node, nodes.Name) and node.name not in VALUE_NAMES:
        raise TextRefusedError(
            f"Line {node.lineno}: there is no value “{node.name}”. "
            f"Use one of {', '.join(VALUE_NAMES)}."
        )


def rendered(text: str, values: Mapping[str, str]) -> str:
    """Fill in a text. Raises TextRefusedError where it can't be."""
    refuse_text(text)
    known = {name: values.get(name, "") for name in VALUE_NAMES}
    try:
        return _ENVIRONMENT.from_string(text).render(known).strip()
    except TemplateError as problem:
        raise TextRefusedError(f"The text can't be filled in: {problem}") from problem
