"""Coded output against gold: how many events were found with the right type, parties, date, deaths and status."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff import ontology
from standoff.errors import EvaluateError

Json = dict[str, Any]
LEVELS = ("quad", "type", "who", "whom")
FIELDS = ("date", "deaths", "status", "mode")
SAME_SENTENCE = 0.8  # share of the shorter sentence's words that must stand in the other
RECIPROCAL = frozenset(("CONSULT", "AGREE", "COOPERATE", "ASSAULT"))
WORD = re.compile(r"\w+")
SMALL_WORDS = frozenset(
    "the of and a an in on for group groups forces force military army armed state states government".split()
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Found, predicted and gold counts of one level, with precision, recall and F1 (0 to 1)."""

    found: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.predicted + self.gold
        return 2 * self.found / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """`levels`: rates by level; `fields`: (right, asked) over the events matched at level "type".

    `ties`: the rate of standing ties, None where gold has none.
    """

    levels: Mapping[str, Rate]
    ties: Rate | None
    fields: Mapping[str, tuple[int, int]]
    documents: int

    def as_json(self) -> Json:
        rates = {**self.levels, **({"ties": self.ties} if self.ties else {})}
        rows: Json = {
            k: {"precision": round(r.precision, 3), "recall": round(r.recall, 3), "f1": round(r.f1, 3)}
            for k, r in rates.items()
        }
        rows |= {
            k: {"right": right, "of": of, "share": round(right / of, 3) if of else None}
            for k, (right, of) in self.fields.items()
        }
        return rows | {"documents": self.documents}


def load(path: Path) -> dict[str, Json]:
    """A JSONL file of coded documents by id; an EvaluateError names the line that is wrong."""
    found: dict[str, Json] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise EvaluateError(f"{path}: cannot be read ({problem})") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found[row["id"]] = row
            _ = [e["type"] for e in row["events"]]
        except (ValueError, KeyError, TypeError):
            raise EvaluateError(
                f"{path}:{number}: not a coded document; a line needs an id and a list of events, each with a type"
            ) from None
    return found


def score(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Scores:
    """Score every document of `gold`; one that `predicted` lacks counts as coded without events."""
    found = dict.fromkeys(LEVELS, 0)
    fields = {f: [0, 0] for f in FIELDS}
    gold_count = predicted_count = 0
    for key in gold:
        wanted, got = kept(gold, key), kept(predicted, key)
        gold_count += len(wanted)
        predicted_count += len(got)
        agreement = [[agrees(e, f) for f in got] for e in wanted]
        for level in LEVELS:
            pairs = match_at(level, agreement, len(got))
            found[level] += len(pairs)
            if level == "type":
                _count_fields(fields, [(wanted[a], got[b]) for a, b in pairs])
    levels = {level: Rate(found[level], predicted_count, gold_count) for level in LEVELS}
    return Scores(levels, score_ties(gold, predicted), {k: (a, b) for k, (a, b) in fields.items()}, len(gold))


def score_ties(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Rate | None:
    """Ties of one type between the same parties, each once a document, wherever it is said; None where gold has none."""
    found = predicted_count = gold_count = 0
    for key, row in gold.items():
        wanted, got = (_distinct_ties(d.get("ties") or []) for d in (row, predicted.get(key, {})))
        agreement = [[int(_same_tie(a, b)) for b in got] for a in wanted]
        found += len(match(agreement, len(got)))
        predicted_count += len(got)
        gold_count += len(wanted)
    return Rate(found, predicted_count, gold_count) if gold_count else None


def _distinct_ties(ties: Sequence[Json]) -> list[Json]:
    """A tie that several sentences assert is one."""
    distinct: dict[tuple[Any, Any, Any], Json] = {}
    for tie in ties:
        distinct.setdefault((tie["type"], tie["from"].get("name"), tie["to"].get("name")), tie)
    return list(distinct.values())


def _same_tie(one: Json, other: Json) -> bool:
    if one["type"] != other["type"]:
        return False
    if same_actor(one["from"], other["from"]) and same_actor(one["to"], other["to"]):
        return True
    crossed = same_actor(one["from"], other["to"]) and same_actor(one["to"], other["from"])
    return one["type"] in ontology.MUTUAL_TIES and crossed


def kept(documents: Mapping[str, Json], key: str) -> list[Json]:
    """The events of a document that count: none where it is missing, and no negated ones."""
    return [e for e in documents.get(key, {"events": []})["events"] if e.get("status") != "negated"]


def match_at(level: str, agreement: list[list[dict[str, bool]]], width: int) -> list[tuple[int, int]]:
    """Gold and coded events that agree at the level, one to one; those that agree at more levels first."""
    return match([[sum(cell.values()) if cell[level] else 0 for cell in cells] for cells in agreement], width)


def agrees(gold: Json, got: Json) -> dict[str, bool]:
    """Whether two events agree at each level; all of them need a shared sentence."""
    nothing = dict.fromkeys(LEVELS, False)
    if not share_sentence(gold, got):
        return nothing
    types = ontology.load().types
    same_type = gold["type"] == got["type"]
    quad = gold["type"] in types and got["type"] in types and types[gold["type"]].quad == types[got["type"]].quad
    actors, recipients = _share(gold, got, "actors"), _share(gold, got, "recipients")
    if same_type and not (actors and recipients) and gold["type"] in RECIPROCAL and _same_parties(gold, got):
        actors = recipients = True
    return {"quad": quad, "type": same_type, "who": same_type and actors, "whom": same_type and actors and recipients}


def _share(gold: Json, got: Json, side: str) -> bool:
    ours, theirs = gold.get(side) or [], got.get(side) or []
    return (not ours and not theirs) or any(same_actor(a, b) for a in ours for b in theirs)


def _same_parties(gold: Json, got: Json) -> bool:
    """Reciprocal events: two parties in common, on whichever side they stand."""
    ours, theirs = [[*(e.get("actors") or []), *(e.get("recipients") or [])] for e in (gold, got)]
    one_sided = not gold.get("recipients") or not got.get("recipients")
    return one_sided and sum(any(same_actor(a, b) for b in theirs) for a in ours) >= 2


def same_actor(one: Json, other: Json) -> bool:
    """The same country, or a word of the name in common."""
    if one.get("country") and one.get("country") == other.get("country"):
        return True
    return bool(_name_words(one) & _name_words(other))


def _name_words(actor: Json) -> set[str]:
    return {w for w in WORD.findall(str(actor.get("name") or "").lower()) if w not in SMALL_WORDS and len(w) > 1}


def share_sentence(one: Json, other: Json) -> bool:
    """Whether both are told in one sentence, give or take some words."""
    return any(_same_sentence(a, b) for a in _sentences(one) for b in _sentences(other))


def _sentences(event: Json) -> list[set[str]]:
    return [set(WORD.findall(str(m.get("sentence") or "").lower())) for m in event.get("mentions") or []]


def _same_sentence(one: set[str], other: set[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and (one == other or (shorter >= 4 and len(one & other) >= SAME_SENTENCE * shorter))


def match(agreement: list[list[int]], width: int) -> list[tuple[int, int]]:
    """A largest one-to-one matching of rows to columns whose agreement is above 0 (Kuhn 1955, augmenting paths).

    Pairs that agree more are tried first, so that among the largest matchings a well agreeing one is found.
    """
    taken: dict[int, int] = {}
    columns = [sorted(range(width), key=[-v for v in row].__getitem__) for row in agreement]

    def place(row: int, seen: set[int]) -> bool:
        for column in columns[row]:
            if agreement[row][column] and column not in seen:
                seen.add(column)
                if column not in taken or place(taken[column], seen):
                    taken[column] = row
                    return True
        return False

    for row in sorted(range(len(agreement)), key=lambda r: -max(agreement[r], default=0)):
        place(row, set())
    return [(row, column) for column, row in taken.items()]


def _count_fields(fields: dict[str, list[int]], pairs: list[tuple[Json, Json]]) -> None:
    for gold, got in pairs:
        for name, right in fields_right(gold, got).items():
            if right is not None:
                fields[name][0] += right
                fields[name][1] += 1


def fields_right(gold: Json, got: Json) -> dict[str, bool | None]:
    """Of two matched events, whether each of FIELDS is right; None where gold does not say."""
    checks: dict[str, Callable[[Json, Json], bool | None]] = {
        "date": _date_right,
        "deaths": _deaths_right,
        "status": _status_right,
        "mode": _mode_right,
    }
    return {name: check(gold, got) for name, check in checks.items()}


def _date_right(gold: Json, got: Json) -> bool | None:
    if not gold.get("date"):
        return None
    return bool(got.get("date")) and gold["date"][0] <= got["date"][1] and got["date"][0] <= gold["date"][1]


def _deaths_right(gold: Json, got: Json) -> bool | None:
    if not gold.get("deaths"):
        return None
    return bool(got.get("deaths")) and gold["deaths"][0] == got["deaths"][0]


def _status_right(gold: Json, got: Json) -> bool:
    return bool((gold.get("status") or "actual") == (got.get("status") or "actual"))


def _mode_right(gold: Json, got: Json) -> bool | None:
    """Gold names one mode, or several; the coder may see more."""
    wanted, found = (_as_list(event.get("mode")) for event in (gold, got))
    return bool(set(wanted) & set(found)) if wanted else None


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
