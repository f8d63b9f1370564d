"""Merging measured on a bed of its own: frozen mentions of the sample and of invented reports, labelled by hand.

How it was made and what it cannot tell stands in docs/merging.md. All documents are merged together; `dev` was read when
weights were set, `held` was not. An event that both parts tell counts inside each part only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from standoff.merge import DocumentFacts, merge
from standoff.options import MergeOptions
from standoff.records import Mention
from tests.merge.conftest import DATA, Scores, grouping_scores

# (pairs F1, B-cubed F1): a little below what is reached
FLOORS = {"dev": (0.47, 0.83), "held": (0.49, 0.91)}


@dataclass(frozen=True)
class Labelled:
    """Mentions of all documents, and by part the true event of each mention."""

    mentions: tuple[Mention, ...]
    documents: Mapping[str, DocumentFacts]
    labels: Mapping[str, Mapping[str, str]]


def read_bed() -> Labelled:
    mentions: list[Mention] = []
    documents: dict[str, DocumentFacts] = {}
    labels: dict[str, dict[str, str]] = {"dev": {}, "held": {}}
    for row in map(json.loads, (DATA / "bed.jsonl").read_text(encoding="utf-8").splitlines()):
        published = date.fromisoformat(row["published"]) if row["published"] else None
        documents[row["id"]] = DocumentFacts(published, row["independent_source"], row["source"])
        for told in row["mentions"]:
            mentions.append(Mention.from_json({k: v for k, v in told.items() if k != "event"}))
            labels[row["part"]][mentions[-1].id] = told["event"]
    return Labelled(tuple(mentions), documents, labels)


def groupings(bed: Labelled) -> dict[str, dict[str, str]]:
    """Mention id -> group: three baselines, and ours."""
    merged = merge(bed.mentions, bed.documents, MergeOptions())
    alone = {m.id: m.id for m in bed.mentions}
    return {
        "no merging": alone,
        "one a day": {m.id: _one_a_day(m, bed.documents[m.document].published) for m in bed.mentions},
        "exact match": {m.id: _everything(m) for m in bed.mentions},
        "merge": alone | {m.id: e.id for e in merged.events for m in e.mentions},
    }


def _one_a_day(m: Mention, published: date | None) -> str:
    """Type, parties and day; what has no date has that of its report."""
    return repr((m.type, _ids(m), m.date.start if m.date else published))


def _everything(m: Mention) -> str:
    """All fields; what says nothing ("the attack") equals nothing."""
    if not (m.actors or m.recipients or m.date or m.place):
        return m.id
    place = m.place.name if m.place else None
    return repr((m.type, m.mode, m.status, _ids(m), m.date, place, m.deaths, m.injured, m.count))


def _ids(m: Mention) -> tuple[list[str], list[str]]:
    return sorted(p.id for p in m.actors), sorted(p.id for p in m.recipients)


def table(bed: Labelled, found: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Scores]]:
    """Part -> grouping -> scores."""
    return {
        part: {name: grouping_scores(group, dict(labels)) for name, group in found.items()}
        for part, labels in bed.labels.items()
    }


@pytest.fixture(scope="module")
def bed() -> Labelled:
    return read_bed()


def test_the_bed_is_large_and_ids_are_unique(bed):
    assert sum(map(len, bed.labels.values())) == len(bed.mentions) >= 400
    assert len(bed.labels["held"]) * 4 >= len(bed.mentions)


def test_merging_beats_the_baselines(bed, capsys):
    scores = table(bed, groupings(bed))
    with capsys.disabled():
        print()  # noqa: T201
        for part, rows in scores.items():
            for name, score in rows.items():
                figures = "   ".join(" ".join(f"{v:.3f}" for v in three) for three in (score.pairs, score.b_cubed))
                print(f"  {part:5} {name:12} pairs P/R/F1, B-cubed P/R/F1: {figures}")  # noqa: T201
    for part, rows in scores.items():
        ours = rows.pop("merge")
        assert ours.pairs[2] >= FLOORS[part][0]
        assert ours.b_cubed[2] >= FLOORS[part][1]
        assert all(ours.pairs[2] > s.pairs[2] and ours.b_cubed[2] > s.b_cubed[2] for s in rows.values())
