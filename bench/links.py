"""Two published tables of events into figures of what is forecast on the days that their publishers keep for testing, with time and memory.

`python -m bench.links icews14 links OUT.json` measures one part alone: links, plain (no ranker above the mixture), types or weeks.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.memory import usage
from bench.row import Row
from standoff.model.forecast.occurrence import occurrence
from standoff.model.links.forecast import LinkOptions, fit_links
from standoff.model.links.next_type import TypeOptions, fit_types
from standoff.model.links.ranks import figures
from standoff.model.links.scores import scored
from standoff.model.links.table import Links, guessed_countries
from standoff.model.reliability import Reliability, reliability, top_reliability
from standoff.model.scores import auc, brier

COUNTRIES_BY = 45  # days from which countries that are not named are guessed, before anything is learnt
PAIRS, WEEKS, PANEL = 200, 9, 1000  # asked about in the note ../shared/notes/forecast.md; pairs that are learnt from
QUADS = np.repeat(np.arange(4), (5, 3, 5, 7))  # of the CAMEO roots 01 to 20
SETS = {  # targets of MRR, hits at 10, CPU seconds, log loss of types; options whose training fits into the memory asked for
    "icews14": ((46, 64, 600, 1.55), LinkOptions(ranking_days=60), TypeOptions()),
    "icews18": ((34, 53, 900, 1.62), LinkOptions(ranking_days=20, questions_a_day=900), TypeOptions(learning_days=90)),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Events, which of them are assaults, the first day of the test stretch and the day after its last."""

    links: Links
    assault: np.ndarray
    test: int
    end: int


def read(file: Path) -> Table:
    """A benchmark table; country and sector come from names such as "Military (Iraq)"."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    first = min(date.fromisoformat(row["date"]) for row in rows)
    day = np.array([(date.fromisoformat(row["date"]) - first).days for row in rows])
    names = sorted({row[end] for row in rows for end in ("actor", "recipient")})
    roots = dict(sorted((row["relation"], int(row["cameo_root"]) - 1) for row in rows))
    number, relation = ({name: i for i, name in enumerate(some)} for some in (names, roots))
    country, sector = kinds_of(names)
    root = np.array(list(roots.values()))
    links = Links(
        *(np.array(column) for column in ([number[r["actor"]] for r in rows], [relation[r["relation"]] for r in rows])),
        np.array([number[row["recipient"]] for row in rows]),
        day,
        country,
        sector,
        root,
        QUADS[root],
    )
    test = np.array([row["split"] == "test" for row in rows])
    return Table(
        links, np.array([row["plover"] == "ASSAULT" for row in rows]), int(day[test].min()), int(day.max()) + 1
    )


def kinds_of(names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Country and sector by actor: what stands in brackets and what stands before; a bare name of a country is of it; -1 for others' countries."""
    parts = [re.fullmatch(r"(.*) \(([^()]*)\)", name) for name in names]
    lands = {land: i for i, land in enumerate(sorted({part[2] for part in parts if part}))}
    kinds = [
        part[1] if part else "(state)" if name in lands else "(named)" for part, name in zip(parts, names, strict=True)
    ]
    number = {kind: i for i, kind in enumerate(sorted(set(kinds)))}
    country = [lands.get(part[2] if part else name, -1) for part, name in zip(parts, names, strict=True)]
    return np.array(country), np.array([number[kind] for kind in kinds])


def link_figures(table: Table, options: LinkOptions) -> dict[str, Any]:
    """Of both ends of every event of the test stretch."""
    forecast = fit_links(table.links, table.test, options)
    said = scored(forecast, range(table.test, table.end))
    ranks = figures(said.ranks)
    return {
        "mrr": 100 * ranks.mrr,
        "hits_1": 100 * ranks.hits_1,
        "hits_3": 100 * ranks.hits_3,
        "hits_10": 100 * ranks.hits_10,
        "first": said.first.error,
        "ten": said.ten.error,
        "listed": said.listed,
        "tables": [told(said.first), told(said.ten)],
    }


def type_figures(table: Table, options: TypeOptions) -> dict[str, Any]:
    """Of the root of every event of the test stretch, its source and target given."""
    forecast, came = fit_types(table.links, table.test, options), table.links.root[table.links.relation]
    days = [np.flatnonzero(table.links.day == day) for day in range(table.test, table.end)]
    chances = np.concatenate([forecast.chances(table.test + i, rows) for i, rows in enumerate(days)])
    came = came[np.concatenate(days)]
    by_type = top_reliability(chances, came)
    return {
        "loss": float(-np.log(chances[np.arange(len(came)), came]).mean()),
        "top_1": float((chances.argmax(axis=1) == came).mean()),
        "ece": by_type.error,
        "tables": [told(by_type)],
    }


def week_figures(table: Table, begin: int | None = None) -> dict[str, Any]:
    """Of any assault in each of nine weeks, by default the last whole ones, in the 200 pairs with most before these."""
    begin = begin or (table.end // 7 - WEEKS) * 7
    counts, heralds = assaults(table, begin)
    said, came = [], []
    for day in range(begin, begin + 7 * WEEKS, 7):
        said.append(occurrence(counts[:day], tuple(one[:day] for one in heralds))[:PAIRS])
        came.append(counts[day : day + 7, :PAIRS].sum(axis=0) > 0)
    chances, hits = np.concatenate(said), np.concatenate(came)
    by_chance = reliability(chances, hits)
    return {
        "base": float(hits.mean()),
        "brier": brier(chances, hits),
        "auc": auc(chances, hits),
        "ece": by_chance.error,
        "tables": [told(by_chance)],
    }


def assaults(table: Table, begin: int) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    """Daily assaults of the pairs with most before a day, most first, and what may herald them: of the pair turned, and cooperation in words;
    by its source on anyone and in the target's country, by anyone and from the source's country on its target, from the one country on the
    other, all and by others; and events of any kind by its source, on its target, in the target's country.
    """
    links, size = table.links, table.links.actors
    source, target = links.source, links.target
    pair = source * size + target
    pairs, number = np.unique(pair[table.assault & (links.day < begin)], return_counts=True)
    pairs = pairs[np.argsort(-number, kind="stable")][:PANEL]
    a, b = pairs // size, pairs % size
    land = guessed_countries(links.before(COUNTRIES_BY)) + 1  # 0: still not known
    lands = int(land.max()) + 1

    def daily(some: np.ndarray, key: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        known = np.unique(wanted)
        at = np.minimum(np.searchsorted(known, key), len(known) - 1)
        some = some & (known[at] == key)
        found = np.bincount(links.day[some] * len(known) + at[some], minlength=table.end * len(known))
        return found.reshape(table.end, -1)[:, np.searchsorted(known, wanted)].astype(float)

    assault, every = table.assault, np.ones(len(pair), dtype=bool)
    own = daily(assault, pair, pairs)
    between = daily(assault, land[source] * lands + land[target], land[a] * lands + land[b])
    return own, (
        daily(assault, target * size + source, pairs),
        daily(links.quad[links.relation] == 0, pair, pairs),
        daily(assault, source, a),
        daily(assault, source * lands + land[target], a * lands + land[b]),
        daily(assault, target, b),
        daily(assault, land[source] * size + target, land[a] * size + b),
        between,
        between - own,
        daily(every, source, a),
        daily(every, target, b),
        daily(every, land[target], land[b]),
    )


def link_rows(folder: Path) -> list[Row]:
    """All parts of both tables, each in a process of its own."""
    rows = []
    for name, ((mrr, hits, seconds, loss), _, _) in SETS.items():
        file = folder / f"{name}.csv.gz"
        if not file.is_file():
            print(f"links left out: {file} is not there; set STANDOFF_SHARED", file=sys.stderr)
            continue
        found, plain, types = (measured(file, part) for part in ("links", "plain", "types"))
        beside = f"hits at 1 {found['hits_1']:.1f}, at 3 {found['hits_3']:.1f}; no ranker: MRR {plain['mrr']:.1f}, hits at 10 {plain['hits_10']:.1f}"
        listed = f"first of each list; of the ten best {found['ten']:.3f}"
        rows += [
            Row(f"{name} links, MRR in %", found["mrr"], mrr, at_most=False, detail=beside),
            Row(
                f"{name} links, hits at 10 in %",
                found["hits_10"],
                hits,
                at_most=False,
                detail="time-aware filter, mean ranks",
            ),
            Row(
                f"{name} links, CPU seconds",
                found["cpu"],
                seconds,
                at_most=True,
                detail=f"{found['wall']:.0f} s by the clock; no ranker {plain['cpu']:.0f}",
            ),
            Row(
                f"{name} links, peak memory in GB", found["gb"], 2, at_most=True, detail=f"no ranker {plain['gb']:.2f}"
            ),
            Row(f"{name} links, calibration error", found["first"], 0.02, at_most=True, detail=listed),
            Row(
                f"{name} next type, nats",
                types["loss"],
                loss,
                at_most=True,
                detail=f"top 1 {types['top_1']:.3f}, {types['cpu']:.0f} s CPU, {types['gb']:.2f} GB",
            ),
            Row(
                f"{name} next type, calibration error", types["ece"], 0.02, at_most=True, detail="of the likeliest type"
            ),
        ]
        if name == "icews18":
            weeks = measured(file, "weeks")
            base = f"{PAIRS} pairs, {WEEKS} weeks, base rate {weeks['base']:.3f}"
            rows += [
                Row(f"{name} assault in a week, Brier", weeks["brier"], 0.185, at_most=True, detail=base),
                Row(f"{name} assault in a week, AUC", weeks["auc"], 0.79, at_most=False, detail=""),
                Row(f"{name} assault in a week, calibration", weeks["ece"], 0.03, at_most=True, detail=""),
            ]
    return rows


def measured(file: Path, part: str) -> dict[str, Any]:
    """The figures of one part, with CPU and clock seconds and peak memory of all of it, reading included."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        start = time.perf_counter()
        used = usage([sys.executable, "-m", "bench.links", str(file), part, str(out)])
        wall = time.perf_counter() - start
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found | {"cpu": used.cpu_seconds, "gb": used.peak_bytes / 1e9, "wall": wall}


def told(one: Reliability) -> str:
    """A reliability table on one line: forecast, what came, how many."""
    rows = zip(one.forecast, one.came, one.number, strict=True)
    return "; ".join(f"{forecast:.3f} {came:.3f} ({number})" for forecast, came, number in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("part", choices=("links", "plain", "types", "weeks"))
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    table = read(asked.file)
    _, links, types = SETS[asked.file.name.removesuffix(".csv.gz")]
    parts: dict[str, Any] = {
        "links": lambda: link_figures(table, links),
        "plain": lambda: link_figures(table, LinkOptions(ranker=False)),
        "types": lambda: type_figures(table, types),
        "weeks": lambda: week_figures(table),
    }
    asked.out.write_text(json.dumps(parts[asked.part]()), encoding="utf-8")


if __name__ == "__main__":
    main()
