"""How many died, where and how, in the words of agencies and armies (data/fields.txt): "deaths 12+; injured 31+ | sentence".

"12" is exactly so many, "12+" at least, "1-50" a range; `place` is a country, `mode` one of the event's. "! " before a line marks a known limit.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from standoff.records import Amount, Document, Mention

LINES = (Path(__file__).parent / "data" / "fields.txt").read_text(encoding="utf-8").splitlines()
DAY = date(2024, 3, 10)
LIMIT = pytest.mark.xfail(reason="a known limit", strict=False)
ROWS: list[Any] = [
    pytest.param(*line.removeprefix("! ").split(" | "), marks=LIMIT if line.startswith("! ") else ())
    for line in LINES
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def mentions(coder) -> dict[str, tuple[Mention, ...]]:
    """All sentences coded at once, by sentence."""
    texts = dict.fromkeys(row.values[1] for row in ROWS)
    return {c.document.text: c.mentions for c in coder.code([Document(t, "test", t, published=DAY) for t in texts])}


def written(amount: Amount | None) -> str:
    if amount is None:
        return "-"
    return (
        f"{amount.lo}+"
        if amount.hi is None
        else str(amount.lo)
        if amount.lo == amount.hi
        else f"{amount.lo}-{amount.hi}"
    )


def fields(mention: Mention) -> dict[str, tuple[str, ...]]:
    place = "-" if mention.place is None or mention.place.country is None else mention.place.country
    return {
        "deaths": (written(mention.deaths),),
        "injured": (written(mention.injured),),
        "place": (place,),
        "mode": mention.mode,
    }


@pytest.mark.parametrize(("wanted", "text"), ROWS)
def test_a_wording_gives_its_fields(wanted, text, mentions):
    pairs = [item.split(" ") for item in wanted.split("; ")]
    assert any(all(value in fields(m)[name] for name, value in pairs) for m in mentions[text]), mentions[text]
