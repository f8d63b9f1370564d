"""Reports into any number of new ones: their sentences drawn anew, with other states, numbers and days, so that none is a copy."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from standoff import knowledge
from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read import read
from standoff.records import Document

SENTENCE_END = re.compile(r"(?<=[.!?][”\"’']) +|(?<=[.!?]) +(?=[A-Z“\"])|\n+")
NUMBER = re.compile(r"(?<![\d.,-])\d{1,3}(?![\d,:-]|\.\d)")
SENTENCES = 6  # a short agency report
FIRST_DAY, DAYS = date(2023, 9, 1), 180
COMMON_NAMES = frozenset(
    {"Chad", "Georgia", "Jordan", "Turkey", "Mali", "Guinea"}
)  # words of their own; swapping them reads oddly
Names = list[tuple[str, str, str]]


def sentences(folder: Path) -> list[str]:
    """Every sentence of the reports in a folder that is neither a headline nor a list."""

    def skip(_problem: ReadError) -> None:
        """A folder of examples may hold bad input on purpose."""

    found = [part.strip() for d in read([folder], ReadOptions(), skip) for part in SENTENCE_END.split(d.text)]
    kept = sorted({s for s in found if 40 <= len(s) <= 400 and s[-1] in ".!?”\"'"})
    if not kept:
        raise SystemExit(f"no reports in {folder}")
    return kept


def generate(pool: list[str], count: int, seed: int) -> Iterator[Document]:
    """`count` documents; the same seed gives the same ones."""
    draw = random.Random(seed)  # noqa: S311 - texts for a benchmark
    names = [
        (c.name, c.demonyms[0], c.capital) for c in knowledge.load().countries.values() if c.demonyms and c.capital
    ]
    swapped = re.compile(
        r"\b(" + "|".join(sorted({re.escape(w) for n in names for w in n if w}, key=len, reverse=True)) + r")\b"
    )
    for number in range(count):
        other = _exchange(names, draw)
        text = " ".join(draw.sample(pool, min(SENTENCES, len(pool))))
        text = swapped.sub(lambda m, other=other: other.get(m[0], m[0]), text)  # type: ignore[misc]
        text = NUMBER.sub(lambda m: str(max(2, round(int(m[0]) * draw.uniform(0.5, 2)))), text)
        day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        yield Document(id=f"b{seed}-{number}", source="bench", text=text, title=f"Report {number}", published=day)


def _exchange(names: Names, draw: random.Random) -> Mapping[str, str]:
    """Every state for another one, the same all through a document."""
    plain = [n for n in names if n[0] not in COMMON_NAMES]
    others = draw.sample(plain, len(plain))
    return {old: new for one, other in zip(plain, others, strict=True) for old, new in zip(one, other, strict=True)}


def write_jsonl(documents: Iterator[Document], path: Path) -> None:
    """The documents as JSON lines that `standoff add` reads."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_row(d)) + "\n" for d in documents)


def _row(d: Document) -> dict[str, Any]:
    return {"id": d.id, "title": d.title, "text": d.text, "published": d.published.isoformat() if d.published else None}
