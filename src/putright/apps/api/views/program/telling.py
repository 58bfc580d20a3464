"""Cases made into plain values for programs. Words stand there only where they may."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from putright.apps.complaints.queries import links, step_pages
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.words import overdue
from putright.apps.complaints.views.opening import Opened
from putright.core.complaints.case import Point, StageRecord
from putright.core.complaints.events import Mended
from putright.core.complaints.journal import kind_of
from putright.core.complaints.verdicts import stage_verdict, standing

PAGES_ALONE = ("mend", "add_evidence", *step_pages.BY_PROPOSAL)
"""Steps that are not taken here: a correction is looked at before it is confirmed, who
may see a case is two people's to say, and a file has an address of its own."""


@dataclass(frozen=True)
class Telling:
    """What a program is told: words or none, and no reference that it may not see."""

    words: bool
    hidden: Collection[str] = ()

    def said(self, text: str) -> str | None:
        """Give words where they may be read."""
        return text if self.words else None

    def shown(self, value: Any) -> Any:
        """Give a plain value, with references to cases not to be seen left empty."""
        if isinstance(value, str):
            for reference in self.hidden:
                value = value.replace(reference, "")
            return value
        if isinstance(value, dict):
            return {name: self.shown(one) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.shown(one) for one in value]
        return value


def telling_of(opened: Opened, *, words: bool) -> Telling:
    """Give how a case is told to who opened it: what its entries name is looked up."""
    hidden = links.not_shown(opened.journal, opened.user, opened.today)
    return Telling(words, frozenset(hidden))


def line(row: Any, today: date, telling: Telling) -> dict[str, Any]:
    """Give a case of a list, from its summary row."""
    text = getattr(row, "text", None) if telling.words else None
    same = {
        name: getattr(row, name)
        for name in (
            *("reference", "kind", "state", "stage", "edition", "received_on"),
            *("handler", "team", "area", "body", "category", "issue", "person"),
            *("home", "hazard", "vulnerable", "restricted", "open_actions"),
            "next_action_by",
        )
    }
    return same | {
        "due_on": row.beat_on,
        "due": row.beat_what,
        "late": overdue(row, today),
        "entries": row.entries_count,
        "subject": telling.said(text.subject if text else ""),
    }


def case(opened: Opened, telling: Telling) -> dict[str, Any]:
    """Give one case as it stands."""
    found, row = opened.case, opened.row
    same = {
        name: getattr(found, name)
        for name in (
            *("reference", "kind", "state", "edition", "received_on", "precision"),
            *("channel", "raised_by", "person", "affected", "home", "tenure", "area"),
            *("body", "category", "issue", "teams", "issue_on", "aware_on", "counts"),
            *("restricted", "withdrawn_on", "closed_on", "learning"),
        )
    }
    return same | {
        "linked": _linked(opened),
        "duplicate_of": telling.shown(found.duplicate_of),
        "due_on": row.beat_on,
        "due": row.beat_what,
        "hazard": row.hazard,
        "vulnerable": row.vulnerable,
        "stages": [
            _stage(opened, stage, telling)
            for stage in (found.stage_1, found.stage_2)
            if stage is not None
        ],
        **_kept(opened, telling),
        "learning_text": telling.said(found.learning_text),
        "text": telling.said(found.text),
        "subject": telling.said(found.subject),
        "entries": opened.seen,
        "offered": _offered(opened),
    }


def _linked(opened: Opened) -> list[str]:
    found = opened.case
    named = {*found.linked_complaints, *found.split, *found.links, found.linked_to}
    named |= set(links.linked_from(opened.row))
    rows = visible_to(opened.user, opened.today).filter(reference__in=named - {""})
    return sorted(set(rows.values_list("reference", flat=True)))


def _stage(opened: Opened, stage: StageRecord, telling: Telling) -> dict[str, Any]:
    extension = stage.extension
    same = {
        name: getattr(stage, name)
        for name in (
            *("number", "started_on", "requested_on", "acknowledged_on", "team"),
            *("responded_on", "responded_by", "handler", "teams", "outcome"),
        )
    }
    return same | {
        "extended_to": extension.to if extension else None,
        "extension_told_on": extension.told_on if extension else None,
        "definition": telling.said(stage.definition),
        "outcomes_sought": telling.said(stage.outcomes_sought),
        "points": list(_points(opened, stage, telling)),
        "clock": _clock(opened, stage),
    }


def _clock(opened: Opened, stage: StageRecord) -> dict[str, Any] | None:
    verdict = stage_verdict(opened.case, stage, opened.context, opened.today)
    if verdict is None:
        return None
    stands = standing(opened.case, stage, verdict)
    told = msgspec.structs.asdict(verdict)
    return told | {
        "acknowledgement": stands.acknowledgement,
        "response": stands.response,
    }


def _points(
    opened: Opened, stage: StageRecord, telling: Telling
) -> Iterable[dict[str, Any]]:
    found = {finding.point: finding for finding in stage.findings}
    points = {point.ref: point for point in opened.case.to_answer(stage.number)}
    for ref in dict.fromkeys([*points, *found]):
        point, finding = points.get(ref, Point(ref)), found.get(ref)
        yield {
            "ref": ref,
            "text": telling.said(point.text),
            "ours": point.ours,
            "outcome": finding.outcome if finding else "",
            "reason": telling.said(finding.reason if finding else ""),
            "no_remedy_because": telling.said(
                finding.no_remedy_because if finding else ""
            ),
            "remedies": [
                msgspec.structs.asdict(remedy)
                for remedy in (finding.remedies if finding else ())
            ],
        }


def _kept(opened: Opened, telling: Telling) -> dict[str, Any]:
    """Give the promises, requests, refusals, adjustments and restrictions."""
    found = opened.case
    said = telling.said
    return {
        "actions": [
            msgspec.structs.asdict(one)
            | {"what": said(one.what), "proof": said(one.proof)}
            for one in found.actions
        ],
        "requests": [
            msgspec.structs.asdict(one)
            | {"what": said(one.what), "chased": len(one.chased_on)}
            for one in found.requests
        ],
        "refusals": [
            msgspec.structs.asdict(one) | {"reason": said(one.reason)}
            for one in found.refusals
        ],
        "adjustments": [
            msgspec.structs.asdict(one) | {"text": said(one.adjustment)}
            for one in found.adjustments
        ],
        "restrictions": [
            msgspec.structs.asdict(one) | {"text": said(one.restriction)}
            for one in found.restrictions
        ],
    }


def _offered(opened: Opened) -> list[str]:
    """Give the steps that the case takes now from who asks."""
    able: dict[str, bool] = {}
    offered = []
    for name in step_pages.offered(opened.case, opened.today, opened.context):
        capability = step_pages.capability_of(name, opened.case)
        if capability not in able:
            able[capability] = opened.may(capability)
        if able[capability] and name not in PAGES_ALONE:
            offered.append(name)
    return offered


def entries(opened: Opened, telling: Telling, after: int) -> list[dict[str, Any]]:
    """Give a case's entries from after one: its facts, and words where they may be."""
    told = []
    for one in opened.journal.entries[after:]:
        facts = msgspec.to_builtins(one.event)
        words = facts.pop("words")
        if isinstance(one.event, Mended):
            facts.pop("payload")  # what it comes to is told by the case as it stands
        told.append(
            {
                "sequence": one.sequence,
                "kind": kind_of(type(one.event)),
                "on": one.event.on,
                "at": one.happened_at,
                "recorded_at": one.recorded_at,
                "who": one.who,
                "facts": telling.shown(facts),
                "words": words if telling.words else None,
                "erased": one.erased,
                "mended": one.mended,
                "undone": one.undone,
            }
        )
    return told
