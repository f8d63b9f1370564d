"""A title with the article ("the Foreign Secretary said") into the person whom the text gave this title before."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.names import Name
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Reading
from standoff.code.frames.referents import Referent, Referents
from standoff.records import Participant


def title_holder(reading: Reading, referents: Referents, at: dict[int, Name], head: int) -> tuple[Participant, ...]:
    """The last person with the whole title, before or beside the name; else the last one with its last word."""
    title = at[head].ref if head in at else reading.lemmas[head]
    held = [(r, i) for r in referents.before(head) if r.kind == "person" for i in _titles(reading, r)]
    whole = (r.participants for r, i in held if i in at and at[i].ref == title)
    last_word = (r.participants for r, i in held if reading.lemmas[i] == reading.lemmas[head])
    return next(whole, ()) or next(last_word, ())


def _titles(reading: Reading, referent: Referent) -> Iterator[int]:
    """As in "Secretary Kerry", "Tobias Ellwood, Minister for the Middle East", "the Foreign Secretary, James Cleverly"."""
    yield from left_of(reading, referent.head)
    yield referent.head
    yield from (c for c in reading.children[referent.head] if reading.deps[c] == "appos")
    if reading.deps[referent.head] == "appos":
        yield reading.heads[referent.head]
