"""Names that only look so: the "Praia" of "Mocímboa da Praia" is no capital, the "Marines" that open a sentence may be any marines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from standoff.code.frames.names import Name
from standoff.code.frames.reading import Reading
from standoff.knowledge import Knowledge
from standoff.knowledge.places import Gazetteer

LONGEST = 3  # words before: "San Pedro de Asunción"


def true_names(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer, knowledge: Knowledge) -> Iterator[Name]:
    """The names, without parts of longer names of places, and with common nouns as what they are."""
    first = {start for start, _ in reading.sentences}
    told_of = Counter(n.ref for n in names if n.kind in ("country", "demonym", "seat")).most_common(1)
    for name in names:
        if name.kind == "organisation" and name.end - name.start == 1 and name.start in first:
            noun, country = reading.lowers[name.start].removesuffix("s"), knowledge.organisations[name.ref].country
            inside = any(n.ref == name.ref and n.start not in first for n in names)
            common = noun in knowledge.agents and not inside and all(c != country for c, _ in told_of) and bool(told_of)
            yield Name(name.start, name.end, "agent", noun) if common else name
        elif not _is_part(reading, name, gazetteer):
            yield name


def _is_part(reading: Reading, name: Name, gazetteer: Gazetteer) -> bool:
    """True for a capital's name behind "da", "de", "al" in the name of another town."""
    joined = name.kind == "seat" and name.start > 0 and reading.words[name.start - 1].islower()
    before = range(max(0, name.start - LONGEST), name.start - 1) if joined else ()
    longer = (i for i in before if reading.words[i][:1].isupper())
    return any(gazetteer.has(reading.text_of(i, name.end)) for i in longer)


def ever_acts(reading: Reading, name: str) -> bool:
    """False for a single word that is never the subject of a verb and has no title: a place or thing that was taken for a person."""
    same = reading.tokens_of.get(name, ())
    return any(reading.deps[i] in ("nsubj", "appos", "poss") or _is_told_of(reading, i) for i in same)


def _is_told_of(reading: Reading, i: int) -> bool:
    """As in "Mr Smith", "Smith, a trader"."""
    return any(reading.deps[c] in ("compound", "appos", "relcl") for c in reading.children[i])
