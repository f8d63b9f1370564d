"""ICEWS event tables (date, actor, recipient, plover) into the chances of evidence.toml: how often each type comes from friends or from foes.

`python tools/measure_evidence.py icews14.csv.gz icews18.csv.gz`. A pair is friendly or hostile by the Beta posterior of its dealings of all OTHER
types (above .95, below .05); a type's chance is its frequency among dealings of the fitting pairs over that among both.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from scipy.special import betainc

from standoff import ontology

TYPES = ontology.load().types
FRIENDLY = {name: "cooperation" in kind.quad for name, kind in TYPES.items()}
CLEAR = 0.95
NOBODY = ("Citizen", "Unspecified")  # who take no side


def dealings(table: Path) -> dict[frozenset[str], Counter[str]]:
    """Dealings of each pair by type: one a day for each direction and type."""
    with gzip.open(table, "rt", encoding="utf-8") as stream:
        rows = {(r["date"], r["actor"], r["recipient"], r["plover"]) for r in csv.DictReader(stream)}
    found: defaultdict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for _, actor, recipient, kind in rows:
        if kind in TYPES and actor != recipient and not any(word in actor + recipient for word in NOBODY):
            found[frozenset((actor, recipient))][kind] += 1
    return found


def chances(pairs: dict[frozenset[str], Counter[str]]) -> Iterator[tuple[str, float]]:
    """The chance of each type to tell the sign of a pair rightly."""
    told = {True: Counter[str](), False: Counter[str]()}
    for counts in pairs.values():
        friendly = sum(n for kind, n in counts.items() if FRIENDLY[kind])
        hostile = counts.total() - friendly
        for kind, n in counts.items():
            others = (friendly - n, hostile) if FRIENDLY[kind] else (friendly, hostile - n)
            positive = 1 - betainc(1 + others[0], 1 + others[1], 0.5)
            if not 1 - CLEAR <= positive <= CLEAR:
                told[positive > CLEAR][kind] += n
    for kind in TYPES:
        shares = {sign: counts[kind] / counts.total() for sign, counts in told.items()}
        yield kind, shares[FRIENDLY[kind]] / sum(shares.values())


if __name__ == "__main__":
    tables = [dict(chances(dealings(Path(name)))) for name in sys.argv[1:]]
    for kind in TYPES:
        measured = [table[kind] for table in tables]
        print(f"{kind:10}", *(f"{chance:.2f}" for chance in measured), f"  mean {sum(measured) / len(measured):.2f}")
