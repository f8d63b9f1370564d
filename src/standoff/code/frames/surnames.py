"""The last word of a name ("Mr Fallon", "the Guards") into the known person or organisation whose full name stood in the text before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def by_last_word(reading: Reading, names: Sequence[Name], head: int) -> str | None:
    """The id of the organisation last named in full, of whose name "the Guards", "the Brotherhood" is the last word."""
    own = [c for c in reading.children[head] if c < head]
    if reading.pos[head] != "PROPN" or [reading.lowers[c] for c in own] != ["the"]:
        return None
    word = reading.words[head]
    full = (n for n in names if n.kind == "organisation" and n.end - n.start > 1 and n.end <= head)
    return next((n.ref for n in sorted(full, key=lambda n: -n.end) if reading.words[n.end - 1] == word), None)


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
