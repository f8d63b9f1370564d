"""Surnames into the known people whom the same text has called by their full names before: "Michael Fallon ... Mr Fallon"."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.names import Name
from standoff.code.frames.nouns import HONORIFICS, TITLE_NOUNS
from standoff.code.frames.reading import Reading

LONGEST_RANK = 4  # letters of a rank or title cut short: "Col.", "Capt."


def by_surname(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """The names of people by their surnames alone, where that is no other name."""
    known: dict[str, Name] = {}
    shared: set[str] = set()
    for name in names:
        if name.kind == "person" and name.end - name.start > 1:
            first = known.setdefault(reading.words[name.end - 1], name)
            if first.ref != name.ref:
                shared.add(reading.words[name.end - 1])
    at = {i: n for n in names for i in range(n.start, n.end)}
    for i, word in enumerate(reading.words) if known else ():
        full = known.get(word)
        if full is not None and word not in shared and i >= full.end and i not in at and _is_alone(reading, i, at):
            yield Name(i, i + 1, "person", full.ref)


def _is_alone(reading: Reading, i: int, at: dict[int, Name]) -> bool:
    """True where no first name stands before it and no longer name goes on behind: "Mr Fallon", but "Jimmy Fallon" is another."""
    if reading.pos[i] not in ("PROPN", "NOUN") or (i + 1 < len(reading.words) and reading.pos[i + 1] == "PROPN"):
        return False
    before = i - 1
    if before > 0 and reading.words[before] == "." and len(reading.words[before - 1]) <= LONGEST_RANK:
        before -= 1
    if before < 0 or reading.pos[before] != "PROPN" or (before in at and at[before].kind == "agent"):
        return True
    word = reading.lowers[before].rstrip(".")
    return before < i - 1 or word in HONORIFICS or word in TITLE_NOUNS or reading.words[before].endswith(".")
