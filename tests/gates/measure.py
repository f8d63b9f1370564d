"""The evaluation sets into the figures that floors.json pins: read, coded and merged as `standoff code` does, scored as they are held out.

`python -m tests.gates.measure` prints what is reached beside what is pinned; with `--update` it raises the floors to that, and lowers none.
A floor is lowered by hand only, with the reason in the commit.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import runpy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.code.coder import Coder, embedded
from standoff.errors import ReadError
from standoff.evaluate import agrees, kept, load, match_at, score, score_ties
from standoff.options import CodeOptions, ReadOptions
from standoff.pipeline import AddOptions, code_documents
from standoff.read import read
from tests.context_scores import HALVES, agreement, judged
from tests.context_scores import sentences as sentences_with_contexts

FLOORS = Path(__file__).with_name("floors.json")
FOLDER = Path(__file__).with_name("written")
WRITTEN = ("first", "second", "third", "sealed")  # read while writing rules in this order; the last never
MARGIN = 0.01  # two events of the 179: another processor may parse a sentence in another way
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pinned:
    """Figures by name that must be at least (`floors`) or at most (`ceilings`) these."""

    floors: Mapping[str, float]
    ceilings: Mapping[str, float]

    def raised(self, reached: Mapping[str, float]) -> Pinned:
        """Pinned at what is reached less a margin, never looser than now."""
        return Pinned(
            {k: max(old, math.floor((reached[k] - MARGIN) * 100) / 100) for k, old in self.floors.items()},
            {k: min(old, math.ceil((reached[k] + MARGIN) * 100) / 100) for k, old in self.ceilings.items()},
        )

    def missed(self, reached: Mapping[str, float]) -> list[str]:
        """One line for every figure on the wrong side."""
        low = [f"{k}: {reached[k]:.3f} is below {v}" for k, v in self.floors.items() if reached[k] < v]
        return low + [f"{k}: {reached[k]:.3f} is above {v}" for k, v in self.ceilings.items() if reached[k] > v]


def pinned(path: Path = FLOORS) -> Pinned:
    return Pinned(**json.loads(path.read_text(encoding="utf-8")))


def predictions(coder: Coder, path: Path) -> Iterator[Json]:
    """What `standoff code` prints for a file, but every record by itself: two may share a text, and none is folded."""

    def fail(problem: ReadError) -> None:
        raise problem

    given = read([path], ReadOptions(), fail)
    return (report.as_json() for report in code_documents(given, lambda: coder, AddOptions(), fail))


def documents(coder: Coder, folder: Path) -> dict[str, float]:
    """Shares and F1 (0 to 1) on whole documents."""
    scorer = runpy.run_path(str(folder / "score_docs.py"))
    gold = scorer["load"](folder / "dev_gold.jsonl")
    predicted = {row["id"]: row for row in predictions(coder, folder / "dev_docs.jsonl")}
    result, ties = scorer["score"](gold, predicted), score_ties(gold, predicted)
    return {
        "documents.type_f1": result["type"][2],
        "documents.whom_f1": result["whom"][2],
        "documents.strict_f1": result["strict"][2],
        "documents.date_share": result["date"][0] or 0.0,
        "documents.deaths_share": result["deaths"][0] or 0.0,
        "documents.status_share": result["status"][0] or 0.0,
        "documents.mode_share": result["mode"][0] or 0.0,
        "documents.ties_f1": ties.f1 if ties else 0.0,
        "documents.place_country_share": place_country_share(gold, predicted),
    }


def place_country_share(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> float:
    """How many (0 to 1) of the events matched by type whose place has a country in gold have it in that country."""
    right = asked = 0
    for key in gold:
        wanted, got = kept(gold, key), kept(predicted, key)
        for a, b in match_at("type", [[agrees(e, f) for f in got] for e in wanted], len(got)):
            country, ours = ((e.get("place") or {}).get("country") for e in (wanted[a], got[b]))
            asked += country is not None
            right += country is not None and country == ours
    return right / asked if asked else 0.0


def sentences(coder: Coder, folder: Path) -> dict[str, float]:
    """Shares and F1 (0 to 1) on single sentences, and how many events are read in one."""
    scorer = runpy.run_path(str(folder / "score_gsr.py"))
    gold = scorer["read_jsonl"](folder / "gsr_dev.jsonl")
    predicted = {row["id"]: [_dyad(e) for e in row["events"]] for row in predictions(coder, folder / "gsr_dev.jsonl")}
    result, _ = scorer["score"](gold, predicted, boot=100)  # resampling is for the interval, which nobody asks for here
    return {
        "sentences.type_f1": result["micro"]["f1"],
        "sentences.type_actor_recipient_share": result["all"]["rate"],
        "sentences.events_per_sentence": result["events_per_record"],
    }


def cameo(coder: Coder, folder: Path) -> dict[str, float]:
    """Shares (0 to 1) of sentences with the right CAMEO class, and of those with an event also with both sides right."""
    scorer = runpy.run_path(str(folder / "score_cameo.py"))
    gold = scorer["read"](folder / "cameo_dev.jsonl")
    result, _ = scorer["score"](gold, _for_scorer(coder, folder / "cameo_dev.jsonl"), boot=2)
    return {
        "cameo.accuracy": result["accuracy"]["rate"],
        "cameo.class_source_target_share": result["all"]["rate"],
    }


def police(coder: Coder, folder: Path) -> dict[str, float]:
    """F1 (0 to 1) of what Indian police did, in lower-case sentences; acts whose author goes unnamed count as well."""
    scorer = runpy.run_path(str(folder / "score_india.py"))
    gold = scorer["read"](folder / "india_dev.jsonl")
    predicted = {id: {"events": events} for id, events in _for_scorer(coder, folder / "india_dev.jsonl").items()}
    result = scorer["score"](gold, predicted, unnamed=True, boot=2)
    return {"police.arrest_f1": result["ARREST"]["f1"], "police.force_f1": result["FORCE"]["f1"]}


def contexts(coder: Coder) -> dict[str, float]:
    """Agreement (0 to 1) of PLOVER contexts on our own sentences, those that rules were tuned on and those held back."""
    scores = {half: agreement(list(judged(coder, sentences_with_contexts(half)))) for half in HALVES}
    return {
        "contexts.dev_f1": scores["dev"].f1,
        "contexts.held_back_precision": scores["held"].precision,
        "contexts.held_back_recall": scores["held"].recall,
        "contexts.held_back_f1": scores["held"].f1,
    }


def written(coder: Coder) -> dict[str, float]:
    """Shares and F1 (0 to 1) on whole documents written for this project and coded blind, by how the rules came to know them."""
    found: dict[str, float] = {}
    for part in WRITTEN:
        gold = load(FOLDER / f"{part}.gold.jsonl")
        coded = {row["id"]: row for row in predictions(coder, FOLDER / f"{part}.docs.jsonl")}
        scores = score(gold, coded)
        found |= {f"written.{part}_{level}_f1": scores.levels[level].f1 for level in ("type", "whom")}
        found |= {f"written.{part}_{field}_share": right / of for field, (right, of) in scores.fields.items()}
        found[f"written.{part}_ties_f1"] = scores.ties.f1 if scores.ties else 0.0
    return found


def _dyad(event: Json) -> tuple[str, frozenset[str], frozenset[str]]:
    actors, recipients = (frozenset(p["country"] for p in event[s] if p["country"]) for s in ("actors", "recipients"))
    return event["type"], actors, recipients


def _for_scorer(coder: Coder, path: Path) -> dict[str, list[Json]]:
    """Events by record without what these scorers read otherwise: triggers as words (ours are offsets), `quad` as CAMEO's class."""
    rows = predictions(coder, path)
    return {r["id"]: [{k: v for k, v in e.items() if k not in ("quad", "mentions")} for e in r["events"]] for r in rows}


def measure(shared: Path) -> dict[str, float]:
    """Every figure of floors.json, reached now."""
    coder, folder = embedded(CodeOptions()), shared / "eval"
    parts = (documents, sentences, cameo, police)
    return {k: v for part in parts for k, v in part(coder, folder).items()} | contexts(coder) | written(coder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--update", action="store_true", help="raise floors.json to what is reached; nothing is lowered"
    )
    update = parser.parse_args().update
    shared = Path(os.environ.get("STANDOFF_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    before, reached = pinned(), measure(shared)
    after = before.raised(reached) if update else before
    old, new = before.floors | before.ceilings, after.floors | after.ceilings
    for name, value in reached.items():
        print(f"{name:40} reached {value:.3f}   pinned {old[name]:.2f}" + (f" -> {new[name]:.2f}" if update else ""))
    if update:
        text = json.dumps({"floors": dict(after.floors), "ceilings": dict(after.ceilings)}, indent=2)
        FLOORS.write_text(text + "\n", encoding="utf-8")
    if missed := before.missed(reached):
        raise SystemExit("missed, and not lowered:\n  " + "\n  ".join(missed))


if __name__ == "__main__":
    main()
