"""The last word of a name ("Mr Khan", "the Guards") into the known person or organisation whose full name stood in the text before."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.code.frames.names import Name
from standoff.code.frames.nouns import HONORIFICS, TITLE_NOUNS
from standoff.code.frames.reading import Reading

NO_PERSONS = frozenset(("GPE", "LOC", "FAC", "NORP"))


def by_surname(reading: Reading, names: Sequence[Name], head: int) -> str | None:
    """The id of the person last named in full before `head` by this last word, which stands without a first name."""
    if reading.pos[head] != "PROPN" or reading.entity[head] in NO_PERSONS or _has_first_name(reading, head):
        return None
    word = reading.words[head]
    full = (n for n in names if n.kind == "person" and n.end - n.start > 1 and n.end <= head)
    return next((n.ref for n in sorted(full, key=lambda n: -n.end) if reading.words[n.end - 1] == word), None)


def by_last_word(reading: Reading, names: Sequence[Name], head: int) -> str | None:
    """The id of the organisation last named in full, of whose name "the Guards", "the Brotherhood" is the last word."""
    own = [c for c in reading.children[head] if c < head]
    if reading.pos[head] != "PROPN" or [reading.lowers[c] for c in own] != ["the"]:
        return None
    word = reading.words[head]
    full = (n for n in names if n.kind == "organisation" and n.end - n.start > 1 and n.end <= head)
    return next((n.ref for n in sorted(full, key=lambda n: -n.end) if reading.words[n.end - 1] == word), None)


def _has_first_name(reading: Reading, head: int) -> bool:
    """Another name hangs on it ("Shah Rukh Khan"), or it on another ("Khan Yunis")."""
    if reading.deps[head] == "compound":
        return True
    own = (reading.lowers[c].rstrip(".") for c in reading.children[head] if reading.pos[c] == "PROPN" and c < head)
    return any(w not in HONORIFICS | TITLE_NOUNS for w in own)
