"""The sentences of tests/code/data/contexts.jsonl into the agreement of coded PLOVER contexts with those given by hand.

The sentences are our own. The "held" half was written before any rule and is only counted: whoever changes contexts.toml looks at the
mistakes of the "dev" half alone. `python -m tests.context_scores` prints both figures and those mistakes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.code.coder import Coder, embedded
from standoff.options import CodeOptions
from standoff.records import Document, Mention

SENTENCES = Path(__file__).parent / "code" / "data" / "contexts.jsonl"
HALVES = ("dev", "held")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One event of a sentence: contexts given by hand, contexts coded; `found` is False where no event was coded at its trigger."""

    text: str
    gold: frozenset[str]
    coded: frozenset[str]
    found: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Micro-averaged over all contexts of all events; those of an event that was not coded are missed."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def sentences(half: str) -> list[Row]:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["half"] == half]


def judged(coder: Coder, rows: Sequence[Row]) -> Iterator[Judged]:
    documents = [Document(row["id"], row["id"], row["text"]) for row in rows]
    for row, coded in zip(rows, coder.code(documents), strict=True):
        for event in row["events"]:
            start = row["text"].index(event["trigger"])
            hits = [m for m in coded.mentions if _covers(m, start, start + len(event["trigger"]))]
            told = frozenset(c for m in hits for c in m.context)
            yield Judged(row["text"], frozenset(event["contexts"]), told, bool(hits))


def _covers(mention: Mention, start: int, end: int) -> bool:
    return mention.trigger.start < end and start < mention.trigger.end


def agreement(events: Sequence[Judged]) -> Agreement:
    right = sum(len(e.gold & e.coded) for e in events)
    coded, gold = sum(len(e.coded) for e in events), sum(len(e.gold) for e in events)
    return Agreement(right / coded if coded else 0.0, right / gold if gold else 0.0)


def main() -> None:
    coder = embedded(CodeOptions())
    for half in HALVES:
        events = list(judged(coder, sentences(half)))
        whole, coded = agreement(events), agreement([e for e in events if e.found])
        print(f"{half}: {len(events)} events, {sum(not e.found for e in events)} not coded")
        for name, score in (("all events", whole), ("coded events", coded)):
            print(f"  {name:12}  P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")
        for e in events if half == "dev" else ():
            if e.gold != e.coded:
                print(f"  missed {sorted(e.gold - e.coded)}  wrong {sorted(e.coded - e.gold)}  {e.text}")


if __name__ == "__main__":
    main()
