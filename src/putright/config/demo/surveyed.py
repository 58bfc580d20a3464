"""The demonstration's survey: a sample drawn, a company's file taken, comments marked.

Nobody answered: answers are drawn by lot, the same each time, a household's all leaning
the same way, as people's do.
"""

import csv
import datetime
import io
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from random import Random

import msgspec

from putright.apps.accounts.models import User
from putright.apps.surveys.queries import comments as reads
from putright.apps.surveys.queries import surveys
from putright.apps.surveys.queries.fieldwork import INVITE, to_write
from putright.apps.surveys.services import comments, importing, sampling, setting_up
from putright.core.calendar import Span
from putright.core.measures.records.stock import LCRA
from putright.core.surveys import SurveyMapping
from putright.core.surveys.agreement import ENOUGH
from putright.rules.satisfaction_measures import Measure, MeasureYear

NAME = "Survey of tenants"
COMPANY = "Otter Research"
SEED = "7c1d5f0e9a3b48268c4e6d2f1b0a9e53"
BY = ("area", "category")
DRAWN = 1_400
ANSWERED = 620
LEANING = (8, 11, 12, 35, 34)
"""Of a hundred answers, how many are 1 to 5."""
LOWER = {"TP09": 1.2, "TP12": 0.4, "TP06": 0.4}
"""How many steps lower some measures are answered, as they are elsewhere."""
METHODS = ("Phone", "Phone", "Phone", "Web", "Paper")
FILTERS = {"repair_12_months": 68, "complaint_12_months": 24, "communal_areas": 41}
"""Of a hundred households, how many say yes."""
MAPPING = SurveyMapping(
    columns={
        "response": "Respondent",
        "household": "Property",
        "method": "Mode",
        "answered_on": "Interview date",
        "comment": "Anything else you would like to say",
    },
    values={"method": {"phone": "telephone", "web": "internet", "paper": "post"}},
    fixed={"stock_type": LCRA},
)
Cells = dict[str, str]


class Theme(msgspec.Struct, frozen=True):
    """A theme of comments, its words, and what people wrote; no name for none."""

    name: str
    words: str
    says: tuple[str, ...]


def add_survey(
    rules: MeasureYear,
    span: Span,
    *,
    rented: int,
    random: Random,
    now: datetime.datetime,
    today: datetime.date,
    by: User,
) -> None:
    """Set the year's survey up, let its file come in, and mark a hundred comments.

    `rented`: how many rented homes there are; up to half of them are asked.
    """
    survey = setting_up.add_survey(
        year=rules.name,
        name=NAME,
        stock_types=(LCRA,),
        counted_on=today,
        quota_by="area",
        note=f"By {COMPANY}, an independent company. No incentive was offered.",
        seed=SEED,
        by=by,
        now=now,
    )
    setting_up.change_survey(survey=survey, name=NAME, note=survey.note, weight_by=BY)
    numbers = {LCRA: min(DRAWN, rented // 2)}
    sampling.draw_sample(survey=survey, numbers=numbers, today=today)
    asked = span.first + datetime.timedelta(days=150)
    homes = to_write(survey, INVITE, today).rows
    sent = [one.pk for one in homes]
    sampling.record_sent(survey=survey, which=INVITE, homes_sent=sent, on=asked)
    themes = _themes()
    file = _file(rules, [one.reference for one in homes], asked, themes, random)
    importing.take_file(
        survey=survey,
        name=f"otter-research-{rules.name}.csv",
        data=file,
        mapping=MAPPING,
        by=by,
        now=now,
    )
    importing.save_mapping(name=COMPANY, mapping=MAPPING, now=now)
    _mark(survey.pk, themes, by=by, now=now)


def _mark(
    number: int, themes: Sequence[Theme], *, by: User, now: datetime.datetime
) -> None:
    """Name the themes, and mark a hundred comments as a person would."""
    survey = surveys.survey(number)
    assert survey is not None  # it was made a moment ago
    rows = {
        theme.name: comments.add_theme(
            survey=survey, name=theme.name, words=theme.words, now=now
        )
        for theme in themes
        if theme.name
    }
    about = {text: theme.name for theme in themes for text in theme.says}
    for one in reads.in_turn(survey)[:ENOUGH]:
        theme = rows.get(about[one.text])
        comments.mark(comment=one, theme=theme, blind=True, by=by, now=now)


def _themes() -> list[Theme]:
    file = resources.files("putright.config.demo").joinpath("comments.toml")
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return msgspec.convert(read["theme"], list[Theme])


def _file(
    rules: MeasureYear,
    homes: Sequence[str],
    asked: datetime.date,
    themes: Sequence[Theme],
    random: Random,
) -> bytes:
    """Give the company's own file; the date of its last row can't be read."""
    rows = list(_rows(rules, homes, asked, themes, random))
    rows[-1]["Interview date"] = "32nd of October"
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _rows(
    rules: MeasureYear,
    homes: Sequence[str],
    asked: datetime.date,
    themes: Sequence[Theme],
    random: Random,
) -> Iterator[Cells]:
    said = [text for theme in themes for text in theme.says]
    for number, home in enumerate(
        random.sample(homes, min(ANSWERED, len(homes) // 2)), start=1
    ):
        leaning = random.gauss(0, 0.8)
        day = asked + datetime.timedelta(days=random.randint(3, 75))
        row = {
            "Respondent": f"S-{number:04d}",
            "Property": home,
            "Mode": random.choice(METHODS),
            "Interview date": day.isoformat(),
        }
        row |= {
            name: "Yes" if random.random() * 100 < share else "No"
            for name, share in FILTERS.items()
        }
        row |= {
            one.code: _answer(one, row, leaning, random) for one in rules.perception
        }
        wrote = random.random() < 0.35
        row["Anything else you would like to say"] = (
            random.choice(said) if wrote else ""
        )
        yield row


def _answer(one: Measure, row: Cells, leaning: float, random: Random) -> str:
    """Give an answer in the question's own words; blank where it was not asked."""
    if one.filter and row[one.filter] != "Yes":
        return ""
    if one.not_applicable and random.random() < 0.05:
        return "Don’t know"
    if random.random() < 0.02:
        return ""
    drawn = (
        random.choices(range(5), LEANING)[0]
        + leaning * _pull(one)
        - LOWER.get(one.code, 0)
    )
    return one.scale[4 - min(4, max(0, round(drawn)))]


def _pull(one: Measure) -> float:
    """Say how much a household's leaning weighs in an answer."""
    return 0.5 + (int(one.code[2:]) * 7 % 5) / 4
