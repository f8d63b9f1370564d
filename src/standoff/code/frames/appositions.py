"""A description into the name beside it: "the YPG, a Kurdish militia", "its neighbour, North Korea"."""

from __future__ import annotations

from collections.abc import Mapping

from standoff.code.frames.names import Name
from standoff.code.frames.nouns import NEIGHBOURS
from standoff.code.frames.phrases import extent
from standoff.code.frames.reading import Reading

# what spaCy makes of an apposition far from its name
MISREAD_APPOSITIONS = frozenset(("ccomp", "dep", "npadvmod", "oprd", "advcl", "attr"))


def named_beside(reading: Reading, at: Mapping[int, Name], head: int) -> int | None:
    """The organisation, or the state that is called a neighbour or an ally, for which the phrase stands, on either side of it."""
    own = at.get(head)
    if (own is not None and own.kind != "agent") or reading.entity[head] == "PERSON":
        return None  # "the commander of UNIFIL, Aldo Rossi": the parser sets the name beside the body
    beside = [c for c in reading.children[head] if reading.deps[c] == "appos"]
    if reading.deps[head] == "appos":
        beside.append(reading.heads[head])
    elif reading.deps[head] in MISREAD_APPOSITIONS and (last := _before_comma(reading, head)) is not None:
        beside.append(last)
    kinds = ("organisation", "country") if reading.lemmas[head] in NEIGHBOURS else ("organisation",)
    return next((c for c in beside if c in at and at[c].kind in kinds), None)


def _before_comma(reading: Reading, head: int) -> int | None:
    """The word before ", a terror group that ...", which the parser may hang on a verb."""
    start, _ = extent(reading, head)
    described = reading.lowers[start] in ("a", "an") and reading.child(head, "relcl", "acl") is not None
    if not described or start < 2 or reading.words[start - 1] != ",":
        return None
    return start - 3 if reading.words[start - 2] == ")" else start - 2
