"""What was done otherwise than the year before, so that results may not compare."""

from collections.abc import Iterator, Mapping

from putright.core.measures.perception import SurveyAccount

MOVED = 10.0
"""Points by which a method's share of responses has to move to be told.

Our own line: people answer differently to an interviewer and on a form.
"""


def changed(now: SurveyAccount, before: SurveyAccount, words: Mapping[str, str]) -> str:
    """Say how a survey was done otherwise than last year's; blank where it was not.

    `words`: each method as it is told.
    """
    told = [*_methods(now, before, words), *_weights(now, before)]
    return f"{'; '.join(told)}. Results may differ for that alone." if told else ""


def _methods(
    now: SurveyAccount, before: SurveyAccount, words: Mapping[str, str]
) -> Iterator[str]:
    for name, said in words.items():
        mine, theirs = (_share(one, name) for one in (now, before))
        if abs(mine - theirs) >= MOVED:
            yield f"{mine:.0f}% of responses {said}, {theirs:.0f}% the year before"


def _share(one: SurveyAccount, name: str) -> float:
    return 100 * one.methods.get(name, 0) / one.responses if one.responses else 0.0


def _weights(now: SurveyAccount, before: SurveyAccount) -> Iterator[str]:
    if set(now.weighted_by) != set(before.weighted_by):
        yield f"{_by(now)}, and the year before {_by(before)}"


def _by(one: SurveyAccount) -> str:
    names = " and ".join(name.replace("_", " ") for name in one.weighted_by)
    return f"weighted by {names}" if names else "not weighted"
