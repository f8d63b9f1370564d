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
FIRST_DAY, PER_DAY = date(2015, 1, 1), 20  # as many reports of a day however many there are: an archive grows in time
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
    names = _state_names()
    swapped = _any_of(names)
    pool = [s for s in pool if swapped.search(s)]  # a sentence without names would be the same in every report
    for number in range(count):
        other = _exchange(names, draw)
        text = " ".join(draw.sample(pool, min(SENTENCES, len(pool))))
        text = swapped.sub(lambda m, other=other: other[m[0]], text)  # type: ignore[misc]
        text = NUMBER.sub(lambda m: str(max(2, round(int(m[0]) * draw.uniform(0.5, 2)))), text)
        day = FIRST_DAY + timedelta(days=draw.randrange(-(-count // PER_DAY)))
        yield Document(id=f"b{seed}-{number}", source="bench", text=text, title=f"Report {number}", published=day)


def _state_names() -> Names:
    """Name, demonym and capital of every state, but for those whose name is a word of its own."""
    countries = knowledge.load().countries.values()
    found = [(c.name, c.demonyms[0], c.capital) for c in countries if c.demonyms and c.capital]
    return [n for n in found if n[0] not in COMMON_NAMES]


def _any_of(names: Names) -> re.Pattern[str]:
    words = sorted({re.escape(word) for name in names for word in name}, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(words) + r")\b")


def _exchange(names: Names, draw: random.Random) -> Mapping[str, str]:
    """Every state for another one, the same all through a document."""
    others = draw.sample(names, len(names))
    return {old: new for one, other in zip(names, others, strict=True) for old, new in zip(one, other, strict=True)}


def write_jsonl(documents: Iterator[Document], path: Path) -> None:
    """The documents as JSON lines that `standoff add` reads."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_row(d)) + "\n" for d in documents)


def _row(d: Document) -> dict[str, Any]:
    return {"id": d.id, "title": d.title, "text": d.text, "published": d.published.isoformat() if d.published else None}
