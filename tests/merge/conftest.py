"""Mentions to merge: a small builder, the invented reports of data/reports.jsonl, and a bed made of the development gold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from standoff.knowledge import Backing, Knowledge, Organisation, Person, Role
from standoff.merge import DocumentFacts
from standoff.records import Amount, Mention, Participant, Span, When, Where

DATA = Path(__file__).parent / "data"
Labels = dict[str, str]  # mention id -> gold event


@dataclass(frozen=True)
class Bed:
    """Mentions with the events that they are known to belong to."""

    mentions: tuple[Mention, ...]
    documents: Mapping[str, DocumentFacts]
    labels: Labels


def _organisation(id: str, country: str | None, sector: str, part_of: str | None = None) -> Organisation:
    return Organisation(id, id.replace("-", " ").title(), (), country, sector, part_of)


KNOWN = Knowledge(
    countries={},
    organisations={
        o.id: o
        for o in (
            _organisation("popular-mobilization-forces", "IRQ", "REB"),
            _organisation("kataib-hezbollah", "IRQ", "REB", "popular-mobilization-forces"),
            _organisation("harakat-al-nujaba", "IRQ", "REB", "popular-mobilization-forces"),
            _organisation("irgc", "IRN", "MIL"),
            _organisation("quds-force", "IRN", "MIL", "irgc"),
            _organisation("islamic-state", None, "REB"),
            _organisation("anti-is-coalition", None, "IGO"),
        )
    },
    people={
        p.id: p
        for p in (
            Person("nouri-al-maliki", "Nuri al-Maliki", (), "IRQ", "PTY", ()),
            Person("hadi-al-ameri", "Hadi al-Ameri", (), "IRQ", "PTY", ()),
            Person(
                "esmail-qaani",
                "Esmail Qaani",
                (),
                "IRN",
                "MIL",
                (Role("commander", "quds-force", "MIL", date(2020, 1, 3), None),),
            ),
        )
    },
    agents={},
    backings=(Backing("USA", "anti-is-coalition", "member_of", None, None),),
)


@pytest.fixture(scope="session")
def known() -> Knowledge:
    """A few organisations and people, so that tests of merging do not hang on the knowledge files."""
    return KNOWN


def party(spec: str) -> Participant:
    """ "IRQ/MIL|16 Iraqi soldiers" or "kataib-hezbollah:IRQ/REB|Kataib Hezbollah"."""
    code, _, text = spec.partition("|")
    name, _, rest = code.rpartition(":")
    country, _, sector = rest.partition("/")
    return Participant(name or rest, text or code, country or None, sector or "GOV", text or code)


def interval(spec: str | None) -> When | None:
    if not spec:
        return None
    start, _, end = spec.partition("..")
    return When(date.fromisoformat(start), date.fromisoformat(end or start))


def amount(spec: Sequence[int | None] | None) -> Amount | None:
    return Amount.from_json(list(spec)) if spec else None


def build(row: Mapping[str, Any], document: str, start: int) -> Mention:
    """A mention from a short row: type, trigger, sentence, and whichever fields differ from nothing."""
    sentence, trigger = row["sentence"], row["trigger"]
    at = start + sentence.index(trigger)
    place = row.get("place")
    return Mention(
        document=document, start=start, end=start + len(sentence), sentence=sentence,
        trigger=Span(at, at + len(trigger)), rule="test", coder="test", type=row["type"],
        mode=tuple(row.get("mode", ())), status=row.get("status", "actual"),
        actors=tuple(party(p) for p in row.get("actors", ())),
        recipients=tuple(party(p) for p in row.get("recipients", ())),
        date=interval(row.get("date")), place=Where(*place) if place else None,
        deaths=amount(row.get("deaths")), injured=amount(row.get("injured")),
        count=amount(row.get("count")) or Amount(1, 1), attributed_to=tuple(row.get("by", ())),
        confidence=row.get("confidence", 0.6), anaphoric=row.get("anaphoric", False),
    )  # fmt: skip


@pytest.fixture(scope="session")
def reports() -> Bed:
    """The invented reports: each line is one document with its mentions, each with the event it tells of."""
    mentions, documents, labels = [], {}, {}
    for line in (DATA / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        published = date.fromisoformat(row["published"]) if row["published"] else None
        documents[row["id"]] = DocumentFacts(published, row.get("near") or row["id"], row["source"])
        starts: dict[str, int] = {}
        for told in row["mentions"]:
            start = starts.setdefault(told["sentence"], sum(len(s) + 1 for s in starts))
            mention = build(told, row["id"], start)
            mentions.append(mention)
            labels[mention.id] = told["event"]
    return Bed(tuple(mentions), documents, labels)


# --- the development gold, blurred to what each sentence says ----------------------------------------------------

_DATED = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(january|february|march|april|may|june|july|august|september|october|"
    r"november|december|oct|nov|dec|jan|feb)\b|\b(19|20)\d\d\b|\b(last|this|next|past) (week|month|year)\b|\byesterday\b|\btoday\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(the|this|that|these|those|such|its|their)\s+(\w+\s+)?$", re.IGNORECASE)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


@pytest.fixture(scope="session")
def gold(shared: Path) -> Bed:
    """Every mention of the development gold with only those fields whose words stand in its sentence."""
    texts = {d["id"]: d for d in map(json.loads, _lines(shared / "eval" / "dev_docs.jsonl"))}
    mentions, documents, labels = [], {}, {}
    for row in map(json.loads, _lines(shared / "eval" / "dev_gold.jsonl")):
        published = date.fromisoformat(row["pub_date"]) if row["pub_date"] else None
        documents[row["id"]] = DocumentFacts(published, row["id"], texts[row["id"]]["source"])
        for event in row["events"]:
            for told in event["mentions"]:
                mention = _blurred(event, told, row["id"], texts[row["id"]]["text"])
                mentions.append(mention)
                labels[mention.id] = f"{row['id']} {event['key']}"
    return Bed(tuple(mentions), documents, labels)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _blurred(event: dict[str, Any], told: dict[str, str], document: str, text: str) -> Mention:
    sentence, trigger = told["sentence"], told["trigger"]
    start = max(text.find(sentence), 0)
    inside = max(sentence.lower().find(trigger.lower()), 0)
    noun_points_back = _POINTS_BACK.search(sentence[:inside]) is not None and event["type"] != "AGREE"
    dated = _DATED.search(sentence) and event["date"]
    place = event["place"] if event["place"] and _named(event["place"]["name"], sentence) else None
    return Mention(
        document=document, start=start, end=start + len(sentence), sentence=sentence,
        trigger=Span(start + inside, start + inside + len(trigger)), rule="gold", coder="gold", type=event["type"],
        mode=(event["mode"],) if event["mode"] else (), status=event["status"],
        actors=_parties(event["actors"], sentence), recipients=_parties(event["recipients"], sentence),
        date=When.from_json(event["date"]) if dated else None,
        place=Where(place["name"], place["country"]) if place else None,
        deaths=_said(event["deaths"], sentence), injured=_said(event["injured"], sentence),
        count=amount(event["count"]) or Amount(1, 1), anaphoric=noun_points_back,
    )  # fmt: skip


def _parties(rows: list[dict[str, Any]], sentence: str) -> tuple[Participant, ...]:
    named = [r for r in rows if _named(f"{r['text']} {r['name']}", sentence)]
    return tuple(Participant(_code(r), r["name"], r["country"], r["sector"], r["text"]) for r in named)


def _code(row: dict[str, Any]) -> str:
    general = f"{row['country']}/{row['sector']}"
    return general if row["country"] else re.sub(r"\W+", "-", row["name"].lower())


def _named(name: str, sentence: str) -> bool:
    """True when a capitalised word of the name stands in the sentence."""
    words = {w for w in re.findall(r"[A-Z][\w'’-]+", name) if w not in {"The", "A", "An", "Forces", "Military"}}
    return any(re.search(rf"\b{re.escape(w)}", sentence) for w in words)


def _said(value: list[int | None] | None, sentence: str) -> Amount | None:
    if not value:
        return None
    figures = {int(n) for n in re.findall(r"\d+", sentence)} | {
        _NUMBERS[w] for w in sentence.lower().split() if w in _NUMBERS
    }
    return amount(value) if value[0] in figures else None


# --- scores ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scores:
    """Pairwise and B-cubed F1 of a grouping against the gold."""

    pairs: tuple[float, float, float]
    b_cubed: tuple[float, float, float]


@pytest.fixture(scope="session")
def score_grouping() -> Callable[[Mapping[str, str], Labels], Scores]:
    return grouping_scores


def grouping_scores(found: Mapping[str, str], labels: Labels) -> Scores:
    ids = sorted(labels)
    hit = predicted = wanted = 0
    for n, a in enumerate(ids):
        for b in ids[n + 1 :]:
            same_found, same_gold = found[a] == found[b], labels[a] == labels[b]
            hit += same_found and same_gold
            predicted += same_found
            wanted += same_gold
    precision = recall = 0.0
    for a in ids:
        in_found = {b for b in ids if found[b] == found[a]}
        in_gold = {b for b in ids if labels[b] == labels[a]}
        precision += len(in_found & in_gold) / len(in_found) / len(ids)
        recall += len(in_found & in_gold) / len(in_gold) / len(ids)
    p, r = (hit / predicted if predicted else 1.0), (hit / wanted if wanted else 1.0)
    return Scores((p, r, _f1(p, r)), (precision, recall, _f1(precision, recall)))


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0
