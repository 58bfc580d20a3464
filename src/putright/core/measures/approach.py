"""The published summary of how a survey was done, drafted from what was done.

A letter's draft says what the program knows; where it knows nothing it is blank, and a
person has to write it. Nothing is said that the survey's own account does not show.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from putright.core.calendar import long_date
from putright.core.measures.approach_change import changed
from putright.core.measures.numbers import read_count, shown
from putright.core.measures.perception import Group, SampleDrawn, SurveyAccount

METHODS = {
    "telephone": "by telephone",
    "internet": "online",
    "post": "by post",
    "face_to_face": "face to face",
    "sms": "by text message",
    "other": "in other ways",
    "": "in a way not recorded",
}
TENANTS = {
    "LCRA": "tenants in rented homes",
    "LCHO": "shared owners",
    "combined": "tenants and shared owners together",
}
STILL = "The reason is still to be written here."
"""What a draft says where only a person knows; nothing with it is published."""
FAR = 5.0
"""Points between the shares of households and responses from which on it is told."""

Surveys = Mapping[str, SurveyAccount]


def draft(
    surveys: Surveys, given: Mapping[str, str], before: Surveys | None = None
) -> dict[str, str]:
    """Draft the summary, by letter; blank where only a person knows.

    `given`: what was typed for the return, by its names there. `before`: how last
    year's surveys were done.
    """
    return {
        "a": _each(surveys, _size),
        "b": _each(surveys, _when),
        "c": _each(surveys, _methods),
        "d": _sample(surveys, given),
        "e": _each(surveys, _alike),
        "f": _each(surveys, _weighting),
        "g": _contractors(surveys, given),
        "h": _excluded(surveys, given),
        "i": _each(surveys, _reached),
        "j": "",
        "k": _otherwise(surveys, before or {}),
    }


def _each(surveys: Surveys, say: object) -> str:
    assert callable(say)
    return "\n".join(
        f"{TENANTS[stock][:1].upper()}{TENANTS[stock][1:]}: {say(one)}"
        for stock, one in surveys.items()
    )


def _size(one: SurveyAccount) -> str:
    left = one.read - one.responses
    twice = ""
    if left:
        twice = f" {left:,} further responses of the same households were left out."
    return (
        f"{one.responses:,} responses, of {one.population:,.10g} households.{twice}"
        f" The margin of error is {_points(one.margin)}."
    )


def _points(margin: float | None) -> str:
    return "not known" if margin is None else f"±{_one(margin)} percentage points"


def _one(number: float) -> str:
    return shown(read_count(repr(abs(number)), {}, whole=False), 1)


def _when(one: SurveyAccount) -> str:
    if one.first is None or one.last is None:
        return "the days of the answers are not recorded."
    if one.first == one.last:
        return f"all on {long_date(one.first)}."
    return f"from {long_date(one.first)} to {long_date(one.last)}."


def _methods(one: SurveyAccount) -> str:
    told = [
        f"{one.methods[name]:,} {words}"
        for name, words in METHODS.items()
        if one.methods.get(name)
    ]
    return f"{', '.join(told)}."


def _sample(surveys: Surveys, given: Mapping[str, str]) -> str:
    told = []
    for stock in surveys:
        how = given.get(f"census_or_sample:{stock}", "")
        how = _drawn(surveys[stock].sample) or (f"{how}." if how else "")
        if how:
            told.append(f"{TENANTS[stock][:1].upper()}{TENANTS[stock][1:]}: {how}")
    return "\n".join(told)


def _drawn(sample: SampleDrawn | None) -> str:
    if sample is None:
        return ""
    if sample.drawn >= sample.homes:
        return f"a census: all {sample.homes:,} homes were asked."
    shared = f", shared out by {sample.shared_by}" if sample.shared_by else ""
    return (
        f"a sample: {sample.drawn:,} homes drawn at random of {sample.homes:,}{shared}."
    )


def _otherwise(surveys: Surveys, before: Surveys) -> str:
    told = []
    for stock, one in surveys.items():
        words = changed(one, before[stock], METHODS) if stock in before else ""
        if words:
            told.append(f"{TENANTS[stock][:1].upper()}{TENANTS[stock][1:]}: {words}")
    return "\n".join(told)


def _alike(one: SurveyAccount) -> str:
    names = list(dict.fromkeys(group.characteristic for group in one.groups))
    if not names:
        return "nothing was compared."
    apart = [_apart(group) for group in one.groups if _is_apart(group)]
    compared = f"compared by {_listed([name.replace('_', ' ') for name in names])}."
    if not apart:
        return (
            f"{compared} No group’s share of responses is {FAR:g} points from its "
            "share of households."
        )
    return f"{compared} Furthest apart: {'; '.join(apart)}."


def _is_apart(group: Group) -> bool:
    if group.households is None or group.responses is None:
        return False
    return abs(group.households - group.responses) >= FAR


def _apart(group: Group) -> str:
    assert group.households is not None
    assert group.responses is not None
    return (
        f"{group.characteristic.replace('_', ' ')} {group.value}, "
        f"{_one(group.households)}% of households and {_one(group.responses)}% of "
        "responses"
    )


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _weighting(one: SurveyAccount) -> str:
    if not one.weighted_by:
        return "the responses were not weighted."
    names = _listed([name.replace("_", " ") for name in one.weighted_by])
    return (
        f"weighted by {names}; weights run from {one.smallest:.2f} to "
        f"{one.largest:.2f}, and the design effect is {one.design_effect:.2f}."
    )


def _contractors(surveys: Surveys, given: Mapping[str, str]) -> str:
    names = [given.get(f"contractor_name:{stock}", "") for stock in surveys]
    told = list(dict.fromkeys(name for name in names if name))
    return f"{_listed(told)} collected responses." if told else ""


def _excluded(surveys: Surveys, given: Mapping[str, str]) -> str:
    told = []
    for stock in surveys:
        number = given.get(f"excluded:{stock}", "")
        if number:
            name = f"{TENANTS[stock][:1].upper()}{TENANTS[stock][1:]}"
            told.append(f"{name}: {number} households left out.")
    return "\n".join(told)


def _reached(one: SurveyAccount) -> str:
    wanted = ceil(one.required)
    if one.responses >= wanted:
        return f"the required {wanted:,} responses were reached."
    return f"{one.responses:,} responses were reached of {wanted:,} required. {STILL}"
