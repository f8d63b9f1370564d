"""Names of capitals and seats that are only a part of a longer place name: the "Praia" of "Mocímboa da Praia" is not the capital."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.code.frames.names import Name
from standoff.code.frames.reading import Reading
from standoff.knowledge.places import Gazetteer

LONGEST = 3  # words before: "San Pedro de Asunción"


def whole_names(reading: Reading, names: Iterable[Name], gazetteer: Gazetteer) -> Iterator[Name]:
    """The names that are no part of a longer one that the gazetteer knows."""
    for name in names:
        joined = name.start > 0 and reading.words[name.start - 1].islower()  # "da", "de", "al"
        before = range(max(0, name.start - LONGEST), name.start - 1) if joined else ()
        longer = (i for i in before if reading.words[i][:1].isupper())
        if name.kind != "seat" or not any(gazetteer.has(reading.text_of(i, name.end)) for i in longer):
            yield name
